import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountClosure as Closure, Consents } from '../../../contracts/privacy.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { meQuery } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { StepUpDialog } from '../../ui/step-up-dialog.tsx'
import { useToast } from '../../ui/toast.tsx'
import { closureQuery, consentsQuery, useClosure, useConsent, useExport } from './privacy-queries.ts'

/** `/yo/privacidad`: what one agreed to, a copy of everything, and the end of the account. */
export function PrivacyPage() {
  const { t } = useTranslation('privacy')
  const { data: me } = useQuery(meQuery)
  const consents = useQuery({ ...consentsQuery, enabled: Boolean(me) })
  const closure = useQuery({ ...closureQuery, enabled: Boolean(me) })
  const failed = consents.error ?? closure.error
  return (
    <Page title={t('title')} width="text" className="gap-10">
      <PageHeader title={t('title')} lead={t('lead')} back={{ to: '/yo', label: t('back') }} />
      {me === null ? (
        <EmptyState
          title={t('signInTitle')}
          textileId="privacidad"
          action={
            <LinkButton variant="primary" to="/entrar" search={{ volver: '/yo/privacidad' }}>
              {t('signIn')}
            </LinkButton>
          }
        />
      ) : consents.data && closure.data ? (
        <>
          <Section title={t('consents.title')}>
            <ConsentList consents={consents.data} />
          </Section>
          <Section title={t('export.title')} lead={t('export.lead')}>
            <Export />
          </Section>
          <Section title={t('closure.title')}>
            <CloseAccount closure={closure.data} />
          </Section>
          <StepUpDialog />
        </>
      ) : failed ? (
        <ErrorState
          title={t('failed')}
          error={failed}
          onRetry={() => void Promise.all([consents.refetch(), closure.refetch()])}
        />
      ) : (
        <div aria-busy="true" className="space-y-4">
          <Skeleton className="h-40" />
          <Skeleton className="h-32" />
        </div>
      )}
    </Page>
  )
}

const pages = { TERMS: '/terminos', PRIVACY: '/privacidad', MARKETING: null } as const

function ConsentList({ consents }: { consents: Consents }) {
  const { t } = useTranslation('privacy')
  const dates = useDates()
  const write = useConsent()
  const day = (instant: string) => dates.day(instant, placeTimeZone)
  return (
    <Card>
      <ul className="divide-y divide-line">
        {consents.current.map(({ document, version, given }) => {
          const last = consents.history.find((one) => one.document === document && one.withdrawnAt === null)
          const page = pages[document]
          return (
            <li key={document} className="flex flex-col items-start gap-1 py-3 first:pt-0 last:pb-0">
              {page ? (
                <>
                  <Link to={page} className="text-link font-semibold">
                    {t(`consents.${document}`)}
                  </Link>
                  <p className="text-sm text-ink-soft">
                    {given && last
                      ? t('consents.given', { version, when: day(last.givenAt) })
                      : t('consents.open', { version })}
                  </p>
                  {!given && (
                    <Button
                      isPending={write.isPending && write.variables.document === document}
                      onPress={() => write.mutate({ document, version, given: true })}
                    >
                      {t('consents.agree')}
                    </Button>
                  )}
                </>
              ) : (
                <CheckField
                  label={t('consents.MARKETING')}
                  description={t('consents.marketingHelp')}
                  checked={given}
                  disabled={write.isPending}
                  onChange={(event) => write.mutate({ document, version, given: event.target.checked })}
                />
              )}
            </li>
          )
        })}
      </ul>
      <ProblemNotice error={write.error} />
      {consents.history.length > 0 && (
        <details className="mt-3">
          <summary className="min-h-11 py-2 font-semibold">{t('consents.history')}</summary>
          <ul className="space-y-1 text-sm text-ink-soft">
            {consents.history.map((one) => (
              <li key={one.id}>
                {t(`consents.${one.document}`)} · {one.version} · {t('consents.since', { when: day(one.givenAt) })}
                {one.withdrawnAt && ` · ${t('consents.until', { when: day(one.withdrawnAt) })}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  )
}

function Export() {
  const { t } = useTranslation('privacy')
  const ask = useExport()
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-2">
        {(['html', 'json'] as const).map((format) => (
          <Button
            key={format}
            isPending={ask.isPending && ask.variables === format}
            onPress={() => !ask.isPending && ask.mutate(format)}
          >
            <Download aria-hidden className="size-5" />
            {t(`export.${format}`)}
          </Button>
        ))}
      </div>
      <ProblemNotice error={ask.error} />
    </div>
  )
}

function CloseAccount({ closure }: { closure: Closure }) {
  const { t } = useTranslation('privacy')
  const dates = useDates()
  const toast = useToast()
  const [isAsking, setAsking] = useState(false)
  const write = useClosure()
  const { effectiveAt, obstacles, graceDays } = closure
  if (effectiveAt)
    return (
      <Notice
        tone="warning"
        title={t('closure.askedTitle', { when: dates.day(effectiveAt, placeTimeZone) })}
        action={
          <Button
            isPending={write.isPending}
            onPress={() =>
              write.mutate(false, {
                onSuccess: () => toast({ tone: 'success', message: t('closure.kept') }),
              })
            }
          >
            {t('closure.keep')}
          </Button>
        }
      >
        {t('closure.asked')}
        <Obstacles obstacles={obstacles} />
        <ProblemNotice error={write.error} />
      </Notice>
    )
  return (
    <div className="flex flex-col items-start gap-4">
      <p>{t('closure.lead', { days: graceDays })}</p>
      <ul className="list-disc space-y-1 pl-5 text-ink-soft">
        <li>{t('closure.goes')}</li>
        <li>{t('closure.stays')}</li>
        <li>{t('closure.messages')}</li>
      </ul>
      {obstacles.length > 0 ? (
        <Notice tone="info" title={t('closure.firstTitle')}>
          <Obstacles obstacles={obstacles} />
        </Notice>
      ) : (
        <Button variant="danger" onPress={() => setAsking(true)}>
          {t('closure.ask')}
        </Button>
      )}
      <ProblemNotice error={write.error} />
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('closure.sure')}
        confirmLabel={t('closure.ask')}
        onConfirm={() => {
          setAsking(false)
          write.mutate(true)
        }}
      >
        {t('closure.sureLead', { days: graceDays })}
      </ConfirmDialog>
    </div>
  )
}

function Obstacles({ obstacles }: Pick<Closure, 'obstacles'>) {
  const { t } = useTranslation('privacy')
  if (obstacles.length === 0) return null
  return (
    <ul className="mt-1 list-disc space-y-1 pl-5">
      {obstacles.map(({ kind, count }) => (
        <li key={kind}>{t(`obstacles.${kind}`, { count })}</li>
      ))}
    </ul>
  )
}
