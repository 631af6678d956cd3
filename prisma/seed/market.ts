/** Crafts, workshops, products, variants and their first stock as rows. */
import type { Bilingual, DemoFiles, DemoProduct, DemoWorkshop } from './demo-files.ts'
import { chance, demoEpoch, derivedId } from './derived.ts'
import { workshopUserId } from './people.ts'

/** From this many days on a piece is made when somebody orders it. */
const toOrderFromDays = 30
/** Of every workshop. */
export const returnDays = 14
const dayMs = 86_400_000
const hourMs = 3_600_000

export const sellerId = (workshopSlug: string): string => derivedId(`seller:${workshopSlug}`)
/** Ids follow the order of the file, which is the order of a catalogue that nobody has rated yet. */
export const productId = (slug: string, position: number): string =>
  derivedId(`product:${slug}`, new Date(demoEpoch.getTime() + position * 60_000))

/** One of a product's variants; a product without any has one, with an empty key and label. */
export interface DemoVariant {
  id: string
  sku: string
  label: Bilingual
  options: Record<string, string>
  priceCents: number
  stock: number
}

/** What is told about a bottle, as options of its variant. */
function bottleOptions({ volumeMl, abv, agave }: DemoProduct): Record<string, string> {
  return {
    ...(volumeMl === undefined ? {} : { volumeMl: String(volumeMl) }),
    ...(abv === undefined ? {} : { abv: String(abv) }),
    ...(agave === undefined ? {} : { agave }),
  }
}

export function variantsOf(product: DemoProduct, files: DemoFiles): DemoVariant[] {
  const told = files.market.products.find(({ slug }) => slug === product.slug)?.variants
  const variants = told ?? [
    { key: '', label: { es: '', en: '' }, options: {}, priceCents: product.priceCents, stock: product.stock },
  ]
  return variants.map(({ key, label, options, priceCents, stock }) => ({
    id: derivedId(`variant:${product.slug}:${key}`),
    sku: key === '' ? product.slug : `${product.slug}-${key}`,
    label,
    options: { ...bottleOptions(product), ...options },
    priceCents,
    stock,
  }))
}

export function craftRows({ crafts }: DemoFiles) {
  return crafts.types.map((craft, index) => ({
    slug: craft.slug,
    category: craft.category.toUpperCase(),
    name: craft.name.es,
    technique: craft.technique.es,
    description: craft.description.es,
    translations: { en: { name: craft.name.en, technique: craft.technique.en, description: craft.description.en } },
    towns: craft.towns,
    sort: index + 1,
  }))
}

/** The data's workshops are invented, and say so. */
const storyOf = ({ story }: DemoWorkshop): Bilingual => ({
  es: `${story.es} Taller ficticio de demostración.`,
  en: `${story.en} Fictional demo workshop.`,
})

export function workshopRows(files: DemoFiles, firstSeeded: Date) {
  const since = new Date(firstSeeded.getTime() - 140 * dayMs)
  const withAccount = new Set(Object.values(files.market.accounts))
  return files.crafts.workshops.map((workshop) => {
    const story = storyOf(workshop)
    return {
      id: sellerId(workshop.slug),
      user_id: workshopUserId(workshop, files.market.accounts),
      slug: workshop.slug,
      name: workshop.name,
      owner_name: workshop.ownerName,
      town: workshop.town,
      region: workshop.region,
      lat: workshop.lat,
      lng: workshop.lng,
      crafts: workshop.craftTypes,
      founded_year: workshop.foundedYear,
      story: story.es,
      translations: { en: { story: story.en } },
      images: [],
      verified: withAccount.has(workshop.slug) || chance(`verified:${workshop.slug}`) < 0.7,
      return_days: returnDays,
      created_at: since,
      updated_at: since,
    }
  })
}

/** The craft's technique, and for a bottle what is in it. */
function techniqueOf(product: DemoProduct, craft: Bilingual): Bilingual {
  if (product.abv === undefined) return craft
  const parts = { es: [`${product.abv} % Alc. Vol.`], en: [`${product.abv}% ABV`] }
  if (product.volumeMl !== undefined)
    for (const language of ['es', 'en'] as const) parts[language].push(`${product.volumeMl} ml`)
  if (product.agave === 'ensamble') {
    parts.es.push('ensamble de agaves')
    parts.en.push('blend of agaves')
  } else if (product.agave !== undefined)
    for (const language of ['es', 'en'] as const) parts[language].push(product.agave)
  // A liqueur is made of mezcal: how agave becomes mezcal would not tell how it was made.
  const first = product.agave === undefined ? { es: 'Licor de mezcal', en: 'Mezcal liqueur' } : craft
  return { es: `${first.es}. ${parts.es.join(', ')}.`, en: `${first.en}. ${parts.en.join(', ')}.` }
}

export function productRow(product: DemoProduct, position: number, files: DemoFiles, firstSeeded: Date) {
  const workshop = files.crafts.workshops.find(({ slug }) => slug === product.workshop)
  const craft = files.crafts.types.find(({ slug }) => slug === product.craftType)
  const texts = files.market.crafts.find(({ slug }) => slug === product.craftType)
  if (!workshop || !craft || !texts) throw new Error(`${product.slug} has no workshop, craft or texts of its craft`)
  const materials = files.market.products.find(({ slug }) => slug === product.slug)?.materials ?? texts.materials
  const technique = techniqueOf(product, craft.technique)
  const note = product.shippingNotes
  const description = note
    ? { es: `${product.description.es} ${note.es}`, en: `${product.description.en} ${note.en}` }
    : product.description
  const { length, width, height } = product.dimensionsCm
  // One by one over the months before, so that "newest" has an order.
  const since = new Date(firstSeeded.getTime() - 130 * dayMs + position * 6 * hourMs)
  return {
    id: productId(product.slug, position),
    slug: product.slug,
    seller_id: sellerId(workshop.slug),
    category: product.category.toUpperCase(),
    craft: craft.slug,
    town: workshop.town,
    region: workshop.region,
    name: product.name.es,
    description: description.es,
    materials: materials.map(({ es }) => es),
    technique: technique.es,
    care: texts.care.es,
    translations: {
      en: {
        name: product.name.en,
        description: description.en,
        materials: materials.map(({ en }) => en),
        technique: technique.en,
        care: texts.care.en,
      },
    },
    dimensions: { lengthCm: length, widthCm: width, heightCm: height },
    weight_grams: product.weightGrams,
    lead_time_days: product.leadTimeDays,
    made_to_order: product.leadTimeDays >= toOrderFromDays,
    age_restricted: product.ageRestricted,
    images: [],
    status: 'ACTIVE',
    price_from_cents: Math.min(...variantsOf(product, files).map(({ priceCents }) => priceCents)),
    created_at: since,
    updated_at: since,
  }
}

/** Variants and the movements that put their pieces on the shelf. */
export function stockRows(product: DemoProduct, row: { id: string; created_at: Date }, files: DemoFiles) {
  const told = variantsOf(product, files)
  return {
    variants: told.map((variant, sort) => ({
      id: variant.id,
      product_id: row.id,
      sku: variant.sku,
      label: variant.label.es,
      translations: variant.label.en === '' ? {} : { en: { label: variant.label.en } },
      options: variant.options,
      price_cents: variant.priceCents,
      on_hand: variant.stock,
      sort,
      created_at: row.created_at,
    })),
    movements: told
      .filter(({ stock }) => stock > 0)
      .map(({ id, stock }) => ({
        id: derivedId(`movement:initial:${id}`, row.created_at),
        variant_id: id,
        kind: 'INITIAL',
        quantity: stock,
        created_at: row.created_at,
      })),
  }
}
