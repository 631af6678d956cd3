import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { ShippingRatePage } from '../../../contracts/checkout.ts'
import { Button } from '../../ui/button.tsx'
import { EditorForm, SaveButton, useEditor, useSharedSubmit } from '../../ui/editor-room.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { DeliveryNav } from './delivery-nav.tsx'
import { newRate, type RateDraft, ratesDraft, ratesProblems, ratesWrite } from './rate-draft.rules.ts'
import { RateExample } from './rate-example.tsx'
import { RateFields } from './rate-fields.tsx'
import { ratesQuery, useSaveRates } from './shop-queries.ts'

const zones = ['STATES', 'MEXICO', 'ABROAD'] as const
const mostRates = 40

/** `/vender/envios`: what the workshop asks for sending. */
export function RatesPage() {
  const { t } = useTranslation('shop')
  return (
    <PartnerGate kind="SELLER" action="terms" path="/vender/envios" title={t('delivery.title')}>
      <Page title={t('delivery.title')}>
        <ShopNav />
        <PageHeader title={t('delivery.title')} lead={t('delivery.lead')} />
        <DeliveryNav />
        <Rates />
      </Page>
    </PartnerGate>
  )
}

function Rates() {
  const { t } = useTranslation('shop')
  return (
    <Loaded query={useQuery(ratesQuery)} failed={t('rates.failed')}>
      {(found) => <RatesForm saved={found} />}
    </Loaded>
  )
}

function RatesForm({ saved }: { saved: z.infer<typeof ShippingRatePage> }) {
  const { t } = useTranslation('shop')
  const save = useSaveRates()
  const editor = useEditor({
    start: () => ratesDraft(saved.items),
    problemsOf: ratesProblems,
    say: (problem) => t(`rates.problem.${problem}`),
    error: save.error,
  })
  const { rates } = editor.draft
  const changeRate = (key: string, facts: Partial<RateDraft>) =>
    editor.change({ rates: rates.map((rate) => (rate.key === key ? { ...rate, ...facts } : rate)) })
  const forms = useSharedSubmit(editor, save, {
    saved,
    query: ratesQuery,
    write: () => ({ rates: ratesWrite(editor.draft) }),
    draftOf: ({ items }) => ratesDraft(items),
    message: t('rates.saved'),
  })
  const add = (zone: RateDraft['zone']) => {
    editor.change({ rates: [...rates, newRate(crypto.randomUUID(), zone)] })
  }
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <EditorForm editor={editor} error={save.error} {...forms} bar={<SaveButton isPending={save.isPending} />}>
        {rates.length === 0 && (
          <Notice tone="warning" title={t('rates.noneTitle')}>
            {t('rates.none')}
          </Notice>
        )}
        <ol aria-label={t('rates.list')} className="flex flex-col gap-4">
          {rates.map((rate, index) => (
            <li key={rate.key}>
              <RateFields
                rate={rate}
                index={index}
                change={(facts) => changeRate(rate.key, facts)}
                onRemove={() => editor.change({ rates: rates.filter(({ key }) => key !== rate.key) })}
                problemAt={editor.problemAt}
              />
            </li>
          ))}
        </ol>
        {rates.length < mostRates && (
          <div className="flex flex-wrap gap-2">
            {zones.map((zone) => (
              <Button key={zone} onPress={() => add(zone)}>
                <Plus aria-hidden className="size-5" />
                {t(`rates.add.${zone}`)}
              </Button>
            ))}
          </div>
        )}
      </EditorForm>
      <RateExample draft={editor.draft} />
    </div>
  )
}
