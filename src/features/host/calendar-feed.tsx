import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { CalendarFeed, CalendarFeedMade } from '../../../contracts/schedules.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'

const path = '/host/calendar-feed'
const feedQuery = queryOptions({
  queryKey: [...queryKeys.hosting, 'feed'],
  queryFn: ({ signal }) => http.get<z.infer<typeof CalendarFeed>>(path, { signal }),
  retry: retryUnlessDecided,
})

/** The secret address with which a host's own calendar follows this one; it is shown once. */
export function CalendarFeedSection() {
  const { t } = useTranslation('hosting')
  const dates = useDates()
  const toast = useToast()
  const client = useQueryClient()
  const { data } = useQuery(feedQuery)
  const [url, setUrl] = useState<string | null>(null)
  const settle = (createdAt: string | null) => client.setQueryData(feedQuery.queryKey, { createdAt })
  const make = useMutation({
    mutationFn: () => http.post<z.infer<typeof CalendarFeedMade>>(path),
    onSuccess: (made) => {
      setUrl(made.url)
      settle(made.createdAt)
    },
  })
  const end = useMutation({
    mutationFn: () => http.delete<z.infer<typeof CalendarFeed>>(path),
    onSuccess: () => {
      setUrl(null)
      settle(null)
    },
  })
  if (!data) return null
  return (
    <Section title={t('feed.title')} lead={t('feed.lead')}>
      {url && (
        <div className="flex flex-col items-start gap-2">
          <TextField
            label={t('feed.address')}
            description={t('feed.once')}
            fieldClassName="w-full max-w-2xl"
            readOnly
            value={url}
            onFocus={(event) => event.target.select()}
          />
          <Button
            onPress={() =>
              void navigator.clipboard.writeText(url).then(
                () => toast({ tone: 'success', message: t('feed.copied') }),
                // The address stands in the field and can be copied by hand.
                () => undefined,
              )
            }
          >
            <Copy aria-hidden className="size-5" />
            {t('feed.copy')}
          </Button>
        </div>
      )}
      {data.createdAt && !url && (
        <p className="text-ink-soft">{t('feed.since', { when: dates.day(data.createdAt, placeTimeZone) })}</p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button isPending={make.isPending} onPress={() => make.mutate()}>
          {t(data.createdAt ? 'feed.again' : 'feed.make')}
        </Button>
        {data.createdAt && (
          <Button variant="danger" isPending={end.isPending} onPress={() => end.mutate()}>
            {t('feed.end')}
          </Button>
        )}
      </div>
      <SaveProblem error={make.error ?? end.error} />
    </Section>
  )
}
