/** Preloaded with `--import shifted-clock.ts?seconds=3600`: this process believes that it is that much later (or, negative, earlier). */
const shiftMs = Number(new URL(import.meta.url).searchParams.get('seconds')) * 1000
const TrueDate = Date
const now = () => TrueDate.now() + shiftMs

globalThis.Date = new Proxy(TrueDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as object,
  apply: () => new TrueDate(now()).toString(),
  get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})
