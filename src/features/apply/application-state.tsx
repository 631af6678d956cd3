import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Application } from '../../../contracts/partners.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Picture } from '../../ui/picture.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { RegionMark } from '../../ui/region-mark.tsx'
import { useBegin } from './apply-queries.ts'

/** How it stands with staff, what they wrote, and where to go next. */
export function Answer({ application }: { application: Application }) {
  const { t } = useTranslation('apply')
  const dates = useDates()
  const { status, kind, staffNote, submittedAt } = application
  if (status === 'DRAFT') return null
  if (status === 'SUBMITTED')
    return (
      <Notice title={t('state.SUBMITTED.title')}>
        {t('state.SUBMITTED.body', { when: submittedAt ? dates.dateTime(submittedAt, placeTimeZone) : '' })}
      </Notice>
    )
  return (
    <Notice
      tone={status === 'APPROVED' ? 'success' : 'warning'}
      title={t(`state.${status}.title`)}
      action={
        status === 'APPROVED' ? (
          <>
            {kind === 'HOST' ? (
              <LinkButton variant="primary" to="/anfitrion/experiencias/nueva">
                {t('goHost')}
              </LinkButton>
            ) : (
              <LinkButton variant="primary" to="/vender/piezas/nueva">
                {t('goSeller')}
              </LinkButton>
            )}
            <LinkButton to={kind === 'HOST' ? '/anfitrion/cobros' : '/vender/cobros'}>{t('goPayouts')}</LinkButton>
          </>
        ) : undefined
      }
    >
      {staffNote && (
        <blockquote className="mb-2 border-l-2 border-current pl-3">
          <p className="text-sm text-ink-soft">{t('staffSaid')}</p>
          <p className="wrap-anywhere whitespace-pre-line">{staffNote}</p>
        </blockquote>
      )}
      <p>{status === 'APPROVED' ? t(`state.APPROVED.${kind}`) : t(`state.${status}.body`)}</p>
      {status === 'REFUSED' && <BeginAnew kind={kind} />}
    </Notice>
  )
}

function BeginAnew({ kind }: Pick<Application, 'kind'>) {
  const { t } = useTranslation('apply')
  const begin = useBegin()
  const navigate = useNavigate()
  return (
    <div className="mt-3 flex flex-col items-start gap-2">
      <Button
        isPending={begin.isPending}
        onPress={() =>
          begin.mutate(kind, { onSuccess: () => void navigate({ to: '/solicitud', search: { tipo: kind } }) })
        }
      >
        {t('beginNew')}
      </Button>
      <ProblemNotice error={begin.error} />
    </div>
  )
}

/** What was sent, to read again. */
export function Sent({ application }: { application: Application }) {
  const { t } = useTranslation('apply')
  const { answers, kind, photos, documents } = application
  const rows = [
    [t(`name.${kind}`), answers.name],
    [t('ownerName'), answers.ownerName],
    [t('phone'), answers.phone],
    [t('town'), answers.town],
    [t(`offerField.${kind}`), answers.offer],
    [t('story'), answers.story],
  ] as const
  return (
    <Card as="section">
      <h2 className="text-xl">{t('whatYouSent')}</h2>
      <dl className="mt-4 grid gap-x-8 gap-y-3 sm:grid-cols-[14rem_minmax(0,1fr)]">
        {answers.region && (
          <div className="contents">
            <dt className="text-ink-soft">{t('region')}</dt>
            <dd>
              <RegionMark slug={answers.region} />
            </dd>
          </div>
        )}
        {rows
          .filter(([, text]) => text)
          .map(([label, text]) => (
            <div key={label} className="contents">
              <dt className="text-ink-soft">{label}</dt>
              <dd className="wrap-anywhere whitespace-pre-line">{text}</dd>
            </div>
          ))}
      </dl>
      {photos.length > 0 && (
        <ul className="mt-5 grid grid-cols-3 gap-2 sm:grid-cols-5">
          {photos.map(({ id, url }) => (
            <li key={id} className="aspect-square overflow-hidden rounded-md">
              <Picture id={id} src={url} alt="" />
            </li>
          ))}
        </ul>
      )}
      {documents.length > 0 && (
        <ul className="mt-4 flex flex-wrap gap-x-5">
          {documents.map(({ id, url }, index) => (
            <li key={id}>
              <a href={url} className="text-link inline-flex min-h-11 items-center">
                {t('documentN', { n: index + 1 })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
