import { CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { PartnerKind } from '../../../contracts/partners.ts'
import { useActing } from '../../lib/acting.ts'
import { workplaceOf } from '../../lib/acting.rules.ts'
import { Awning } from '../../ui/awning.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { ClosedNotice } from '../../ui/closed-notice.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { Textile } from '../../ui/textile.tsx'

const kinds = ['HOST', 'SELLER'] as const
const points = ['first', 'second', 'third'] as const
const steps = ['tell', 'read', 'open', 'paid'] as const

/** `/ofrece`: what becoming a host or a workshop brings, what it asks for, and where to begin. */
export function OfferPage() {
  const { t } = useTranslation('apply')
  return (
    <Page title={t('offer.title')} className="gap-10">
      <PageHeader title={t('offer.title')} lead={t('offer.lead')} />
      <ClosedNotice feature="APPLICATIONS" />
      <div className="grid gap-6 md:grid-cols-2">
        {kinds.map((kind) => (
          <Way key={kind} kind={kind} />
        ))}
      </div>
      <Section title={t('offer.steps.title')}>
        <ol className="grid gap-x-6 gap-y-5 sm:grid-cols-2 lg:grid-cols-4">
          {steps.map((step, index) => (
            <li key={step} className="flex gap-3 border-t-2 border-grana pt-3">
              <span aria-hidden className="font-display text-2xl leading-none font-semibold text-grana">
                {index + 1}
              </span>
              <span>
                <span className="block font-semibold">{t(`offer.steps.${step}.title`)}</span>
                <span className="block text-ink-soft">{t(`offer.steps.${step}.body`)}</span>
              </span>
            </li>
          ))}
        </ol>
      </Section>
      <Section title={t('offer.needs.title')}>
        <p className="max-w-prose text-ink-soft">{t('offer.needs.body')}</p>
      </Section>
    </Page>
  )
}

function Way({ kind }: { kind: PartnerKind }) {
  const { t } = useTranslation('apply')
  const acting = useActing(kind)
  const own = acting?.role === 'OWNER' ? acting : null
  return (
    <article className="flex flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-low">
      {kind === 'SELLER' ? (
        <Awning />
      ) : (
        <div className="h-9 shrink-0 overflow-hidden">
          <Textile id="recibir" />
        </div>
      )}
      <div className="flex flex-1 flex-col gap-4 p-5 sm:p-6">
        <h2 className="text-xl">{t(`offer.${kind}.title`)}</h2>
        <p className="text-ink-soft">{t(`offer.${kind}.body`)}</p>
        <ul className="flex flex-col gap-2">
          {points.map((point) => (
            <li key={point} className="flex gap-2.5">
              <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-nopal" />
              <span>{t(`offer.${kind}.points.${point}`)}</span>
            </li>
          ))}
        </ul>
        <div className="mt-auto pt-2">
          {own ? (
            <LinkButton to={workplaceOf(own)}>{t('offer.already', { name: own.name })}</LinkButton>
          ) : (
            <LinkButton variant="primary" size="lg" to="/solicitud" search={{ tipo: kind }}>
              {t(`offer.${kind}.button`)}
            </LinkButton>
          )}
        </div>
      </div>
    </article>
  )
}
