/** A spreadsheet becomes products: all of it or none, and first only to see what would happen. */
import type { Language } from '../../../../contracts/common.ts'
import { mostImportRows, type ProductImport, type ProductWrite } from '../../../../contracts/products.ts'
import { type Tx, violates } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { readCsv } from '../../platform/csv.ts'
import { requireSeller } from './browse-own-products.ts'
import { insertWithVariants, slugAttempts } from './create-product.ts'
import type { Deps } from './deps.ts'
import { ageRestrictedOf, priceFrom, type VariantDraft } from './product-write.rules.ts'
import {
  type Column,
  columns,
  csvProblems,
  groupRows,
  mergeFields,
  type ProductRow,
  readHeads,
  readRow,
  type Wrong,
} from './products-csv.rules.ts'
import {
  changeProduct,
  changeVariant,
  correctStock,
  findOwnProductId,
  findTranslations,
  insertVariant,
  knownCrafts,
  lockProduct,
} from './products.repository.ts'

/** More than anyone mends in one go. */
const mostProblems = 200

type Problem = ProductImport['problems'][number]
interface Written {
  created: string[]
  updated: string[]
  wrong: Wrong[]
}
/** Undoes the transaction that only looked. */
class LookedOnly extends Error {
  readonly written: Written
  constructor(written: Written) {
    super('dry run')
    this.written = written
  }
}

/**
 * What is wrong is told by line and column. With nothing wrong, and no dry run, all of it is written.
 * @throws NOT_FOUND for someone who does not sell; unless it is a dry run, VALIDATION_FAILED with every problem
 */
export async function importProducts(
  deps: Pick<Deps, 'database' | 'forget' | 'sellerFor'> & {
    stockChanged(productIds: readonly string[]): Promise<void>
  },
  input: { userId: string; text: string; dryRun: boolean; language: Language },
): Promise<ProductImport> {
  const { dryRun, language, userId } = input
  const seller = await requireSeller(deps, userId, 'listings')
  const read = readSheet(input.text, language)
  const written = await writeAll(deps, { ...input, sellerId: seller.id, rows: read.rows, alreadyWrong: read.problems })
  const found = [...read.problems, ...written.wrong.map((wrong) => problemOf(wrong, read.heads, language))]
  const problems = firstOfEachCell(found)
    .toSorted((a, b) => a.line - b.line)
    .slice(0, mostProblems)
  if (!dryRun && problems.length > 0)
    throw platformErrors.VALIDATION_FAILED({
      errors: problems.map(({ line, column, reason }) => ({ pointer: `/${line}/${column}`, message: reason })),
    })
  const touched = [...written.created, ...written.updated]
  if (!dryRun) {
    for (const productId of touched) await deps.forget(productId)
    await deps.stockChanged(touched)
  }
  return {
    dryRun,
    rows: read.count,
    created: written.created.length,
    updated: written.updated.length,
    problems,
  }
}

/** A price that could not be read is not missing as well. */
function firstOfEachCell(problems: readonly Problem[]): Problem[] {
  const cells = new Map<string, Problem>()
  for (const problem of problems) {
    const cell = `${problem.line}/${problem.column}`
    if (!cells.has(cell)) cells.set(cell, problem)
  }
  return [...cells.values()]
}

interface Sheet {
  rows: ProductRow[]
  count: number
  problems: Problem[]
  heads: Partial<Record<Column, string>>
}

function readSheet(text: string, language: Language): Sheet {
  const reason = (problem: keyof typeof csvProblems) => csvProblems[problem][language]
  const { rows: found, brokenLine } = readCsv(text)
  const [first, ...lines] = found
  const none = { rows: [], count: lines.length, heads: {} }
  if (brokenLine !== null && brokenLine > 1)
    return { ...none, problems: [{ line: brokenLine, column: '', reason: reason('quotes') }] }
  const known = readHeads(first?.cells ?? [])
  if (!first || known.every(({ column }) => column === null))
    return { ...none, problems: [{ line: 1, column: '', reason: reason('no-heads') }] }
  if (lines.length > mostImportRows)
    return { ...none, problems: [{ line: mostImportRows + 2, column: '', reason: reason('too-many-rows') }] }
  const heads: Partial<Record<Column, string>> = {}
  const problems: Problem[] = []
  for (const { column, head } of known) {
    if (column === null) {
      if (head !== '') problems.push({ line: first.line, column: head.slice(0, 80), reason: reason('unknown-column') })
    } else if (heads[column] !== undefined)
      problems.push({ line: first.line, column: head, reason: reason('double-column') })
    else heads[column] = head
  }
  const rows: ProductRow[] = []
  for (const { line, cells } of lines) {
    const named: Partial<Record<Column, string>> = {}
    for (const [index, { column }] of known.entries()) if (column) named[column] = cells[index] ?? ''
    const { row, wrong } = readRow(line, named)
    // Else a comma in a text that stands without quotes would move what follows, or lose it.
    if (cells.slice(known.length).some((cell) => cell !== '')) wrong.push({ line, column: null, problem: 'more-cells' })
    rows.push(row)
    problems.push(...wrong.map((one) => problemOf(one, heads, language)))
  }
  return { rows, count: lines.length, problems, heads }
}

const problemOf = (wrong: Wrong, heads: Partial<Record<Column, string>>, language: Language): Problem => ({
  line: wrong.line,
  column: wrong.column === null ? '' : (heads[wrong.column] ?? columns[wrong.column][language]),
  reason: csvProblems[wrong.problem][language],
})

/** A dry run writes as the real one does, and takes it back: what it says is what would be. */
async function writeAll(
  deps: Pick<Deps, 'database'>,
  input: {
    userId: string
    sellerId: string
    language: Language
    dryRun: boolean
    rows: ProductRow[]
    alreadyWrong: Problem[]
  },
): Promise<Written> {
  const keep = !input.dryRun && input.alreadyWrong.length === 0
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await deps.database.transaction(async (tx) => {
        const written = await writeGroups(tx, input)
        if (!keep || written.wrong.length > 0) throw new LookedOnly(written)
        return written
      })
    } catch (error) {
      if (error instanceof LookedOnly) return error.written
      if (attempt >= slugAttempts || !violates(error, 'products_slug_key')) throw error
    }
  }
}

interface Writing {
  userId: string
  sellerId: string
  language: Language
}

async function writeGroups(tx: Tx, input: Writing & { rows: ProductRow[] }): Promise<Written> {
  const written: Written = { created: [], updated: [], wrong: [] }
  const crafts = await knownCrafts(tx)
  const groups = groupRows(input.rows)
  const found: { id: string | null; rows: ProductRow[] }[] = []
  for (const rows of groups) {
    const name = rows[0]?.product ?? null
    const id = name === null ? null : await findOwnProductId(tx, input.sellerId, name)
    if (name !== null && id === null)
      written.wrong.push({ line: rows[0]?.line ?? 0, column: 'product', problem: 'product' })
    else found.push({ id, rows })
  }
  // Known ones are locked in the order of their ids, as everywhere.
  for (const { id, rows } of found.toSorted((a, b) => ((a.id ?? '~') < (b.id ?? '~') ? -1 : 1))) {
    const { fields, wrong } = mergeFields(rows)
    for (const [index, row] of rows.entries())
      if (row.sku !== null && rows.findIndex(({ sku }) => sku === row.sku) < index)
        wrong.push({ line: row.line, column: 'sku', problem: 'same-sku' })
    const line = rows[0]?.line ?? 0
    if (fields.craft !== undefined && !crafts.includes(fields.craft))
      wrong.push({ line, column: 'craft', problem: 'craft' })
    if (wrong.length === 0) {
      const mended =
        id === null ? await addProduct(tx, input, rows, fields) : await changeKnown(tx, input, id, rows, fields)
      if (typeof mended === 'string') (id === null ? written.created : written.updated).push(mended)
      else wrong.push(...mended)
    }
    written.wrong.push(...wrong)
  }
  return written
}

async function addProduct(
  tx: Tx,
  { userId, sellerId, language }: Writing,
  rows: ProductRow[],
  fields: ProductRow['fields'],
): Promise<string | Wrong[]> {
  const line = rows[0]?.line ?? 0
  const wrong: Wrong[] = (['name', 'description', 'category'] as const)
    .filter((column) => fields[column] === undefined)
    .map((column) => ({ line, column, problem: 'missing' }))
  for (const row of rows) {
    if (row.priceCents === null) wrong.push({ line: row.line, column: 'price', problem: 'missing' })
    if (rows.length > 1 && row.label === null) wrong.push({ line: row.line, column: 'variant', problem: 'missing' })
  }
  const { name, description, category, nameEn, descriptionEn, ...rest } = fields
  if (wrong.length > 0 || !name || !description || !category) return wrong
  const drafts: VariantDraft[] = rows.map((row) => ({
    ...(row.sku === null ? {} : { sku: row.sku }),
    label: row.label ?? '',
    ...(row.labelEn === null ? {} : { translations: { en: { label: row.labelEn } } }),
    price: { amount: row.priceCents ?? 0 },
    stock: row.stock ?? 0,
  }))
  const product: Omit<ProductWrite, 'variants' | 'price' | 'stock' | 'imageIds' | 'imageAlts'> = {
    craft: null,
    materials: [],
    technique: '',
    care: '',
    dimensions: null,
    weightGrams: 500,
    leadTimeDays: 3,
    madeToOrder: false,
    ageRestricted: false,
    lowStockAt: null,
    status: 'DRAFT',
    ...rest,
    name,
    description,
    category,
    translations: { en: englishOf({ nameEn, descriptionEn }) },
  }
  return insertWithVariants(tx, { sellerId, userId, language, product, drafts })
}

const englishOf = ({ nameEn, descriptionEn }: { nameEn?: string | undefined; descriptionEn?: string | undefined }) => ({
  ...(nameEn === undefined ? {} : { name: nameEn }),
  ...(descriptionEn === undefined ? {} : { description: descriptionEn }),
})

async function changeKnown(
  tx: Tx,
  { userId, sellerId }: Writing,
  id: string,
  rows: ProductRow[],
  fields: ProductRow['fields'],
): Promise<string | Wrong[]> {
  const before = await lockProduct(tx, sellerId, id)
  const line = rows[0]?.line ?? 0
  if (!before) return [{ line, column: 'product', problem: 'product' }]
  const wrong: Wrong[] = []
  const variants = before.variants.map((variant) => ({ ...variant }))
  for (const row of rows) {
    const only = before.variants.length === 1 && rows.length === 1 ? variants[0] : undefined
    const variant = row.sku === null ? only : variants.find(({ sku }) => sku === row.sku)
    if (!variant && row.sku === null) wrong.push({ line: row.line, column: 'sku', problem: 'sku' })
    else if (!variant) {
      if (row.label === null || row.priceCents === null || row.sku === null) {
        wrong.push({ line: row.line, column: 'sku', problem: 'new-variant' })
        continue
      }
      await insertVariant(tx, id, {
        sku: row.sku,
        label: row.label,
        translations: row.labelEn === null ? {} : { en: { label: row.labelEn } },
        options: {},
        priceCents: row.priceCents,
        active: true,
        sort: variants.length,
        stock: row.stock ?? 0,
        userId,
      })
      variants.push({
        id: '',
        sku: row.sku,
        active: true,
        priceCents: row.priceCents,
        onHand: row.stock ?? 0,
        reserved: 0,
      })
    } else {
      const said = {
        ...(row.label === null ? {} : { label: row.label }),
        ...(row.labelEn === null ? {} : { translations: { en: { label: row.labelEn } } }),
        ...(row.priceCents === null ? {} : { priceCents: row.priceCents }),
      }
      if (Object.keys(said).length > 0) await changeVariant(tx, variant.id, said)
      variant.priceCents = row.priceCents ?? variant.priceCents
      // What can be bought is what the seller reads and writes; what is set aside stays on the shelf beside it.
      const quantity = row.stock === null ? 0 : row.stock - (variant.onHand - variant.reserved)
      if (quantity !== 0 && !(await correctStock(tx, { variantId: variant.id, quantity, note: 'CSV', userId })))
        wrong.push({ line: row.line, column: 'stock', problem: 'stock-reserved' })
    }
  }
  const { nameEn, descriptionEn, ...rest } = fields
  const status = rest.status ?? before.status
  if (status === 'ACTIVE' && !variants.some(({ active }) => active))
    wrong.push({ line, column: 'status', problem: 'nothing-on-sale' })
  if (wrong.length > 0) return wrong
  const english = englishOf({ nameEn, descriptionEn })
  const translations =
    Object.keys(english).length > 0 ? { translations: withEnglish(await findTranslations(tx, id), english) } : {}
  await changeProduct(tx, id, {
    ...rest,
    ...translations,
    ageRestricted: ageRestrictedOf({ ...before, ...(rest.category ? { category: rest.category } : {}) }),
    priceFromCents: priceFrom(variants),
  })
  return id
}

const withEnglish = (
  before: { en?: Record<string, unknown> },
  english: { name?: string; description?: string },
): ProductWrite['translations'] => ({ ...before, en: { ...before.en, ...english } })
