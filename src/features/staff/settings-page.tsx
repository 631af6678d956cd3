import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { FeatureSwitch, FeatureSwitchList } from '../../../contracts/settings.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { ListSkeleton, StaffFrame } from './staff-frame.tsx'
import { staffOneQuery } from './staff-queries.ts'

/** `/equipo/ajustes`: what is open for everyone, and can be closed for a while. */
export function SettingsPage() {
  const { t } = useTranslation('casework')
  return (
    <StaffFrame title={t('features.title')} lead={t('features.lead')} needs="admin">
      <Switches />
    </StaffFrame>
  )
}

function Switches() {
  const list = useQuery(staffOneQuery<z.infer<typeof FeatureSwitchList>>('/admin/features'))
  if (!list.data) {
    if (!list.error) return <ListSkeleton />
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />
  }
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line bg-surface">
      {list.data.items.map((one) => (
        <li key={one.feature} className="p-4 sm:p-5">
          <OneSwitch feature={one} />
        </li>
      ))}
    </ul>
  )
}

function OneSwitch({ feature: { feature, open, reason, updatedBy, updatedAt } }: { feature: FeatureSwitch }) {
  const { t } = useTranslation('casework')
  const dates = useDates()
  const client = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const name = t(`features.names.${feature}`)
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
      <div className="flex min-w-0 flex-1 basis-64 flex-col gap-1">
        <h2 className="flex flex-wrap items-center gap-3 font-sans text-base font-semibold">
          {name}
          <StatusChip tone={open ? 'success' : 'danger'}>{t(open ? 'features.open' : 'features.closed')}</StatusChip>
        </h2>
        <p className="text-ink-soft">{t(`features.means.${feature}`)}</p>
        {updatedBy !== null && updatedAt !== null && (
          <p className="text-sm text-ink-soft wrap-anywhere">
            {t('features.last', { name: updatedBy.name, when: dates.dateTime(updatedAt, placeTimeZone), reason })}
          </p>
        )}
      </div>
      <Button variant={open ? 'danger' : 'secondary'} onPress={() => setAsked(true)}>
        {t(open ? 'features.close' : 'features.reopen')}
      </Button>
      {isAsked && (
        <ReasonDialog
          title={t(open ? 'features.closeTitle' : 'features.openTitle', { name })}
          lead={t(`features.means.${feature}`)}
          label={t('features.reason')}
          action={t(open ? 'features.close' : 'features.reopen')}
          done={t(open ? 'features.doneClosed' : 'features.doneOpen')}
          isDanger={open}
          call={(why) => ({ method: 'PUT', path: `/admin/features/${feature}`, body: { open: !open, reason: why } })}
          onClose={() => {
            setAsked(false)
            void client.invalidateQueries({ queryKey: queryKeys.features })
          }}
        />
      )}
    </div>
  )
}
