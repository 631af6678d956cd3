import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { destinations } from './destinations.ts'

/** Navigation of the phone: thumbs reach it, words under every icon. */
export function BottomBar() {
  const { t } = useTranslation('shell')
  return (
    <nav
      aria-label={t('mainNavigation')}
      className="fixed inset-x-0 bottom-0 z-40 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="mx-auto flex max-w-xl">
        {destinations.map(({ to, key, Icon, isExact }) => (
          <li key={to} className="flex-1">
            <Link
              to={to}
              activeOptions={{ exact: isExact, includeSearch: false }}
              className="group relative flex min-h-16 flex-col items-center justify-center gap-0.5 text-ink-soft no-underline -outline-offset-4 data-[status=active]:text-grana"
            >
              <ActiveThread />
              <Icon aria-hidden className="size-6" strokeWidth={1.75} />
              <span className="text-[0.8125rem] leading-tight font-semibold">{t(key)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Three woven steps hanging from the bar's edge over the place where one is. */
function ActiveThread() {
  return (
    <svg
      aria-hidden
      viewBox="0 0 36 6"
      shapeRendering="crispEdges"
      className="absolute top-0 h-1.5 w-9 opacity-0 group-data-[status=active]:opacity-100"
    >
      <path fill="var(--grana)" d="M0 0h36v2h-6v2h-6v2H12V4H6V2H0z" />
      <path fill="var(--cempasuchil)" d="M12 0h12v2h-3v2h-6V2h-3z" />
    </svg>
  )
}
