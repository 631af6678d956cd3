import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type CaseCard, type CasePage, ReportedKind } from '../../../contracts/moderation.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { StatusChip } from '../../ui/chip.tsx'
import { SelectField } from '../../ui/field.tsx'
import { byTime, ExportButton, ListTools, SortField } from './list-tools.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'
import { staffListQuery } from './staff-queries.ts'

/** `/equipo`: what was reported and waits for a decision, the longest waiting first. */
export function CasesPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('cases.title')} lead={t('cases.lead')}>
      <Queue />
    </StaffFrame>
  )
}

function Queue() {
  const { t } = useTranslation('staff')
  const navigate = useNavigate()
  const { t: words } = useTranslation('casework')
  const { t: reviews } = useTranslation('reviews')
  const search = useSearch({ from: '/equipo' })
  const { tipo, orden = 'oldest' } = search
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/equipo', search: { ...search, ...next }, replace: true })
  const query = { contentKind: tipo, sort: orden }
  const first = useInfiniteQuery(staffListQuery<CasePage>('/moderation/cases', query)).data?.pages[0]
  return (
    <>
      {first && (
        <p className="tabular text-ink-soft">
          {t('cases.open', { count: first.open })}
          {first.appeals > 0 && (
            <>
              {' · '}
              <Link to="/equipo/apelaciones" className="text-link">
                {t('cases.appeals', { count: first.appeals })}
              </Link>
            </>
          )}
        </p>
      )}
      <ListTools
        out={
          <ExportButton<CaseCard>
            path="/moderation/cases"
            query={query}
            name="reportes"
            columns={[
              { head: words('filter.kind'), of: ({ contentKind }) => t(`kinds.${contentKind}`) },
              { head: words('files.what'), of: ({ title, contentId }) => title ?? contentId },
              { head: t('case.person'), of: ({ reportedUser }) => reportedUser?.name ?? null },
              {
                head: t('case.reports'),
                of: ({ reasons }) => reasons.map((one) => reviews(`report.reasons.${one}`)).join(', '),
              },
              { head: 'n', of: ({ reports }) => reports },
              { head: words('filter.from'), of: ({ firstReportedAt }) => firstReportedAt },
            ]}
          />
        }
      >
        <SelectField
          label={t('cases.kind')}
          fieldClassName="min-w-52"
          value={tipo ?? ''}
          onChange={(event) => {
            go({ tipo: ReportedKind.safeParse(event.target.value).data })
          }}
          options={[
            { value: '', label: t('cases.all') },
            ...ReportedKind.options.map((value) => ({ value, label: t(`kinds.${value}`) })),
          ]}
        />
        <SortField options={byTime} value={orden} onChange={(next) => go({ orden: next })} />
      </ListTools>
      <StaffList<CaseCard>
        path="/moderation/cases"
        query={query}
        empty={{ title: t('cases.emptyTitle'), body: t('cases.empty') }}
        keyOf={({ contentKind, contentId }) => contentKind + contentId}
      >
        {(item) => <OneCase item={item} />}
      </StaffList>
    </>
  )
}

function OneCase({ item }: { item: CaseCard }) {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('reviews')
  const dates = useDates()
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-2 text-sm">
        <StatusChip tone="warning">{t('cases.reports', { count: item.reports })}</StatusChip>
        <span className="text-ink-soft">{t(`kinds.${item.contentKind}`)}</span>
      </p>
      <h2 className="font-sans text-base font-semibold wrap-anywhere">
        <Link
          to="/equipo/casos/$kind/$id"
          params={{ kind: item.contentKind, id: item.contentId }}
          className="no-underline after:absolute after:inset-0 hover:underline"
        >
          {item.title ?? t('cases.gone')}
        </Link>
      </h2>
      <p className="text-sm text-ink-soft">
        {item.reasons.map((reason) => words(`report.reasons.${reason}`)).join(', ')}
        {item.reportedUser && ` · ${item.reportedUser.name}`}
        {` · ${t('cases.since', { when: dates.dateTime(item.firstReportedAt, placeTimeZone) })}`}
      </p>
    </div>
  )
}
