export const isPlain = (value: unknown): value is string | number | boolean | null =>
  value === null || ['string', 'number', 'boolean'].includes(typeof value)

const isRows = (value: unknown): value is object[] =>
  Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null)
const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * What a machine wrote down, readable by people who have to act on it: names with values, or as it is when it goes deeper.
 * `nameOf` puts names into words, `say` values.
 */
export function Facts({
  facts,
  nameOf = (key) => key,
  say = (value) => String(value),
}: {
  facts: unknown
  nameOf?: (key: string) => string
  say?: (value: string | number | boolean | null, key: string) => string
}) {
  if (facts === null || facts === undefined) return null
  if (isRows(facts))
    return (
      <div className="flex flex-col gap-2">
        {facts.map((one, at) => (
          // eslint-disable-next-line react/no-array-index-key -- what was written down does not move
          <Facts key={at} facts={one} nameOf={nameOf} say={say} />
        ))}
      </div>
    )
  if (typeof facts === 'object' && !Array.isArray(facts)) {
    const said = Object.entries(facts)
      .flatMap(([key, value]) => (isObject(value) ? Object.entries(value) : [[key, value] as const]))
      .filter(([, value]) => value !== null)
    if (said.length === 0) return null
    if (said.every(([, value]) => isPlain(value) || isRows(value)))
      return (
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-0.5 rounded-md bg-sunken px-3 py-2 text-sm">
          {said.map(([key, value]) => (
            <div key={key} className="contents">
              <dt className="text-ink-soft">{nameOf(key)}</dt>
              <dd className="wrap-anywhere">
                {isPlain(value) ? say(value, key) : <Facts facts={value} nameOf={nameOf} say={say} />}
              </dd>
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
