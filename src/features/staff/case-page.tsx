import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type CaseReport,
  type ContentCopy,
  type DecisionAction,
  DecisionAction as Actions,
  type ModerationCase,
  type PersonHistory,
} from '../../../contracts/moderation.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { useMe } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { cx } from '../../ui/cx.ts'
import { TextAreaField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Stars } from '../../ui/reviews/stars.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { DecisionFacts } from './decision-facts.tsx'
import { ListSkeleton, StaffFrame } from './staff-frame.tsx'
import { staffOneQuery, useStaffAction } from './staff-queries.ts'
import { endOf, type Span, UntilField } from './until-field.tsx'

/** `/equipo/casos/$kind/$id`: the content as it is and was, who reported it and why, and the decision. */
export function CasePage() {
  const { t } = useTranslation('staff')
  const { kind, id } = useParams({ from: '/equipo/casos/$kind/$id' })
  return (
    <StaffFrame title={t('case.title')} back={{ to: '/equipo', label: t('case.back') }}>
      <Case key={kind + id} path={`/moderation/cases/${encodeURIComponent(kind)}/${encodeURIComponent(id)}`} />
    </StaffFrame>
  )
}

function Case({ path }: { path: string }) {
  const { t } = useTranslation('staff')
  const found = useQuery(staffOneQuery<ModerationCase>(path))
  const side = useRef<HTMLDivElement>(null)
  const wasOpen = useRef(false)
  const isOpen = found.data?.open === true
  // With the decision its form is gone: whoever works by keyboard goes on where it was.
  useEffect(() => {
    if (wasOpen.current && !isOpen) side.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  if (!found.data) {
    if (!found.error) return <ListSkeleton />
    return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  }
  const { data } = found
  const was = data.reports.find((report) => report.was)?.was ?? null
  const isChanged = was !== null && data.is !== null && was.text !== data.is.text
  return (
    <div className="grid items-start gap-8 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="flex min-w-0 flex-col gap-8">
        <Section title={t(`kinds.${data.contentKind}`)}>
          {data.is ? <Content content={data.is} /> : <p className="text-ink-soft">{t('case.gone')}</p>}
          {was && (isChanged || !data.is) && (
            <div>
              <p className="mb-2 font-semibold">{t('case.was')}</p>
              <Content content={was} />
            </div>
          )}
          {data.context.length > 0 && (
            <ol aria-label={t('case.context')} className="space-y-2 border-l-2 border-line pl-4">
              {data.context.map((line) => (
                <li key={line.at} className={cx('wrap-anywhere', line.reported ? 'font-semibold' : 'text-ink-soft')}>
                  {line.by}: {line.text}
                  {line.reported && <span className="ml-2 text-sm text-chapulin">{t('case.thisOne')}</span>}
                </li>
              ))}
            </ol>
          )}
        </Section>
        <Section title={t('case.reports')}>
          <ul className="divide-y divide-line">
            {data.reports.map((report) => (
              <OneReport key={report.id} report={report} />
            ))}
          </ul>
        </Section>
        {data.decisions.length > 0 && (
          <Section title={t('case.decisions')}>
            <ul className="divide-y divide-line">
              {data.decisions.map((decision) => (
                <li key={decision.id} className="py-3">
                  <DecisionFacts decision={decision} />
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
      <div ref={side} tabIndex={-1} className="flex flex-col gap-6 outline-none lg:sticky lg:top-24">
        {data.open ? (
          <Decide about={data} />
        ) : (
          <EmptyState
            title={t('case.closedTitle')}
            body={t('case.closed')}
            textileId="caso-cerrado"
            action={<LinkButton to="/equipo">{t('case.back')}</LinkButton>}
          />
        )}
        {data.person && <Person person={data.person} />}
      </div>
    </div>
  )
}

function Content({ content }: { content: ContentCopy }) {
  const { t } = useTranslation('staff')
  return (
    <Card>
      <div className="flex flex-col gap-2">
        <p className="font-semibold wrap-anywhere">{content.title}</p>
        {content.hidden && (
          <p>
            <StatusChip tone="danger">{t('case.hidden')}</StatusChip>
          </p>
        )}
        {content.rating !== null && <Stars rating={content.rating} className="size-4" />}
        <p className="wrap-anywhere whitespace-pre-line">{content.text}</p>
        {content.pictures.length > 0 && (
          <ul className="scroll-row gap-2">
            {content.pictures.map((url, index) => (
              <li key={url} className="shrink-0">
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
        {content.about && <p className="text-sm text-ink-soft">{t('case.about', { title: content.about.title })}</p>}
      </div>
    </Card>
  )
}

function OneReport({ report }: { report: CaseReport }) {
  const { t } = useTranslation('reviews')
  const dates = useDates()
  return (
    <li className="py-3 first:pt-0">
      <p className="font-semibold">{t(`report.reasons.${report.reason}`)}</p>
      {report.note !== '' && <p className="wrap-anywhere whitespace-pre-line">{report.note}</p>}
      <p className="text-sm text-ink-soft">
        {report.reporter.name} · {dates.dateTime(report.createdAt, placeTimeZone)}
      </p>
    </li>
  )
}

function Person({ person }: { person: PersonHistory }) {
  const me = useMe()
  const { t } = useTranslation('staff')
  const dates = useDates()
  return (
    <Section title={t('case.person')}>
      <div>
        <p className="font-semibold">
          {me?.role === 'admin' ? (
            <Link to="/equipo/personas/$id" params={{ id: person.id }} className="text-link">
              {person.name}
            </Link>
          ) : (
            <Link to="/equipo/personas" search={{ q: person.id }} className="text-link">
              {person.name}
            </Link>
          )}
        </p>
        <p className="text-sm text-ink-soft">
          {t('case.personSince', { when: dates.day(person.since, placeTimeZone) })} ·{' '}
          {t('case.personReports', { count: person.reports })}
        </p>
        {person.banned && (
          <p className="mt-2">
            <StatusChip tone="danger">
              {person.banExpires === null
                ? t('people.banned')
                : t('people.bannedUntil', { when: dates.dateTime(person.banExpires, placeTimeZone) })}
            </StatusChip>
          </p>
        )}
      </div>
      {person.decisions.length === 0 ? (
        <p className="text-ink-soft">{t('case.noHistory')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {person.decisions.map((decision) => (
            <li key={decision.id} className="py-3 first:pt-0">
              <DecisionFacts decision={decision} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const shortestReason = 3

function Decide({ about }: { about: ModerationCase }) {
  const { t } = useTranslation('staff')
  const toast = useToast()
  const decide = useStaffAction()
  const [action, setAction] = useState<DecisionAction | null>(null)
  const [reason, setReason] = useState('')
  const [span, setSpan] = useState<Span>('d7')
  const [pressed, setPressed] = useState(false)
  const isShort = reason.trim().length < shortestReason
  return (
    <form
      noValidate
      className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (action === null || isShort || decide.isPending) return
        const until = action === 'SUSPEND' ? endOf(span, serverNow()) : undefined
        decide.mutate(
          {
            path: '/moderation/decisions',
            body: {
              contentKind: about.contentKind,
              contentId: about.contentId,
              action,
              reason: reason.trim(),
              ...(until !== undefined && { until }),
            },
          },
          { onSuccess: () => toast({ tone: 'success', message: t('case.decided') }) },
        )
      }}
    >
      <fieldset>
        <legend className="mb-1 font-display text-lg font-semibold">{t('case.decide')}</legend>
        {Actions.options.map((one) => (
          <div key={one} className="py-1">
            <label className="flex min-h-11 cursor-pointer items-center gap-3 font-semibold">
              <input
                type="radio"
                name="action"
                aria-describedby={`help-${one}`}
                className="size-5 shrink-0 accent-grana"
                checked={action === one}
                onChange={() => setAction(one)}
              />
              {t(`actions.${one}`)}
            </label>
            <p id={`help-${one}`} className="-mt-2 pl-8 text-sm text-ink-soft">
              {t(`actionsHelp.${one}`)}
            </p>
          </div>
        ))}
        {pressed && action === null && (
          <p role="alert" className="text-sm font-medium text-chapulin">
            {t('case.actionMissing')}
          </p>
        )}
      </fieldset>
      {action === 'SUSPEND' && <UntilField value={span} onChange={setSpan} />}
      <TextAreaField
        label={t('case.reason')}
        description={t('case.reasonHelp')}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        errorMessage={pressed && isShort ? t('reasonShort') : undefined}
      />
      {action === 'SUSPEND' && <Notice tone="warning">{t('case.suspendNote')}</Notice>}
      <ProblemNotice error={decide.error} />
      <Button type="submit" variant="primary" isPending={decide.isPending}>
        {t('case.send')}
      </Button>
    </form>
  )
}
