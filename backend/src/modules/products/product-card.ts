import type { ProductCard } from '../../../../contracts/products.ts'
import { pesos } from '../../platform/pure/money.ts'
import { ratingOf } from '../../platform/pure/ratings.ts'
import type { CardRow } from './product-sql.ts'

export function cardOf(row: CardRow): ProductCard {
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    category: row.category as ProductCard['category'],
    craft: row.craft === null ? null : { slug: row.craft, name: row.craft_name ?? row.craft },
    town: row.town,
    region: row.region as ProductCard['region'],
    price: pesos(row.price_from_cents),
    priceVaries: row.price_varies,
    stock: row.stock,
    status: row.status as ProductCard['status'],
    madeToOrder: row.made_to_order,
    leadTimeDays: row.lead_time_days,
    ageRestricted: row.age_restricted,
    images: row.images,
    rating: ratingOf(row.rating_sum, row.rating_count),
    reviewCount: row.rating_count,
    seller: {
      id: row.seller_id,
      slug: row.seller_slug,
      name: row.seller_name,
      town: row.seller_town,
      verified: row.seller_verified,
    },
  }
}
