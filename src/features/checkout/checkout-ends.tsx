import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'

export function UnknownSlot({ experience }: { experience?: { slug: string } }) {
  const { t } = useTranslation('checkout')
  return (
    <End>
      <EmptyState
        title={t('unknownSlotTitle')}
        body={t('unknownSlot')}
        action={
          experience ? (
            <LinkButton variant="primary" to="/experiencias/$slug" params={{ slug: experience.slug }}>
              {t('seeExperience')}
            </LinkButton>
          ) : (
            <LinkButton variant="primary" to="/experiencias">
              {t('explore')}
            </LinkButton>
          )
        }
      />
    </End>
  )
}

export function NotYours() {
  const { t } = useTranslation('checkout')
  return (
    <End>
      <EmptyState
        title={t('notYoursTitle')}
        body={t('notYours')}
        action={
          <LinkButton variant="primary" to="/mis-planes">
            {t('seePlans')}
          </LinkButton>
        }
      />
    </End>
  )
}

export function SignInFirst({ volver }: { volver: string }) {
  const { t } = useTranslation('checkout')
  return (
    <End>
      <EmptyState
        title={t('signInTitle')}
        action={
          <LinkButton variant="primary" to="/entrar" search={{ volver }}>
            {t('signIn')}
          </LinkButton>
        }
      />
    </End>
  )
}

/** A page that ends here still has its heading, and its name in the tab. */
function End({ children }: { children: ReactNode }) {
  const { t } = useTranslation('checkout')
  return (
    <Page title={t('title')} width="text">
      <h1 className="sr-only">{t('title')}</h1>
      {children}
    </Page>
  )
}

/** The page's shape while it loads. */
export function CheckoutSkeleton(): ReactNode {
  return (
    <div className="wrap-page pt-6 pb-16" aria-busy="true">
      <div className="flex items-center gap-4">
        <Skeleton className="size-20 rounded-lg sm:size-24" />
        <div className="flex-1 space-y-2">
          <Skeleton className="h-4 w-24" />
          <Skeleton className="h-7 w-3/4" />
        </div>
      </div>
      <div className="mt-6 grid gap-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="space-y-4">
          <Skeleton className="h-24" />
          <Skeleton className="h-36" />
          <Skeleton className="h-24" />
        </div>
        <Skeleton className="h-52 rounded-xl" />
      </div>
    </div>
  )
}
