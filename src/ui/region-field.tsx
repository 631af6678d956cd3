import { useQuery } from '@tanstack/react-query'
import type { RegionSlug } from '../../contracts/common.ts'
import { regionsQuery } from '../lib/catalogue-queries.ts'
import { SelectField } from './field.tsx'

/** One of the eight regions; until their names are there, the chosen one stands as it is written. */
export function RegionField({
  label,
  value,
  onChange,
}: {
  label: string
  value: RegionSlug
  onChange: (region: RegionSlug) => void
}) {
  const { data: regions = [] } = useQuery(regionsQuery)
  return (
    <SelectField
      label={label}
      value={value}
      onChange={(event) => {
        const region = regions.find(({ slug }) => slug === event.target.value)
        if (region) onChange(region.slug)
      }}
    >
      {regions.length === 0 && <option value={value}>{value}</option>}
      {regions.map(({ slug, name }) => (
        <option key={slug} value={slug}>
          {name}
        </option>
      ))}
    </SelectField>
  )
}
