import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button, IconButton } from './button.tsx'
import { cx } from './cx.ts'

type Openable = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void }

const overlay = 'fixed inset-0 z-50 flex bg-shade/55 backdrop-blur-[2px] animate-fade'
const panel = 'flex w-full flex-col overflow-hidden border border-line bg-surface text-ink shadow-high'

function Panel({
  title,
  children,
  footer,
  role,
  onClose,
}: {
  title: ReactNode
  children: ReactNode
  footer?: ReactNode
  role?: 'alertdialog'
  onClose: () => void
}) {
  const { t } = useTranslation('common')
  return (
    <AriaDialog role={role ?? 'dialog'} className="flex max-h-[inherit] min-h-0 flex-1 flex-col outline-none">
      <div className="flex items-start justify-between gap-3 border-b border-line py-2 pr-2 pl-5">
        <Heading slot="title" level={2} className="py-2 text-lg">
          {title}
        </Heading>
        <IconButton label={t('close')} onPress={onClose}>
          <X aria-hidden className="size-5" />
        </IconButton>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 py-4">{children}</div>
      {footer && (
        <div className="flex flex-col-reverse gap-2 border-t border-line px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] sm:flex-row sm:justify-end">
          {footer}
        </div>
      )}
    </AriaDialog>
  )
}

/** A question or a small task in the middle of the page; Escape, the cross and a press outside close it. */
export function Dialog({
  title,
  children,
  footer,
  isOpen,
  onOpenChange,
  isWide = false,
}: Openable & { title: ReactNode; children: ReactNode; footer?: ReactNode; isWide?: boolean }) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className={cx(overlay, 'items-end sm:items-center sm:p-6')}
    >
      <Modal
        className={cx(
          panel,
          'mx-auto max-h-[90dvh] animate-appear rounded-t-xl sm:rounded-lg',
          isWide ? 'sm:max-w-3xl' : 'sm:max-w-lg',
        )}
      >
        <Panel title={title} footer={footer} onClose={() => onOpenChange(false)}>
          {children}
        </Panel>
      </Modal>
    </ModalOverlay>
  )
}

/** Asks before something that cannot be undone; the button says what will happen, never "OK". */
export function ConfirmDialog({
  title,
  children,
  confirmLabel,
  cancelLabel,
  tone = 'danger',
  isPending = false,
  isConfirmDisabled = false,
  onConfirm,
  isOpen,
  onOpenChange,
}: Openable & {
  title: ReactNode
  children: ReactNode
  confirmLabel: ReactNode
  cancelLabel?: ReactNode
  tone?: 'danger' | 'primary'
  isPending?: boolean
  isConfirmDisabled?: boolean
  onConfirm: () => void
}) {
  const { t } = useTranslation('common')
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(next) => !isPending && onOpenChange(next)}
      className={cx(overlay, 'items-end sm:items-center sm:p-6')}
    >
      <Modal className={cx(panel, 'mx-auto max-h-[90dvh] animate-appear rounded-t-xl sm:max-w-lg sm:rounded-lg')}>
        <Panel
          title={title}
          role="alertdialog"
          onClose={() => !isPending && onOpenChange(false)}
          footer={
            <>
              <Button onPress={() => onOpenChange(false)} isDisabled={isPending}>
                {cancelLabel ?? t('cancel')}
              </Button>
              <Button variant={tone} onPress={onConfirm} isPending={isPending} isDisabled={isConfirmDisabled}>
                {confirmLabel}
              </Button>
            </>
          }
        >
          {children}
        </Panel>
      </Modal>
    </ModalOverlay>
  )
}

/** From below on a phone, from the side on a wide screen: filters, a calendar, details that keep the page in sight. */
export function Sheet({
  title,
  children,
  footer,
  isOpen,
  onOpenChange,
}: Openable & { title: ReactNode; children: ReactNode; footer?: ReactNode }) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className={cx(overlay, 'items-end sm:items-stretch sm:justify-end')}
    >
      <Modal
        className={cx(panel, 'max-h-[88dvh] animate-appear rounded-t-xl sm:max-h-none sm:max-w-md sm:rounded-none')}
      >
        <Panel title={title} footer={footer} onClose={() => onOpenChange(false)}>
          {children}
        </Panel>
      </Modal>
    </ModalOverlay>
  )
}
