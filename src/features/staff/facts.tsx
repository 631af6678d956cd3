const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

/**
 * What a machine wrote down, readable by people who have to act on it: names with values, or as it is when it goes deeper.
 * `nameOf` puts names into words, `say` values.
 */
export function Facts({
  facts,
  nameOf = (key) => key,
  say = String,
}: {
  facts: unknown
  nameOf?: (key: string) => string
  say?: (value: string | number | boolean | null) => string
}) {
  if (facts === null || facts === undefined) return null
  if (typeof facts === 'object' && !Array.isArray(facts)) {
    const said = Object.entries(facts).filter(([, value]) => value !== null)
    if (said.length === 0) return null
    if (said.every(([, value]) => isPlain(value)))
      return (
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 rounded-md bg-sunken px-3 py-2 text-sm">
          {said.map(([key, value]) => (
            <div key={key} className="contents">
              <dt className="text-ink-soft">{nameOf(key)}</dt>
              <dd className="wrap-anywhere">{say(value)}</dd>
            </div>
          ))}
        </dl>
      )
  }
  return (
    <pre className="rounded-md bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
      {JSON.stringify(facts, null, 2)}
    </pre>
  )
}
