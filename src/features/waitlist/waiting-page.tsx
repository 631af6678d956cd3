import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { civilDateAt, useDates } from '../../lib/dates.ts'
import { useMe } from '../../lib/session.ts'
import { useLeaveWaitlist, type Waiting, waitlistQuery } from '../../lib/waitlist-queries.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Picture } from '../../ui/picture.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { OfferedSeat } from './offered-seat.tsx'

/** `/mis-planes/espera`: the full times one waits for. */
export function WaitingPage() {
  const { t } = useTranslation('waiting')
  const me = useMe()
  return (
    <Page title={t('title')} width="text">
      <PageHeader title={t('title')} lead={t('lead')} back={{ to: '/mis-planes', label: t('back') }} />
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          textileId="espera"
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: '/mis-planes/espera' }}>
              {t('signInButton')}
            </LinkButton>
          }
        />
      ) : (
        <Entries isKnown={me !== undefined} />
      )}
    </Page>
  )
}

function Entries({ isKnown }: { isKnown: boolean }) {
  const { t } = useTranslation('waiting')
  const { data, error, refetch } = useQuery({ ...waitlistQuery, enabled: isKnown })
  if (!data) {
    if (error) return <ErrorState title={t('failed')} error={error} onRetry={() => void refetch()} />
    return (
      <div aria-busy="true" className="space-y-4">
        <output className="sr-only">{t('loading')}</output>
        <Skeleton className="h-28 rounded-lg" />
        <Skeleton className="h-28 rounded-lg" />
      </div>
    )
  }
  if (data.length === 0) {
    return (
      <EmptyState
        title={t('emptyTitle')}
        body={t('empty')}
        textileId="espera"
        action={
          <LinkButton variant="primary" to="/experiencias">
            {t('explore')}
          </LinkButton>
        }
      />
    )
  }
  return (
    <ul className="space-y-4">
      {data.map((entry) => (
        <li key={entry.id}>
          {entry.status === 'OFFERED' ? <OfferedSeat entry={entry} /> : <WaitingCard entry={entry} />}
        </li>
      ))}
    </ul>
  )
}

function WaitingCard({ entry }: { entry: Waiting }) {
  const { t } = useTranslation('waiting')
  const dates = useDates()
  const toast = useToast()
  const leave = useLeaveWaitlist()
  const { experience, ahead } = entry
  const when = dates.dateTime(entry.startsAt, entry.timeZone)
  return (
    <article className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-low">
      <div className="flex gap-4">
        <span className="size-20 shrink-0 overflow-hidden rounded-md">
          <Picture id={experience.id} src={experience.image} alt="" />
        </span>
        <div className="min-w-0 flex-1">
          <p className="tabular text-sm font-semibold text-grana first-letter:uppercase">
            <time dateTime={entry.startsAt}>{when}</time>
          </p>
          <h2 className="text-lg leading-snug">
            <Link
              to="/experiencias/$slug"
              params={{ slug: experience.slug }}
              search={{ dia: civilDateAt(entry.startsAt, entry.timeZone) }}
              className="no-underline hover:underline"
            >
              {experience.title}
            </Link>
          </h2>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
            <StatusChip tone="info">{t('chip')}</StatusChip>
            <span className="tabular text-ink-soft">
              {t('seats', { count: entry.seats })}
              {ahead !== null && ` · ${ahead === 0 ? t('next') : t('ahead', { count: ahead })}`}
            </span>
          </p>
        </div>
      </div>
      <Button
        className="self-start"
        aria-label={t('leaveAt', { title: experience.title, when })}
        isPending={leave.isPending}
        onPress={() => leave.mutate(entry.slotId, { onSuccess: () => toast({ tone: 'success', message: t('left') }) })}
      >
        {t('leave')}
      </Button>
      <SaveProblem error={leave.error} />
    </article>
  )
}
