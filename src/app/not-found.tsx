import { useTranslation } from 'react-i18next'
import { LinkButton } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'
import { Textile } from '../ui/textile.tsx'

/** For an address that no route knows, and for a page that says `notFound()`. */
export function NotFoundPage() {
  const { t } = useTranslation('shell')
  return (
    <Page title={t('notFound.title')} width="text">
      <div className="flex flex-col items-center gap-4 py-8 text-center">
        <div aria-hidden className="w-full max-w-sm overflow-hidden rounded-lg shadow-low">
          <div className="aspect-[5/2]">
            <Textile id="sin-camino" />
          </div>
        </div>
        <p className="tabular font-display text-lg text-grana">404</p>
        <h1 tabIndex={-1} className="-mt-3 text-2xl sm:text-3xl">
          {t('notFound.title')}
        </h1>
        <p className="max-w-md text-ink-soft">{t('notFound.body')}</p>
        <div className="mt-2 flex flex-wrap justify-center gap-3">
          <LinkButton to="/" variant="primary">
            {t('notFound.home')}
          </LinkButton>
          <LinkButton to="/experiencias">{t('notFound.explore')}</LinkButton>
        </div>
      </div>
    </Page>
  )
}
