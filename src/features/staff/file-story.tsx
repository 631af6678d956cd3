import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '../../../contracts/staff-files.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { Section } from '../../ui/page.tsx'
import { useEventWords } from './event-words.ts'
import { Facts } from './facts.tsx'
import { families, type Family, familyOf } from './story.rules.ts'

const shownFirst = 40
const edges: Record<Exclude<Family, 'all'>, string> = {
  state: 'border-nopal bg-nopal-soft',
  money: 'border-cempasuchil bg-cempasuchil-soft',
  word: 'border-anil bg-anil-soft',
  system: 'border-line-strong bg-sunken',
  team: 'border-grana bg-grana-soft',
}

/** Everything that happened, oldest first; one part of it when asked. */
export function FileStory({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation('casework')
  const { t: words } = useTranslation('events')
  const [family, setFamily] = useState<Family>('all')
  const [isWhole, setWhole] = useState(false)
  const [isTechnical, setTechnical] = useState(false)
  const wanted = family === 'all' ? entries : entries.filter(({ kind }) => familyOf(kind) === family)
  const shown = isWhole ? wanted : wanted.slice(0, shownFirst)
  return (
    <Section title={t('story.title')}>
      <fieldset aria-label={t('story.show')} className="scroll-row min-w-0 gap-2">
        {families.map((one) => (
          <Chip key={one} isSelected={family === one} onPress={() => setFamily(one)}>
            {t(`story.families.${one}`)}
          </Chip>
        ))}
        <Chip isSelected={isTechnical} onPress={() => setTechnical(!isTechnical)}>
          {words('technical')}
        </Chip>
      </fieldset>
      {wanted.length === 0 && <p className="text-ink-soft">{t('story.empty')}</p>}
      <ol>
        {shown.map((entry, at) => (
          <Moment
            // eslint-disable-next-line react/no-array-index-key -- one thing may happen twice at one instant
            key={`${entry.at}${entry.kind}${entry.id}${at}`}
            entry={entry}
            isLast={at === shown.length - 1}
            isTechnical={isTechnical}
          />
        ))}
      </ol>
      {shown.length < wanted.length && (
        <Button onPress={() => setWhole(true)}>{t('story.more', { count: wanted.length })}</Button>
      )}
    </Section>
  )
}

function Moment({ entry, isLast, isTechnical }: { entry: TimelineEntry; isLast: boolean; isTechnical: boolean }) {
  const dates = useDates()
  const money = useFormatMoney()
  const { title, lines } = useEventWords()
  const { amountCents } = entry.facts
  const said = lines(entry)
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      {!isLast && <span aria-hidden className="absolute top-4 bottom-0 left-[7px] w-px bg-line-strong" />}
      <span
        aria-hidden
        className={cx('relative mt-1.5 size-[15px] shrink-0 rotate-45 border-2', edges[familyOf(entry.kind)])}
      />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="font-semibold wrap-anywhere">{title(entry)}</span>
          {typeof amountCents === 'number' && (
            <span className="tabular">{money({ amount: amountCents, currency: 'MXN' })}</span>
          )}
        </p>
        <p className="text-sm text-ink-soft wrap-anywhere">
          <time dateTime={entry.at} className="tabular">
            {dates.dateTime(entry.at, placeTimeZone)}
          </time>
          {said.map((line) => ` · ${line}`).join('')}
        </p>
        {isTechnical && (
          <div className="mt-1">
            <Facts facts={{ kind: entry.kind, id: entry.id, ...flat(entry.facts) }} />
          </div>
        )}
      </div>
    </li>
  )
}

const flat = (facts: TimelineEntry['facts']) =>
  Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      key,
      typeof value === 'object' && value !== null ? JSON.stringify(value) : value,
    ]),
  )
