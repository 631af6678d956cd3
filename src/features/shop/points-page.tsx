import { useQuery } from '@tanstack/react-query'
import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { OwnPickupPointPage } from '../../../contracts/checkout.ts'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { EditorForm, type ProblemAt, SaveButton, useEditor, useSharedSubmit } from '../../ui/editor-room.tsx'
import { TextField } from '../../ui/field.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { PlaceField, PointsMap } from '../../ui/place-field.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { DeliveryNav } from './delivery-nav.tsx'
import { newPoint, pinsOf, type PointDraft, pointsDraft, pointsProblems, pointsWrite } from './point-draft.rules.ts'
import { pointsQuery, useSavePoints } from './shop-queries.ts'

const kinds = ['WORKSHOP', 'STALL'] as const
const mostPoints = 20

/** `/vender/envios/recoger`: where buyers may fetch what they bought, and when somebody is there. */
export function PointsPage() {
  const { t } = useTranslation('shop')
  return (
    <PartnerGate kind="SELLER" action="terms" path="/vender/envios/recoger" title={t('delivery.title')}>
      <Page title={t('points.title')} width="text">
        <ShopNav />
        <PageHeader title={t('points.title')} lead={t('points.lead')} />
        <DeliveryNav />
        <Points />
      </Page>
    </PartnerGate>
  )
}

function Points() {
  const { t } = useTranslation('shop')
  return (
    <Loaded query={useQuery(pointsQuery)} failed={t('points.failed')}>
      {(found) => <PointsForm saved={found} />}
    </Loaded>
  )
}

function PointsForm({ saved }: { saved: z.infer<typeof OwnPickupPointPage> }) {
  const { t } = useTranslation('shop')
  const save = useSavePoints()
  const editor = useEditor({
    start: () => pointsDraft(saved.items),
    problemsOf: pointsProblems,
    say: (problem) => t(`points.problem.${problem}`),
    error: save.error,
  })
  const { points } = editor.draft
  const forms = useSharedSubmit(editor, save, {
    saved,
    query: pointsQuery,
    write: () => ({ points: pointsWrite(editor.draft) }),
    draftOf: ({ items }) => pointsDraft(items),
    message: t('points.saved'),
  })
  return (
    <EditorForm editor={editor} error={save.error} {...forms} bar={<SaveButton isPending={save.isPending} />}>
      {points.length === 0 && <Notice title={t('points.noneTitle')}>{t('points.none')}</Notice>}
      <PointsMap points={pinsOf(points)} label={t('points.map')} />
      <ol aria-label={t('points.list')} className="flex flex-col gap-4">
        {points.map((point, index) => (
          <li key={point.key}>
            <PointFields
              point={point}
              index={index}
              change={(facts) =>
                editor.change({ points: points.map((one) => (one.key === point.key ? { ...one, ...facts } : one)) })
              }
              onRemove={() => editor.change({ points: points.filter(({ key }) => key !== point.key) })}
              problemAt={editor.problemAt}
            />
          </li>
        ))}
      </ol>
      {points.length < mostPoints && (
        <div className="flex flex-wrap gap-2">
          {kinds.map((kind) => (
            <Button
              key={kind}
              onPress={() => editor.change({ points: [...points, newPoint(crypto.randomUUID(), kind)] })}
            >
              <Plus aria-hidden className="size-5" />
              {t(`points.add.${kind}`)}
            </Button>
          ))}
        </div>
      )}
    </EditorForm>
  )
}

function PointFields({
  point,
  index,
  change,
  onRemove,
  problemAt,
}: {
  point: PointDraft
  index: number
  change: (facts: Partial<PointDraft>) => void
  onRemove: () => void
  problemAt: ProblemAt
}) {
  const { t } = useTranslation('shop')
  const at = `/points/${index}`
  const title = t(`points.kind.${point.kind}`)
  return (
    <Card as="section">
      <fieldset className="flex min-w-0 flex-col gap-5">
        <legend className="sr-only">{`${title} ${index + 1}`}</legend>
        <div className="flex items-center justify-between gap-3">
          <h2 className="text-lg">{title}</h2>
          <Button variant="quiet" onPress={onRemove} aria-label={`${t('points.remove')}: ${point.name.es || title}`}>
            <Trash2 aria-hidden className="size-5" />
            {t('points.remove')}
          </Button>
        </div>
        <BothLanguages
          label={t('points.name')}
          maxLength={80}
          value={point.name}
          onChange={(name) => change({ name })}
          errorMessage={{ es: problemAt(`${at}/name`), en: problemAt(`${at}/translations/en/name`) }}
        />
        <BothLanguages
          label={t('points.hours')}
          description={t('points.hoursHelp')}
          maxLength={200}
          value={point.hours}
          onChange={(hours) => change({ hours })}
          errorMessage={{ es: problemAt(`${at}/openingHours`), en: problemAt(`${at}/translations/en/openingHours`) }}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            type="date"
            label={t('points.from')}
            isOptional
            className="tabular"
            value={point.from}
            onChange={(event) => change({ from: event.target.value })}
            errorMessage={problemAt(`${at}/openFrom`)}
          />
          <TextField
            type="date"
            label={t('points.until')}
            isOptional
            className="tabular"
            min={point.from || undefined}
            value={point.until}
            onChange={(event) => change({ until: event.target.value })}
            errorMessage={problemAt(`${at}/openUntil`)}
          />
        </div>
        <TextField
          label={t('points.address')}
          description={t('points.addressHelp')}
          maxLength={200}
          value={point.address}
          onChange={(event) => change({ address: event.target.value })}
          errorMessage={problemAt(`${at}/address`)}
        />
        <PlaceField
          label={t('points.place')}
          name={point.name.es}
          value={point.place}
          onChange={(place) => change({ place })}
          hasMap={false}
          errorMessage={problemAt(`${at}/location`)}
        />
      </fieldset>
    </Card>
  )
}
