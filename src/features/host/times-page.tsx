import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostListing } from '../../../contracts/experiences.ts'
import type { ScheduleRule, ScheduleRuleSaved } from '../../../contracts/schedules.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useFocusAfter } from '../../lib/use-focus-on.ts'
import { Button } from '../../ui/button.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { EndRuleDialog } from './end-rule-dialog.tsx'
import { HostGate } from './host-gate.tsx'
import { OwnListing } from './listing-page.tsx'
import { RuleCard } from './rule-card.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { rulesQuery } from './schedule-queries.ts'
import { SingleTime } from './single-time.tsx'

/** `/anfitrion/experiencias/$id/horarios` */
export function TimesPage() {
  const { id } = useParams({ from: '/anfitrion/experiencias/$id/horarios' })
  return (
    <HostGate path={`/anfitrion/experiencias/${id}/horarios`} action="schedule">
      <OwnListing id={id}>{(listing) => <Times key={id} listing={listing} />}</OwnListing>
    </HostGate>
  )
}

function Times({ listing }: { listing: HostListing }) {
  const { t } = useTranslation('hosting')
  const { data: rules, error, refetch } = useQuery(rulesQuery(listing.id))
  const [editing, setEditing] = useState<ScheduleRule | 'new' | null>(null)
  const [ending, setEnding] = useState<ScheduleRule | null>(null)
  const [kept, setKept] = useState<ScheduleRuleSaved['kept']>([])
  const dates = useDates()
  const [ended, setEnded] = useState<string | null>(null)
  const rest = useFocusAfter<HTMLDivElement>(rules?.some(({ id }) => id === ended) ?? false)
  return (
    <Page title={t('timesTitle')} width="text" className="gap-8">
      <HostNav />
      <PageHeader
        title={t('timesTitle')}
        lead={t('timesOf', { title: listing.title })}
        back={{ to: `/anfitrion/experiencias/${listing.id}`, label: listing.title }}
      />
      {kept.length > 0 && (
        <Notice tone="warning" isLive title={t('keptTitle')}>
          <ul className="list-disc pl-5">
            {kept.map(({ slotId, startsAt, seats }) => (
              <li key={slotId}>{t('keptSeats', { when: dates.dateTime(startsAt, placeTimeZone), count: seats })}</li>
            ))}
          </ul>
        </Notice>
      )}
      <SingleTime listing={listing} />
      <div ref={rest} tabIndex={-1} className="outline-none">
        <Section
          title={t('rulesTitle')}
          lead={t('rulesLead')}
          action={
            <Button onPress={() => setEditing('new')}>
              <Plus aria-hidden className="size-5" />
              {t('addRule')}
            </Button>
          }
        >
          {!rules ? (
            error ? (
              <ErrorState title={t('loadFailed')} error={error} onRetry={() => void refetch()} />
            ) : (
              <Skeleton className="h-28 rounded-lg" />
            )
          ) : rules.length === 0 ? (
            <p className="rounded-lg border border-dashed border-line-strong px-4 py-6 text-center text-ink-soft">
              {t('noRules')}
            </p>
          ) : (
            <ul className="flex flex-col gap-3">
              {rules.map((rule) => (
                <RuleCard key={rule.id} rule={rule} onEdit={() => setEditing(rule)} onEnd={() => setEnding(rule)} />
              ))}
            </ul>
          )}
        </Section>
      </div>
      {editing && (
        <RuleDialog
          listing={listing}
          rule={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onKept={setKept}
        />
      )}
      {ending && (
        <EndRuleDialog
          rule={ending}
          onClose={() => setEnding(null)}
          onEnded={(left) => {
            setEnded(ending.id)
            setKept(left)
          }}
        />
      )}
    </Page>
  )
}
