import { Check, Circle, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './cx.ts'

export type TimelineStep = {
  id: string
  text: ReactNode
  /** ISO instant with the words for it. */
  at?: { instant: string; words: string } | null
  note?: ReactNode
  mark: 'done' | 'ahead' | 'ended'
}

/** What has happened and what is still ahead, on one thread. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  return (
    <ol>
      {steps.map((step, i) => (
        <li key={step.id} className="relative flex gap-3 pb-5 last:pb-0">
          {i < steps.length - 1 && (
            <span aria-hidden className="absolute top-6 bottom-0 left-[11px] w-px bg-line-strong" />
          )}
          <span
            aria-hidden
            className={cx(
              'relative grid size-6 shrink-0 place-items-center rounded-full border',
              step.mark === 'done' && 'border-nopal bg-nopal-soft text-nopal',
              step.mark === 'ahead' && 'border-line-strong bg-surface text-ink-soft',
              step.mark === 'ended' && 'border-chapulin bg-chapulin-soft text-chapulin',
            )}
          >
            {step.mark === 'done' ? (
              <Check className="size-3.5" />
            ) : step.mark === 'ended' ? (
              <X className="size-3.5" />
            ) : (
              <Circle className="size-2" />
            )}
          </span>
          <div className="min-w-0">
            <p className={step.mark === 'ahead' ? 'text-ink-soft' : 'font-semibold'}>{step.text}</p>
            {step.at && (
              <time dateTime={step.at.instant} className="tabular block text-sm text-ink-soft">
                {step.at.words}
              </time>
            )}
            {step.note && <p className="text-sm wrap-anywhere text-ink-soft">{step.note}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}
