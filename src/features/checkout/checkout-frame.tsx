import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from '../../ui/card.tsx'
import { cx } from '../../ui/cx.ts'
import { BackLink } from '../../ui/page.tsx'
import { Textile } from '../../ui/textile.tsx'

type Props = {
  title: string
  experience: { id: string; title: string; images: readonly string[]; host: { name: string } }
  /** Money and the button: beside the rest on wide screens, after it on a phone. Null when there is nothing to pay. */
  aside: ReactNode
  children: ReactNode
  /** Where one comes from while nothing is held yet. */
  back?: { to: string; label: string }
}

/** What is being booked, and everything about it on one page. */
export function CheckoutFrame({ title, experience, aside, children, back }: Props) {
  const { t } = useTranslation('checkout')
  const image = experience.images[0]
  return (
    <div className={cx('wrap-page pb-16', back ? 'pt-3 sm:pt-4' : 'pt-6')}>
      {back && <BackLink {...back} />}
      <header className="flex items-center gap-4">
        <div className="size-20 shrink-0 overflow-hidden rounded-lg border border-line sm:size-24">
          {image ? <img src={image} alt="" className="size-full object-cover" /> : <Textile id={experience.id} />}
        </div>
        <div className="min-w-0">
          <p className="text-sm text-ink-soft">{title}</p>
          <h1 className="text-xl sm:text-2xl">{experience.title}</h1>
          <p className="mt-1 text-sm text-ink-soft">{t('hostedBy', { name: experience.host.name })}</p>
        </div>
      </header>
      <div className="mt-6 grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem] lg:items-start">
        <div className="min-w-0 divide-y divide-line">{children}</div>
        {aside !== null && (
          <Card as="aside" edge className="lg:sticky lg:top-24">
            {aside}
          </Card>
        )}
      </div>
    </div>
  )
}

export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="py-6 first:pt-0">
      <h2 className="mb-3 text-lg">{title}</h2>
      {children}
    </section>
  )
}
