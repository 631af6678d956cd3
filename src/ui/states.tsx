import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem, isOffline } from '../lib/http.ts'
import { useOnline } from '../lib/online.ts'
import { Button } from './button.tsx'
import { cx } from './cx.ts'
import { Notice } from './notice.tsx'
import { Textile } from './textile.tsx'

/** Teaches what will be here and offers the one button that fills it. */
export function EmptyState({
  title,
  body,
  action,
  textileId = 'vacio',
}: {
  title: ReactNode
  body?: ReactNode
  action?: ReactNode
  /** Which rug hangs above the words; each screen its own. */
  textileId?: string
}) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-6 text-center sm:py-10">
      <div className="mb-2 w-24 sm:w-28">
        <div aria-hidden className="aspect-[4/3] overflow-hidden rounded-[3px] shadow-low">
          <Textile id={textileId} />
        </div>
        <Fringe />
      </div>
      <h2 className="text-xl">{title}</h2>
      {body && <p className="max-w-md text-ink-soft">{body}</p>}
      {action && <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  )
}

function Fringe() {
  return (
    <svg aria-hidden viewBox="0 0 112 10" className="block w-full text-ink-soft">
      {Array.from({ length: 19 }, (_, i) => (
        <path key={i} d={`M${2 + i * 6} 0q${i % 2 ? 1.5 : -1.5} 5 0 9`} stroke="currentColor" fill="none" />
      ))}
    </svg>
  )
}

type ErrorKind = 'offline' | 'slow' | 'limited' | 'gone' | 'server'
function kindOf(error: unknown): ErrorKind {
  if (!(error instanceof ApiProblem)) return 'server'
  if (isOffline(error)) return error.code === 'TIMEOUT' ? 'slow' : 'offline'
  if (error.status === 429 || error.status === 503) return 'limited'
  if (error.status === 404 || error.status === 410) return 'gone'
  return 'server'
}

/** Says what happened, what to do next, and the number that support needs. */
export function ErrorState({
  error,
  title,
  onRetry,
  isRetrying = false,
  action,
}: {
  error: unknown
  /** What could not be loaded, in the screen's words. */
  title?: ReactNode
  onRetry?: () => void
  isRetrying?: boolean
  action?: ReactNode
}) {
  const { t } = useTranslation('common')
  const kind = kindOf(error)
  const problem = error instanceof ApiProblem ? error : null
  const told = problem && problem.status >= 400 && problem.status < 500 && problem.message !== problem.code
  return (
    <Notice
      tone={kind === 'offline' || kind === 'slow' || kind === 'limited' ? 'warning' : 'danger'}
      title={title ?? t(`error.${kind}.title`)}
      isLive
      action={
        (onRetry || action) && (
          <>
            {onRetry && (
              <Button onPress={onRetry} isPending={isRetrying}>
                {t('retry')}
              </Button>
            )}
            {action}
          </>
        )
      }
    >
      <p>{told ? problem.message : t(`error.${kind}.body`)}</p>
      {problem?.requestId && <p className="mt-1 text-sm text-ink-soft">{t('requestId', { id: problem.requestId })}</p>}
    </Notice>
  )
}

/** A place that is being woven: shape known, content on its way. Decoration; announce loading once per screen. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx('animate-breathe rounded-md bg-line', className)} />
}

/** Cards on their way, each with a faint rug where the picture will be. Announced once. */
export function LoadingCards({ count = 6, label, className }: { count?: number; label?: string; className?: string }) {
  const { t } = useTranslation('common')
  return (
    <div>
      <output className="sr-only">{label ?? t('loading')}</output>
      <div aria-hidden className={cx('grid gap-4 sm:grid-cols-2 lg:grid-cols-3', className)}>
        {Array.from({ length: count }, (_, i) => (
          <div key={i} className="overflow-hidden rounded-lg border border-line bg-surface">
            <div className="aspect-[4/3] animate-breathe opacity-25 saturate-50">
              <Textile id={`cargando-${i}`} />
            </div>
            <div className="flex flex-col gap-3 p-4">
              <Skeleton className="h-5 w-4/5" />
              <Skeleton className="h-4 w-3/5" />
              <Skeleton className="h-5 w-1/4" />
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}

/** Stands only while the browser is sure that there is no network. */
export function OfflineNotice({ children }: { children?: ReactNode }) {
  const { t } = useTranslation('common')
  const online = useOnline()
  if (online) return null
  return (
    <output className="flex items-center justify-center gap-2 bg-ink px-4 py-2 text-center text-sm text-paper">
      <CloudOff aria-hidden className="size-4 shrink-0" />
      <span>{children ?? t('offline')}</span>
    </output>
  )
}
