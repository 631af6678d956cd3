/** How pictures end: by their owner, by the sweep, and with the person. */
import { beforeAll, describe, expect, test } from 'vitest'
import { mediaHouse } from '../../../test-support/media-house.ts'
import { jpeg } from '../../../test-support/picture-corpus.ts'

const house = await mediaHouse()
const { upload, ask, ready, work, db, media, storage, database, files } = house
let ana: string
beforeAll(async () => {
  ana = await house.person()
})

describe('removing', () => {
  const age = (id: string, hours: number) =>
    db.query(`UPDATE media SET created_at = app_now() - make_interval(hours => $2) WHERE id = $1`, [id, hours])

  test('the owner deletes what nothing shows, and its files are gone at once', async () => {
    const { id, picture } = await ready(ana, await jpeg())
    expect((await ask(ana, 'DELETE', `/media/${id}`)).status).toBe(204)
    expect((await ask(ana, 'GET', `/media/${id}`)).status).toBe(404)
    expect((await ask(null, 'GET', picture.url)).status).toBe(404)
    expect((await ask(ana, 'DELETE', `/media/${id}`)).status).toBe(404)
  })

  test('after a day the sweep takes what nothing shows, files first; run twice it does no more', async () => {
    const [loose, kept, fresh] = [
      await ready(ana, await jpeg()),
      await ready(ana, await jpeg()),
      await ready(ana, await jpeg()),
    ]
    await database.transaction((tx) => media.attach(tx, ana, [kept.id], 'LISTING'))
    await age(loose.id, 25)
    await age(kept.id, 25)
    expect((await media.sweep()).removed).toBe(1)
    expect((await media.sweep()).removed).toBe(0)
    expect(await db.query('SELECT id FROM media WHERE id = $1', [loose.id])).toEqual([])
    expect((await ask(null, 'GET', loose.picture.url)).status).toBe(404)
    for (const { picture } of [kept, fresh]) expect((await ask(null, 'GET', picture.url)).status).toBe(200)
  })

  test('the sweep ends what a process that died left: originals, removed rows, jobs that gave up', async () => {
    const { id } = await ready(ana, await jpeg())
    await storage.put(`originals/${id}`, Buffer.from('x'), { contentType: 'image/jpeg', isPublic: false })
    await db.query(`UPDATE media SET original_key = $2 WHERE id = $1`, [id, `originals/${id}`])
    await age(id, 2)
    const stuck = (await upload(ana, await jpeg())).body.id
    house.waiting.length = 0
    await age(stuck, 2)
    expect(await media.sweep()).toMatchObject({ originals: 1, again: 1 })
    expect(await files()).not.toContain(`originals/${id}`)
    await work()
    expect((await ask(ana, 'GET', `/media/${stuck}`)).body.status).toBe('READY')
  })

  test('removed while its sizes are made, it leaves no file', async () => {
    const { body } = await upload(ana, await jpeg({ width: 1300, height: 800 }))
    const working = media.process(body.id)
    expect((await ask(ana, 'DELETE', `/media/${body.id}`)).status).toBe(204)
    await working.catch(() => {})
    house.waiting.length = 0
    expect(await db.query(`SELECT refused_reason FROM media WHERE id = $1`, [body.id])).toEqual([
      { refused_reason: 'REMOVED' },
    ])
    expect((await files()).filter((name) => name.includes(body.id))).toEqual([])
  })

  test('everything of a person who leaves goes, shown or not', async () => {
    const eva = await house.person()
    const { id, picture } = await ready(eva, await jpeg())
    await database.transaction((tx) => media.attach(tx, eva, [id], 'LISTING'))
    await database.transaction((tx) => media.forgetOwner(tx, eva))
    await media.sweep()
    expect((await ask(null, 'GET', picture.url)).status).toBe(404)
    expect(await db.query('SELECT id FROM media WHERE owner_id = $1', [eva])).toEqual([])
  })

  test('keeps its promises', async () => {
    for (const { name, sql } of media.guarantees ?? [])
      expect({ name, rows: await db.query(sql) }).toEqual({ name, rows: [] })
  })
})
