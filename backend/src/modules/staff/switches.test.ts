/** What staff close, and what they announce, for everyone and in every process. */
import { beforeAll, expect, test, vi } from 'vitest'
import type { Feature } from '../../../../contracts/settings.ts'
import { testDatabase } from '../../../test-support/postgres.ts'
import { type Person, wholeHouse } from '../../../test-support/whole-house.ts'
import { newId } from '../../platform/ids.ts'
import { createFanOut } from '../../platform/realtime/fan-out.ts'
import { createSettings } from '../settings/index.ts'

const db = await testDatabase()
const { platform, startJobs, person, api } = await wholeHouse(db.url)
let admin: Person
let owner: Person

beforeAll(async () => {
  await startJobs()
  admin = await person('Abril', 'admin')
  owner = await person('Eufemia')
  await db.query(
    `INSERT INTO seller_profiles (id, user_id, slug, name, owner_name, town, region, crafts, story, translations, images)
     VALUES ($1, $2, 'taller-cuarzo', 'Taller Cuarzo', 'Eufemia Ruiz', '', 'valles-centrales', '{}', '', '{}', '{}')`,
    [newId(), owner.id],
  )
}, 60_000)

test('what staff close answers everyone with its own code, in every process, until they open it', async () => {
  const { body: cart } = await api(owner, 'GET', '/features')
  expect(cart).toEqual({ BOOKINGS: true, MARKET: true, APPLICATIONS: true, MESSAGE_PHOTOS: true, REVIEWS: true })
  const buyer = await person('Clara')
  const [cartId, productId, variantId] = [newId(), newId(), newId()]
  await db.query(
    `INSERT INTO products (id, slug, seller_id, category, town, region, name, description, materials, translations, weight_grams, images, status, price_from_cents)
     SELECT $1, 'jarro', id, 'CERAMICA', '', 'costa', 'Jarro', '', '{}', '{}', 100, '{}', 'ACTIVE', 100 FROM seller_profiles LIMIT 1`,
    [productId],
  )
  await db.query(
    `INSERT INTO product_variants (id, product_id, sku, label, translations, options, price_cents, on_hand) VALUES ($1, $2, 'J', '', '{}', '{}', 100, 0)`,
    [variantId, productId],
  )
  await db.query('INSERT INTO carts (id, user_id) VALUES ($1, $2)', [cartId, buyer.id])
  await db.query(
    'INSERT INTO cart_items (cart_id, variant_id, product_id, quantity, seen_price_cents) VALUES ($1, $2, $3, 1, 100)',
    [cartId, variantId, productId],
  )
  const wanted = {
    BOOKINGS: ['/bookings', { slotId: newId(), party: [{ type: 'adult', quantity: 1 }] }, 'BOOKINGS_PAUSED'],
    MARKET: ['/checkouts', {}, 'MARKET_CLOSED'],
    APPLICATIONS: ['/me/applications', { kind: 'HOST' }, 'APPLICATIONS_CLOSED'],
    MESSAGE_PHOTOS: [
      '/threads',
      { subject: { kind: 'PRODUCT', id: newId() }, text: 'hola', imageIds: [newId()] },
      'MESSAGE_PHOTOS_PAUSED',
    ],
    REVIEWS: ['/reviews', { bookingId: newId(), rating: 5, text: 'Muy bien todo, gracias.' }, 'REVIEWS_PAUSED'],
  } as const
  const elsewhere = createFanOut({
    databaseUrl: db.url,
    database: platform.database,
    redis: null,
    logger: platform.logger,
  })
  await vi.waitUntil(() => elsewhere.listening())
  const other = createSettings({
    turned: async () => {},
    database: platform.database,
    fanOut: elsewhere,
    audit: async () => {},
    assertProved: async () => {},
  })
  const applicant = await person('Dora')
  const { body: draft } = await api(applicant, 'POST', '/me/applications', { kind: 'HOST' })
  for (const [feature, [path, body, code]] of Object.entries(wanted)) {
    const turn = (open: boolean) =>
      api(admin, 'PUT', `/admin/features/${feature}`, { open, reason: 'mantenimiento de esta noche' })
    await other.assertOpen(feature as Feature)
    expect(await turn(false)).toMatchObject({
      status: 200,
      body: { feature, open: false, updatedBy: { id: admin.id } },
    })
    expect({ feature, ...(await api(buyer, 'POST', path, body)) }).toMatchObject({
      feature,
      status: 409,
      body: { code },
    })
    expect((await api(null, 'GET', '/features')).body[feature]).toBe(false)
    await vi.waitUntil(() =>
      other.assertOpen(feature as Feature).then(
        () => false,
        (error: { code: string }) => error.code === code,
      ),
    )
    await turn(true)
    const again = await api(buyer, 'POST', path, body)
    expect({ feature, code: again.body.code }).not.toMatchObject({ code })
  }
  // Those who waited for seats are asked at once; a switch that stays as it is asks nobody.
  const sweeps = () => db.query(`SELECT 1 FROM pgboss.job WHERE name = 'schedules.sweep' AND state = 'created'`)
  const before = (await sweeps()).length
  for (const open of [true, false, true, true])
    await api(admin, 'PUT', '/admin/features/BOOKINGS', { open, reason: 'pasó la tormenta' })
  expect(await sweeps()).toHaveLength(before + 1)
  // Words without photos go on while photos are closed.
  await api(admin, 'PUT', '/admin/features/MESSAGE_PHOTOS', { open: false, reason: 'spam de fotos' })
  const words = { subject: { kind: 'PRODUCT', id: newId() }, text: 'hola', imageIds: [] }
  expect(await api(buyer, 'POST', '/threads', words)).toMatchObject({ status: 404 })
  await api(admin, 'PUT', '/admin/features/MESSAGE_PHOTOS', { open: true, reason: 'ya pasó' })
  // A draft begun before waits too: it is not sent while applications are closed.
  const sent = async () => (await api(applicant, 'POST', `/me/applications/${draft.id}/submit`)).body.code
  await api(admin, 'PUT', '/admin/features/APPLICATIONS', { open: false, reason: 'cupo lleno' })
  expect(await sent()).toBe('APPLICATIONS_CLOSED')
  await api(admin, 'PUT', '/admin/features/APPLICATIONS', { open: true, reason: 'ya hay lugar' })
  expect(await sent()).toBe('APPLICATION_INCOMPLETE')
  const log = await api(admin, 'GET', '/admin/audit-log?action=feature.&subject=feature:MARKET&sort=oldest')
  expect(log.body.items).toMatchObject([
    { action: 'feature.closed', before: { open: true }, after: { open: false }, reason: 'mantenimiento de esta noche' },
    { action: 'feature.opened', before: { open: false }, after: { open: true } },
  ])
  expect(await api(buyer, 'PUT', '/admin/features/MARKET', { open: false, reason: 'porque sí' })).toMatchObject({
    status: 403,
  })
  await elsewhere.close()
})

test('announcements are for everyone, for their time; the loudest comes first', async () => {
  const made = await api(admin, 'POST', '/admin/announcements', {
    text: { es: 'Hoy cerramos temprano.', en: 'We close early today.' },
    level: 'URGENT',
  })
  expect(made).toMatchObject({ status: 201, body: { level: 'URGENT' } })
  const quiet = await api(admin, 'POST', '/admin/announcements', {
    text: { es: 'Hay nuevas rutas.', en: 'New routes.' },
  })
  const later = await api(admin, 'POST', '/admin/announcements', {
    text: { es: 'Mañana.', en: 'Tomorrow.' },
    startsAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  expect((await api(null, 'GET', '/announcements')).body.items).toMatchObject([
    { text: 'Hoy cerramos temprano.', level: 'URGENT' },
    { text: 'Hay nuevas rutas.', level: 'INFO' },
  ])
  for (const { body } of [quiet, later])
    expect((await api(admin, 'DELETE', `/admin/announcements/${body.id}`)).status).toBe(204)
  expect((await api(admin, 'DELETE', `/admin/announcements/${made.body.id}`)).status).toBe(204)
  expect((await api(null, 'GET', '/announcements')).body.items).toEqual([])
})
