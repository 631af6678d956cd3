import { Star } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { cx } from '../cx.ts'

/** So many of five; said once, drawn five times. */
export function Stars({ rating, className = 'size-5' }: { rating: number; className?: string }) {
  const { t } = useTranslation('reviews')
  return (
    <span className="inline-flex items-center gap-0.5">
      <span className="sr-only">{t('outOf', { rating })}</span>
      {[1, 2, 3, 4, 5].map((n) => (
        <Star
          key={n}
          aria-hidden
          className={cx(className, n <= Math.round(rating) ? 'fill-cempasuchil text-cempasuchil' : 'text-line-strong')}
        />
      ))}
    </span>
  )
}

/** One to five, as a group of radios: arrow keys move, and each star says what it stands for. */
export function StarsField({
  value,
  onChange,
  errorMessage,
}: {
  value: number | null
  onChange: (value: number) => void
  errorMessage?: string | undefined
}) {
  const { t } = useTranslation('reviews')
  return (
    <RadioGroup
      value={value === null ? null : String(value)}
      onChange={(next) => onChange(Number(next))}
      orientation="horizontal"
      isInvalid={errorMessage !== undefined}
      className="flex flex-col gap-1"
    >
      <Label className="font-semibold">{t('stars')}</Label>
      <div className="-ml-2 flex flex-wrap items-center">
        {([1, 2, 3, 4, 5] as const).map((n) => (
          <Radio
            key={n}
            value={String(n)}
            aria-label={t(`starsOf.s${n}`)}
            className="grid size-12 cursor-pointer place-items-center rounded-full data-[focus-visible]:outline-2 data-[focus-visible]:outline-anil"
          >
            <Star
              aria-hidden
              className={cx(
                'size-8',
                value !== null && n <= value ? 'fill-cempasuchil text-cempasuchil' : 'text-line-strong',
              )}
            />
          </Radio>
        ))}
        {value !== null && (
          <span aria-hidden className="ml-2 text-ink-soft">
            {t(`starsOf.s${value as 1 | 2 | 3 | 4 | 5}`)}
          </span>
        )}
      </div>
      {errorMessage !== undefined && (
        <p role="alert" className="text-sm font-medium text-chapulin">
          {errorMessage}
        </p>
      )}
    </RadioGroup>
  )
}
