import { useTranslation } from 'react-i18next'
import type { ExperienceCard as Card_, HostListing } from '../../../contracts/experiences.ts'
import { placeTimeZone } from '../../lib/dates.ts'
import { useMe } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ExperienceCard } from '../../ui/experience-card.tsx'
import { type ListingDraft, listingWrite } from './listing-draft.rules.ts'

/** The card as others will meet it in the list, before anything is saved. */
export function ListingPreview({
  listing,
  draft,
  cover,
  onClose,
}: {
  listing: HostListing | null
  draft: ListingDraft
  cover: string | undefined
  onClose: () => void
}) {
  const { t } = useTranslation('hosting')
  const me = useMe()
  const written = listingWrite(draft, 'DRAFT')
  const cheapest = written.ticketTypes.toSorted((a, b) => a.price.amount - b.price.amount)[0]
  const card: Card_ = {
    id: listing?.id ?? 'nueva',
    slug: listing?.slug ?? '',
    title: written.title || t('untitled'),
    summary: written.description,
    category: written.category,
    region: written.region,
    durationMinutes: written.durationMinutes,
    languages: written.languages,
    meetingPoint: written.meetingPoint,
    images: cover ? [cover] : [],
    rating: null,
    reviewCount: 0,
    timeZone: placeTimeZone,
    priceFrom: cheapest?.price ?? { amount: 0, currency: 'MXN' },
    nextSlotAt: null,
    host: { id: me?.host?.id ?? '', name: me?.host?.name ?? '', slug: '' },
  }
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t('preview')}>
      <div inert>
        <ExperienceCard experience={card} />
      </div>
      <p className="mt-4 whitespace-pre-line">{written.description}</p>
      {written.includes.length > 0 && (
        <>
          <h3 className="mt-4 font-semibold">{t('includes')}</h3>
          <ul className="list-disc pl-5">
            {written.includes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  )
}
