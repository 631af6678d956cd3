import { useQuery } from '@tanstack/react-query'
import { Info, Megaphone, TriangleAlert, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { AnnouncementList } from '../../contracts/staff.ts'
import { http } from '../lib/http.ts'
import { useLanguage } from '../lib/i18n.ts'
import { queryKeys } from '../lib/query-keys.ts'
import { readSetting, writeSetting } from '../lib/storage.ts'
import { IconButton } from '../ui/button.tsx'
import { cx } from '../ui/cx.ts'

const levels = {
  INFO: { look: 'bg-anil-soft', Icon: Info },
  NOTICE: { look: 'bg-cempasuchil-soft', Icon: Megaphone },
  URGENT: { look: 'border-b-2 border-chapulin bg-chapulin-soft font-semibold', Icon: TriangleAlert },
} as const

const seenKey = 'announcement-seen'

/** What everyone should know now: the loudest, then the latest, until it is closed. A failure is silent: nobody waits for it. */
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
  const { look, Icon } = levels[latest.level]
  return (
    <aside aria-label={t('announcement')} data-level={latest.level} className={cx('text-ink', look)}>
      <div className="wrap-page flex items-center gap-3 py-1">
        <Icon aria-hidden className="size-5 shrink-0 text-grana" />
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
