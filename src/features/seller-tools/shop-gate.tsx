import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { PartnerAction } from '../../../contracts/partners.ts'
import { PartnerGate } from '../../ui/partner-gate.tsx'

/** Only workshops, and whoever of their team may do this, edit what they sell. */
export function ShopGate({ path, action, children }: { path: string; action: PartnerAction; children: ReactNode }) {
  const { t } = useTranslation('selling')
  return (
    <PartnerGate kind="SELLER" action={action} path={path} title={t('title')}>
      {children}
    </PartnerGate>
  )
}
