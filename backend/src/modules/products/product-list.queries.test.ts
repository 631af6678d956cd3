/** The lists stay fast because each is one statement that walks an index: asked of the planner with 10,000 products. */
import { beforeAll, describe, expect, test } from 'vitest'
import { ProductListQuery } from '../../../../contracts/products.ts'
import { fillMarket, marketHouse } from '../../../test-support/market-house.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { searchWords } from '../../platform/pure/search-words.ts'
import { listProducts } from './product-list.queries.ts'
import { findProduct, findRelated } from './product.queries.ts'
import { findSuggestions } from './suggestions.queries.ts'

const house = await marketHouse()
beforeAll(() => fillMarket(house.db, Number(process.env['MARKET_SIZE'] ?? 10_000)), 300_000)

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Actual Total Time': number
  Plans?: PlanNode[]
}

/** A reader that runs each statement under EXPLAIN and keeps the plans. */
function explaining() {
  const plans: PlanNode[] = []
  const reader = {
    async $queryRaw(strings: TemplateStringsArray, ...values: unknown[]) {
      const statement = Prisma.sql(strings, ...values)
      const [row] = await house.database.read.$queryRaw<{ 'QUERY PLAN': [{ Plan: PlanNode }] }[]>(
        Prisma.sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`,
      )
      plans.push((row as { 'QUERY PLAN': [{ Plan: PlanNode }] })['QUERY PLAN'][0].Plan)
      return []
    },
  }
  return { reader: reader as unknown as Reader, plans }
}

const nodes = (plan: PlanNode): PlanNode[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)]
const large = new Set(['products', 'product_variants'])
/** The large tables that are read from end to end. */
const scanned = (plan: PlanNode) =>
  nodes(plan)
    .filter((node) => node['Node Type'] === 'Seq Scan' && large.has(node['Relation Name'] ?? ''))
    .map((node) => node['Relation Name'])
const rowsOf = (plan: PlanNode, table: string) =>
  nodes(plan).reduce(
    (sum, node) => sum + (node['Relation Name'] === table ? node['Actual Rows'] * node['Actual Loops'] : 0),
    0,
  )

async function planOf(asked: object, exact = true): Promise<PlanNode> {
  const { reader, plans } = explaining()
  const query = ProductListQuery.parse(asked)
  const typed = query.q ? { words: searchWords(query.q), exact } : null
  await listProducts(reader, query, 'en', { typed, after: null })
  expect(plans).toHaveLength(1)
  return plans[0] as PlanNode
}

describe('with 10,000 products', () => {
  test.each([
    {},
    { sort: 'price' },
    { sort: '-price' },
    { sort: 'rating' },
    { sort: 'newest' },
    { category: 'TEXTIL', sort: 'price' },
    { category: 'MEZCAL' },
    { region: 'costa', category: 'TEXTIL' },
    { craft: 'craft-3' },
    { town: 'Pueblo 7' },
    { seller: 'artesana7' },
    { inStock: 'true' },
    { priceMin: 1_000_000, sort: 'price' },
    { priceMin: 100_000, priceMax: 200_000, inStock: 'true', sort: '-price' },
    { q: 'cochinilla' },
  ])('%j reads little more than its page', async (query) => {
    const plan = await planOf(query)
    expect(scanned(plan)).toEqual([])
    expect(rowsOf(plan, 'products')).toBeLessThan(700)
    expect(rowsOf(plan, 'product_variants')).toBeLessThan(700)
  })

  test('a typo is looked up in the index of names', async () => {
    const plan = await planOf({ q: 'cochinila grama' }, false)
    expect(scanned(plan)).toEqual([])
    expect(rowsOf(plan, 'products')).toBeLessThan(700)
  })

  test('further pages cost what the first one costs, in every order', async () => {
    for (const sort of ['price', '-price', 'newest', 'recommended', 'rating']) {
      const query = ProductListQuery.parse({ sort, limit: 100 })
      let after = (await listProducts(house.database.read, query, 'es', { typed: null, after: null })).end
      const seen = new Set<string>()
      for (let page = 0; page < 10; page += 1) {
        const next = await listProducts(house.database.read, query, 'es', { typed: null, after })
        for (const { id } of next.items) seen.add(id)
        after = next.end
      }
      expect(seen.size).toBe(1000)
      const { reader, plans } = explaining()
      await listProducts(reader, query, 'es', { typed: null, after })
      expect(rowsOf(plans[0] as PlanNode, 'products')).toBeLessThan(500)
    }
  })

  test('a page, more of the same and suggestions read a handful of rows', async () => {
    const [row] = await house.db.query<{ id: string }>('SELECT id FROM products LIMIT 1')
    const { reader, plans } = explaining()
    await findProduct(reader, (row as { id: string }).id, 'en')
    await findRelated(reader, (row as { id: string }).id, 'en', 12)
    await findSuggestions(reader, 'cochi', 'es', 8)
    for (const plan of plans) {
      expect(scanned(plan)).toEqual([])
      expect(rowsOf(plan, 'products')).toBeLessThan(700)
    }
  })
})
