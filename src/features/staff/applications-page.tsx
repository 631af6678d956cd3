import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdminApplication } from '../../../contracts/partners.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'

/** `/equipo/solicitudes`: who wants to offer something; only those that wait for staff. */
export function ApplicationsPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('applications.title')} lead={t('applications.lead')} needs="admin">
      <StaffList<AdminApplication>
        path="/admin/applications"
        query={{ status: 'SUBMITTED' }}
        empty={{ title: t('applications.emptyTitle'), body: t('applications.empty') }}
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
  const { answers, applicant, photos, documents, kind } = application
  const facts = (
    [
      ['owner', answers.ownerName],
      ['phone', answers.phone],
      ['town', answers.town],
      ['crafts', answers.crafts?.join(', ')],
      ['offer', answers.offer],
      ['story', answers.story],
    ] as const
  ).filter(([, text]) => text !== undefined && text !== '')
  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        <StatusChip tone="info">{t(`applications.kinds.${kind}`)}</StatusChip>
        {applicant.name}
        {application.submittedAt !== null && ` · ${dates.dateTime(application.submittedAt, placeTimeZone)}`}
      </p>
      <h2 className="text-lg wrap-anywhere">{answers.name ?? applicant.name}</h2>
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[10rem_1fr]">
        {facts.map(([key, text]) => (
          <div key={key} className="contents">
            <dt className="text-ink-soft">{t(`applications.facts.${key}`)}</dt>
            <dd className="mb-1 wrap-anywhere whitespace-pre-line">{text}</dd>
          </div>
        ))}
      </dl>
      {photos.length > 0 && (
        <ul className="scroll-row gap-2">
          {photos.map(({ id, url }, index) => (
            <li key={id} className="shrink-0">
              <a href={url} target="_blank" rel="noreferrer">
                <img
                  src={url}
                  alt={t('case.picture', { n: index + 1 })}
                  loading="lazy"
                  className="size-24 rounded-md object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      {documents.length > 0 && (
        <ul className="flex flex-wrap gap-x-4">
          {documents.map(({ id, url }, index) => (
            <li key={id}>
              <a href={url} target="_blank" rel="noreferrer" className="text-link inline-flex min-h-11 items-center">
                {t('applications.document', { n: index + 1 })}
              </a>
            </li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" onPress={() => setMove('approve')}>
          {t('applications.approve')}
        </Button>
        <Button onPress={() => setMove('ask')}>{t('applications.ask')}</Button>
        <Button variant="danger" onPress={() => setMove('refuse')}>
          {t('applications.refuse')}
        </Button>
      </div>
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
