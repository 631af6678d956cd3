/** A piece while its seller writes it: texts as they are typed, until they are a write of the contract. */
import type { OwnProduct, ProductPatch, ProductWrite } from '../../../contracts/products.ts'
import { leastPrice, mostPrice } from '../../../contracts/products-prices.ts'
import { pesosText, readCount, readList, readPesos } from '../../lib/pesos.rules.ts'

type Texts = { es: string; en: string }
export interface VariantDraft {
  key: string
  id: string | null
  sku: string
  label: Texts
  price: string
  /** Of a new one; what is on the shelf is corrected apart. */
  stock: string
  active: boolean
}
export interface PieceDraft {
  name: Texts
  description: Texts
  materials: Texts
  technique: Texts
  care: Texts
  category: OwnProduct['category']
  craft: string
  hasVariants: boolean
  variants: VariantDraft[]
  lengthCm: string
  widthCm: string
  heightCm: string
  weightGrams: string
  leadTimeDays: string
  lowStockAt: string
  madeToOrder: boolean
  ageRestricted: boolean
}

export const newVariant = (key: string): VariantDraft => ({
  key,
  id: null,
  sku: '',
  label: { es: '', en: '' },
  price: '',
  stock: '1',
  active: true,
})

const none: Texts = { es: '', en: '' }
export const emptyPiece = (): PieceDraft => ({
  name: none,
  description: none,
  materials: none,
  technique: none,
  care: none,
  category: 'ARTESANIA',
  craft: '',
  hasVariants: false,
  variants: [newVariant('first')],
  lengthCm: '',
  widthCm: '',
  heightCm: '',
  weightGrams: '500',
  leadTimeDays: '3',
  lowStockAt: '2',
  madeToOrder: false,
  ageRestricted: false,
})

const word = (value: unknown): string => (typeof value === 'string' ? value : '')
const list = (value: unknown): string =>
  (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []).join(', ')

/** What is sold now as its seller edits it. */
export function pieceDraft(piece: OwnProduct): PieceDraft {
  const en = piece.translations['en'] ?? {}
  const variants = piece.variants.map((variant) => ({
    key: variant.id,
    id: variant.id,
    sku: variant.sku,
    label: { es: variant.label, en: word(variant.translations['en']?.['label']) },
    price: pesosText(variant.price.amount),
    stock: String(variant.stock),
    active: variant.active,
  }))
  const { dimensions } = piece
  return {
    name: { es: piece.name, en: word(en['name']) },
    description: { es: piece.description, en: word(en['description']) },
    materials: { es: piece.materials.join(', '), en: list(en['materials']) },
    technique: { es: piece.technique, en: word(en['technique']) },
    care: { es: piece.care, en: word(en['care']) },
    category: piece.category,
    craft: piece.craft?.slug ?? '',
    hasVariants: variants.length > 1 || (variants[0]?.label.es ?? '') !== '',
    variants,
    lengthCm: dimensions ? String(dimensions.lengthCm) : '',
    widthCm: dimensions ? String(dimensions.widthCm) : '',
    heightCm: dimensions ? String(dimensions.heightCm) : '',
    weightGrams: String(piece.weightGrams),
    leadTimeDays: String(piece.leadTimeDays),
    lowStockAt: piece.lowStockAt === null ? '' : String(piece.lowStockAt),
    madeToOrder: piece.madeToOrder,
    ageRestricted: piece.ageRestricted,
  }
}

export type PieceProblem =
  | 'name'
  | 'description'
  | 'english'
  | 'price'
  | 'stock'
  | 'label'
  | 'noneOnSale'
  | 'dimensions'
  | 'weight'
  | 'leadTime'
  | 'lowStock'

const size = (text: string): number | null => {
  const value = Number(text.replace(',', '.'))
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 && value <= 1000 ? value : null
}

/** What is missing or wrong, by the pointer of the field in the write. Empty when it can be saved. */
export function pieceProblems(draft: PieceDraft): Partial<Record<string, PieceProblem>> {
  const found: Partial<Record<string, PieceProblem>> = {}
  const short = (text: string) => text.trim().length < 3
  const halfWritten = (text: string) => text.trim() !== '' && short(text)
  if (short(draft.name.es)) found['/name'] = 'name'
  if (short(draft.description.es)) found['/description'] = 'description'
  if (halfWritten(draft.name.en)) found['/translations/en/name'] = 'english'
  if (halfWritten(draft.description.en)) found['/translations/en/description'] = 'english'
  const shown = draft.hasVariants ? draft.variants : draft.variants.slice(0, 1)
  for (const [index, variant] of shown.entries()) {
    const price = readPesos(variant.price)
    if (price === null || price < leastPrice || price > mostPrice) found[`/variants/${index}/price`] = 'price'
    if (variant.id === null && (readCount(variant.stock) ?? 100_001) > 100_000)
      found[`/variants/${index}/stock`] = 'stock'
    if (draft.hasVariants && variant.label.es.trim() === '') found[`/variants/${index}/label`] = 'label'
  }
  if (draft.hasVariants && shown.every(({ active }) => !active)) found['/variants'] = 'noneOnSale'
  const sides = [draft.lengthCm, draft.widthCm, draft.heightCm]
  const isMeasured = sides.some((side) => side.trim() !== '')
  if (isMeasured && sides.some((side) => size(side) === null)) found['/dimensions'] = 'dimensions'
  if ((readCount(draft.weightGrams) ?? 100_001) > 100_000) found['/weightGrams'] = 'weight'
  if ((readCount(draft.leadTimeDays) ?? 366) > 365) found['/leadTimeDays'] = 'leadTime'
  if (draft.lowStockAt.trim() !== '' && (readCount(draft.lowStockAt) ?? 1001) > 1000) found['/lowStockAt'] = 'lowStock'
  return found
}

/** Texts in English that somebody wrote; the others are not sent. */
function english(draft: PieceDraft): NonNullable<ProductPatch['translations']> {
  const texts = {
    name: draft.name.en.trim(),
    description: draft.description.en.trim(),
    technique: draft.technique.en.trim(),
    care: draft.care.en.trim(),
  }
  const materials = readList(draft.materials.en)
  const written = {
    ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')),
    ...(materials.length > 0 && { materials }),
  }
  return Object.keys(written).length > 0 ? { en: written } : {}
}

const pesos = (text: string) => ({ amount: readPesos(text) ?? 0, currency: 'MXN' as const })

function variantWrites({ variants }: PieceDraft): NonNullable<ProductPatch['variants']> {
  return variants.map(({ id, sku, label, price, stock, active }) => ({
    ...(id === null ? { stock: readCount(stock) ?? 0 } : { id }),
    ...(sku.trim() !== '' && { sku: sku.trim() }),
    label: label.es.trim(),
    translations: label.en.trim() === '' ? {} : { en: { label: label.en.trim() } },
    price: pesos(price),
    active,
  }))
}

function commonWrite(draft: PieceDraft) {
  const [lengthCm, widthCm, heightCm] = [size(draft.lengthCm), size(draft.widthCm), size(draft.heightCm)]
  return {
    name: draft.name.es.trim(),
    description: draft.description.es.trim(),
    translations: english(draft),
    category: draft.category,
    craft: draft.craft === '' ? null : draft.craft,
    materials: readList(draft.materials.es),
    technique: draft.technique.es.trim(),
    care: draft.care.es.trim(),
    dimensions: lengthCm === null || widthCm === null || heightCm === null ? null : { lengthCm, widthCm, heightCm },
    weightGrams: readCount(draft.weightGrams) ?? 500,
    leadTimeDays: readCount(draft.leadTimeDays) ?? 3,
    lowStockAt: readCount(draft.lowStockAt),
    madeToOrder: draft.madeToOrder,
    ageRestricted: draft.ageRestricted,
  }
}

type Status = NonNullable<ProductPatch['status']>

/** A new piece. */
export function pieceWrite(draft: PieceDraft, status: Status): Omit<ProductWrite, 'imageIds' | 'imageAlts'> {
  const [first] = draft.variants
  return {
    ...commonWrite(draft),
    price: pesos(first?.price ?? ''),
    stock: readCount(first?.stock ?? '') ?? 0,
    ...(draft.hasVariants && { variants: variantWrites(draft) }),
    status,
  }
}

/** A change of one: pieces on the shelf are never set here, a sale may have moved them meanwhile. */
export function piecePatch(draft: PieceDraft, status: Status | undefined): ProductPatch {
  return {
    ...commonWrite(draft),
    ...(draft.hasVariants ? { variants: variantWrites(draft) } : { price: pesos(draft.variants[0]?.price ?? '') }),
    ...(status && { status }),
  }
}
