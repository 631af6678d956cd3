import { BadgeCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip } from '../../ui/chip.tsx'

const kinds = ['guia', 'cocinera', 'taller', 'cooperativa', 'palenque', 'comunidad', 'academia'] as const

/** Who receives the guests: name, trade, their own words. */
export function HostCard({ host }: { host: Experience['host'] }) {
  const { t } = useTranslation('experiences')
  const kind = kinds.find((one) => one === host.kind)
  return (
    <Card>
      <div className="flex gap-4">
        <Avatar id={host.id} size="lg" />
        <div className="min-w-0">
          <h3 className="text-lg">{host.name}</h3>
          <div className="mt-1 flex flex-wrap items-center gap-2 text-sm text-ink-soft">
            {kind && <span>{t(`detail.hostKinds.${kind}`)}</span>}
            {host.verified && (
              <StatusChip tone="success" icon={<BadgeCheck aria-hidden className="size-4" />}>
                {t('detail.verified')}
              </StatusChip>
            )}
          </div>
        </div>
      </div>
      <p className="mt-3">{host.bio}</p>
      {host.verified && <p className="mt-2 text-sm text-ink-soft">{t('detail.verifiedHelp')}</p>}
    </Card>
  )
}
