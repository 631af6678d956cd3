/** The sandbox's own time; `advance` moves it forward so that waits of days take no time in a test. */
export type Clock = {
  /** Milliseconds since 1970. */
  now: () => number
  /** Whole seconds since 1970, the unit of every timestamp on the wire. */
  seconds: () => number
  offsetMs: () => number
  setOffsetMs: (offsetMs: number) => void
}

export function createClock(source: () => number = Date.now): Clock {
  let offset = 0
  return {
    now: () => source() + offset,
    seconds: () => Math.floor((source() + offset) / 1000),
    offsetMs: () => offset,
    setOffsetMs: (offsetMs) => {
      offset = offsetMs
    },
  }
}
