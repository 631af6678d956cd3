import { useTranslation } from 'react-i18next'
import { SelectField } from '../../ui/field.tsx'

export const spans = ['d1', 'd7', 'd30', 'd90', 'forever'] as const
export type Span = (typeof spans)[number]

const days: Record<Span, number | null> = { d1: 1, d7: 7, d30: 30, d90: 90, forever: null }

/** When a suspension of this length ends; undefined without an end. */
export function endOf(span: Span, now: number): string | undefined {
  const length = days[span]
  return length === null ? undefined : new Date(now + length * 86_400_000).toISOString()
}

/** How long a suspension lasts. */
export function UntilField({ value, onChange }: { value: Span; onChange: (span: Span) => void }) {
  const { t } = useTranslation('staff')
  return (
    <SelectField
      label={t('until.label')}
      value={value}
      onChange={(event) => onChange(spans.find((span) => span === event.target.value) ?? 'd7')}
      options={spans.map((span) => ({ value: span, label: t(`until.${span}`) }))}
    />
  )
}
