/** In a copy of the code whose guards were rewritten: which of them is off, and which were asked. Imported before that code. */
interface Route {
  method?: string | string[]
  url?: string
  config: { access?: unknown }
}
declare global {
  var withoutGuard: (id: number) => boolean
  var withoutOwner: <Where extends object>(off: boolean, where: Where) => Partial<Where>
  var declaredBy: (route: Route) => unknown
}

const isOwner = /^(user|owner|host|seller|payee|partner|buyer)Id$/
let off: number | null = null
let asked = new Set<number>()
globalThis.withoutGuard = (id) => {
  asked.add(id)
  return id === off
}

/** A condition that somebody handed over, without what says whose. */
globalThis.withoutOwner = (isOff, where) =>
  isOff
    ? (Object.fromEntries(Object.entries(where).filter(([name]) => !isOwner.test(name))) as Partial<typeof where>)
    : where

let weakened: { route: string; access: unknown } | null = null
globalThis.declaredBy = ({ method, url = '', config }) =>
  weakened?.route === `${[method].flat()[0]} ${url.replaceAll(/:(\w+)/g, '{$1}')}` ? weakened.access : config.access

/** One route asks for less than it declares; null: all for what they declare. */
export function weaken(to: { route: string; access: unknown } | null): void {
  weakened = to
}

export function switchOff(id: number | null): void {
  off = id
}

/** Guards that were asked since the last time. */
export function askedSince(): ReadonlySet<number> {
  const before = asked
  asked = new Set()
  return before
}
