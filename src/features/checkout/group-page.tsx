import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { civilDateAt } from '../../lib/dates.ts'
import { isProblem } from '../../lib/http.ts'
import { groupSlotQuery } from '../../lib/slot-queries.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { Picture } from '../../ui/picture.tsx'
import { PlaceAndTime } from '../../ui/place-and-time.tsx'
import { Price } from '../../ui/price.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'

/** `/grupo?clave=…`: a time that only who has the link sees and books. */
export function GroupPage() {
  const { t } = useTranslation('groups')
  const { clave } = useSearch({ from: '/grupo' })
  const { data: slot, error, refetch } = useQuery({ ...groupSlotQuery(clave ?? ''), enabled: clave !== undefined })
  if (!slot) {
    const isGone = clave === undefined || (isProblem(error) && (error.status === 404 || error.status === 400))
    return (
      <Page title={t('title')} width="text">
        <h1 className="sr-only">{t('title')}</h1>
        {isGone ? (
          <EmptyState
            title={t('goneTitle')}
            body={t('gone')}
            textileId="grupo"
            action={
              <LinkButton variant="primary" to="/experiencias">
                {t('explore')}
              </LinkButton>
            }
          />
        ) : error ? (
          <ErrorState title={t('failed')} error={error} onRetry={() => void refetch()} />
        ) : (
          <div aria-busy="true" className="space-y-4">
            <Skeleton className="h-10 w-2/3" />
            <Skeleton className="h-72 rounded-lg" />
          </div>
        )}
      </Page>
    )
  }
  const { experience } = slot
  return (
    <Page title={experience.title} width="text">
      <PageHeader title={experience.title} eyebrow={t('by', { host: experience.host.name })} lead={t('lead')} />
      <Card edge isFlush>
        <div className="aspect-[16/9] overflow-hidden">
          <Picture id={experience.id} src={experience.images[0]} alt="" />
        </div>
        <div className="flex flex-col gap-5 p-4 sm:p-5">
          <PlaceAndTime
            startsAt={slot.startsAt}
            endsAt={slot.endsAt}
            timeZone={experience.timeZone}
            place={experience.meetingPoint}
          />
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <p className="flex items-center gap-2">
              <Users aria-hidden className="size-5 text-grana" />
              {slot.status === 'OPEN' ? (
                <span className="tabular">{t('places', { count: slot.available })}</span>
              ) : (
                <StatusChip tone="warning">{t(`status.${slot.status}`)}</StatusChip>
              )}
            </p>
            <p>
              <span className="mr-1 text-sm text-ink-soft">{t('from')}</span>
              <Price money={experience.priceFrom} form="short" />
            </p>
          </div>
          {slot.status === 'OPEN' && (
            <LinkButton
              variant="primary"
              size="lg"
              to="/reservar/$slotId"
              params={{ slotId: slot.id }}
              search={{
                experiencia: experience.slug,
                dia: civilDateAt(slot.startsAt, experience.timeZone),
                clave,
              }}
            >
              {t('book')}
            </LinkButton>
          )}
          <p className="text-sm text-ink-soft">
            {t('secret')}{' '}
            <Link to="/experiencias/$slug" params={{ slug: experience.slug }} className="text-link">
              {t('more')}
            </Link>
          </p>
        </div>
      </Card>
    </Page>
  )
}
