import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ActingFor } from '../../../contracts/partners.ts'
import { usePartners, useSwitchActing } from '../../lib/acting.ts'
import { workplaceOf } from '../../lib/acting.rules.ts'
import { LinkButton, Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useLeave } from './team-queries.ts'

/** `/yo/equipos`: other people's businesses one works for, and the way out of each. */
export function OwnTeamsPage() {
  const { t } = useTranslation('team')
  const { partners, error, refetch } = usePartners()
  const others = partners?.filter(({ role }) => role !== 'OWNER')
  return (
    <Page title={t('mine.title')} width="text">
      <PageHeader title={t('mine.title')} lead={t('mine.lead')} back={{ to: '/yo' }} />
      {others ? (
        others.length === 0 ? (
          <EmptyState title={t('mine.emptyTitle')} body={t('mine.empty')} textileId="equipos" />
        ) : (
          <ul className="flex flex-col gap-4">
            {others.map((one) => (
              <li key={one.partnerId}>
                <OneTeam acting={one} />
              </li>
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState title={t('mine.failed')} error={error} onRetry={refetch} />
      ) : (
        <Skeleton className="h-40 rounded-lg" />
      )}
    </Page>
  )
}

function OneTeam({ acting }: { acting: ActingFor }) {
  const { t } = useTranslation('team')
  const [isLeaving, setLeaving] = useState(false)
  const change = useSwitchActing()
  const role = acting.role === 'MANAGER' ? 'MANAGER' : 'HELPER'
  return (
    <Card>
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="text-lg">{acting.name}</h2>
          <StatusChip tone="info">{t(`roles.${role}.name`)}</StatusChip>
        </div>
        <p>{t(`roles.${role}.can`)}</p>
        <div className="flex flex-wrap gap-2">
          <LinkButton variant="primary" to={workplaceOf(acting)} onClick={() => change(acting)}>
            {t('mine.go')}
          </LinkButton>
          <Button onPress={() => setLeaving(true)}>
            {t('mine.leave')}
            <span className="sr-only">: {acting.name}</span>
          </Button>
        </div>
      </div>
      {isLeaving && <LeaveDialog acting={acting} onClose={() => setLeaving(false)} />}
    </Card>
  )
}

function LeaveDialog({ acting, onClose }: { acting: ActingFor; onClose: () => void }) {
  const { t } = useTranslation('team')
  const toast = useToast()
  const leave = useLeave()
  const { name, partnerId } = acting
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t('mine.leaveTitle', { name })}
      confirmLabel={t('mine.leaveDo')}
      isPending={leave.isPending}
      onConfirm={() =>
        // The card is gone by the time it is done.
        void leave.mutateAsync(partnerId).then(
          () => toast({ tone: 'success', message: t('mine.left', { name }) }),
          () => undefined,
        )
      }
    >
      <div className="space-y-4">
        <p>{t('mine.leaveBody')}</p>
        <ProblemNotice error={leave.error} />
      </div>
    </ConfirmDialog>
  )
}
