import { useBlocker } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ConfirmDialog } from './dialog.tsx'

/** Asks before what was written and not saved is left: by a link, by going back, by closing the tab. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const { t } = useTranslation('editor')
  const blocker = useBlocker({
    // Another search parameter of the same page leaves nothing.
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: isDirty,
    withResolver: true,
  })
  if (blocker.status !== 'blocked') return null
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && blocker.reset()}
      title={t('leaveTitle')}
      cancelLabel={t('leaveStay')}
      confirmLabel={t('leaveGo')}
      onConfirm={blocker.proceed}
    >
      <p>{t('leaveBody')}</p>
    </ConfirmDialog>
  )
}
