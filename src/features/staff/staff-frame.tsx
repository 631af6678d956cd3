import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { securityQuery } from '../../lib/security-queries.ts'
import { meQuery } from '../../lib/session.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { StepUpDialog } from '../../ui/step-up-dialog.tsx'

const groups = [
  {
    key: 'peace',
    places: [
      { to: '/equipo', key: 'cases', isAdmin: false },
      { to: '/equipo/apelaciones', key: 'appeals', isAdmin: false },
    ],
  },
  {
    key: 'people',
    places: [
      { to: '/equipo/personas', key: 'people', isAdmin: false },
      { to: '/equipo/expedientes', key: 'files', isAdmin: true },
      { to: '/equipo/reembolsos', key: 'refunds', isAdmin: true },
      { to: '/equipo/solicitudes', key: 'applications', isAdmin: true },
    ],
  },
  {
    key: 'house',
    places: [
      { to: '/equipo/hallazgos', key: 'findings', isAdmin: true },
      { to: '/equipo/trabajos', key: 'letters', isAdmin: true },
      { to: '/equipo/proveedor', key: 'webhooks', isAdmin: true },
      { to: '/equipo/anuncios', key: 'announcements', isAdmin: true },
      { to: '/equipo/ajustes', key: 'settings', isAdmin: true },
      { to: '/equipo/comision', key: 'commission', isAdmin: true },
      { to: '/equipo/bitacora', key: 'audit', isAdmin: true },
    ],
  },
] as const

/** Pages of one thing belong to the list where it is found. */
const under = [
  [/^\/equipo\/(?:reservas|pedidos|compras|pagos)\//, '/equipo/expedientes'],
  [/^\/equipo\/casos\//, '/equipo'],
] as const
const listOf = (pathname: string): string | undefined => under.find(([pattern]) => pattern.test(pathname))?.[1]

/** Around every page of staff: only for them, with the ways between the pages, and the question for the password. */
export function StaffFrame({
  title,
  lead,
  back,
  needs = 'moderator',
  children,
}: {
  title: string
  lead?: ReactNode
  back?: { to: string; label: string }
  needs?: 'moderator' | 'admin'
  children: ReactNode
}) {
  const { t } = useTranslation('staff')
  const { pathname } = useLocation()
  const { data: me, error, refetch } = useQuery(meQuery)
  const nav = useRef<HTMLElement>(null)
  const isKnown = me !== undefined
  // On a phone the row is longer than the screen: where one is stays in sight.
  useEffect(() => {
    if (isKnown)
      nav.current
        ?.querySelector('[data-status=active], [data-here]')
        ?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [pathname, isKnown])
  const isStaff = me !== undefined && me !== null && me.role !== 'user'
  const security = useQuery({ ...securityQuery, enabled: isStaff })
  if (isStaff && security.data?.required && !security.data.shown) return <NeedsFactor />
  const isAllowed = me?.role === 'admin' || (needs === 'moderator' && me?.role === 'moderator')
  if (!me || !isAllowed) {
    return (
      <Page title={t('title')} width="text">
        <h1 className="sr-only">{t('title')}</h1>
        {me === null ? (
          <EmptyState
            title={t('signInTitle')}
            textileId="equipo"
            action={
              <LinkButton variant="primary" to="/entrar" search={{ volver: pathname }}>
                {t('signIn')}
              </LinkButton>
            }
          />
        ) : me?.role === 'moderator' ? (
          <EmptyState
            title={t('adminsTitle')}
            body={t('admins')}
            textileId="equipo"
            action={<LinkButton to="/equipo">{t('adminsGo')}</LinkButton>}
          />
        ) : me ? (
          <EmptyState
            title={t('notYoursTitle')}
            body={t('notYours')}
            textileId="equipo"
            action={<LinkButton to="/">{t('home')}</LinkButton>}
          />
        ) : error ? (
          <ErrorState error={error} onRetry={() => void refetch()} />
        ) : (
          <ListSkeleton />
        )}
      </Page>
    )
  }
  return (
    <Page title={title}>
      <div className="grid gap-6 lg:grid-cols-[12.5rem_minmax(0,1fr)] lg:gap-10">
        <nav
          ref={nav}
          aria-label={t('title')}
          className="scroll-row min-w-0 gap-1 border-b border-line lg:sticky lg:top-24 lg:flex lg:max-h-[calc(100dvh-7rem)] lg:flex-col lg:gap-5 lg:self-start lg:overflow-y-auto lg:border-b-0"
        >
          {groups.map((group) => {
            const shown = group.places.filter(({ isAdmin }) => !isAdmin || me.role === 'admin')
            return (
              <div key={group.key} className="contents lg:block">
                <p className="mb-1 hidden px-3 text-sm text-ink-soft lg:block">{t(`groups.${group.key}`)}</p>
                {shown.map(({ to, key }) => (
                  <Link
                    key={to}
                    to={to}
                    activeOptions={{ exact: to === '/equipo' }}
                    data-here={listOf(pathname) === to || undefined}
                    className="flex min-h-11 items-center border-b-[3px] border-transparent px-3 font-semibold whitespace-nowrap text-ink-soft no-underline -outline-offset-2 hover:text-ink data-here:border-grana data-here:text-ink data-[status=active]:border-grana data-[status=active]:text-ink lg:rounded-md lg:border-b-0 lg:border-l-[3px] lg:hover:bg-sunken lg:data-here:bg-sunken lg:data-[status=active]:bg-sunken"
                  >
                    {t(`places.${key}`)}
                  </Link>
                ))}
              </div>
            )
          })}
        </nav>
        <div className="flex min-w-0 flex-col gap-6">
          <PageHeader title={title} lead={lead} {...(back && { back })} hasBand={false} />
          {children}
        </div>
      </div>
      <StepUpDialog />
    </Page>
  )
}

/** Staff work with a second factor: before that, nothing here would answer. */
function NeedsFactor() {
  const { t } = useTranslation('staff')
  return (
    <Page title={t('title')} width="text">
      <h1 className="sr-only">{t('title')}</h1>
      <EmptyState
        title={t('factorTitle')}
        body={t('factor')}
        textileId="equipo"
        action={
          <LinkButton variant="primary" to="/yo/seguridad">
            {t('factorGo')}
          </LinkButton>
        }
      />
    </Page>
  )
}

export function ListSkeleton() {
  const { t } = useTranslation('staff')
  return (
    <div aria-busy="true" className="space-y-3">
      <output className="sr-only">{t('loading')}</output>
      {[0, 1, 2, 3].map((i) => (
        <Skeleton key={i} className="h-24 rounded-lg" />
      ))}
    </div>
  )
}
