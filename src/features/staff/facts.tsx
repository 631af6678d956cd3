/** What a machine wrote down, readable by people who have to act on it. */
export function Facts({ facts }: { facts: unknown }) {
  if (facts === null || (typeof facts === 'object' && Object.keys(facts).length === 0)) return null
  return (
    <pre className="rounded-md bg-sunken p-3 text-sm wrap-anywhere whitespace-pre-wrap">
      {JSON.stringify(facts, null, 2)}
    </pre>
  )
}
