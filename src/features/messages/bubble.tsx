import { useTranslation } from 'react-i18next'
import type { Message } from '../../../contracts/messages.ts'
import { useDates } from '../../lib/dates.ts'
import { cx } from '../../ui/cx.ts'
import { ReportButton } from '../../ui/report-button.tsx'

/** One message; `note` says how far one's own last one came. */
export function Bubble({ message, note }: { message: Message; note: string | null }) {
  const { t } = useTranslation('messages')
  const dates = useDates()
  const { mine } = message
  return (
    <li className={cx('flex max-w-[85%] flex-col', mine ? 'items-end self-end' : 'items-start self-start')}>
      <div
        className={cx(
          'rounded-lg border px-3.5 py-2',
          mine ? 'border-grana/30 bg-grana-soft' : 'border-line bg-surface',
        )}
      >
        {!mine && <p className="text-sm font-semibold">{message.sender.name}</p>}
        {message.hidden ? (
          <p className="text-ink-soft italic">{t('removed')}</p>
        ) : (
          <>
            {message.text && (
              <p dir="auto" className="wrap-anywhere whitespace-pre-line">
                {message.text}
              </p>
            )}
            {message.pictures.map(({ id, url, sizes, width, height, blur }, index) => (
              <a key={id} href={url} target="_blank" rel="noreferrer" className="mt-1 block">
                <img
                  src={sizes[0]?.url ?? url}
                  alt={t('photo', { n: index + 1, name: message.sender.name })}
                  loading="lazy"
                  className="max-w-full rounded-md bg-cover"
                  // As large before it is there as after: else the newest words would be pushed out of sight.
                  style={{
                    width: `min(${(14 * width) / height}rem, ${width}px)`,
                    aspectRatio: `${width} / ${height}`,
                    ...(blur && { backgroundImage: `url(${blur})` }),
                  }}
                />
              </a>
            ))}
          </>
        )}
      </div>
      <p className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
        <time dateTime={message.createdAt} className="tabular">
          {dates.dateTime(message.createdAt, Intl.DateTimeFormat().resolvedOptions().timeZone)}
        </time>
        {note !== null && <span>· {note}</span>}
        {!mine && !message.hidden && <ReportButton kind="MESSAGE" id={message.id} label={message.sender.name} />}
      </p>
    </li>
  )
}
