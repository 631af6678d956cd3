import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { todayAt } from '../../lib/dates.ts'
import { findsAsked, variedFinds } from '../../lib/finds.rules.ts'
import { productsQuery } from '../../lib/product-queries.ts'
import { Section } from '../../ui/page.tsx'
import { ProductGrid } from '../../ui/product-card.tsx'
import { Skeleton } from '../../ui/states.tsx'

/** One row on a wide screen, two on a phone. */
const findsShown = 4

/** A few pieces of the market. Home is about today: when they do not come, it goes on without them. */
export function MarketFinds() {
  const { t } = useTranslation('home')
  const query = useInfiniteQuery(productsQuery({ inStock: 'true' }, findsAsked))
  const found = variedFinds(query.data?.pages[0]?.items ?? [], findsShown, todayAt())
  if (query.isError || (query.isSuccess && found.length === 0)) return null
  return (
    <Section
      title={t('finds')}
      lead={t('findsLead')}
      action={
        <Link to="/tienda" className="text-link inline-flex min-h-11 items-center font-semibold">
          {t('findsMore')}
        </Link>
      }
    >
      {query.isPending ? (
        <Skeleton className="h-80 rounded-lg" />
      ) : (
        <ProductGrid products={found} className="md:grid-cols-4" />
      )}
    </Section>
  )
}
