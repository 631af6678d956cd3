import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { type Ban, forgetBan } from '../../lib/ban.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { meQuery, useSessionChanged } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'

/** Takes the place of whatever page was open: why, until when, and what one can still do. */
export function BannedScreen({ ban }: { ban: Ban }) {
  const { t } = useTranslation('auth')
  const dates = useDates()
  const client = useQueryClient()
  const sessionChanged = useSessionChanged()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.querySelector('h1')?.focus(), [])
  const again = useMutation({
    networkMode: 'always',
    mutationFn: () => client.fetchQuery({ ...meQuery, staleTime: 0 }),
  })
  const leave = useMutation({
    networkMode: 'always',
    mutationFn: () => http.post('/api/auth/sign-out'),
    onSuccess: async () => {
      await sessionChanged()
      forgetBan()
    },
  })
  return (
    <div ref={place} role="alert">
      <Page title={t('banned.title')} width="text">
        <PageHeader title={t('banned.title')} />
        <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
          {ban.reason && (
            <>
              <dt className="text-ink-soft">{t('banned.reason')}</dt>
              <dd className="font-semibold wrap-anywhere">{ban.reason}</dd>
            </>
          )}
          <dt className="text-ink-soft">{t('banned.until')}</dt>
          <dd className="font-semibold">
            {ban.until === null ? t('banned.forever') : dates.dateTime(ban.until, placeTimeZone)}
          </dd>
        </dl>
        <p>{t('banned.lead')}</p>
        <p className="text-ink-soft">{t('banned.contact')}</p>
        {ban.appealToken && (
          <LinkButton variant="primary" to="/apelar" search={{ enlace: ban.appealToken }} className="self-start">
            {t('banned.appeal')}
          </LinkButton>
        )}
        <ProblemNotice error={leave.error} />
        <div className="flex flex-wrap gap-3">
          <Button isPending={leave.isPending} onPress={() => leave.mutate()}>
            {t('banned.leave')}
          </Button>
          <Button isPending={again.isPending} onPress={() => again.mutate()}>
            {t('banned.again')}
          </Button>
        </div>
      </Page>
    </div>
  )
}
