import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type Application,
  hostTypes,
  mostApplicationPhotos,
  type PartnerKind,
  shortestStory,
} from '../../../contracts/partners.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { craftsQuery } from '../../lib/product-queries.ts'
import { usePictureDrafts } from '../../lib/upload/use-picture-drafts.ts'
import { withOrWithout } from '../../lib/with-or-without.ts'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { SelectField, TextAreaField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'
import { PicturesField } from '../../ui/upload/pictures-field.tsx'
import { type ApplicationDraft, linkProblem, type Step, yearProblem } from './application.rules.ts'
import { type Saving, useOnboarding } from './apply-queries.ts'
import { DocumentsField } from './documents-field.tsx'

type Props = { application: Application; saving: Saving }
type FieldProps = { kind: PartnerKind; draft: ApplicationDraft; change: Saving['change'] }

/** The fields of one part. Looking over and sending has its own page. */
export function StepFields({ step, application, saving }: Props & { step: Exclude<Step, 'send'> }) {
  const { draft, change } = saving
  const fields = { kind: application.kind, draft, change }
  switch (step) {
    case 'who':
      return <Who {...fields} />
    case 'where':
      return <Where {...fields} />
    case 'what':
      return <What {...fields} />
    case 'story':
      return <Story {...fields} />
    case 'photos':
      return <Photos application={application} saving={saving} />
    case 'documents':
      return <DocumentsField saved={application.documents} onKept={saving.keepDocuments} />
    case 'payouts':
      return <Payouts application={application} saving={saving} />
  }
}

function Who({ kind, draft, change }: FieldProps) {
  const { t } = useTranslation('apply')
  return (
    <>
      <TextField
        label={t(`name.${kind}`)}
        description={t('nameHelp')}
        maxLength={80}
        value={draft.name ?? ''}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        label={t('ownerName')}
        description={t('ownerNameHelp')}
        autoComplete="name"
        maxLength={80}
        value={draft.ownerName ?? ''}
        onChange={(event) => change({ ownerName: event.target.value })}
      />
      <TextField
        label={t('phone')}
        description={t('phoneHelp')}
        type="tel"
        autoComplete="tel"
        className="tabular"
        maxLength={30}
        value={draft.phone ?? ''}
        onChange={(event) => change({ phone: event.target.value })}
      />
    </>
  )
}

function Where({ draft, change }: FieldProps) {
  const { t } = useTranslation('apply')
  const { data: regions = [] } = useQuery(regionsQuery)
  return (
    <>
      <SelectField
        label={t('region')}
        value={draft.region ?? ''}
        onChange={(event) => {
          const region = regions.find(({ slug }) => slug === event.target.value)?.slug
          if (region) change({ region })
        }}
        options={[
          { value: '', label: t('regionChoose') },
          ...regions.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <TextField
        label={t('town')}
        description={t('townHelp')}
        maxLength={80}
        value={draft.town ?? ''}
        onChange={(event) => change({ town: event.target.value })}
      />
    </>
  )
}

function What({ kind, draft, change }: FieldProps) {
  const { t } = useTranslation('apply')
  return (
    <>
      {kind === 'HOST' ? (
        <SelectField
          label={t('hostType')}
          value={draft.hostType ?? ''}
          onChange={(event) => {
            const hostType = hostTypes.find((type) => type === event.target.value)
            if (hostType) change({ hostType })
          }}
          options={[
            { value: '', label: t('hostTypeChoose') },
            ...hostTypes.map((type) => ({ value: type, label: t(`hostTypes.${type}`) })),
          ]}
        />
      ) : (
        <Crafts kind={kind} draft={draft} change={change} />
      )}
      <TextAreaField
        label={t(`offerField.${kind}`)}
        description={t(`offerHelp.${kind}`)}
        rows={5}
        maxLength={2000}
        value={draft.offer ?? ''}
        onChange={(event) => change({ offer: event.target.value })}
      />
      {kind === 'SELLER' && (
        <TextField
          label={t('foundedYear')}
          isOptional
          inputMode="numeric"
          className="tabular"
          maxLength={4}
          fieldClassName="sm:max-w-48"
          value={draft.year}
          onChange={(event) => change({ year: event.target.value })}
          errorMessage={yearProblem(draft.year) && draft.year.trim().length >= 4 ? t('foundedYearWrong') : undefined}
        />
      )}
    </>
  )
}

function Crafts({ draft, change }: FieldProps) {
  const { t } = useTranslation('apply')
  const { data: crafts, error, refetch } = useQuery(craftsQuery)
  const chosen = draft.crafts ?? []
  return (
    <fieldset>
      <legend className="font-semibold">{t('crafts')}</legend>
      <p className="mt-1 text-sm text-ink-soft">{t('craftsHelp')}</p>
      {crafts ? (
        <div className="mt-2 grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
          {crafts.map(({ slug, name }) => (
            <CheckField
              key={slug}
              label={name}
              checked={chosen.includes(slug)}
              disabled={chosen.length >= 12 && !chosen.includes(slug)}
              onChange={(event) =>
                change({
                  crafts: withOrWithout(chosen, slug, event.target.checked),
                })
              }
            />
          ))}
        </div>
      ) : error ? (
        <ErrorState title={t('craftsFailed')} error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="mt-2 h-40" />
      )}
    </fieldset>
  )
}

function Story({ draft, change }: FieldProps) {
  const { t } = useTranslation('apply')
  const left = shortestStory - (draft.story ?? '').trim().length
  return (
    <>
      <BothLanguages
        label={t('story')}
        description={t('storyHelp', { count: shortestStory })}
        rows={8}
        maxLength={4000}
        value={{ es: draft.story ?? '', en: draft.storyEn ?? '' }}
        onChange={({ es, en }) => change(es === (draft.story ?? '') ? { storyEn: en } : { story: es })}
      />
      {left > 0 && left < shortestStory && (
        <p className="tabular -mt-3 text-sm text-ink-soft">{t('storyShort', { count: left })}</p>
      )}
      <TextField
        label={t('link')}
        description={t('linkHelp')}
        isOptional
        type="url"
        inputMode="url"
        autoComplete="url"
        maxLength={300}
        value={draft.link}
        onChange={(event) => change({ link: event.target.value })}
        errorMessage={linkProblem(draft.link) && draft.link.length > 8 ? t('linkWrong') : undefined}
      />
    </>
  )
}

function Photos({ application, saving }: Props) {
  const { t } = useTranslation('apply')
  const pictures = usePictureDrafts({
    saved: application.photos.map(({ id, url }) => ({
      id,
      url,
      sizes: [],
      width: 0,
      height: 0,
      blur: '',
      alt: { es: '', en: '' },
    })),
    purpose: 'PROFILE',
    most: mostApplicationPhotos,
  })
  const ready = pictures.drafts.flatMap(({ id, state }) => (state === 'ready' && id !== null ? [id] : []))
  const now = ready.join()
  const kept = useRef(application.photos.map(({ id }) => id).join())
  // Kept as they arrive, in the order they stand in.
  useEffect(() => {
    if (now === kept.current) return
    kept.current = now
    saving.change({ photoIds: now === '' ? [] : now.split(',') })
  })
  return <PicturesField label={t('photos')} description={t('photosHelp')} pictures={pictures} hasAlts={false} />
}

function Payouts({ application, saving }: Props) {
  const { t } = useTranslation('apply')
  const open = useOnboarding(application.id)
  const { payouts } = application
  return (
    <div className="flex flex-col items-start gap-4">
      <p className="max-w-prose">{t('payouts')}</p>
      {payouts === 'READY' ? (
        <Notice tone="success">{t('payoutsDone')}</Notice>
      ) : (
        <Button
          variant="primary"
          isPending={open.isPending}
          onPress={() => void saving.flush().then(() => open.mutate())}
        >
          {open.isPending ? t('payoutsOpening') : t(payouts === 'BEGUN' ? 'payoutsFinish' : 'payoutsOpen')}
        </Button>
      )}
      {open.error && (
        <Notice tone="danger" isLive>
          {t('payoutsFailed')}
        </Notice>
      )}
    </div>
  )
}
