/** A row of the products' spreadsheet: what its cells say, and what is wrong with them. Plain data in, plain data out. */
import type { Language } from '../../../../contracts/common.ts'
import { productCategories, type ProductCategory } from '../../../../contracts/products.ts'
import { centsOf } from '../../platform/pure/decimals.ts'

/** In the order of the export. */
export const columns = {
  product: { es: 'producto', en: 'product' },
  name: { es: 'nombre', en: 'name' },
  nameEn: { es: 'nombre en inglés', en: 'name in English' },
  description: { es: 'descripción', en: 'description' },
  descriptionEn: { es: 'descripción en inglés', en: 'description in English' },
  category: { es: 'categoría', en: 'category' },
  craft: { es: 'técnica', en: 'craft' },
  status: { es: 'estado', en: 'status' },
  sku: { es: 'clave', en: 'sku' },
  variant: { es: 'presentación', en: 'variant' },
  variantEn: { es: 'presentación en inglés', en: 'variant in English' },
  price: { es: 'precio', en: 'price' },
  stock: { es: 'piezas', en: 'stock' },
  lowStockAt: { es: 'avisar con', en: 'warn at' },
  weightGrams: { es: 'gramos', en: 'grams' },
  leadTimeDays: { es: 'días', en: 'days' },
  madeToOrder: { es: 'por encargo', en: 'made to order' },
  materials: { es: 'materiales', en: 'materials' },
} as const satisfies Record<string, Record<Language, string>>
export type Column = keyof typeof columns
export const columnNames = Object.keys(columns) as Column[]
export const headsOf = (language: Language): string[] => columnNames.map((name) => columns[name][language])

const plain = (text: string) => text.normalize('NFD').replaceAll(/\p{M}/gu, '').trim().toLowerCase()

/** Which column stands where; heads may be in either language, in any order, with or without accents. */
export function readHeads(cells: readonly string[]): { column: Column | null; head: string }[] {
  return cells.map((head) => ({
    head,
    column:
      columnNames.find((name) =>
        [name, columns[name].es, columns[name].en].some((known) => plain(known) === plain(head)),
      ) ?? null,
  }))
}

export const csvProblems = {
  'unknown-column': { es: 'No conocemos esta columna.', en: 'We do not know this column.' },
  'double-column': { es: 'Esta columna está dos veces.', en: 'This column is there twice.' },
  'no-heads': {
    es: 'Faltan los encabezados: empieza con un archivo exportado.',
    en: 'The heads are missing: begin with an exported file.',
  },
  quotes: {
    es: 'Hay comillas sueltas en esta fila: pon el texto entero entre comillas y las de adentro dobles ("").',
    en: 'There are stray quotes in this row: put the whole text in quotes and double those inside ("").',
  },
  'more-cells': {
    es: 'Esta fila tiene más celdas que encabezados: pon entre comillas los textos con comas.',
    en: 'This row has more cells than there are heads: put texts with commas in quotes.',
  },
  'too-many-rows': { es: 'Son más de 500 filas: divide el archivo.', en: 'More than 500 rows: split the file.' },
  missing: { es: 'Falta.', en: 'Is missing.' },
  length: { es: 'Es demasiado corto o demasiado largo.', en: 'Is too short or too long.' },
  category: {
    es: `Debe ser una de: ${productCategories.join(', ')}.`,
    en: `Must be one of: ${productCategories.join(', ')}.`,
  },
  status: { es: 'Debe ser DRAFT, ACTIVE o ARCHIVED.', en: 'Must be DRAFT, ACTIVE or ARCHIVED.' },
  price: {
    es: 'Debe ser un precio entre 10 y 500,000 pesos, por ejemplo 980.00.',
    en: 'Must be a price between 10 and 500,000 pesos, such as 980.00.',
  },
  number: { es: 'Debe ser un número entero, sin signo.', en: 'Must be a whole number without a sign.' },
  'yes-no': { es: 'Debe ser sí o no.', en: 'Must be yes or no.' },
  craft: { es: 'No conocemos esta técnica.', en: 'We do not know this craft.' },
  product: { es: 'No tienes este producto.', en: 'You have no such product.' },
  sku: {
    es: 'Este producto tiene varias presentaciones: di cuál con su clave.',
    en: 'This product has several variants: say which by its SKU.',
  },
  'same-sku': {
    es: 'Esta clave está dos veces en el mismo producto.',
    en: 'This SKU is there twice for the same product.',
  },
  differs: {
    es: 'Otra fila del mismo producto dice otra cosa.',
    en: 'Another row of the same product says something else.',
  },
  'stock-reserved': {
    es: 'Hay piezas apartadas: no pueden quedar menos.',
    en: 'Pieces are set aside: there cannot be fewer.',
  },
  'nothing-on-sale': {
    es: 'Para ponerlo a la venta necesita al menos una presentación activa.',
    en: 'To be on sale it needs at least one active variant.',
  },
  'new-variant': {
    es: 'Una presentación nueva necesita clave, nombre y precio.',
    en: 'A new variant needs a SKU, a name and a price.',
  },
} as const satisfies Record<string, Record<Language, string>>
export type CsvProblem = keyof typeof csvProblems

export interface Wrong {
  line: number
  column: Column | null
  problem: CsvProblem
}

/** An empty cell says nothing: of a product that is there it stays as it is. */
export interface ProductRow {
  line: number
  /** Slug or id; null makes a new one. */
  product: string | null
  fields: {
    name?: string
    nameEn?: string
    description?: string
    descriptionEn?: string
    category?: ProductCategory
    craft?: string
    status?: 'DRAFT' | 'ACTIVE' | 'ARCHIVED'
    weightGrams?: number
    leadTimeDays?: number
    madeToOrder?: boolean
    lowStockAt?: number
    materials?: string[]
  }
  sku: string | null
  label: string | null
  labelEn: string | null
  priceCents: number | null
  stock: number | null
}

const statuses = ['DRAFT', 'ACTIVE', 'ARCHIVED'] as const
/** What a seller reads in the list counts as well: sold out is on sale. */
const statusOf = (text: string) => (text === 'SOLD_OUT' ? 'ACTIVE' : statuses.find((one) => one === text))

export function readRow(line: number, cells: Partial<Record<Column, string>>): { row: ProductRow; wrong: Wrong[] } {
  const wrong: Wrong[] = []
  const text = (column: Column) => cells[column] ?? ''
  const fail = (column: Column, problem: CsvProblem): undefined => void wrong.push({ line, column, problem })
  const words = (column: Column, min: number, max: number): string | undefined => {
    const given = text(column)
    if (given === '') return undefined
    return given.length < min || given.length > max || given.includes('\u0000') ? fail(column, 'length') : given
  }
  const whole = (column: Column, max: number): number | undefined => {
    const given = text(column)
    if (given === '') return undefined
    return /^\d{1,6}$/.test(given) && Number(given) <= max ? Number(given) : fail(column, 'number')
  }
  const choice = <T>(column: Column, problem: CsvProblem, find: (given: string) => T | undefined): T | undefined => {
    const given = text(column)
    return given === '' ? undefined : (find(given) ?? fail(column, problem))
  }
  const materials = words('materials', 1, 1600)
    ?.split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '')
  if (materials && (materials.length > 20 || materials.some((one) => one.length > 80))) fail('materials', 'length')
  const fields = {
    name: words('name', 3, 120),
    nameEn: words('nameEn', 3, 120),
    description: words('description', 3, 5000),
    descriptionEn: words('descriptionEn', 3, 5000),
    category: choice('category', 'category', (given) =>
      productCategories.find((one) => one === plain(given).toUpperCase()),
    ),
    craft: choice('craft', 'craft', (given) => (/^[a-z0-9-]{1,60}$/.test(given) ? given : undefined)),
    status: choice('status', 'status', (given) => statusOf(given.toUpperCase())),
    weightGrams: whole('weightGrams', 100_000),
    leadTimeDays: whole('leadTimeDays', 365),
    madeToOrder: choice('madeToOrder', 'yes-no', (given) =>
      ['si', 'yes', 'true', '1'].includes(plain(given))
        ? true
        : ['no', 'false', '0'].includes(plain(given))
          ? false
          : undefined,
    ),
    lowStockAt: whole('lowStockAt', 100_000),
    materials,
  }
  const priceCents = choice('price', 'price', (given) => {
    const cents = centsOf(given)
    return cents !== null && cents >= 1000 && cents <= 50_000_000 ? cents : undefined
  })
  const row: ProductRow = {
    line,
    product: text('product') || null,
    fields: Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
    sku: words('sku', 1, 60) ?? null,
    label: words('variant', 1, 60) ?? null,
    labelEn: words('variantEn', 1, 60) ?? null,
    priceCents: priceCents ?? null,
    stock: whole('stock', 100_000) ?? null,
  }
  return { row, wrong }
}

/** Rows of the same product belong together: by its name in the first column, new ones by what they are called. */
export function groupRows(rows: readonly ProductRow[]): ProductRow[][] {
  const groups = new Map<string, ProductRow[]>()
  for (const row of rows) {
    const key = row.product === null ? `new:${row.fields.name ?? row.line}` : `old:${row.product}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups.values()]
}

/** What all rows of a product say of it together; where two say different things is wrong. */
export function mergeFields(rows: readonly ProductRow[]): { fields: ProductRow['fields']; wrong: Wrong[] } {
  const fields: Record<string, unknown> = {}
  const wrong: Wrong[] = []
  for (const { line, fields: said } of rows)
    for (const [name, value] of Object.entries(said)) {
      if (name in fields && JSON.stringify(fields[name]) !== JSON.stringify(value))
        wrong.push({ line, column: name as Column, problem: 'differs' })
      else fields[name] = value
    }
  return { fields: fields as ProductRow['fields'], wrong }
}
