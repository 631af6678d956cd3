import { Link, type LinkProps } from '@tanstack/react-router'
import { ChevronRight, CircleHelp, type LucideIcon, Mail, Wallet } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormatMoney } from '../../lib/money.ts'
import { cx } from '../../ui/cx.ts'
import { Section } from '../../ui/page.tsx'
import { type Dashboard, moneyLineOf, roots, type Side } from './dashboard.rules.ts'

interface Row {
  key: string
  to: LinkProps['to']
  search?: Record<string, string>
  Icon: LucideIcon
  text: string
  note?: string | undefined
  /** It has a deadline. */
  isUrgent?: boolean
}

export interface WaitingItem extends Row {
  /** Nothing of it: it does not wait. */
  count: number
}

/** What waits on both sides: questions, messages. */
export function useSharedWaiting(side: Side, { unansweredQuestions, unreadThreads }: Dashboard['today']) {
  const { t } = useTranslation('insights')
  return {
    questions: {
      key: 'questions',
      count: unansweredQuestions,
      to: `${roots[side]}/respuestas`,
      search: { ver: 'questions' },
      Icon: CircleHelp,
      text: t('today.questions', { count: unansweredQuestions }),
    },
    threads: {
      key: 'threads',
      count: unreadThreads,
      to: '/mensajes',
      Icon: Mail,
      text: t('today.threads', { count: unreadThreads }),
    },
  } satisfies Record<string, WaitingItem>
}

/** What waits for somebody's hands today, each the way to where it is done. */
export function WaitingList({ items }: { items: readonly WaitingItem[] }) {
  const { t } = useTranslation('insights')
  const waiting = items.filter(({ count }) => count > 0)
  return (
    <Section title={t('today.waiting')}>
      {waiting.length === 0 ? <p className="text-ink-soft">{t('today.nothing')}</p> : <Rows rows={waiting} />}
    </Section>
  )
}

/** Said every day: that nothing comes today is an answer too. */
export function MoneyToday({ side, today }: { side: Side; today: Dashboard['today'] }) {
  const { t } = useTranslation('insights')
  const money = useFormatMoney()
  const line = moneyLineOf(today)
  const amount = line.kind === 'none' ? '' : money(line.amount, 'short')
  return (
    <Section title={t('today.money')}>
      <Rows
        rows={[
          {
            key: 'money',
            to: `${roots[side]}/cobros`,
            Icon: Wallet,
            text: t(`today.moneyLine.${line.kind}.text`, { amount }),
            note: t(`today.moneyLine.${line.kind}.note`, { amount }),
            isUrgent: line.kind === 'blocked' || line.kind === 'debt',
          },
        ]}
      />
    </Section>
  )
}

function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <ul className="grid gap-3 sm:grid-cols-2">
      {rows.map(({ key, to, search, Icon, text, note, isUrgent = false }) => (
        <li
          key={key}
          className={cx(
            'relative flex min-h-16 items-center gap-3 rounded-lg border bg-surface px-4 py-3 transition-shadow hover:shadow-high',
            isUrgent ? 'border-barro' : 'border-line',
          )}
        >
          <Icon aria-hidden className={cx('size-6 shrink-0', isUrgent ? 'text-barro' : 'text-grana')} />
          <span className="min-w-0 flex-1">
            <Link
              to={to}
              {...(search && { search: search as never })}
              className="tabular font-semibold no-underline after:absolute after:inset-0 after:rounded-lg"
            >
              {text}
            </Link>
            {note && (
              <span className={cx('tabular block text-sm', isUrgent ? 'text-barro' : 'text-ink-soft')}>{note}</span>
            )}
          </span>
          <ChevronRight aria-hidden className="size-5 shrink-0 text-ink-soft" />
        </li>
      ))}
    </ul>
  )
}
