import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Button, IconButton } from './button.tsx'

export type Toast = {
  message: string
  tone?: 'info' | 'success' | 'danger'
  action?: { label: string; onPress: () => void }
  /** Milliseconds until it leaves; one with an action, or of danger, stays until it is closed. */
  lastsMs?: number
}
type Shown = Toast & { id: number }

/** More than this at once is noise: the oldest makes room. */
const mostShown = 3
const defaultLastsMs = 6000

let shown: readonly Shown[] = []
let nextId = 1
const listeners = new Set<() => void>()
const set = (next: readonly Shown[]) => {
  shown = next
  for (const listener of listeners) listener()
}

/** Says a thing that has just happened and needs no answer. Errors one must act on belong on the page instead. */
export function showToast(toast: Toast): () => void {
  const id = nextId++
  const same = (other: Shown) => other.message === toast.message
  set([...shown.filter((other) => !same(other)), { ...toast, id }].slice(-mostShown))
  return () => set(shown.filter((other) => other.id !== id))
}

/** `const toast = useToast(); toast({ message, tone: 'success' })`. The answer takes it away early. */
export function useToast(): typeof showToast {
  return showToast
}

const icons = { info: Info, success: CircleCheck, danger: CircleAlert }

function ToastCard({ toast }: { toast: Shown }) {
  const { t } = useTranslation('common')
  const [isHeld, setHeld] = useState(false)
  const close = () => set(shown.filter((other) => other.id !== toast.id))
  const lastsMs = toast.lastsMs ?? (toast.action || toast.tone === 'danger' ? null : defaultLastsMs)
  useEffect(() => {
    if (lastsMs === null || isHeld) return
    const timer = setTimeout(() => set(shown.filter((other) => other.id !== toast.id)), lastsMs)
    return () => clearTimeout(timer)
  }, [toast.id, lastsMs, isHeld])
  const Icon = icons[toast.tone ?? 'info']
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-auto flex w-full max-w-md animate-appear items-center gap-3 rounded-lg border border-line-strong bg-surface py-1.5 pr-1.5 pl-4 text-ink shadow-high"
    >
      <Icon
        aria-hidden
        className={
          toast.tone === 'success'
            ? 'size-5 shrink-0 text-nopal'
            : toast.tone === 'danger'
              ? 'size-5 shrink-0 text-chapulin'
              : 'size-5 shrink-0 text-anil'
        }
      />
      <p className="min-w-0 flex-1 py-2">{toast.message}</p>
      {toast.action && (
        <Button
          variant="quiet"
          onPress={() => {
            toast.action?.onPress()
            close()
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton label={t('close')} onPress={close}>
        <X aria-hidden className="size-4" />
      </IconButton>
    </div>
  )
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Once, in the shell. Always there, so that screen readers hear what is put into it. */
export function ToastRegion() {
  const { t } = useTranslation('common')
  const toasts = useSyncExternalStore(subscribe, () => shown)
  return (
    <section
      aria-label={t('toasts')}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(4.75rem+env(safe-area-inset-bottom))] z-60 flex flex-col items-center gap-2 px-4 lg:bottom-6"
    >
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  )
}
