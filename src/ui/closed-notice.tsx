import { useTranslation } from 'react-i18next'
import type { Feature } from '../../contracts/settings.ts'
import { useIsClosed } from '../lib/features.ts'
import { Notice } from './notice.tsx'

/** Stands where something begins that the team keeps closed for a while; nothing while it is open. */
export function ClosedNotice({ feature, className }: { feature: Feature; className?: string }) {
  const { t } = useTranslation('common')
  if (!useIsClosed(feature)) return null
  return (
    <Notice tone="warning" isLive title={t(`closed.${feature}.title`)} {...(className !== undefined && { className })}>
      {t(`closed.${feature}.body`)}
    </Notice>
  )
}
