import { useTranslation } from 'react-i18next'
import type { Tone } from '../../ui/chip.tsx'
import { casework } from '../../locales/es/casework.ts'

type Status = keyof typeof casework.status
type Story = Exclude<keyof typeof casework.story, 'families' | 'title' | 'show' | 'empty' | 'more'>

const isStatus = (status: string): status is Status => status in casework.status
type Reason = keyof typeof casework.reasons
const isReason = (reason: string): reason is Reason => reason in casework.reasons
const isStory = (kind: string): kind is Story => kind in casework.story

const tones: Partial<Record<Status, Tone>> = {
  CONFIRMED: 'success',
  COMPLETED: 'success',
  PAID: 'success',
  PROCESSING: 'info',
  SHIPPED: 'info',
  DELIVERED: 'success',
  SUCCEEDED: 'success',
  DONE: 'success',
  PENDING_PAYMENT: 'warning',
  PENDING: 'warning',
  RECEIVED: 'info',
  DUE: 'info',
  UNKNOWN: 'warning',
  PAYMENT_FAILED: 'danger',
  FAILED: 'danger',
}

/** Words of states, of whichever thing; one that a later release adds is shown as it is. */
export function useFileWords() {
  const { t } = useTranslation('casework')
  return {
    status: (status: string) => (isStatus(status) ? t(`status.${status}`) : status),
    tone: (status: string): Tone => (isStatus(status) ? (tones[status] ?? 'neutral') : 'neutral'),
    /** Why something was cancelled. */
    reason: (reason: string | null) => (reason !== null && isReason(reason) ? t(`reasons.${reason}`) : reason),
    /** `payment.succeeded` in words; of what has none, its family and the rest of its name. */
    happened(kind: string): { words: string; rest: string | null } {
      const key = kind.replaceAll(/[.-]/g, '_')
      if (isStory(key)) return { words: t(`story.${key}`), rest: null }
      const [family = '', ...rest] = kind.split('.')
      return isStory(family) ? { words: t(`story.${family}`), rest: rest.join('.') } : { words: kind, rest: null }
    },
  }
}
