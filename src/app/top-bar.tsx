import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { BasketLink } from '../features/basket/basket-link.tsx'
import { MessagesLink } from '../features/messages/messages-link.tsx'
import { Bell } from '../features/notifications/bell.tsx'
import { useMe } from '../lib/session.ts'
import { LinkButton } from '../ui/button.tsx'
import { BrandMark } from '../ui/brand-mark.tsx'
import { destinations } from './destinations.ts'
import { SettingsMenu } from './settings-menu.tsx'

/** The brand, the settings, the bell and the basket; on wide screens the destinations too. */
export function TopBar() {
  const { t } = useTranslation('shell')
  const me = useMe()
  return (
    <header className="sticky top-0 z-40 border-b border-line bg-paper pt-[env(safe-area-inset-top)]">
      <div className="wrap-page flex min-h-14 items-center gap-2 lg:min-h-16">
        <Link
          to="/"
          className="mr-auto inline-flex min-h-11 items-center gap-2.5 rounded-md text-ink no-underline lg:mr-6"
        >
          <BrandMark className="size-7 shrink-0" />
          <span className="font-display text-[1.1875rem] leading-none font-semibold tracking-tight sm:text-lg">
            Guelaguetza
            <span className="max-[24rem]:sr-only"> Connect</span>
          </span>
        </Link>
        <nav aria-label={t('mainNavigation')} className="mr-auto hidden lg:block">
          <ul className="flex gap-1">
            {destinations.slice(0, 4).map(({ to, key, isExact }) => (
              <li key={to}>
                <Link
                  to={to}
                  activeOptions={{ exact: isExact, includeSearch: false }}
                  className="flex min-h-16 items-center border-y-[3px] border-transparent px-4 font-semibold text-ink-soft no-underline -outline-offset-4 transition-colors hover:text-ink data-[status=active]:border-b-grana data-[status=active]:text-ink"
                >
                  {t(key)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {/* Side by side without gaps: each is a target of its own width already. */}
        <div className="-mr-2 flex lg:mr-0">
          <SettingsMenu />
          {me && <MessagesLink />}
          {me && <Bell />}
          <BasketLink />
        </div>
        <div className="hidden lg:block">
          {me === null && <LinkButton to="/entrar">{t('signIn')}</LinkButton>}
          {me && (
            <LinkButton to="/yo" variant="quiet" className="max-w-52">
              <span className="truncate">{me.name}</span>
            </LinkButton>
          )}
        </div>
      </div>
    </header>
  )
}
