import { useQuery } from '@tanstack/react-query'
import { LocateFixed, Plus, Trash2 } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  cancellationPolicyKeys,
  type ExperienceCard as Card_,
  experienceCategories,
  type HostListing,
} from '../../../contracts/experiences.ts'
import { focusFirstProblem, serverProblems } from '../../lib/form-problems.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { placeTimeZone } from '../../lib/dates.ts'
import { useLanguageNames } from '../../lib/language-names.ts'
import { readPlace } from '../../lib/read-place.ts'
import { useMe } from '../../lib/session.ts'
import { isSettled, pictureWrite } from '../../lib/upload/picture-drafts.rules.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ExperienceCard } from '../../ui/experience-card.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { PicturesField } from '../../ui/upload/pictures-field.tsx'
import { useCreateListing, useEditListing } from './host-queries.ts'
import {
  emptyListing,
  listingDraft,
  type ListingDraft,
  type ListingProblem,
  listingProblems,
  listingWrite,
  newTicket,
  type TicketDraft,
} from './listing-draft.rules.ts'

const PlaceMap = lazy(() => import('../../ui/map/place-map.tsx').then(({ PlaceMap: Map }) => ({ default: Map })))
const spoken = ['es', 'en', 'zap', 'mix', 'maz', 'fr', 'de', 'it', 'pt'] as const
const mostTickets = 8

type Status = HostListing['status']
type ProblemAt = (pointer: string) => string | undefined
type Part = { draft: ListingDraft; change: (facts: Partial<ListingDraft>) => void; problemAt: ProblemAt }

/** Everything about one experience but its times; `listing` is null for a new one. */
export function ListingForm({
  listing,
  onCreated,
  onLatest,
}: {
  listing: HostListing | null
  onCreated?: (listing: HostListing) => void
  /** Somebody else saved meanwhile: start again from theirs. */
  onLatest: () => void
}) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('editor')
  const toast = useToast()
  const form = useRef<HTMLFormElement>(null)
  const [draft, setDraft] = useState<ListingDraft>(() =>
    listing ? listingDraft(listing) : emptyListing({ es: 'Adulto', en: 'Adult' }),
  )
  const [pressed, setPressed] = useState(false)
  const [isPreviewed, setPreviewed] = useState(false)
  const pictures = usePictureDrafts({ saved: listing?.pictures ?? [] })
  const create = useCreateListing()
  const edit = useEditListing(listing?.id ?? '')
  const error = create.error ?? edit.error
  const isPending = create.isPending || edit.isPending
  const problems = listingProblems(draft)
  const said = serverProblems(error)
  const problemAt: ProblemAt = (pointer) => {
    const own: ListingProblem | undefined = pressed ? problems[pointer] : undefined
    return own ? t(`problem.${own}`) : said(pointer)
  }
  const change = (facts: Partial<ListingDraft>) => setDraft((before) => ({ ...before, ...facts }))
  const isWaiting = !isSettled(pictures.drafts)
  const status = listing?.status ?? 'DRAFT'

  const done = (saved: HostListing) => {
    setDraft(listingDraft(saved))
    setPressed(false)
    const message =
      saved.status === status && status !== 'DRAFT'
        ? t('saved')
        : t(saved.status === 'ACTIVE' ? 'published' : saved.status === 'PAUSED' ? 'paused' : 'savedDraft')
    toast({ tone: 'success', message })
  }
  const save = (next: Status) => {
    setPressed(true)
    if (isPending) return
    if (Object.keys(problems).length > 0 || isWaiting) {
      focusFirstProblem(form.current)
      return
    }
    const body = { ...listingWrite(draft, next), ...pictureWrite(pictures.drafts) }
    const onError = () => focusFirstProblem(form.current)
    if (listing) edit.mutate({ version: listing.version, body }, { onSuccess: done, onError })
    else
      create.mutate(body, {
        onSuccess: (made) => {
          done(made)
          onCreated?.(made)
        },
        onError,
      })
  }
  return (
    <form
      ref={form}
      noValidate
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        event.preventDefault()
        save(status)
      }}
    >
      <Card as="section" edge>
        <PicturesField
          label={<span className="font-display text-lg">{t('photos')}</span>}
          description={t('photosHelp')}
          pictures={pictures}
          errorMessage={said('/imageIds') ?? (pressed && isWaiting ? words('photosPending') : undefined)}
        />
      </Card>
      <Texts {...{ draft, change, problemAt }} />
      <Tickets {...{ draft, change, problemAt }} />
      <Group {...{ draft, change, problemAt }} />
      <Where {...{ draft, change, problemAt }} />
      <Details {...{ draft, change, problemAt }} />
      {pressed && Object.keys(problems).length > 0 && (
        <Notice tone="danger" isLive>
          {words('checkFields')}
        </Notice>
      )}
      <SaveProblem error={error} onLatest={onLatest} />
      <SaveBar>
        <Button variant="quiet" className="mr-auto" onPress={() => setPreviewed(true)}>
          {t('preview')}
        </Button>
        {status === 'ACTIVE' && (
          <Button isDisabled={isPending} onPress={() => save('PAUSED')}>
            {t('pause')}
          </Button>
        )}
        <Button type="submit" variant={status === 'ACTIVE' ? 'primary' : 'secondary'} isPending={isPending}>
          {t(status === 'DRAFT' ? 'saveDraft' : 'save')}
        </Button>
        {status !== 'ACTIVE' && (
          <Button variant="primary" isDisabled={isPending} onPress={() => save('ACTIVE')}>
            {t('publish')}
          </Button>
        )}
      </SaveBar>
      {isPreviewed && (
        <Preview
          listing={listing}
          draft={draft}
          cover={pictures.drafts[0]?.preview}
          onClose={() => setPreviewed(false)}
        />
      )}
    </form>
  )
}

/** The card as others will meet it in the list, before anything is saved. */
function Preview({
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

function Texts({ draft, change, problemAt }: Part) {
  const { t } = useTranslation('hosting')
  const { t: words } = useTranslation('experiences')
  const nameOf = useLanguageNames()
  const wrong = problemAt('/languages')
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{t('what')}</h2>
        <BothLanguages
          label={t('name')}
          description={t('nameHelp')}
          maxLength={120}
          value={draft.title}
          onChange={(title) => change({ title })}
          errorMessage={{ es: problemAt('/title'), en: problemAt('/translations/en/title') }}
        />
        <BothLanguages
          label={t('description')}
          description={t('descriptionHelp')}
          maxLength={5000}
          rows={6}
          value={draft.description}
          onChange={(description) => change({ description })}
          errorMessage={{ es: problemAt('/description'), en: problemAt('/translations/en/description') }}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <SelectField
            label={t('category')}
            value={draft.category}
            onChange={(event) => {
              const category = experienceCategories.find((one) => one === event.target.value)
              if (category) change({ category })
            }}
            options={experienceCategories.map((value) => ({ value, label: words(`categories.${value}`) }))}
          />
          <TextField
            label={t('duration')}
            inputMode="numeric"
            className="tabular"
            maxLength={5}
            value={draft.duration}
            onChange={(event) => change({ duration: event.target.value })}
            errorMessage={problemAt('/durationMinutes')}
          />
        </div>
        <fieldset>
          <legend className="font-semibold">{t('languages')}</legend>
          <div className="mt-1 grid grid-cols-2 gap-x-4 sm:grid-cols-3">
            {[...new Set([...spoken, ...draft.languages])].map((code) => (
              <CheckField
                key={code}
                label={<span className="capitalize">{nameOf(code)}</span>}
                checked={draft.languages.includes(code)}
                onChange={(event) =>
                  change({
                    languages: event.target.checked
                      ? [...draft.languages, code]
                      : draft.languages.filter((one) => one !== code),
                  })
                }
              />
            ))}
          </div>
          {wrong && (
            <p data-problem tabIndex={-1} className="text-sm font-medium text-chapulin">
              {wrong}
            </p>
          )}
        </fieldset>
      </div>
    </Card>
  )
}

function Tickets({ draft, change, problemAt }: Part) {
  const { t } = useTranslation('hosting')
  const { tickets } = draft
  const changeTicket = (key: string, facts: Partial<TicketDraft>) =>
    change({ tickets: tickets.map((ticket) => (ticket.key === key ? { ...ticket, ...facts } : ticket)) })
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <div>
          <h2 className="text-lg">{t('tickets')}</h2>
          <p className="text-ink-soft">{t('ticketsHelp')}</p>
        </div>
        <ol className="flex flex-col gap-4">
          {tickets.map((ticket, index) => (
            <li key={ticket.key} className="flex flex-col gap-4 rounded-lg border border-line p-4">
              <div className="flex items-center justify-between gap-3">
                <h3 className="font-sans font-semibold">{t('ticket', { n: index + 1 })}</h3>
                {tickets.length > 1 && (
                  <Button
                    variant="quiet"
                    aria-label={`${t('removeTicket')} ${index + 1}`}
                    onPress={() => change({ tickets: tickets.filter(({ key }) => key !== ticket.key) })}
                  >
                    <Trash2 aria-hidden className="size-5" />
                    {t('removeTicket')}
                  </Button>
                )}
              </div>
              <BothLanguages
                label={t('ticketLabel')}
                maxLength={60}
                value={ticket.label}
                onChange={(label) => changeTicket(ticket.key, { label })}
                errorMessage={{ es: problemAt(`/ticketTypes/${index}/label`) }}
              />
              <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-3">
                <TextField
                  label={t('price')}
                  description={t('priceHelp')}
                  inputMode="decimal"
                  className="tabular"
                  fieldClassName="col-span-2 sm:col-span-3"
                  maxLength={12}
                  value={ticket.price}
                  onChange={(event) => changeTicket(ticket.key, { price: event.target.value })}
                  errorMessage={problemAt(`/ticketTypes/${index}/price`)}
                />
                <TextField
                  label={t('ageFrom')}
                  inputMode="numeric"
                  className="tabular"
                  isOptional
                  maxLength={3}
                  value={ticket.minAge}
                  onChange={(event) => changeTicket(ticket.key, { minAge: event.target.value })}
                />
                <TextField
                  label={t('ageTo')}
                  inputMode="numeric"
                  className="tabular"
                  isOptional
                  maxLength={3}
                  value={ticket.maxAge}
                  onChange={(event) => changeTicket(ticket.key, { maxAge: event.target.value })}
                  errorMessage={problemAt(`/ticketTypes/${index}/maxAge`)}
                />
              </div>
            </li>
          ))}
        </ol>
        {tickets.length < mostTickets && (
          <Button
            className="self-start"
            onPress={() => change({ tickets: [...tickets, newTicket(crypto.randomUUID())] })}
          >
            <Plus aria-hidden className="size-5" />
            {t('addTicket')}
          </Button>
        )}
      </div>
    </Card>
  )
}

function Group({ draft, change, problemAt }: Part) {
  const { t } = useTranslation('hosting')
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{t('rules')}</h2>
        <div className="grid grid-cols-2 items-start gap-4">
          <TextField
            label={t('minParty')}
            inputMode="numeric"
            className="tabular"
            maxLength={2}
            value={draft.minParty}
            onChange={(event) => change({ minParty: event.target.value })}
          />
          <TextField
            label={t('maxParty')}
            inputMode="numeric"
            className="tabular"
            maxLength={2}
            value={draft.maxParty}
            onChange={(event) => change({ maxParty: event.target.value })}
            errorMessage={problemAt('/maxParty')}
          />
        </div>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            label={t('cutoff')}
            description={t('cutoffHelp')}
            inputMode="decimal"
            className="tabular"
            maxLength={5}
            value={draft.cutoffHours}
            onChange={(event) => change({ cutoffHours: event.target.value })}
            errorMessage={problemAt('/cutoffMinutes')}
          />
          <TextField
            label={t('minAge')}
            description={t('minAgeHelp')}
            inputMode="numeric"
            className="tabular"
            isOptional
            maxLength={3}
            value={draft.minAge}
            onChange={(event) => change({ minAge: event.target.value })}
            errorMessage={problemAt('/minAge')}
          />
        </div>
        <fieldset>
          <legend className="font-semibold">{t('policy')}</legend>
          <p className="text-sm text-ink-soft">{t('policyHelp')}</p>
          <div className="mt-2 flex flex-col gap-2">
            {cancellationPolicyKeys.map((key) => (
              <label
                key={key}
                className="flex cursor-pointer items-start gap-3 rounded-lg border border-line px-4 py-3 has-checked:border-grana has-checked:bg-grana-soft"
              >
                <input
                  type="radio"
                  name="policy"
                  value={key}
                  checked={draft.policy === key}
                  onChange={() => change({ policy: key })}
                  className="mt-1 size-5 shrink-0 accent-grana"
                />
                <span className="font-semibold">
                  {t(`policies.${key}.name`)}
                  <span className="block text-sm font-normal text-ink-soft">{t(`policies.${key}.body`)}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
      </div>
    </Card>
  )
}

function Where({ draft, change, problemAt }: Part) {
  const { t } = useTranslation('hosting')
  const { data: regions = [] } = useQuery(regionsQuery)
  const [located, setLocated] = useState<'no' | 'asking' | 'refused'>('no')
  const place = readPlace(draft.place)
  const locate = () => {
    setLocated('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setLocated('no')
        change({ place: `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}` })
      },
      () => setLocated('refused'),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  }
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{t('where')}</h2>
        <SelectField
          label={t('region')}
          value={draft.region}
          onChange={(event) => {
            const region = regions.find(({ slug }) => slug === event.target.value)
            if (region) change({ region: region.slug })
          }}
        >
          {regions.length === 0 && <option value={draft.region}>{draft.region}</option>}
          {regions.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </SelectField>
        <BothLanguages
          label={t('address')}
          description={t('addressHelp')}
          maxLength={200}
          value={draft.address}
          onChange={(address) => change({ address })}
          errorMessage={{ es: problemAt('/meetingPoint/address'), en: problemAt('/translations/en/meetingAddress') }}
        />
        <div className="flex flex-col gap-3">
          <TextField
            label={t('place')}
            description={t('placeHelp')}
            placeholder="17.0606, -96.7253"
            className="tabular"
            maxLength={400}
            autoComplete="off"
            value={draft.place}
            onChange={(event) => change({ place: event.target.value })}
            errorMessage={problemAt('/meetingPoint/lat')}
          />
          <Button className="self-start" isPending={located === 'asking'} onPress={locate}>
            <LocateFixed aria-hidden className="size-5" />
            {t('locate')}
          </Button>
          {located === 'refused' && (
            <Notice tone="warning" isLive>
              {t('notLocated')}
            </Notice>
          )}
          {place && (
            <Suspense fallback={<Skeleton className="h-52 rounded-lg" />}>
              <PlaceMap
                points={[{ id: 'place', title: draft.address.es || t('place'), ...place }]}
                label={t('place')}
                className="h-52"
              />
            </Suspense>
          )}
        </div>
      </div>
    </Card>
  )
}

function Details({ draft, change, problemAt }: Part) {
  const { t } = useTranslation('hosting')
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <h2 className="text-lg">{t('details')}</h2>
        <BothLanguages
          label={t('includes')}
          description={t('linesHelp')}
          maxLength={4000}
          rows={3}
          isOptional
          value={draft.includes}
          onChange={(includes) => change({ includes })}
          errorMessage={{ es: problemAt('/includes'), en: problemAt('/translations/en/includes') }}
        />
        <BothLanguages
          label={t('bring')}
          description={t('linesHelp')}
          maxLength={4000}
          rows={3}
          isOptional
          value={draft.bring}
          onChange={(bring) => change({ bring })}
          errorMessage={{ es: problemAt('/bring'), en: problemAt('/translations/en/bring') }}
        />
        <BothLanguages
          label={t('accessibility')}
          description={t('accessibilityHelp')}
          maxLength={500}
          rows={2}
          isOptional
          value={draft.accessibility}
          onChange={(accessibility) => change({ accessibility })}
        />
      </div>
    </Card>
  )
}
