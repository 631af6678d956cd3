import { useCanGoBack, useRouter } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useTitle } from '../lib/title.ts'
import { cx } from './cx.ts'
import { WovenBand } from './woven-band.tsx'

const widths = { narrow: 'max-w-xl', text: 'max-w-3xl', wide: '' }

/** What stands inside `<main>`. `title` is the document's; undefined waits for data and keeps the last one. */
export function Page({
  title,
  width = 'wide',
  children,
  className,
}: {
  title: string | undefined
  width?: keyof typeof widths
  children: ReactNode
  className?: string
}) {
  useTitle(title)
  return (
    <div className="wrap-page py-6 sm:py-8">
      <div className={cx('mx-auto flex flex-col gap-6', widths[width], className)}>{children}</div>
    </div>
  )
}

/** Goes back to where one came from; opened by a shared link, goes to `to`. It is a link, so it also opens in a tab. */
export function BackLink({ to, label }: { to: string; label?: string }) {
  const { t } = useTranslation('common')
  const router = useRouter()
  const canGoBack = useCanGoBack()
  const goBack = (event: MouseEvent<HTMLAnchorElement>) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (canGoBack) router.history.back()
    else router.history.push(to)
  }
  return (
    <a
      href={to}
      onClick={goBack}
      className="-ml-2 inline-flex min-h-11 items-center gap-2 self-start rounded-md px-2 font-semibold text-ink-soft no-underline hover:text-ink print:hidden"
    >
      <ArrowLeft aria-hidden className="size-5" />
      {label ?? t('back')}
    </a>
  )
}

/** The page's one `h1`; the shell moves the focus to it after a navigation. */
export function PageHeader({
  title,
  eyebrow,
  lead,
  back,
  actions,
  hasBand = true,
}: {
  title: ReactNode
  eyebrow?: ReactNode
  lead?: ReactNode
  back?: { to: string; label?: string }
  actions?: ReactNode
  hasBand?: boolean
}) {
  return (
    <header className="flex flex-col gap-2">
      {back && <BackLink {...back} />}
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <div className="max-w-3xl min-w-0">
          {eyebrow && <p className="mb-1 font-semibold text-grana">{eyebrow}</p>}
          <h1 tabIndex={-1} className="text-2xl sm:text-3xl">
            {title}
          </h1>
          {lead && <p className="mt-2 text-[1.0625rem] text-ink-soft">{lead}</p>}
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {hasBand && <WovenBand className="mt-2 max-w-36" />}
    </header>
  )
}

/** A part of a page with its own heading. */
export function Section({
  title,
  lead,
  action,
  children,
  id,
  className,
}: {
  title: ReactNode
  lead?: ReactNode
  action?: ReactNode
  children: ReactNode
  id?: string
  className?: string
}) {
  return (
    <section id={id} className={cx('flex flex-col gap-4', className)}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="text-xl">{title}</h2>
        {action}
        {lead && <p className="w-full text-ink-soft">{lead}</p>}
      </div>
      {children}
    </section>
  )
}
