import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DecisionAction, ReportedKind, ReportReason } from '../../../contracts/moderation.ts'
import type { AdminUserDetail } from '../../../contracts/staff.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { StatusChip } from '../../ui/chip.tsx'
import { Section } from '../../ui/page.tsx'
import { Stars } from '../../ui/reviews/stars.tsx'
import { useEventWords } from './event-words.ts'
import { FileLink, FileStatus } from './file-parts.tsx'

/** What somebody offers, paid, wrote and was told, and from where they are signed in. */
export function PersonTrail({ person }: { person: AdminUserDetail }) {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const events = useEventWords()
  const { t: reviews } = useTranslation('reviews')
  const dates = useDates()
  const money = useFormatMoney()
  const { counts } = person
  const day = (instant: string) => dates.day(instant, placeTimeZone)
  return (
    <>
      <Part title={words('person.payments', { count: counts.payments })} items={person.payments}>
        {(payment) => (
          <>
            <FileLink kind="PAYMENT" id={payment.id}>
              {money(payment.amount)}
            </FileLink>
            <FileStatus status={payment.status} />
            {payment.refunded.amount > 0 && (
              <span className="text-sm text-ink-soft">
                {words('file.refunded')}: {money(payment.refunded)}
              </span>
            )}
            <span className="text-sm text-ink-soft">{day(payment.createdAt)}</span>
          </>
        )}
      </Part>
      <Part title={words('person.profiles')} items={person.profiles}>
        {(profile) => (
          <>
            <span className="font-semibold wrap-anywhere">{profile.name}</span>
            <StatusChip tone={profile.state === 'OPEN' ? 'success' : 'warning'}>
              {words(`person.states.${profile.state}`)}
            </StatusChip>
            {profile.verified && <StatusChip tone="info">{words('person.verified')}</StatusChip>}
            <span className="text-sm text-ink-soft">{t(`applications.kinds.${profile.kind}`)}</span>
          </>
        )}
      </Part>
      {person.teams.length > 0 && (
        <Part title={words('person.teams')} items={person.teams.map((team) => ({ ...team, id: team.partnerId }))}>
          {(team) => (
            <>
              <span className="wrap-anywhere">{team.name}</span>
              <span className="text-sm text-ink-soft">{team.role}</span>
            </>
          )}
        </Part>
      )}
      {person.applications.length > 0 && (
        <Part title={words('person.applications')} items={person.applications}>
          {(application) => (
            <>
              <span>{t(`applications.kinds.${application.kind}`)}</span>
              <span className="text-sm text-ink-soft">
                {application.status} · {day(application.createdAt)}
              </span>
            </>
          )}
        </Part>
      )}
      <Part title={words('person.listings', { count: counts.listings })} items={person.listings}>
        {(listing) => (
          <>
            {listing.kind === 'EXPERIENCE' ? (
              <Link to="/experiencias/$slug" params={{ slug: listing.slug }} className="text-link wrap-anywhere">
                {listing.title}
              </Link>
            ) : (
              <Link to="/tienda/productos/$slug" params={{ slug: listing.slug }} className="text-link wrap-anywhere">
                {listing.title}
              </Link>
            )}
            <span className="text-sm text-ink-soft">{words(`person.listingKinds.${listing.kind}`)}</span>
            {listing.hidden && <StatusChip tone="danger">{words('person.hidden')}</StatusChip>}
          </>
        )}
      </Part>
      <Part title={words('person.reviews', { count: counts.reviews })} items={person.reviews}>
        {(review) => (
          <div className="flex min-w-0 flex-col gap-1">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-semibold wrap-anywhere">{review.title}</span>
              <Stars rating={review.rating} className="size-4" />
              {review.hidden && <StatusChip tone="danger">{words('person.hidden')}</StatusChip>}
            </p>
            <p className="wrap-anywhere">{review.text}</p>
            <p className="text-sm text-ink-soft">{day(review.createdAt)}</p>
          </div>
        )}
      </Part>
      <Part title={words('person.reports', { count: counts.reports })} items={person.reports}>
        {(report) => {
          const kind = ReportedKind.safeParse(report.contentKind)
          const reason = ReportReason.safeParse(report.reason)
          return (
            <div className="flex min-w-0 flex-col gap-1">
              <p className="flex flex-wrap items-center gap-2">
                <Link
                  to="/equipo/casos/$kind/$id"
                  params={{ kind: report.contentKind, id: report.contentId }}
                  className="text-link"
                >
                  {kind.success ? t(`kinds.${kind.data}`) : report.contentKind}
                </Link>
                <span>{reason.success ? reviews(`report.reasons.${reason.data}`) : report.reason}</span>
                <StatusChip tone={report.decided ? 'neutral' : 'warning'}>
                  {words(report.decided ? 'person.decided' : 'person.pending')}
                </StatusChip>
              </p>
              {report.note !== '' && <p className="wrap-anywhere">{report.note}</p>}
              <p className="text-sm text-ink-soft">{day(report.createdAt)}</p>
            </div>
          )
        }}
      </Part>
      {person.decisions.length > 0 && (
        <Part title={words('person.decisions')} items={person.decisions}>
          {(decision) => {
            const action = DecisionAction.safeParse(decision.action)
            return (
              <div className="flex min-w-0 flex-col gap-1">
                <p className="font-semibold">
                  {action.success ? t(`actions.${action.data}`) : decision.action}
                  {decision.until !== null && (
                    <span className="font-normal">
                      {' '}
                      {words('person.until', { when: dates.dateTime(decision.until, placeTimeZone) })}
                    </span>
                  )}
                </p>
                <p className="wrap-anywhere">{decision.reason}</p>
                <p className="text-sm text-ink-soft">{day(decision.createdAt)}</p>
              </div>
            )
          }}
        </Part>
      )}
      <Part title={words('person.sessions', { count: person.sessions })} items={person.liveSessions}>
        {(session) => (
          <div className="min-w-0">
            <p className="wrap-anywhere">{session.userAgent ?? words('person.device')}</p>
            <p className="tabular text-sm text-ink-soft">
              {session.ipAddress} · {dates.dateTime(session.createdAt, placeTimeZone)} ·{' '}
              {words('person.until', { when: day(session.expiresAt) })}
            </p>
          </div>
        )}
      </Part>
      <Part title={t('person.audit')} items={person.audit}>
        {(entry) => (
          <span className="wrap-anywhere">
            {events.act(entry.action)}{' '}
            <span className="text-sm text-ink-soft">
              {entry.actor} · {dates.dateTime(entry.createdAt, placeTimeZone)}
              {typeof entry.details['reason'] === 'string' && ` · ${entry.details['reason']}`}
            </span>
          </span>
        )}
      </Part>
    </>
  )
}

function Part<T extends { id: string }>({
  title,
  items,
  children,
}: {
  title: string
  items: readonly T[]
  children: (item: T) => ReactNode
}) {
  const { t } = useTranslation('staff')
  return (
    <Section title={title}>
      {items.length === 0 ? (
        <p className="text-ink-soft">{t('person.none')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {items.map((item) => (
            <li key={item.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
              {children(item)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
