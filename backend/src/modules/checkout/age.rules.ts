/** Mezcal is for adults. */

export const adultAge = 18
/** Nobody alive was born before it: such a date is a slip of the finger, or a joke. */
const earliest = '1900-01-01'

/**
 * Whether someone born on that civil date is an adult on that day. Who was born on 29 February is from 1 March on.
 * @param today the civil date at the place of sale
 */
export function isAdult(birthDate: string, today: string): boolean {
  const [year, ...monthAndDay] = birthDate.split('-')
  const birthday = [String(Number(year) + adultAge).padStart(4, '0'), ...monthAndDay].join('-')
  return birthDate >= earliest && birthday <= today
}
