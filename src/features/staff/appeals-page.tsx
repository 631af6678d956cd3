import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../../contracts/moderation.ts'
import { Button } from '../../ui/button.tsx'
import { DecisionFacts } from './decision-facts.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'

/** `/equipo/apelaciones`: decisions whose person says they were wrong. Somebody else answers than who decided. */
export function AppealsPage() {
  const { t } = useTranslation('staff')
  return (
    <StaffFrame title={t('appeals.title')} lead={t('appeals.lead')}>
      <StaffList<Decision>
        path="/moderation/decisions"
        query={{ appeal: 'OPEN' }}
        empty={{ title: t('appeals.emptyTitle'), body: t('appeals.empty') }}
        keyOf={({ id }) => id}
      >
        {(decision) => <OneAppeal decision={decision} />}
      </StaffList>
    </StaffFrame>
  )
}

function OneAppeal({ decision }: { decision: Decision }) {
  const { t } = useTranslation('staff')
  const [outcome, setOutcome] = useState<'UPHELD' | 'OVERTURNED' | null>(null)
  return (
    <div className="flex flex-col gap-3">
      <DecisionFacts decision={decision} />
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" onPress={() => setOutcome('OVERTURNED')}>
          {t('appeals.overturn')}
        </Button>
        <Button onPress={() => setOutcome('UPHELD')}>{t('appeals.uphold')}</Button>
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
