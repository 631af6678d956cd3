import { TextField } from '../../ui/field.tsx'

// Oaxaca has no summer time: its midnight is always six o'clock UTC.
export const startOfDay = (day: string | undefined): string | undefined => day && `${day}T06:00:00.000Z`
/** The day itself is in it. */
export const endOfDay = (day: string | undefined): string | undefined =>
  day && new Date(Date.parse(`${day}T06:00:00.000Z`) + 86_400_000).toISOString()

/** A day in Oaxaca that narrows a list. */
export function DayField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | undefined
  onChange: (day: string | undefined) => void
}) {
  return (
    <TextField
      label={label}
      type="date"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || undefined)}
    />
  )
}
