import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostProfile } from '../../contracts/partners.ts'
import { useMay } from '../lib/acting.ts'
import { type ProfileSide, useMoveProfile } from '../lib/profile-queries.ts'
import { useFocusOn } from '../lib/use-focus-on.ts'
import { Button } from './button.tsx'
import { Card } from './card.tsx'
import { StatusChip, type Tone } from './chip.tsx'
import { ConfirmDialog } from './dialog.tsx'
import { SaveProblem } from './save-problem.tsx'
import { useToast } from './toast.tsx'

type State = HostProfile['state']
type Move = 'pause' | 'resume' | 'close'
const tones: Record<State, Tone> = { OPEN: 'success', PAUSED: 'warning', CLOSED: 'neutral', HIDDEN: 'danger' }

/** Whether others see a host or workshop, and the buttons that pause, open and close it. What was sold stays. */
export function ProfileStateCard({
  side,
  state,
  standing,
}: {
  side: ProfileSide
  state: State
  /** What is to be fulfilled although they close: bookings ahead, orders not delivered yet. */
  standing: number
}) {
  const { t } = useTranslation('partners')
  const toast = useToast()
  const may = useMay(side === 'host' ? 'HOST' : 'SELLER')
  const move = useMoveProfile(side)
  // The button that was pressed is gone by then.
  const stateRef = useFocusOn<HTMLDivElement>(state)
  const [asked, setAsked] = useState<'pause' | 'close' | null>(null)
  const go = (to: Move) =>
    move.mutate(to, {
      onSuccess: () => {
        setAsked(null)
        toast({ tone: 'success', message: t(`state.done.${to}`) })
      },
      onError: () => setAsked(null),
    })
  const isThere = state === 'OPEN' || state === 'PAUSED'
  return (
    <Card as="section">
      <div ref={stateRef} tabIndex={-1} className="flex flex-col items-start gap-4 outline-none">
        <div className="flex w-full flex-wrap items-center justify-between gap-3">
          <h2 className="text-lg">{t(`state.title.${side}`)}</h2>
          <StatusChip tone={tones[state]}>{t(`state.chip.${state}`)}</StatusChip>
        </div>
        <p className="text-ink-soft">{t(`state.body.${state}`)}</p>
        {state === 'CLOSED' && standing > 0 && (
          <p>
            <span className="font-semibold">{t(`state.ahead.${side}`, { count: standing })}</span>{' '}
            {t(`state.aheadStill.${side}`)}
          </p>
        )}
        <SaveProblem error={move.error} />
        {isThere && (
          <div className="flex flex-wrap gap-2">
            {state === 'OPEN' ? (
              <Button onPress={() => setAsked('pause')}>{t('state.pause')}</Button>
            ) : (
              <Button variant="primary" isPending={move.isPending} onPress={() => go('resume')}>
                {t('state.resume')}
              </Button>
            )}
            {may('close') && (
              <Button variant="danger" onPress={() => setAsked('close')}>
                {t(`state.close.${side}`)}
              </Button>
            )}
          </div>
        )}
      </div>
      {asked && (
        <ConfirmDialog
          isOpen
          onOpenChange={(isOpen) => !isOpen && setAsked(null)}
          title={t(asked === 'pause' ? 'state.pauseTitle' : `state.closeTitle.${side}`)}
          confirmLabel={t(asked === 'pause' ? 'state.pause' : `state.close.${side}`)}
          tone={asked === 'pause' ? 'primary' : 'danger'}
          isPending={move.isPending}
          onConfirm={() => go(asked)}
        >
          <div className="space-y-3">
            <p>{t(`state.ask.${asked}`)}</p>
            <p className={standing > 0 ? 'font-semibold' : ''}>
              {standing > 0 ? t(`state.ahead.${side}`, { count: standing }) : t(`state.aheadNone.${side}`)}
            </p>
            {standing > 0 && <p>{t(`state.aheadThen.${side}.${asked}`)}</p>}
          </div>
        </ConfirmDialog>
      )}
    </Card>
  )
}
