import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartnerAction } from '../../../contracts/partners.ts'
import { PartnerGate } from '../../ui/partner-gate.tsx'

/** Only hosts, and whoever of their team may do this, see what is behind. */
export function HostGate({ path, action, children }: { path: string; action: PartnerAction; children: ReactNode }) {
  const { t } = useTranslation('hosting')
  return (
    <PartnerGate kind="HOST" action={action} path={path} title={t('title')}>
      {children}
    </PartnerGate>
  )
}
