import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { BadgeCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdminApplication } from '../../../contracts/partners.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip, type Tone } from '../../ui/chip.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { ApplicationFacts } from './application-facts.tsx'
import { byTime, ExportButton, ListTools, SortField } from './list-tools.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'

const tones: Record<AdminApplication['status'], Tone> = {
  DRAFT: 'neutral',
  SUBMITTED: 'info',
  MORE_NEEDED: 'warning',
  APPROVED: 'success',
  REFUSED: 'danger',
}
const kinds = ['HOST', 'SELLER'] as const
const shown = ['SUBMITTED', 'MORE_NEEDED', 'APPROVED', 'REFUSED'] as const

/** `/equipo/solicitudes`: who wants to offer something; first those that wait for staff. */
export function ApplicationsPage() {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const search = useSearch({ from: '/equipo/solicitudes' })
  const { estado = 'SUBMITTED', que, orden = 'newest' } = search
  const navigate = useNavigate()
  const go = (next: Partial<typeof search>) =>
    void navigate({
      to: '/equipo/solicitudes',
      search: { ...search, ...next },
      replace: true,
      resetScroll: false,
    })
  const query = { status: estado, kind: que, sort: orden }
  return (
    <StaffFrame title={t('applications.title')} lead={t('applications.lead')} needs="admin">
      <div className="relative -mx-4 overflow-x-auto px-4">
        <Segmented
          label={t('applications.stateLabel')}
          isLabelHidden
          className="min-w-[34rem]"
          items={shown.map((id) => ({ id, label: t(`applications.states.${id}`) }))}
          value={estado}
          onChange={(next) => go({ estado: next === 'SUBMITTED' ? undefined : next })}
        />
      </div>
      <ListTools
        out={
          <ExportButton<AdminApplication>
            path="/admin/applications"
            query={query}
            name="solicitudes"
            columns={[
              { head: 'id', of: ({ id }) => id },
              { head: words('filter.kind'), of: ({ kind }) => t(`applications.kinds.${kind}`) },
              { head: words('filter.status'), of: ({ status }) => t(`applications.state.${status}`) },
              { head: words('audit.about'), of: ({ answers }) => answers.name ?? null },
              { head: words('audit.when'), of: ({ submittedAt }) => submittedAt },
            ]}
          />
        }
      >
        <SelectField
          label={words('filter.kind')}
          value={que ?? ''}
          onChange={(event) => go({ que: kinds.find((one) => one === event.target.value) })}
          options={[
            { value: '', label: words('filter.all') },
            ...kinds.map((value) => ({ value, label: t(`applications.kinds.${value}`) })),
          ]}
        />
        <SortField options={byTime} value={orden} onChange={(next) => go({ orden: next })} />
      </ListTools>
      <StaffList<AdminApplication>
        path="/admin/applications"
        query={query}
        empty={{
          title: t('applications.emptyTitle'),
          body: t(estado === 'SUBMITTED' ? 'applications.empty' : 'applications.emptyHere'),
        }}
        keyOf={({ id }) => id}
      >
        {(application) => <OneApplication application={application} />}
      </StaffList>
    </StaffFrame>
  )
}

const moves = ['approve', 'ask', 'refuse'] as const

function OneApplication({ application }: { application: AdminApplication }) {
  const { t } = useTranslation('staff')
  const dates = useDates()
  const [move, setMove] = useState<(typeof moves)[number] | null>(null)
  const [isVerified, setVerified] = useState(true)
  const { answers, applicant, kind, status, staffNote, reviewedBy, reviewedAt } = application
  const possible = moves.filter((one) => (status === 'SUBMITTED' ? true : status === 'MORE_NEEDED' && one === 'refuse'))
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        <StatusChip tone="neutral">{t(`applications.kinds.${kind}`)}</StatusChip>
        <StatusChip tone={tones[status]}>{t(`applications.state.${status}`)}</StatusChip>
        <Link
          to="/equipo/personas/$id"
          params={{ id: applicant.id }}
          className="text-link inline-flex min-h-11 items-center"
        >
          {applicant.name}
        </Link>
        {application.submittedAt !== null && dates.dateTime(application.submittedAt, placeTimeZone)}
      </p>
      <h2 className="text-lg wrap-anywhere">{answers.name ?? applicant.name}</h2>
      <ApplicationFacts application={application} />
      {reviewedAt !== null && (
        <blockquote className="border-l-4 border-line-strong pl-3">
          <p className="text-sm text-ink-soft">
            {t('applications.answered', {
              who: reviewedBy?.name ?? '',
              when: dates.dateTime(reviewedAt, placeTimeZone),
            })}
          </p>
          {staffNote !== null && <p className="wrap-anywhere whitespace-pre-line">{staffNote}</p>}
        </blockquote>
      )}
      {status === 'APPROVED' && application.partner && <Mark application={application} partner={application.partner} />}
      {possible.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {possible.map((one) => (
            <Button
              key={one}
              variant={one === 'approve' ? 'primary' : one === 'refuse' ? 'danger' : 'secondary'}
              onPress={() => setMove(one)}
            >
              {t(`applications.${one}`)}
            </Button>
          ))}
        </div>
      )}
      {move && (
        <ReasonDialog
          title={t(`applications.${move}`)}
          lead={t(`applications.${move}Lead`)}
          label={t('applications.reason')}
          action={t(`applications.${move}`)}
          done={t('applications.done')}
          isDanger={move === 'refuse'}
          isOptional={move === 'approve'}
          most={1000}
          call={(reason) => ({
            path: `/admin/applications/${application.id}/${move}`,
            body: move === 'approve' ? { verified: isVerified, ...(reason && { reason }) } : { reason },
          })}
          onClose={() => setMove(null)}
        >
          {move === 'approve' && (
            <label className="flex min-h-11 cursor-pointer items-center gap-3">
              <input
                type="checkbox"
                className="size-5 accent-grana"
                checked={isVerified}
                onChange={(event) => setVerified(event.target.checked)}
              />
              {t('applications.verified')}
            </label>
          )}
        </ReasonDialog>
      )}
    </div>
  )
}

/** What it became, and the mark that staff have seen who they are. */
function Mark({
  application: { kind },
  partner,
}: {
  application: AdminApplication
  partner: NonNullable<AdminApplication['partner']>
}) {
  const { t } = useTranslation('staff')
  const [isAsked, setAsked] = useState(false)
  const { id, name, slug, verified, state } = partner
  const look = 'text-link inline-flex min-h-11 items-center font-semibold'
  const action = t(verified ? 'applications.unverify' : 'applications.verify')
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md bg-sunken px-3 py-2">
      {state === 'CLOSED' || state === 'HIDDEN' ? (
        <span className="font-semibold">{name}</span>
      ) : kind === 'HOST' ? (
        <Link to="/anfitriones/$slug" params={{ slug }} className={look}>
          {name}
        </Link>
      ) : (
        <Link to="/tienda/talleres/$slug" params={{ slug }} className={look}>
          {name}
        </Link>
      )}
      <StatusChip>{t(`applications.partnerState.${state}`)}</StatusChip>
      {verified && (
        <StatusChip tone="success" icon={<BadgeCheck aria-hidden className="size-4" />}>
          {t('applications.isVerified')}
        </StatusChip>
      )}
      <Button variant="quiet" className="ml-auto" onPress={() => setAsked(true)}>
        {action}
      </Button>
      {isAsked && (
        <ReasonDialog
          title={action}
          lead={t(verified ? 'applications.unverifyLead' : 'applications.verifyLead', { name })}
          label={t('applications.markReason')}
          action={action}
          done={t('applications.marked')}
          isOptional
          call={(reason) => ({
            method: 'PUT',
            path: `/admin/${kind === 'HOST' ? 'hosts' : 'sellers'}/${id}/verified`,
            body: { verified: !verified, ...(reason && { reason }) },
          })}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  )
}
