import { useNavigate } from '@tanstack/react-router'
import { ChevronDown } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ActingFor, PartnerKind } from '../../contracts/partners.ts'
import { useActing, usePartners, useSwitchActing } from '../lib/acting.ts'
import { workplaceOf } from '../lib/acting.rules.ts'
import { StatusChip } from './chip.tsx'
import { Notice } from './notice.tsx'

/** For whom one works here, and in every room that nothing of it is on sale, when so. */
export function PartnerBar({ kind }: { kind: PartnerKind }) {
  const { t } = useTranslation('partners')
  const acting = useActing(kind)
  if (!acting) return null
  return (
    <>
      <WorksFor kind={kind} acting={acting} />
      {acting.state !== 'OPEN' && (
        <Notice tone="warning" className="print:hidden">
          {t(`bar.state.${acting.state}`)}
        </Notice>
      )}
    </>
  )
}

/** For whom one works here, and as what; whoever works for several changes it here. Owners of one business do not need it. */
function WorksFor({ kind, acting }: { kind: PartnerKind; acting: ActingFor }) {
  const { t } = useTranslation('partners')
  const { partners = [] } = usePartners()
  const change = useSwitchActing()
  const navigate = useNavigate()
  const all = partners.filter((partner) => partner.kind === kind)
  if (all.length < 2 && acting.role === 'OWNER') return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 print:hidden">
      {all.length > 1 ? (
        <label className="flex min-w-0 flex-1 items-center gap-2 sm:flex-none">
          <span className="shrink-0 text-sm text-ink-soft">{t('bar.worksFor')}</span>
          <span className="relative min-w-0 flex-1">
            <select
              value={acting.partnerId}
              onChange={(event) => {
                const next = all.find(({ partnerId }) => partnerId === event.target.value)
                if (!next) return
                change(next)
                // What is open may be of the other one.
                void navigate({ to: workplaceOf(next) })
              }}
              className="min-h-11 w-full cursor-pointer appearance-none truncate rounded-[10px] border border-line-strong bg-surface py-2 pr-10 pl-3 font-semibold text-ink"
            >
              {all.map(({ partnerId, name }) => (
                <option key={partnerId} value={partnerId}>
                  {name}
                </option>
              ))}
            </select>
            <ChevronDown
              aria-hidden
              className="pointer-events-none absolute top-1/2 right-3 size-5 -translate-y-1/2 text-ink-soft"
            />
          </span>
        </label>
      ) : (
        <p className="text-sm text-ink-soft">
          {t('bar.worksFor')} <span className="font-semibold text-ink">{acting.name}</span>
        </p>
      )}
      <StatusChip tone={acting.role === 'OWNER' ? 'accent' : 'info'}>{t(`role.${acting.role}`)}</StatusChip>
    </div>
  )
}
