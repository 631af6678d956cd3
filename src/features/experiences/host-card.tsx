import { Link } from '@tanstack/react-router'
import { BadgeCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { hostKindOf } from './detail.rules.ts'

/** Who receives the guests: name, trade, their own words. */
export function HostCard({ host }: { host: Experience['host'] }) {
  const { t } = useTranslation('experiences')
  const kind = hostKindOf(host.kind)
  return (
    <Card>
      <div className="flex gap-4">
        <Avatar id={host.id} image={host.image} size="lg" />
        <div className="min-w-0">
          <h3 className="text-lg">
            <Link
              to="/anfitriones/$slug"
              params={{ slug: host.slug }}
              className="no-underline hover:text-grana hover:underline"
            >
              {host.name}
            </Link>
          </h3>
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
      <p className="mt-3 line-clamp-6">{host.bio}</p>
      {host.verified && <p className="mt-2 text-sm text-ink-soft">{t('detail.verifiedHelp')}</p>}
      <Link
        to="/anfitriones/$slug"
        params={{ slug: host.slug }}
        className="text-link mt-1 inline-flex min-h-11 items-center font-semibold"
      >
        {t('host.more', { name: host.name })}
      </Link>
    </Card>
  )
}
