import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { type AdminAnnouncement, AnnouncementLevel } from '../../../contracts/staff.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { serverNow } from '../../lib/server-clock.ts'
import { withStepUp } from '../../lib/step-up.ts'
import { Button } from '../../ui/button.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { byTime, ExportButton, ListTools, SortField } from './list-tools.tsx'
import { StaffFrame } from './staff-frame.tsx'
import { StaffList } from './staff-list.tsx'
import { useStaffAction } from './staff-queries.ts'
import { endOf, type Span, UntilField } from './until-field.tsx'

type Announcement = z.infer<typeof AdminAnnouncement>

/** `/equipo/anuncios`: what everyone reads above every page. */
export function AnnouncementsPage() {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const navigate = useNavigate()
  const { orden = 'newest' } = useSearch({ from: '/equipo/anuncios' })
  const query = { sort: orden }
  return (
    <StaffFrame title={t('announcements.title')} lead={t('announcements.lead')} needs="admin">
      <Write />
      <ListTools
        out={
          <ExportButton<Announcement>
            path="/admin/announcements"
            query={query}
            name="anuncios"
            columns={[
              { head: t('announcements.es'), of: ({ text }) => text.es },
              { head: t('announcements.en'), of: ({ text }) => text.en },
              { head: words('level.label'), of: ({ level }) => words(`level.${level}`) },
              { head: words('filter.from'), of: ({ startsAt }) => startsAt },
              { head: words('filter.until'), of: ({ endsAt }) => endsAt },
            ]}
          />
        }
      >
        <SortField
          options={byTime}
          value={orden}
          onChange={(next) => void navigate({ to: '/equipo/anuncios', search: { orden: next }, replace: true })}
        />
      </ListTools>
      <StaffList<Announcement>
        path="/admin/announcements"
        query={query}
        empty={{ title: t('announcements.emptyTitle'), body: t('announcements.empty') }}
        keyOf={({ id }) => id}
      >
        {(announcement) => <One announcement={announcement} />}
      </StaffList>
    </StaffFrame>
  )
}

const shortest = 3

function Write() {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('casework')
  const toast = useToast()
  const client = useQueryClient()
  const publish = useStaffAction()
  const [es, setEs] = useState('')
  const [en, setEn] = useState('')
  const [span, setSpan] = useState<Span>('d1')
  const [level, setLevel] = useState<AnnouncementLevel>('INFO')
  const [from, setFrom] = useState('')
  const [pressed, setPressed] = useState(false)
  const problem = (text: string) => (pressed && text.trim().length < shortest ? t('reasonShort') : undefined)
  return (
    <form
      noValidate
      className="flex max-w-prose flex-col items-start gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        const startsAt = from === '' ? null : Date.parse(`${from}:00.000-06:00`)
        if (es.trim().length < shortest || en.trim().length < shortest || publish.isPending) return
        publish.mutate(
          {
            path: '/admin/announcements',
            body: {
              text: { es: es.trim(), en: en.trim() },
              level,
              ...(startsAt !== null && { startsAt: new Date(startsAt).toISOString() }),
              endsAt: endOf(span, startsAt ?? serverNow()) ?? null,
            },
          },
          {
            onSuccess: () => {
              setEs('')
              setEn('')
              setFrom('')
              setLevel('INFO')
              setPressed(false)
              void client.invalidateQueries({ queryKey: queryKeys.announcements })
              toast({ tone: 'success', message: t('announcements.done') })
            },
          },
        )
      }}
    >
      <TextAreaField
        label={t('announcements.es')}
        lang="es"
        rows={2}
        maxLength={300}
        fieldClassName="w-full"
        value={es}
        onChange={(event) => setEs(event.target.value)}
        errorMessage={problem(es)}
      />
      <TextAreaField
        label={t('announcements.en')}
        lang="en"
        rows={2}
        maxLength={300}
        fieldClassName="w-full"
        value={en}
        onChange={(event) => setEn(event.target.value)}
        errorMessage={problem(en)}
      />
      <div className="flex flex-wrap gap-4">
        <SelectField
          label={words('level.label')}
          value={level}
          onChange={(event) => setLevel(AnnouncementLevel.parse(event.target.value))}
          options={AnnouncementLevel.options.map((value) => ({ value, label: words(`level.${value}`) }))}
        />
        <TextField
          label={words('level.from')}
          description={words('level.fromHelp')}
          type="datetime-local"
          value={from}
          onChange={(event) => setFrom(event.target.value)}
        />
        <UntilField value={span} onChange={setSpan} />
      </div>
      <ProblemNotice error={publish.error} />
      <Button type="submit" variant="primary" isPending={publish.isPending}>
        {t('announcements.publish')}
      </Button>
    </form>
  )
}

const levelTones = { INFO: 'info', NOTICE: 'warning', URGENT: 'danger' } as const
const stateTones = { now: 'success', ahead: 'info', over: 'neutral' } as const

function One({ announcement }: { announcement: Announcement }) {
  const { t } = useTranslation('staff')
  const dates = useDates()
  const client = useQueryClient()
  const remove = useMutation({
    networkMode: 'always',
    mutationFn: () => withStepUp(() => http.delete(`/admin/announcements/${announcement.id}`)),
    onSettled: () =>
      Promise.all([queryKeys.staff, queryKeys.announcements].map((queryKey) => client.invalidateQueries({ queryKey }))),
  })
  const { t: words } = useTranslation('casework')
  const isOver = announcement.endsAt !== null && Date.parse(announcement.endsAt) <= serverNow()
  // What begins when it is published is not planned, whatever the clocks make of the second between.
  const [starts, made] = [Date.parse(announcement.startsAt), Date.parse(announcement.createdAt)]
  const isAhead = starts > Math.max(serverNow(), made + 5000)
  const state = isOver ? 'over' : isAhead ? 'ahead' : 'now'
  return (
    <div className="flex flex-col items-start gap-1.5">
      <p className="flex flex-wrap gap-2">
        <StatusChip tone={levelTones[announcement.level]}>{words(`level.${announcement.level}`)}</StatusChip>
        <StatusChip tone={stateTones[state]}>{words(`level.${state}`)}</StatusChip>
      </p>
      <p lang="es" className="wrap-anywhere">
        {announcement.text.es}
      </p>
      <p lang="en" className="wrap-anywhere text-ink-soft">
        {announcement.text.en}
      </p>
      <p className="text-sm text-ink-soft">
        {announcement.createdBy.name} · {dates.dateTime(announcement.startsAt, placeTimeZone)}
        {announcement.endsAt !== null &&
          ` · ${t('announcements.until', { when: dates.dateTime(announcement.endsAt, placeTimeZone) })}`}
      </p>
      <ProblemNotice error={remove.error} />
      {!isOver && (
        <Button variant="danger" isPending={remove.isPending} onPress={() => remove.mutate()}>
          {t('announcements.remove')}
        </Button>
      )}
    </div>
  )
}
