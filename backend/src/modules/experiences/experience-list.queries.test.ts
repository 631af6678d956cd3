/** The lists stay fast because each is one statement that walks an index: asked of the planner with 10,000 experiences. */
import { beforeAll, describe, expect, test } from 'vitest'
import { ExperienceListQuery } from '../../../../contracts/experiences.ts'
import { catalogueHouse } from '../../../test-support/catalogue-house.ts'
import { Prisma, type Reader } from '../../platform/database/index.ts'
import { searchWords } from '../../platform/pure/search-words.ts'
import { findSlots } from './experience.queries.ts'
import { listExperiences } from './experience-list.queries.ts'

const house = await catalogueHouse()

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string
  'Actual Rows': number
  'Actual Loops': number
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
/** The large tables that are read from end to end. */
const scanned = (plan: PlanNode) =>
  nodes(plan)
    .filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name'] !== 'host_profiles')
    .map((node) => node['Relation Name'])
const rowsOf = (plan: PlanNode, table: string) =>
  nodes(plan).reduce(
    (sum, node) => sum + (node['Relation Name'] === table ? node['Actual Rows'] * node['Actual Loops'] : 0),
    0,
  )

beforeAll(async () => {
  await house.travelTo('2027-03-10T18:00:00Z')
  const { hostId } = await house.host()
  await house.db.query(
    `INSERT INTO experiences (id, slug, host_id, category, region, title, description, translations, duration_minutes, languages, meeting_lat,
       meeting_lng, meeting_address, cancellation_policy, includes, bring, accessibility, images, status, price_from_cents, rating_sum, rating_count)
     SELECT gen_random_uuid(), 'e' || i, $1, (enum_range(null::"ExperienceCategory"))[1 + i % 5], (SELECT slug FROM regions WHERE sort = 1 + i % 8),
       CASE WHEN i % 100 = 0 THEN 'Grana cochinilla ' ELSE 'Paseo ' END || i, 'Una mañana en el valle.', '{}', 120, '{es}', 17, -96, 'Plaza', '{}',
       '{}', '{}', '', '{}', 'ACTIVE', 10000 + (i * 7919) % 200000, i % 7 * 4, i % 7
     FROM generate_series(1, 10000) i`,
    [hostId],
  )
  await house.db.query(
    `INSERT INTO slots (id, experience_id, starts_at, ends_at, bookable_until, capacity, taken)
     SELECT gen_random_uuid(), e.id, at, at + interval '2 hours', at - interval '2 hours', 10, CASE WHEN random() < 0.3 THEN 10 ELSE 3 END
     FROM experiences e CROSS JOIN generate_series(0, 9) week
     CROSS JOIN LATERAL (SELECT app_now() + make_interval(days => week * 7 + e.rating_count, mins => e.price_from_cents % 1440) AS at) t`,
  )
  await house.db.query('ANALYZE')
})

async function planOf(query: object): Promise<PlanNode> {
  const { reader, plans } = explaining()
  const parsed = ExperienceListQuery.parse(query)
  const typed = parsed.q ? { words: searchWords(parsed.q), exact: true } : null
  await listExperiences(reader, parsed, 'en', { typed, after: null })
  expect(plans).toHaveLength(1)
  return plans[0] as PlanNode
}

describe('with 10,000 experiences and 100,000 slots', () => {
  test.each([
    {},
    { sort: 'price' },
    { sort: '-price' },
    { sort: 'rating' },
    { region: 'costa', category: 'TOUR' },
    { guests: 4 },
    { from: '2027-03-20', to: '2027-03-27', guests: 2 },
    { priceMin: 200_000, sort: 'price' },
    { q: 'cochinilla' },
  ])('%j reads little more than its page', async (query) => {
    const plan = await planOf(query)
    expect(scanned(plan)).toEqual([])
    expect(rowsOf(plan, 'slots')).toBeLessThan(500)
    expect(rowsOf(plan, 'experiences')).toBeLessThan(500)
  })

  test('by soonest, each experience costs one look into the index of its slots', async () => {
    const plan = await planOf({ sort: 'soonest' })
    expect(scanned(plan)).not.toContain('slots')
    expect(rowsOf(plan, 'slots')).toBeLessThan(12_000)
  })

  test('further pages cost what the first one costs', async () => {
    const query = ExperienceListQuery.parse({ sort: 'price', limit: 100 })
    let after = (await listExperiences(house.database.read, query, 'es', { typed: null, after: null })).end
    for (let page = 0; page < 30 && after; page += 1)
      after = (await listExperiences(house.database.read, query, 'es', { typed: null, after })).end
    const { reader, plans } = explaining()
    await listExperiences(reader, query, 'es', { typed: null, after })
    expect(rowsOf(plans[0] as PlanNode, 'experiences')).toBeLessThan(500)
  })

  test('a calendar reads the slots of its days alone, in one statement', async () => {
    const [row] = await house.db.query<{ id: string }>('SELECT id FROM experiences LIMIT 1')
    const { reader, plans } = explaining()
    await findSlots(reader, (row as { id: string }).id, {})
    expect(plans).toHaveLength(1)
    expect(scanned(plans[0] as PlanNode)).toEqual([])
    expect(rowsOf(plans[0] as PlanNode, 'slots')).toBeLessThan(10)
  })
})
