import { describe, expect, test } from 'vitest'
import { reviewHouse } from '../../../test-support/review-house.ts'

const house = await reviewHouse()
const { ask, db } = house
const experience = async () => (await house.slot()).experienceId
const rating = async (path: string) => {
  const { body } = await ask(null, 'GET', path)
  return [body.rating, body.reviewCount]
}
const write = (userId: string, about: object, more: object = {}) =>
  ask(userId, 'POST', '/reviews', { ...about, rating: 5, text: 'Una tarde inolvidable.', ...more })
const host = async () => (await house.slot()).hostUserId

describe('a review', () => {
  test('of a completed booking: public, counted in the rating, its author shown by first name', async () => {
    const experienceId = await experience()
    const { bookingId, userId } = await house.visited(experienceId)
    const reviewable = await ask(userId, 'GET', '/me/reviewable')
    expect(reviewable.body.items).toMatchObject([
      { bookingId, orderLineId: null, listing: { id: experienceId, kind: 'EXPERIENCE' } },
    ])
    const written = await write(userId, { bookingId }, { rating: 4 })
    expect(written).toMatchObject({
      status: 201,
      body: {
        rating: 4,
        author: { name: 'Ana L.' },
        mine: true,
        hidden: false,
        bookingId,
        listing: { id: experienceId, title: 'Telar de cintura' },
      },
    })
    expect(await rating(`/experiences/${experienceId}`)).toEqual([4, 1])
    const listed = await ask(null, 'GET', `/experiences/${experienceId}/reviews`)
    expect(listed.body).toMatchObject({
      items: [{ id: written.body.id, mine: false, answer: null }],
      summary: { average: 4, count: 1, histogram: [0, 0, 0, 1, 0] },
    })
    expect((await ask(userId, 'GET', '/me/reviewable')).body.items).toEqual([])
    expect((await ask(userId, 'GET', '/me/reviews')).body.items).toMatchObject([{ id: written.body.id }])
    expect(house.published.at(-1)).toMatchObject({
      type: 'review.written',
      facts: { rating: 4, userId, listingId: experienceId },
    })
    expect(await house.brokenPromises()).toEqual([])
  })

  test('of a delivered line; not before, not by another, not twice, not of both at once', async () => {
    const { productId } = await house.piece()
    const { orderLineId, orderId, userId } = await house.received(productId)
    await db.query(`UPDATE orders SET status = 'SHIPPED' WHERE id = $1`, [orderId])
    expect((await write(userId, { orderLineId })).body.code).toBe('NOT_REVIEWABLE_YET')
    expect((await ask(userId, 'GET', '/me/reviewable')).body.items).toEqual([])
    await db.query(`UPDATE orders SET status = 'DELIVERED' WHERE id = $1`, [orderId])
    expect((await write(await house.guest(), { orderLineId })).status).toBe(404)
    expect((await write(userId, { orderLineId, bookingId: orderLineId })).status).toBe(400)
    expect((await write(userId, {})).status).toBe(400)
    const answers = await Promise.all(Array.from({ length: 4 }, () => write(userId, { orderLineId })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('ALREADY_REVIEWED')
    expect(await rating(`/products/${productId}`)).toEqual([5, 1])
    expect(await house.brokenPromises()).toEqual([])
  })

  test('who did not come has nothing to say, and nobody reviews what is their own', async () => {
    const experienceId = await experience()
    const absent = await house.visited(experienceId)
    await db.query('UPDATE bookings SET no_show_at = app_now() WHERE id = $1', [absent.bookingId])
    expect((await write(absent.userId, { bookingId: absent.bookingId })).body.code).toBe('NOT_REVIEWABLE_YET')
    const own = await house.visited(experienceId, await host())
    expect((await write(own.userId, { bookingId: own.bookingId })).body.code).toBe('OWN_LISTING')
    // Neither does whoever answers reviews for it: they would answer themselves.
    const [{ hostId }] = (await db.query<{ hostId: string }>(
      'SELECT host_id AS "hostId" FROM experiences WHERE id = $1',
      [experienceId],
    )) as [{ hostId: string }]
    const manager = await house.visited(experienceId)
    house.managers.set(manager.userId, hostId)
    expect((await write(manager.userId, { bookingId: manager.bookingId })).body.code).toBe('OWN_LISTING')
    const asked = await ask(manager.userId, 'POST', `/experiences/${experienceId}/questions`, {
      text: '¿Verdad que es bonito?',
    })
    expect(asked.body.code).toBe('OWN_LISTING')
  })

  test.each([
    'id',
    'userId',
    'listingId',
    'payeeId',
    'helpfulCount',
    'hiddenAt',
    'answer',
    'createdAt',
    'editableUntil',
  ])('nobody writes %s', async (field) => {
    const { bookingId, userId } = await house.visited(await experience())
    expect((await write(userId, { bookingId }, { [field]: 'x' })).status).toBe(400)
  })

  test('changed by its author within 30 days: the rating follows', async () => {
    const experienceId = await experience()
    const { bookingId, userId } = await house.visited(experienceId)
    const { body } = await write(userId, { bookingId })
    const edit = (as: string, patch: object) => ask(as, 'PATCH', `/reviews/${body.id}`, patch)
    expect((await edit(await house.guest(), { rating: 1 })).status).toBe(404)
    const edited = await edit(userId, { rating: 2 })
    expect(edited.body).toMatchObject({ rating: 2, text: 'Una tarde inolvidable.', editedAt: expect.any(String) })
    expect(await rating(`/experiences/${experienceId}`)).toEqual([2, 1])
    await Promise.all([1, 2, 3, 4, 5].map((stars) => edit(userId, { rating: stars })))
    expect(await house.brokenPromises()).toEqual([])
    await db.query('UPDATE reviews SET editable_until = app_now() WHERE id = $1', [body.id])
    expect((await edit(userId, { rating: 5 })).body.code).toBe('REVIEW_EDIT_CLOSED')
  })

  test('twenty at the same moment: the rating is the sum of them', async () => {
    const experienceId = await experience()
    const guests = await Promise.all(Array.from({ length: 20 }, () => house.visited(experienceId)))
    const answers = await Promise.all(
      guests.map(({ bookingId, userId }, number) => write(userId, { bookingId }, { rating: 1 + (number % 5) })),
    )
    expect(answers.every(({ status }) => status === 201)).toBe(true)
    expect(await rating(`/experiences/${experienceId}`)).toEqual([3, 20])
    expect(await house.brokenPromises()).toEqual([])
  })

  test('hidden by staff it is gone and does not count, once each way; its author cannot change it', async () => {
    const experienceId = await experience()
    const [one, two] = [await house.visited(experienceId), await house.visited(experienceId)]
    const { body } = await write(one.userId, { bookingId: one.bookingId }, { rating: 1 })
    await write(two.userId, { bookingId: two.bookingId })
    const hide = (hidden: boolean) => house.database.transaction((tx) => house.reviews.hideReview(tx, body.id, hidden))
    const outcomes = await Promise.all([hide(true), hide(true)])
    expect(outcomes.filter(Boolean)).toEqual([{ kind: 'EXPERIENCE', id: experienceId }])
    expect(await rating(`/experiences/${experienceId}`)).toEqual([5, 1])
    expect((await ask(null, 'GET', `/experiences/${experienceId}/reviews`)).body.summary.count).toBe(1)
    expect((await ask(one.userId, 'PATCH', `/reviews/${body.id}`, { rating: 5 })).body.code).toBe('INVALID_TRANSITION')
    expect((await ask(one.userId, 'GET', '/me/reviews')).body.items).toMatchObject([{ hidden: true }])
    expect((await ask(two.userId, 'PUT', `/reviews/${body.id}/helpful`)).status).toBe(404)
    expect(await house.brokenPromises()).toEqual([])
    await hide(false)
    expect(await rating(`/experiences/${experienceId}`)).toEqual([3, 2])
    expect(await house.brokenPromises()).toEqual([])
  })

  test('its promises notice when a rating is not that of its rows', async () => {
    const experienceId = await experience()
    await db.query('UPDATE experiences SET rating_sum = 5, rating_count = 1 WHERE id = $1', [experienceId])
    expect(await house.brokenPromises()).toMatchObject([expect.stringContaining('rating of an experience')])
    await db.query('UPDATE experiences SET rating_sum = 0, rating_count = 0 WHERE id = $1', [experienceId])
  })
})

describe('lists', () => {
  test('every order goes through everything once, by pages of any size; stars choose', async () => {
    const experienceId = await experience()
    for (let number = 0; number < 9; number += 1) {
      const { bookingId, userId } = await house.visited(experienceId)
      const { body } = await write(userId, { bookingId }, { rating: 1 + (number % 3) })
      if (number % 2) await ask(await house.guest(), 'PUT', `/reviews/${body.id}/helpful`)
    }
    const list = (query: string) => ask(null, 'GET', `/experiences/${experienceId}/reviews?${query}`)
    for (const sort of ['recent', 'helpful', 'rating', '-rating']) {
      const whole = (await list(`sort=${sort}&limit=100`)).body.items.map(({ id }: { id: string }) => id)
      expect(new Set(whole).size).toBe(9)
      const found: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const { body } = await list(`sort=${sort}&limit=2${cursor && `&cursor=${cursor}`}`)
        found.push(...body.items.map(({ id }: { id: string }) => id))
        cursor = body.nextCursor
        if (cursor) expect((await list(`sort=${sort}&stars=1&cursor=${cursor}`)).body.code).toBe('VALIDATION_FAILED')
      }
      expect(found).toEqual(whole)
    }
    const best = (await list('sort=rating')).body.items.map((item: { rating: number }) => item.rating)
    expect(best).toEqual(best.toSorted((a: number, b: number) => b - a))
    const helpful = (await list('sort=helpful')).body.items.map((item: { helpfulCount: number }) => item.helpfulCount)
    expect(helpful).toEqual([1, 1, 1, 1, 0, 0, 0, 0, 0])
    expect((await list('stars=2')).body).toMatchObject({
      items: [{ rating: 2 }, { rating: 2 }, { rating: 2 }],
      summary: { count: 9 },
    })
  })

  test('of a listing that is not shown only its owner reads them', async () => {
    const { experienceId, hostUserId } = await house.slot()
    await db.query('UPDATE experiences SET hidden_at = app_now() WHERE id = $1', [experienceId])
    for (const list of ['reviews', 'questions']) {
      expect((await ask(null, 'GET', `/experiences/${experienceId}/${list}`)).status).toBe(404)
      expect((await ask(hostUserId, 'GET', `/experiences/${experienceId}/${list}`)).status).toBe(200)
      expect((await ask(null, 'GET', `/products/${experienceId}/${list}`)).status).toBe(404)
    }
  })
})

describe('helpful', () => {
  test('once per person, however often and at whatever moment; not one’s own', async () => {
    const { bookingId, userId } = await house.visited(await experience())
    const { body } = await write(userId, { bookingId })
    const path = `/reviews/${body.id}/helpful`
    const reader = await house.guest()
    await Promise.all(Array.from({ length: 6 }, () => ask(reader, 'PUT', path)))
    expect((await ask(await house.guest(), 'PUT', path)).body).toEqual({ helpfulCount: 2, foundHelpful: true })
    expect((await ask(userId, 'PUT', path)).body.code).toBe('OWN_REVIEW')
    await Promise.all(Array.from({ length: 3 }, () => ask(reader, 'DELETE', path)))
    expect((await ask(reader, 'DELETE', path)).body).toEqual({ helpfulCount: 1, foundHelpful: false })
    expect((await ask(null, 'PUT', path)).status).toBe(401)
    expect(await house.brokenPromises()).toEqual([])
  })
})

describe('answers', () => {
  test('from whoever offers it, once told and editable; its inbox has the unanswered first', async () => {
    const { productId, sellerId } = await house.piece({ sellerId: (await house.shop()).sellerId })
    const [owner] = await db.query<{ user_id: string }>('SELECT user_id FROM seller_profiles WHERE id = $1', [sellerId])
    const seller = owner?.user_id ?? ''
    const reviews: string[] = []
    for (const stars of [5, 3]) {
      const { orderLineId, userId } = await house.received(productId)
      reviews.push((await write(userId, { orderLineId }, { rating: stars })).body.id)
    }
    const answer = (as: string, id: string | undefined, text: string) =>
      ask(as, 'PUT', `/reviews/${id}/answer`, { text })
    expect((await answer(await house.guest(), reviews[1], 'Gracias')).status).toBe(404)
    expect((await answer((await house.shop()).userId, reviews[1], 'Gracias')).status).toBe(404)
    const first = await answer(seller, reviews[1], 'Gracias por venir')
    expect(first).toMatchObject({
      status: 200,
      body: { answer: { text: 'Gracias por venir', by: 'Taller Cuarzo y Noche' } },
    })
    const told = () =>
      house.published.filter(({ type, facts }) => type === 'review.answered' && facts['reviewId'] === reviews[1]).length
    expect(told()).toBe(1)
    expect((await answer(seller, reviews[1], 'Gracias de nuevo')).body.answer).toEqual({
      ...first.body.answer,
      text: 'Gracias de nuevo',
    })
    expect(told()).toBe(1)
    const inbox = (await ask(seller, 'GET', '/seller/reviews')).body
    expect(inbox.items.map(({ id }: { id: string }) => id)).toEqual([reviews[0], reviews[1]])
    expect(inbox.unanswered).toBe(1)
    expect((await ask(seller, 'GET', '/seller/reviews?answered=true')).body.items).toMatchObject([
      { id: reviews[1], listing: { id: productId } },
    ])
    const page = await ask(seller, 'GET', '/seller/reviews?limit=1')
    expect(
      (await ask(seller, 'GET', `/seller/reviews?limit=1&cursor=${page.body.nextCursor}`)).body.items,
    ).toMatchObject([{ id: reviews[1] }])
    expect((await ask(seller, 'GET', '/host/reviews')).status).toBe(404)
    const idsBy = async (query: string) =>
      (await ask(seller, 'GET', `/seller/reviews?${query}`)).body.items.map(({ id }: { id: string }) => id)
    expect(await idsBy('sort=worst')).toEqual([reviews[1], reviews[0]])
    expect(await idsBy('sort=best')).toEqual(reviews)
    expect(await idsBy('sort=oldest')).toEqual(reviews)
    expect(await idsBy('sort=newest')).toEqual(reviews.toReversed())
    expect(await idsBy('stars=3')).toEqual([reviews[1]])
    const worst = await ask(seller, 'GET', '/seller/reviews?sort=worst&limit=1')
    expect(await idsBy(`sort=worst&limit=1&cursor=${worst.body.nextCursor}`)).toEqual([reviews[0]])
    expect((await ask(seller, 'GET', `/seller/reviews?sort=best&cursor=${worst.body.nextCursor}`)).status).toBe(400)
  })

  test('what was received leaves as a table: the same rows, on as many pages as there are', async () => {
    const { sellerId, userId: seller } = await house.shop()
    const { productId } = await house.piece({ sellerId })
    const visitor = await house.guest('Ana María López')
    const asked = 103
    await db.query(
      `INSERT INTO questions (id, listing_kind, listing_id, payee_id, user_id, text, created_at)
       SELECT gen_random_uuid(), 'PRODUCT', $1, $2, $3, '=¿Pieza ' || n || '?', now() - n * interval '1 second' FROM generate_series(1, ${asked}) n`,
      [productId, sellerId, visitor],
    )
    const answer = await house.table(seller, '/seller/questions?sort=oldest')
    expect(answer.type).toBe('text/csv; charset=utf-8')
    const [heads, ...rows] = answer.text.replace('\uFEFF', '').trimEnd().split('\r\n')
    expect(heads).toBe('date,by,about,question,answer,answered')
    expect(rows).toHaveLength(asked)
    // Nothing in it that a spreadsheet would calculate.
    expect(rows[0]).toContain(`'=¿Pieza ${asked}?`)
    expect(rows.at(-1)).toContain(`'=¿Pieza 1?`)
    expect((await house.table(visitor, '/seller/questions')).status).toBe(404)
    expect((await house.table(seller, '/seller/reviews')).text).toBe(
      '\uFEFFdate,by,about,sale,stars,review,helpful to,answer,answered\r\n',
    )
  })
})

describe('questions', () => {
  const question = (as: Parameters<typeof ask>[0], experienceId: string, text = '¿Se puede llegar en camión?') =>
    ask(as, 'POST', `/experiences/${experienceId}/questions`, { text })

  test('asked with a confirmed e-mail, answered by whoever offers it, read by everyone', async () => {
    const { experienceId, hostUserId } = await house.slot()
    const userId = await house.guest('Ana María López')
    expect((await question(null, experienceId)).status).toBe(401)
    expect((await question({ unverified: userId }, experienceId)).body.code).toBe('EMAIL_NOT_VERIFIED')
    expect((await question(hostUserId, experienceId)).body.code).toBe('OWN_LISTING')
    const asked = await question(userId, experienceId)
    expect(asked).toMatchObject({ status: 201, body: { author: { name: 'Ana L.' }, mine: true, answer: null } })
    expect((await ask(hostUserId, 'GET', '/host/questions?answered=false')).body).toMatchObject({
      items: [{ id: asked.body.id }],
      unanswered: 1,
    })
    const path = `/questions/${asked.body.id}/answer`
    expect((await ask(userId, 'PUT', path, { text: 'Yo digo que sí' })).status).toBe(404)
    expect((await ask(hostUserId, 'PUT', path, { text: 'Sí, la ruta 2 pasa enfrente.' })).status).toBe(200)
    await ask(hostUserId, 'PUT', path, { text: 'Sí, la ruta 3 pasa enfrente.' })
    const { body } = await ask(null, 'GET', `/experiences/${experienceId}/questions`)
    expect(body.items).toMatchObject([
      { text: '¿Se puede llegar en camión?', answer: { text: 'Sí, la ruta 3 pasa enfrente.' } },
    ])
    expect(
      house.published.filter(
        ({ type, facts }) => type === 'question.answered' && facts['questionId'] === asked.body.id,
      ),
    ).toHaveLength(1)
    expect((await ask(hostUserId, 'GET', '/host/questions?answered=false')).body).toMatchObject({
      items: [],
      unanswered: 0,
    })
    await house.database.transaction((tx) => house.reviews.hideQuestion(tx, asked.body.id, true))
    expect((await ask(null, 'GET', `/experiences/${experienceId}/questions`)).body.items).toEqual([])
    expect((await ask(hostUserId, 'PUT', path, { text: 'Otra vez' })).body.code).toBe('INVALID_TRANSITION')
  })

  test('three that wait on one listing, ten in a day, also all at once', async () => {
    const userId = await house.guest()
    const experienceId = await experience()
    const answers = await Promise.all(Array.from({ length: 6 }, () => question(userId, experienceId)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 429, 429, 429])
    const refused = answers.find(({ status }) => status === 429)
    expect([refused?.body.code, refused?.headers['retry-after']]).toEqual(['TOO_MANY_QUESTIONS', '3600'])
    for (let number = 0; number < 7; number += 1) expect((await question(userId, await experience())).status).toBe(201)
    expect((await question(userId, await experience())).body.code).toBe('TOO_MANY_QUESTIONS')
  })

  test('a draft takes none', async () => {
    const experienceId = await experience()
    await db.query(`UPDATE experiences SET status = 'DRAFT' WHERE id = $1`, [experienceId])
    expect((await question(await house.guest(), experienceId)).status).toBe(404)
  })
})
