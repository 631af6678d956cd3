/** Time without clocks: arithmetic over instants that the caller read somewhere. */

export const secondMs = 1000
export const minuteMs = 60 * secondMs
export const hourMs = 60 * minuteMs

export function addSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * secondMs)
}

/** Whole and broken hours from `from` until `to`; negative when `to` is past. */
export function hoursBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / hourMs
}
