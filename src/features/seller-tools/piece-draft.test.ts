import { describe, expect, test } from 'vitest'
import { type OwnProduct, ProductPatch, ProductWrite } from '../../../contracts/products.ts'
import { lowVariants } from './low-variants.rules.ts'
import { emptyPiece, newVariant, pieceDraft, piecePatch, pieceProblems, pieceWrite } from './piece-draft.rules.ts'

const id = '01a200cd-ddd9-7211-8467-58fb6374bc3f'
const piece: OwnProduct = {
  id,
  slug: 'cantaro',
  name: 'Cántaro calado',
  category: 'CERAMICA',
  craft: { slug: 'barro-negro', name: 'Barro negro' },
  town: 'San Bartolo Coyotepec',
  region: 'valles-centrales',
  price: { amount: 98_000, currency: 'MXN' },
  priceVaries: false,
  stock: 4,
  status: 'ACTIVE',
  madeToOrder: false,
  leadTimeDays: 5,
  lowStockAt: 2,
  isLow: false,
  ageRestricted: false,
  images: [],
  pictures: [],
  rating: null,
  reviewCount: 0,
  description: 'Cántaro redondo.',
  materials: ['Barro', 'Agua'],
  technique: 'Bruñido',
  care: '',
  dimensions: { lengthCm: 20, widthCm: 20.5, heightCm: 28 },
  weightGrams: 1600,
  translations: { en: { name: 'Pierced jar', materials: ['Clay'] } },
  version: 3,
  variants: [
    {
      id,
      sku: 'V1',
      label: '',
      options: {},
      price: { amount: 98_000, currency: 'MXN' },
      stock: 4,
      translations: {},
      onHand: 5,
      reserved: 1,
      active: true,
    },
  ],
}

test('of several variants those are named that run low', () => {
  const [one] = piece.variants
  if (!one) throw new Error('no variant')
  const variants = [
    { ...one, label: 'Chico', stock: 2 },
    { ...one, label: 'Grande', stock: 9 },
    { ...one, label: 'Gigante', stock: 0, active: false },
  ]
  expect(lowVariants({ ...piece, isLow: true, stock: 11, variants }).map(({ label }) => label)).toEqual(['Chico'])
  expect(lowVariants({ ...piece, isLow: false, variants })).toEqual([])
  expect(lowVariants({ ...piece, isLow: true, variants: variants.slice(0, 1) })).toEqual([])
})

describe('what is written passes the contract', () => {
  test('as it came', () => {
    const draft = pieceDraft(piece)
    expect(pieceProblems(draft)).toEqual({})
    const patch = piecePatch(draft, undefined)
    expect(ProductPatch.parse(patch)).toMatchObject({
      name: piece.name,
      materials: piece.materials,
      dimensions: piece.dimensions,
      price: piece.price,
      translations: piece.translations,
    })
    expect(patch).not.toHaveProperty('stock')
    expect(patch).not.toHaveProperty('variants')
  })

  test('a new one with variants', () => {
    const draft = {
      ...emptyPiece(),
      name: { es: 'Jarra', en: '' },
      description: { es: 'De barro.', en: '' },
      hasVariants: true,
      variants: [
        { ...newVariant('a'), label: { es: 'Chica', en: 'Small' }, price: '250', stock: '3' },
        { ...newVariant('b'), label: { es: 'Grande', en: '' }, price: '400.50', stock: '0' },
      ],
    }
    expect(pieceProblems(draft)).toEqual({})
    expect(ProductWrite.parse(pieceWrite(draft, 'ACTIVE')).variants).toMatchObject([
      { label: 'Chica', stock: 3, price: { amount: 25_000 }, translations: { en: { label: 'Small' } } },
      { label: 'Grande', stock: 0, price: { amount: 40_050 } },
    ])
  })

  test('one that becomes several keeps its first', () => {
    const known = pieceDraft(piece)
    const draft = {
      ...known,
      hasVariants: true,
      variants: [
        { ...known.variants[0]!, label: { es: 'Chico', en: '' } },
        { ...newVariant('b'), label: { es: 'Grande', en: '' }, price: '10' },
      ],
    }
    expect(ProductPatch.parse(piecePatch(draft, 'ACTIVE')).variants).toMatchObject([{ id }, { stock: 1 }])
    expect(piecePatch(draft, 'ACTIVE').variants?.[0]).not.toHaveProperty('stock')
  })
})

test('what is missing is said of its field', () => {
  expect(pieceProblems(emptyPiece())).toEqual({
    '/name': 'name',
    '/description': 'description',
    '/variants/0/price': 'price',
  })
  const draft = { ...pieceDraft(piece), widthCm: '', name: { es: 'Cántaro', en: 'X' }, weightGrams: '' }
  expect(pieceProblems(draft)).toEqual({
    '/translations/en/name': 'english',
    '/dimensions': 'dimensions',
    '/weightGrams': 'weight',
  })
})
