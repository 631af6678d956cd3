import { useQuery } from '@tanstack/react-query'
import { Megaphone, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { AnnouncementList } from '../../contracts/staff.ts'
import { http } from '../lib/http.ts'
import { useLanguage } from '../lib/i18n.ts'
import { queryKeys } from '../lib/query-keys.ts'
import { readSetting, writeSetting } from '../lib/storage.ts'
import { IconButton } from '../ui/button.tsx'

const seenKey = 'announcement-seen'

/** What everyone should know now: the latest, until it is closed. A failure is silent: nobody waits for it. */
export function AnnouncementsBar() {
  const { t } = useTranslation('shell')
  const language = useLanguage()
  const [closed, setClosed] = useState(() => readSetting(seenKey))
  const latest = useQuery({
    queryKey: [...queryKeys.announcements, language],
    queryFn: async ({ signal }) =>
      (await http.get<z.infer<typeof AnnouncementList>>('/announcements', { signal })).items[0] ?? null,
    staleTime: 5 * 60_000,
    retry: false,
  }).data
  if (!latest || latest.id === closed) return null
  return (
    <aside aria-label={t('announcement')} className="bg-cempasuchil-soft text-ink">
      <div className="wrap-page flex items-center gap-3 py-1">
        <Megaphone aria-hidden className="size-5 shrink-0 text-grana" />
        <p className="min-w-0 flex-1 wrap-anywhere">{latest.text}</p>
        <IconButton
          label={t('announcementClose')}
          onPress={() => {
            writeSetting(seenKey, latest.id)
            setClosed(latest.id)
          }}
        >
          <X aria-hidden className="size-5" />
        </IconButton>
      </div>
    </aside>
  )
}
