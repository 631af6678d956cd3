/** Which fields of a list's filters one chip stands for: the two ends of a range are one. */
type FieldsOf<Filters, Narrowing extends string> = Record<Narrowing, readonly (keyof Filters & string)[]>

/**
 * The filters that narrow a list and stand as chips, each removed on its own, the one that usually narrows most first.
 * What is not named here (order, view) stays when all of them go.
 */
export function narrowingsOf<Filters extends object, Narrowing extends string>(fieldsOf: FieldsOf<Filters, Narrowing>) {
  const all = Object.keys(fieldsOf) as Narrowing[]
  const drop = (filters: Filters, gone: readonly string[]): Filters =>
    Object.fromEntries(Object.entries(filters).filter(([field]) => !gone.includes(field))) as Filters
  return {
    /** What narrows this list. */
    active: (filters: Filters): Narrowing[] =>
      all.filter((one) => fieldsOf[one].some((field) => filters[field] !== undefined)),
    /** The same list without one of its filters. */
    without: (filters: Filters, narrowing: Narrowing): Filters => drop(filters, fieldsOf[narrowing]),
    /** Everything that narrows taken away. */
    cleared: (filters: Filters): Filters =>
      drop(
        filters,
        all.flatMap((one) => fieldsOf[one]),
      ),
  }
}

/** One filter tried without: `found` is what the list then counts, null while it is not known. */
export type Try<Narrowing extends string> = { narrowing: Narrowing; found: number | null }

/**
 * What to offer to give up when nothing was found: the filter without which most is found; undefined when no single
 * filter helps.
 */
export function mostHelpful<Narrowing extends string>(
  tries: readonly Try<Narrowing>[],
): { narrowing: Narrowing; found: number } | undefined {
  const helpful = tries.flatMap(({ narrowing, found }) => (found !== null && found > 0 ? [{ narrowing, found }] : []))
  return helpful.toSorted((a, b) => b.found - a.found)[0]
}
