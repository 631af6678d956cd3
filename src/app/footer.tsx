import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClientConfig } from '../lib/client-config.ts'
import { BrandMark } from '../ui/brand-mark.tsx'
import { WovenBand } from '../ui/woven-band.tsx'

/** The hem of every page: the promise, the zone of all times, and credit where data comes from. */
export function Footer() {
  const { t } = useTranslation('shell')
  const config = useClientConfig()
  return (
    <footer className="mt-12 bg-sunken text-[0.9375rem] text-ink-soft">
      <WovenBand kind="rain" />
      <div className="wrap-page flex flex-col gap-5 pt-6 pb-28 sm:flex-row sm:items-start sm:justify-between lg:pb-8">
        <div className="flex max-w-md gap-3">
          <BrandMark className="mt-1 size-8 shrink-0" />
          <div>
            <p className="font-display text-[1.0625rem] font-semibold text-ink">{t('tagline')}</p>
            <p>{t('footer.promise')}</p>
            <Link to="/ofrece" className="text-link mt-1 inline-flex min-h-11 items-center font-semibold">
              {t('footer.offer')}
            </Link>
          </div>
        </div>
        <div className="sm:text-right">
          <p className="flex flex-wrap gap-x-4 sm:justify-end">
            <Link to="/terminos" className="text-link">
              {t('footer.terms')}
            </Link>
            <Link to="/privacidad" className="text-link">
              {t('footer.notice')}
            </Link>
          </p>
          <p>{t('footer.placeTime')}</p>
          <p>
            <a className="text-link" href="https://www.geonames.org/">
              {t('footer.geo')}
            </a>{' '}
            (
            <a className="text-link" href="https://creativecommons.org/licenses/by/4.0/" rel="license">
              {t('footer.license')}
            </a>
            )
          </p>
          <p>
            <a className="text-link" href="https://maplibre.org/">
              {t('footer.map')}
            </a>
          </p>
          {config?.sandbox && <p className="mt-2 font-semibold text-barro">{t('sandbox')}</p>}
        </div>
      </div>
    </footer>
  )
}
