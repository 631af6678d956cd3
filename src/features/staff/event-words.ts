import { useTranslation } from 'react-i18next'
import type { TimelineEntry } from '../../../contracts/staff-files.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { factWord, isTechnical, jobWord, refundWord, wordOf } from './event-words.rules.ts'
import { useFileWords } from './file-words.ts'

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
/** What stands in the sentence itself, or in a place of its own. */
const told = new Set(['actor', 'amountCents', 'by', 'completedAt', 'readAt', 'state', 'title', 'to', 'type'])

/** What happened, as somebody reads it who answers a complaint. A name that a later release adds is shown as it is. */
export function useEventWords() {
  const { t } = useTranslation('events')
  const dates = useDates()
  const money = useFormatMoney()
  const { happened, reason, status } = useFileWords()
  const when = (instant: string) => dates.dateTime(instant, placeTimeZone)
  const act = (action: string) => {
    const word = wordOf('acts', action)
    return word ? t(`acts.${word}`) : action
  }
  const provider = (type: string) => {
    const word = wordOf('said', type)
    return t('provider', { what: word ? t(`said.${word}`) : t('some') })
  }
  const books = (kind: string) => {
    const word = wordOf('books', kind)
    return word ? t(`books.${word}`) : kind
  }
  const found = (kind: string) => {
    const word = wordOf('findings', kind.toLowerCase())
    return word ? t(`findings.${word}`) : kind
  }
  const account = (kind: string) => {
    const word = wordOf('accounts', kind)
    return word ? t(`accounts.${word}`) : kind
  }
  const refundWhy = (reasonKey: string) => {
    const word = refundWord(reasonKey)
    return word ? t(`refundWhy.${word}`) : reasonKey
  }
  const job = (queue: string) => {
    const word = jobWord(queue)
    return t('job', { what: word ? t(`jobs.${word}`) : queue })
  }
  const subject = (name: string) => {
    const word = wordOf('subjects', name)
    return word ? t(`subjects.${word}`) : name
  }
  const nameOf = (key: string) => {
    const word = factWord(key)
    return word ? t(`facts.${word}`) : key
  }
  /** One value of a fact: states, roles and reasons in words, money and instants as they are read here. */
  const said = (value: string | number | boolean | null, key = ''): string => {
    if (value === null) return ''
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'number') {
      if (key.endsWith('Cents')) return money({ amount: value, currency: 'MXN' })
      return key === 'bps' ? `${value / 100} %` : String(value)
    }
    if (isInstant(value)) return when(value)
    const word = wordOf('values', value)
    return word ? t(`values.${word}`) : (reason(status(value)) ?? value)
  }
  /** One fact with its name; null for what only machines need. */
  const fact = (key: string, value: unknown): string | null => {
    if (value === null || value === undefined || value === '' || told.has(key) || isTechnical(key, value)) return null
    if (key === 'reasonKey' && typeof value === 'string') return refundWhy(value)
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return null
    return `${nameOf(key)}: ${said(value, key)}`
  }

  function title({ kind, facts }: TimelineEntry): string {
    const [family = '', ...rest] = kind.split('.')
    const name = rest.join('.')
    if (family === 'webhook') return provider(text(facts['type']))
    if (family === 'job') return job(text(facts['queue']))
    if (family === 'staff') return t('team', { what: act(name) })
    if (family === 'ledger') return books(name)
    if (family === 'notice' && text(facts['title'])) return t('notice', { title: text(facts['title']) })
    if (family === 'order') {
      const word = wordOf('orders', name)
      if (word) return t(`orders.${word}`)
    }
    if (family === 'mail') {
      const word = wordOf('mails', name)
      if (word) return t(`mails.${word}`)
    }
    const { words, rest: left } = happened(kind)
    return left === null ? words : `${words}: ${left}`
  }

  function lines({ kind, facts }: TimelineEntry): string[] {
    const family = kind.split('.')[0]
    const who = wordOf('who', text(facts['by']))
    const state = wordOf('jobStates', text(facts['state']))
    return [
      text(facts['to']) && t('to', { name: text(facts['to']) }),
      who && t('by', { who: t(`who.${who}`) }),
      text(facts['actor']) && t('by', { who: text(facts['actor']) }),
      family === 'notice' && (text(facts['readAt']) ? t('read', { when: when(text(facts['readAt'])) }) : t('unread')),
      state && t(`jobStates.${state}`),
      text(facts['completedAt']) && t('finished', { when: when(text(facts['completedAt'])) }),
      ...Object.entries(facts)
        .filter(([key]) => key !== 'queue')
        .map(([key, value]) => fact(key, value)),
    ].filter((line): line is string => typeof line === 'string' && line !== '')
  }
  return { t, title, lines, nameOf, said, act, provider, books, found, account, refundWhy, job, subject }
}

const isInstant = (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)
