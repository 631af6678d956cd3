import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { BasketSheetHolder } from '../features/basket/basket-sheet-holder.tsx'
import { BannedScreen } from '../features/auth/banned-screen.tsx'
import { useBan } from '../lib/ban.ts'
import { useClientConfig } from '../lib/client-config.ts'
import { useRealtime } from '../lib/realtime.ts'
import { startErrorReporting } from '../lib/sentry.ts'
import { useMe } from '../lib/session.ts'
import { keepDraftsOnlyOf } from '../lib/stored-drafts.ts'
import { keepTripOnlyOf } from '../lib/stored-trip.ts'
import { OfflineNotice } from '../ui/states.tsx'
import { ToastRegion } from '../ui/toast.tsx'
import { WovenBand } from '../ui/woven-band.tsx'
import { AnnouncementsBar } from './announcements-bar.tsx'
import { BottomBar } from './bottom-bar.tsx'
import { Footer } from './footer.tsx'
import { LanguageOffer } from './language-offer.tsx'
import { PendingBar } from './pending-bar.tsx'
import { TopBar } from './top-bar.tsx'
import { useUpdateOffer } from './update-offer.ts'

/** What stays while pages come and go, and the work that belongs to no page: the socket, error reports, whose trip and drafts are kept. */
export function Shell() {
  const { t } = useTranslation('shell')
  const client = useQueryClient()
  const me = useMe()
  const config = useClientConfig()
  const ban = useBan()
  // The one page that is open to whoever is suspended.
  const isAppeal = useLocation({ select: ({ pathname }) => pathname === '/apelar' })
  const userId = me === undefined ? undefined : (me?.id ?? null)
  useRealtime(client, userId ?? null)
  useUpdateOffer()
  useEffect(() => {
    keepTripOnlyOf(userId)
    keepDraftsOnlyOf(userId)
  }, [userId])
  useEffect(() => {
    if (config) void startErrorReporting(config)
  }, [config])
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#contenido"
        className="fixed top-2 left-2 z-60 -translate-y-24 rounded-md bg-ink px-4 py-3 font-semibold text-paper focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <PendingBar />
      <TopBar />
      <WovenBand />
      <OfflineNotice />
      <AnnouncementsBar />
      <LanguageOffer />
      <main id="contenido" tabIndex={-1} className="flex-1 outline-none">
        {ban && !isAppeal ? <BannedScreen ban={ban} /> : <Outlet />}
      </main>
      <Footer />
      <BottomBar />
      <BasketSheetHolder />
      <ToastRegion />
    </div>
  )
}
