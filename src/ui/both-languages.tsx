import { useTranslation } from 'react-i18next'
import { TextAreaField, TextField } from './field.tsx'

export type BothTexts = { es: string; en: string }

/** One text in Spanish and English, side by side where there is room. English may wait. */
export function BothLanguages({
  label,
  description,
  value,
  onChange,
  errorMessage,
  maxLength,
  rows,
  isOptional = false,
}: {
  label: string
  description?: string
  value: BothTexts
  onChange: (value: BothTexts) => void
  errorMessage?: { es?: string | undefined; en?: string | undefined } | undefined
  maxLength: number
  /** More than one line. */
  rows?: number
  isOptional?: boolean
}) {
  const { t } = useTranslation('editor')
  const common = { maxLength, ...(rows && { rows }) }
  const Field = rows ? TextAreaField : TextField
  return (
    <div className="grid items-start gap-4 md:grid-cols-2">
      <Field
        {...common}
        lang="es"
        label={t('inSpanish', { label })}
        description={description}
        isOptional={isOptional}
        value={value.es}
        errorMessage={errorMessage?.es}
        onChange={(event: { target: { value: string } }) => onChange({ ...value, es: event.target.value })}
      />
      <Field
        {...common}
        lang="en"
        label={t('inEnglish', { label })}
        // Keeps both boxes on one line.
        description={
          description && (
            <span className="hidden md:block md:invisible" aria-hidden>
              {description}
            </span>
          )
        }
        isOptional
        value={value.en}
        errorMessage={errorMessage?.en}
        onChange={(event: { target: { value: string } }) => onChange({ ...value, en: event.target.value })}
      />
    </div>
  )
}
