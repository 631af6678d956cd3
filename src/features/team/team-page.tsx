import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { TeamMember, TeamRole } from '../../../contracts/partners.ts'
import { useActing } from '../../lib/acting.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { StepUpDialog } from '../../ui/step-up-dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { type Side, teamQuery, useChangeRole, useInvite, useRemove } from './team-queries.ts'

type Role = z.infer<typeof TeamRole>
const roles = ['MANAGER', 'HELPER'] as const

/** `/anfitrion/equipo` */
export function HostTeamPage() {
  return <TeamPage side="host" />
}

/** `/vender/equipo` */
export function ShopTeamPage() {
  return <TeamPage side="seller" />
}

function TeamPage({ side }: { side: Side }) {
  const { t } = useTranslation('team')
  const kind = side === 'host' ? 'HOST' : 'SELLER'
  const acting = useActing(kind)
  const path = side === 'host' ? '/anfitrion/equipo' : '/vender/equipo'
  return (
    <PartnerGate kind={kind} action="team" path={path} title={t('title')}>
      <Page title={t('title')} width="text" className="gap-9">
        {side === 'host' ? <HostNav /> : <ShopNav />}
        <PageHeader title={t('title')} lead={t('lead', { name: acting?.name ?? '' })} />
        <Members side={side} />
        <Invite side={side} />
        <Section title={t('rolesTitle')}>
          <div className="grid gap-4 sm:grid-cols-2">
            {roles.map((role) => (
              <Card key={role} as="section">
                <h3 className="text-lg">{t(`roles.${role}.name`)}</h3>
                <p className="mt-1">{t(`roles.${role}.can`)}</p>
                <p className="mt-2 text-ink-soft">{t(`roles.${role}.cannot`)}</p>
              </Card>
            ))}
          </div>
        </Section>
        <StepUpDialog />
      </Page>
    </PartnerGate>
  )
}

function Members({ side }: { side: Side }) {
  const { t } = useTranslation('team')
  const me = useMe()
  const { data, error, refetch } = useQuery(teamQuery(side))
  return (
    <Section title={t('membersTitle')}>
      {data ? (
        <>
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3">
              <span className="min-w-0">
                <span className="block font-semibold wrap-anywhere">
                  {me?.name} <span className="font-normal text-ink-soft">({t('you')})</span>
                </span>
                <span className="block text-sm text-ink-soft wrap-anywhere">{me?.email}</span>
              </span>
              <StatusChip tone="accent">{t('owner')}</StatusChip>
            </li>
            {data.map((member) => (
              <Member key={member.id} side={side} member={member} />
            ))}
          </ul>
          {data.length === 0 && <EmptyState title={t('emptyTitle')} body={t('empty')} textileId={`equipo-${side}`} />}
        </>
      ) : error ? (
        <ErrorState title={t('loadFailed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-40 rounded-lg" />
      )}
    </Section>
  )
}

const tones = { INVITED: 'info', EXPIRED: 'warning', ACTIVE: 'success' } as const

function Member({ side, member }: { side: Side; member: TeamMember }) {
  const { t } = useTranslation('team')
  const dates = useDates()
  const toast = useToast()
  const change = useChangeRole(side)
  const invite = useInvite(side)
  const [isLeaving, setLeaving] = useState(false)
  const { id, name, email, role, status, expiresAt, acceptedAt } = member
  const shown = name ?? email
  const isIn = status === 'ACTIVE'
  return (
    <li className="flex flex-col gap-3 px-4 py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
        <div className="min-w-0">
          <p className="font-semibold wrap-anywhere">{shown}</p>
          {name !== null && <p className="text-sm text-ink-soft wrap-anywhere">{email}</p>}
          <p className="tabular text-sm text-ink-soft">
            {isIn && acceptedAt
              ? t('since', { when: dates.day(acceptedAt, placeTimeZone) })
              : status === 'INVITED' && expiresAt
                ? t('until', { when: dates.dateTime(expiresAt, placeTimeZone) })
                : null}
          </p>
        </div>
        <StatusChip tone={tones[status]}>{t(`status.${status}`)}</StatusChip>
      </div>
      <div className="flex flex-wrap items-end gap-2">
        <SelectField
          label={<span className="sr-only">{t('roleOf', { name: shown })}</span>}
          fieldClassName="min-w-52 flex-1 sm:flex-none"
          value={role}
          disabled={change.isPending}
          onChange={(event) => {
            const next = roles.find((one) => one === event.target.value)
            if (next)
              change.mutate(
                { id, role: next },
                { onSuccess: () => toast({ tone: 'success', message: t('roleChanged') }) },
              )
          }}
          options={roles.map((one) => ({ value: one, label: t(`roles.${one}.name`) }))}
        />
        {!isIn && (
          <Button
            isPending={invite.isPending}
            onPress={() =>
              invite.mutate(
                { email, role },
                { onSuccess: () => toast({ tone: 'success', message: t('invited', { email }) }) },
              )
            }
          >
            {t('resend')}
          </Button>
        )}
        <Button variant="quiet" onPress={() => setLeaving(true)}>
          {t(isIn ? 'remove' : 'withdraw')}
          <span className="sr-only">: {shown}</span>
        </Button>
      </div>
      <ProblemNotice error={change.error ?? invite.error} />
      {isLeaving && <RemoveDialog side={side} member={member} onClose={() => setLeaving(false)} />}
    </li>
  )
}

function RemoveDialog({ side, member, onClose }: { side: Side; member: TeamMember; onClose: () => void }) {
  const { t } = useTranslation('team')
  const toast = useToast()
  const remove = useRemove(side)
  const isIn = member.status === 'ACTIVE'
  const name = member.name ?? member.email
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={t(isIn ? 'removeTitle' : 'withdrawTitle', { name })}
      confirmLabel={t(isIn ? 'remove' : 'withdraw')}
      isPending={remove.isPending}
      onConfirm={() =>
        remove.mutate(member.id, {
          onSuccess: () => {
            toast({ tone: 'success', message: t('removed') })
            onClose()
          },
        })
      }
    >
      <div className="space-y-4">
        <p>{t(isIn ? 'removeBody' : 'withdrawBody')}</p>
        <ProblemNotice error={remove.error} />
      </div>
    </ConfirmDialog>
  )
}

/** Something, an at, a domain with a point: the server looks closer. */
const isAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text)

function Invite({ side }: { side: Side }) {
  const { t } = useTranslation('team')
  const toast = useToast()
  const help = useId()
  const invite = useInvite(side)
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('HELPER')
  const [pressed, setPressed] = useState(false)
  const isWrong = !isAddress(email.trim())
  const send = (event: FormEvent) => {
    event.preventDefault()
    setPressed(true)
    if (isWrong || invite.isPending) return
    invite.mutate(
      { email: email.trim(), role },
      {
        onSuccess: () => {
          toast({ tone: 'success', message: t('invited', { email: email.trim() }) })
          setEmail('')
          setPressed(false)
        },
      },
    )
  }
  return (
    <Section title={t('inviteTitle')} lead={t('inviteLead')}>
      <form noValidate onSubmit={send} className="flex flex-col gap-4">
        <TextField
          type="email"
          label={t('email')}
          autoComplete="off"
          inputMode="email"
          maxLength={254}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          errorMessage={pressed && isWrong ? t('emailWrong') : undefined}
        />
        <Segmented
          label={t('role')}
          items={roles.map((id) => ({ id, label: t(`roles.${id}.name`) }))}
          value={role}
          onChange={setRole}
        />
        <p id={help} aria-live="polite" className="text-sm text-ink-soft">
          {t(`roles.${role}.can`)} {t(`roles.${role}.cannot`)}
        </p>
        <ProblemNotice error={invite.error} />
        <Button
          type="submit"
          variant="primary"
          className="self-start"
          aria-describedby={help}
          isPending={invite.isPending}
        >
          {t(invite.isPending ? 'inviting' : 'invite')}
        </Button>
      </form>
    </Section>
  )
}
