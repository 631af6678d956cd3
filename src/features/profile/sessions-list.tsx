import { useQuery } from '@tanstack/react-query'
import { Laptop, Smartphone } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { SessionList } from '../../../contracts/identity.ts'
import type { z } from 'zod'
import { useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { deviceName } from './device-name.rules.ts'
import { sessionsQuery, useEndOtherSessions, useEndSession } from './profile-queries.ts'

type Session = z.infer<typeof SessionList>['items'][number]

export function SessionsList() {
  const { t } = useTranslation('profile')
  const toast = useToast()
  const sessions = useQuery(sessionsQuery)
  const end = useEndSession()
  const endOthers = useEndOtherSessions()
  if (!sessions.data) {
    if (sessions.error) {
      return <ErrorState title={t('sessionsFailed')} error={sessions.error} onRetry={() => void sessions.refetch()} />
    }
    return <Skeleton className="h-32 rounded-lg" />
  }
  // This device first, then the newest.
  const list = sessions.data.toSorted(
    (a, b) => Number(b.current) - Number(a.current) || b.createdAt.localeCompare(a.createdAt),
  )
  return (
    <div className="space-y-4">
      <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
        {list.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            isEnding={end.isPending && end.variables === session.id}
            onEnd={() =>
              end.mutate(session.id, { onSuccess: () => toast({ tone: 'success', message: t('sessionEnded') }) })
            }
          />
        ))}
      </ul>
      {list.length > 1 && (
        <Button
          isPending={endOthers.isPending}
          onPress={() =>
            endOthers.mutate(undefined, {
              onSuccess: ({ revoked }) => toast({ tone: 'success', message: t('sessionsEnded', { count: revoked }) }),
            })
          }
        >
          {t('sessionEndOthers')}
        </Button>
      )}
    </div>
  )
}

function SessionRow({ session, isEnding, onEnd }: { session: Session; isEnding: boolean; onEnd: () => void }) {
  const { t } = useTranslation('profile')
  const dates = useDates()
  const { browser, system } = deviceName(session.userAgent)
  const name = browser && system ? t('on', { browser, system }) : (browser ?? system ?? t('sessionUnknown'))
  const Icon = system === 'iPhone' || system === 'Android' ? Smartphone : Laptop
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
      <Icon aria-hidden className="size-5 shrink-0 text-ink-soft" />
      <div className="min-w-0 flex-1 basis-40">
        <p className="font-semibold">{name}</p>
        <p className="tabular text-sm text-ink-soft">
          {t(session.lastUsedAt ? 'sessionUsed' : 'sessionSince', {
            when: dates.dateTime(session.lastUsedAt ?? session.createdAt, zone),
          })}
          {session.secondFactor && ` · ${t('sessionStrong')}`}
          {session.ipAddress && ` · ${session.ipAddress}`}
        </p>
      </div>
      {session.current ? (
        <StatusChip tone="success">{t('sessionCurrent')}</StatusChip>
      ) : (
        <Button variant="quiet" isPending={isEnding} onPress={onEnd} aria-label={`${t('sessionEnd')}: ${name}`}>
          {t('sessionEnd')}
        </Button>
      )}
    </li>
  )
}
