import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../../contracts/moderation.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { DecisionFacts } from './decision-facts.tsx'
import { SelectField } from '../../ui/field.tsx'
import { byTime, ExportButton, ListTools, SortField } from './list-tools.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'

/** `/equipo/apelaciones`: decisions whose person says they were wrong. Somebody else answers than who decided. */
export function AppealsPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('appeals.title')} lead={t('appeals.lead')}>
      <Appeals />
    </StaffFrame>
  )
}

const states = ['OPEN', 'UPHELD', 'OVERTURNED'] as const

function Appeals() {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const navigate = useNavigate()
  const search = useSearch({ from: '/equipo/apelaciones' })
  const { estado = 'OPEN', orden = 'newest' } = search
  const go = (next: Partial<typeof search>) =>
    void navigate({ to: '/equipo/apelaciones', search: { ...search, ...next }, replace: true })
  const query = { appeal: estado, sort: orden }
  return (
    <>
      <ListTools
        out={
          <ExportButton<Decision>
            path="/moderation/decisions"
            query={query}
            name="apelaciones"
            columns={[
              { head: words('filter.kind'), of: ({ contentKind }) => t(`kinds.${contentKind}`) },
              { head: t('case.decide'), of: ({ action }) => t(`actions.${action}`) },
              { head: t('case.reason'), of: ({ reason }) => reason },
              { head: words('audit.actor'), of: ({ decidedBy }) => decidedBy.name },
              { head: words('audit.when'), of: ({ createdAt }) => createdAt },
              { head: t('appeals.answer'), of: ({ appeal }) => appeal.answer },
            ]}
          />
        }
      >
        <SelectField
          label={words('filter.status')}
          value={estado}
          onChange={(event) => go({ estado: states.find((one) => one === event.target.value) })}
          options={states.map((value) => ({ value, label: t(`appealStatus.${value}`) }))}
        />
        <SortField options={byTime} value={orden} onChange={(next) => go({ orden: next })} />
      </ListTools>
      <StaffList<Decision>
        path="/moderation/decisions"
        query={query}
        empty={{ title: t('appeals.emptyTitle'), body: t('appeals.empty') }}
        keyOf={({ id }) => id}
      >
        {(decision) => <OneAppeal decision={decision} />}
      </StaffList>
    </>
  )
}

function OneAppeal({ decision }: { decision: Decision }) {
  const { t } = useTranslation('staff')
  const me = useMe()
  const [outcome, setOutcome] = useState<'UPHELD' | 'OVERTURNED' | null>(null)
  const isOwn = decision.decidedBy.id === me?.id
  return (
    <div className="flex flex-col gap-3">
      <DecisionFacts decision={decision} />
      <div className="flex flex-wrap items-center gap-3">
        {decision.appeal.status === 'OPEN' && isOwn && <p className="text-ink-soft">{t('appeals.own')}</p>}
        {decision.appeal.status === 'OPEN' && !isOwn && (
          <>
            <Button variant="primary" onPress={() => setOutcome('OVERTURNED')}>
              {t('appeals.overturn')}
            </Button>
            <Button onPress={() => setOutcome('UPHELD')}>{t('appeals.uphold')}</Button>
          </>
        )}
        <Link
          to="/equipo/casos/$kind/$id"
          params={{ kind: decision.contentKind, id: decision.contentId }}
          className="text-link"
        >
          {t('appeals.case')}
        </Link>
      </div>
      {outcome && (
        <ReasonDialog
          title={t(outcome === 'UPHELD' ? 'appeals.uphold' : 'appeals.overturn')}
          lead={t(outcome === 'UPHELD' ? 'appeals.upholdLead' : 'appeals.overturnLead')}
          label={t('appeals.answer')}
          action={t('appeals.send')}
          done={t('appeals.done')}
          most={1000}
          call={(answer) => ({ path: `/moderation/decisions/${decision.id}/appeal`, body: { outcome, answer } })}
          onClose={() => setOutcome(null)}
        />
      )}
    </div>
  )
}
