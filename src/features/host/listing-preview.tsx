import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExperienceCard as Card_, HostListing } from '../../../contracts/experiences.ts'
import { placeTimeZone } from '../../lib/dates.ts'
import type { Language } from '../../../contracts/common.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { readPesos } from '../../lib/pesos.rules.ts'
import { useMe } from '../../lib/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ExperienceCard } from '../../ui/experience-card.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { draftIn, type ListingDraft, listingWrite } from './listing-draft.rules.ts'

/** The card as others will meet it in the list, and what its page says, in either language, before anything is saved. */
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
  const { t: shell } = useTranslation('shell')
  const me = useMe()
  const money = useFormatMoney()
  const [language, setLanguage] = useState<Language>(useLanguage())
  const shown = draftIn(draft, language)
  const written = listingWrite(shown, 'DRAFT')
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
      <Segmented
        label={t('previewLanguage')}
        isLabelHidden
        className="mb-4"
        items={[
          { id: 'es', label: shell('spanish') },
          { id: 'en', label: shell('english') },
        ]}
        value={language}
        onChange={setLanguage}
      />
      <div className="flex flex-col gap-4">
        <div inert lang={language}>
          <ExperienceCard experience={card} />
        </div>
        <p lang={language} className="whitespace-pre-line wrap-anywhere">
          {written.description}
        </p>
        <Part title={t('tickets')}>
          {shown.tickets.map(({ key, label, price }) => {
            const amount = readPesos(price)
            return (
              <li key={key} className="tabular">
                {label.es}
                {amount !== null && `: ${money({ amount, currency: 'MXN' })}`}
              </li>
            )
          })}
        </Part>
        {written.includes.length > 0 && (
          <Part title={t('includes')}>
            {written.includes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </Part>
        )}
        {written.bring.length > 0 && (
          <Part title={t('bring')}>
            {written.bring.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </Part>
        )}
        <Part title={t('policy')}>
          <li>{t(`policies.${written.cancellationPolicy}.body`)}</li>
        </Part>
      </div>
    </Dialog>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="font-semibold">{title}</h3>
      <ul className="list-disc pl-5 wrap-anywhere">{children}</ul>
    </section>
  )
}
