import { useTranslation } from 'react-i18next'
import { Skeleton } from '../../ui/states.tsx'
import { Textile } from '../../ui/textile.tsx'

/** Pieces on their way, in the columns they will stand in, each with a faint rug. Announced once. */
export function LoadingPieces({ count }: { count: number }) {
  const { t } = useTranslation('browse')
  return (
    <div>
      <output className="sr-only">{t('loading')}</output>
      <div aria-hidden className="grid grid-cols-2 gap-3 sm:gap-5 md:grid-cols-3 lg:grid-cols-4">
        {Array.from({ length: count }, (_, i) => (
          <div key={i} className="overflow-hidden rounded-lg border border-line bg-surface">
            <div className="aspect-square animate-breathe opacity-25 saturate-50">
              <Textile id={`cargando-${i}`} />
            </div>
            <div className="flex flex-col gap-2.5 p-3 sm:p-4">
              <Skeleton className="h-5 w-4/5" />
              <Skeleton className="h-4 w-3/5" />
              <Skeleton className="h-5 w-2/5" />
            </div>
          </div>
        ))}
      </div>
    </div>
  )
}
