import { Copy, Link2, LockKeyhole, Share2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { GroupLinkEnded, GroupLinkMade } from '../../../contracts/experiences.ts'
import type { HostSlot } from '../../../contracts/schedules.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useTimesAction } from './schedule-queries.ts'

/** A time of a group alone: its link is made, shown once, shared and ended here. Nothing for a time that is over or has strangers in it. */
export function GroupLinkSection({ slot }: { slot: HostSlot }) {
  const { t } = useTranslation('groups')
  const dates = useDates()
  const toast = useToast()
  const now = useServerNow(60_000)
  const [url, setUrl] = useState<string | null>(null)
  const [asked, setAsked] = useState<'end' | 'open' | null>(null)
  const path = `/host/slots/${slot.id}/group-link`
  const make = useTimesAction(() => http.post<GroupLinkMade>(path))
  const end = useTimesAction((isPublic: boolean) =>
    http.delete<z.infer<typeof GroupLinkEnded>>(path, { query: { public: String(isPublic) } }),
  )
  const isAhead = Date.parse(slot.startsAt) > now && slot.status !== 'CANCELLED'
  if (!isAhead || (!slot.isPrivate && slot.taken > 0)) return null
  const ask = () => make.mutate(undefined, { onSuccess: (made) => setUrl(made.url) })
  if (!slot.isPrivate) {
    return (
      <section className="flex flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-surface p-4 print:hidden">
        <p className="max-w-prose text-ink-soft">{t('host.offer')}</p>
        <Button isPending={make.isPending} onPress={ask}>
          <LockKeyhole aria-hidden className="size-5" />
          {t('host.make')}
        </Button>
        <SaveProblem error={make.error} />
      </section>
    )
  }
  return (
    <div className="print:hidden">
      <Section title={t('host.title')} lead={t('host.lead')}>
        {url ? (
          <Shown url={url} title={slot.experience.title} />
        ) : (
          <p className="text-ink-soft">
            {slot.linkMadeAt
              ? t('host.since', { when: dates.dateTime(slot.linkMadeAt, placeTimeZone) })
              : t('host.none')}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Button isPending={make.isPending} onPress={ask}>
            <Link2 aria-hidden className="size-5" />
            {t('host.again')}
          </Button>
          {slot.linkMadeAt && (
            <Button variant="danger" onPress={() => setAsked('end')}>
              {t('host.end')}
            </Button>
          )}
          <Button onPress={() => setAsked('open')}>{t('host.open')}</Button>
        </div>
        {slot.linkMadeAt && <p className="text-sm text-ink-soft">{t('host.againNote')}</p>}
        <SaveProblem error={make.error} />
      </Section>
      {asked && (
        <ConfirmDialog
          isOpen
          onOpenChange={(open) => !open && setAsked(null)}
          title={t(asked === 'end' ? 'host.endTitle' : 'host.openTitle')}
          confirmLabel={t(asked === 'end' ? 'host.end' : 'host.open')}
          isPending={end.isPending}
          onConfirm={() =>
            end.mutate(asked === 'open', {
              onSuccess: () => {
                toast({ tone: 'success', message: t(asked === 'end' ? 'host.ended' : 'host.opened') })
                setUrl(null)
                setAsked(null)
              },
            })
          }
        >
          <p>{t(asked === 'end' ? 'host.endBody' : 'host.openBody')}</p>
          <SaveProblem error={end.error} />
        </ConfirmDialog>
      )}
    </div>
  )
}

function Shown({ url, title }: { url: string; title: string }) {
  const { t } = useTranslation('groups')
  const toast = useToast()
  return (
    <div className="flex flex-col items-start gap-2">
      <TextField
        label={t('host.address')}
        description={t('host.once')}
        fieldClassName="w-full"
        readOnly
        value={url}
        onFocus={(event) => event.target.select()}
      />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          onPress={() =>
            void navigator.clipboard.writeText(url).then(
              () => toast({ tone: 'success', message: t('host.copied') }),
              // It stands in the field and can be copied by hand.
              () => undefined,
            )
          }
        >
          <Copy aria-hidden className="size-5" />
          {t('host.copy')}
        </Button>
        {typeof navigator.share === 'function' && (
          // Whoever closes the sheet has not failed at anything.
          <Button onPress={() => void navigator.share({ title, url }).catch(() => {})}>
            <Share2 aria-hidden className="size-5" />
            {t('host.share')}
          </Button>
        )}
      </div>
    </div>
  )
}
