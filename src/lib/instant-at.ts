/** The instant at which a clock in `timeZone` shows `civil` and `time` (HH:MM). */
export function instantAt(civil: string, time: string, timeZone: string): string {
  const wanted = Date.parse(`${civil}T${time}:00Z`)
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const offset = (at: number) => Date.parse(`${shown.format(new Date(at)).replace(' ', 'T')}Z`) - at
  // Twice: the first guess may stand on the other side of a change of the clocks.
  const guess = wanted - offset(wanted)
  return new Date(wanted - offset(guess)).toISOString()
}

/** Whether a moment that is being written has passed at the place; not before both parts are there. */
export function hasPassed(civil: string, time: string, timeZone: string, now: number): boolean {
  if (civil === '' || time === '') return false
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now)
  // A date field takes years of six digits, which no clock here can read.
  return (
    civil.length !== today.length ||
    civil < today ||
    (civil === today && Date.parse(instantAt(civil, time, timeZone)) <= now)
  )
}
