import { describe, expect, test } from 'vitest'
import { type ReviewParts, reviewHouse } from '../../../test-support/review-house.ts'
import { stillMedia } from '../../../test-support/still-media.ts'
import { newId } from '../../platform/ids.ts'
import { appealPurpose, createSignedTokens } from '../../platform/signed-tokens.ts'
import { createBans } from '../identity/ban-user.ts'
import { insertAuditEntry } from '../identity/identity.repository.ts'
import { createMessages } from '../messages/index.ts'
import { createModeration } from './index.ts'
import { moderationGuarantees } from './moderation.guarantees.ts'

const appealTokens = createSignedTokens('a secret of the tests', appealPurpose)
const ended: string[] = []
const told: string[] = []
const house = await reviewHouse((parts: ReviewParts) => {
  const { database, events, experiences, shelf: products, reviews } = parts
  const messages = createMessages({
    database,
    events,
    jobs: { send: async () => {} },
    media: stillMedia(database),
    realtime: { publish: async (topic) => void told.push(topic) },
    payeesOf: async (userId) => {
      const host = await experiences.findHostByUser(userId)
      return host ? [host.id] : []
    },
    limits: { enabled: false },
  })
  const bans = createBans({
    now: () => new Date(),
    sessionsChanged: async (userId, end) => void ended.push(`${userId}:${end?.reason ?? 'looked up'}`),
  })
  return [
    createModeration({
      appealTokens,
      database,
      events,
      experiences,
      products,
      reviews,
      messages,
      identity: { audit: insertAuditEntry, bans },
    }),
  ]
})
const { ask, db } = house

async function moderator() {
  const id = await house.guest('Marta')
  await db.query(`UPDATE users SET role = 'moderator' WHERE id = $1`, [id])
  return { moderator: id }
}
async function review(rating = 1) {
  const { experienceId, hostUserId } = await house.slot()
  const { bookingId, userId } = await house.visited(experienceId)
  const { body } = await ask(userId, 'POST', '/reviews', { bookingId, rating, text: 'Unos ladrones todos.' })
  return { reviewId: body.id as string, userId, experienceId, hostUserId }
}
const report = (as: string, contentKind: string, contentId: string, more: object = {}) =>
  ask(as, 'POST', '/reports', { contentKind, contentId, reason: 'OFFENSIVE', ...more })
const decide = (
  as: Parameters<typeof ask>[0],
  contentKind: string,
  contentId: string,
  action: string,
  more: object = {},
) =>
  ask(as, 'POST', '/moderation/decisions', {
    contentKind,
    contentId,
    action,
    reason: 'Insulta a otras personas.',
    ...more,
  })
const shown = async (experienceId: string) =>
  (await ask(null, 'GET', `/experiences/${experienceId}/reviews`)).body.summary.count as number
async function violations() {
  const broken = await house.brokenPromises()
  for (const { name, sql } of moderationGuarantees) if ((await db.query(sql)).length) broken.push(name)
  return broken
}
const user = async (id: string) =>
  (
    await db.query<{ banned: boolean; ban_reason: string | null; ban_expires: Date | null }>(
      'SELECT banned, ban_reason, ban_expires FROM users WHERE id = $1',
      [id],
    )
  )[0]

describe('reports', () => {
  test('of one thing by many are one case, with what it said then and says now', async () => {
    const { reviewId, userId, hostUserId } = await review()
    const other = await house.guest()
    expect((await report(hostUserId, 'REVIEW', reviewId, { note: 'Nos insulta' })).status).toBe(201)
    await ask(userId, 'PATCH', `/reviews/${reviewId}`, { text: 'No me gustó.' })
    expect((await report(other, 'REVIEW', reviewId, { reason: 'SPAM' })).status).toBe(201)
    const staff = await moderator()
    const queue = await ask(staff, 'GET', '/moderation/cases?contentKind=REVIEW')
    expect(queue.body.items.filter((item: { contentId: string }) => item.contentId === reviewId)).toMatchObject([
      { reports: 2, reasons: ['OFFENSIVE', 'SPAM'], title: 'Telar de cintura', reportedUser: { id: userId } },
    ])
    const { body } = await ask(staff, 'GET', `/moderation/cases/REVIEW/${reviewId}`)
    expect(body).toMatchObject({
      open: true,
      is: { text: 'No me gustó.', rating: 1, hidden: false, about: { kind: 'EXPERIENCE' } },
      reports: [{ was: { text: 'No me gustó.' } }, { was: { text: 'Unos ladrones todos.' }, note: 'Nos insulta' }],
      person: { id: userId, reports: 2, banned: false, decisions: [] },
      decisions: [],
    })
  })

  test('once per person while open, also at the same moment; not one’s own, not what is not there', async () => {
    const { reviewId, userId } = await review()
    const reporter = await house.guest()
    const answers = await Promise.all(Array.from({ length: 4 }, () => report(reporter, 'REVIEW', reviewId)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('ALREADY_REPORTED')
    expect((await report(userId, 'REVIEW', reviewId)).body.code).toBe('OWN_CONTENT')
    for (const kind of ['EXPERIENCE', 'PRODUCT', 'REVIEW', 'QUESTION', 'MESSAGE', 'PROFILE'])
      expect((await report(reporter, kind, newId())).status).toBe(404)
    expect(
      (await ask(null, 'POST', '/reports', { contentKind: 'REVIEW', contentId: reviewId, reason: 'SPAM' })).status,
    ).toBe(401)
    for (const field of ['reporterId', 'decisionId', 'reportedUserId', 'snapshot', 'id'])
      expect((await report(reporter, 'REVIEW', reviewId, { [field]: newId() })).status).toBe(400)
  })

  test('thirty in a day', async () => {
    const { reviewId } = await review()
    const reporter = await house.guest()
    await db.query(
      `INSERT INTO reports (id, content_kind, content_id, reporter_id, reason, note)
       SELECT gen_random_uuid(), 'REVIEW', gen_random_uuid(), $1, 'SPAM', '' FROM generate_series(1, 30)`,
      [reporter],
    )
    expect((await report(reporter, 'REVIEW', reviewId)).body.code).toBe('TOO_MANY_REPORTS')
    await db.query('DELETE FROM reports WHERE reporter_id = $1', [reporter])
  })

  test('a message only by who reads it; its case has what stands around it', async () => {
    const { experienceId, hostId, hostUserId } = await house.slot()
    const buyer = await house.guest('Ana')
    const [threadId, first, second] = [newId(), newId(), newId()]
    await db.query(
      `INSERT INTO threads (id, subject_kind, subject_id, buyer_id, payee_id, payee_user_id, last_seq, buyer_unread) VALUES ($1, 'EXPERIENCE', $2, $3, $4, $5, 2, 1)`,
      [threadId, experienceId, buyer, hostId, hostUserId],
    )
    await db.query(
      `INSERT INTO messages (id, thread_id, seq, from_buyer, sender_id, text, images) VALUES ($1, $3, 1, true, $4, '¿Hay lugar?', '{}'), ($2, $3, 2, false, $5, 'Para ti no.', '{}')`,
      [first, second, threadId, buyer, hostUserId],
    )
    expect((await report(await house.guest(), 'MESSAGE', second)).status).toBe(404)
    expect((await report(buyer, 'MESSAGE', second)).status).toBe(201)
    const staff = await moderator()
    expect((await ask(staff, 'GET', `/moderation/cases/MESSAGE/${second}`)).body.context).toMatchObject([
      { text: '¿Hay lugar?', reported: false },
      { text: 'Para ti no.', reported: true },
    ])
    expect((await decide(staff, 'MESSAGE', second, 'HIDE')).status).toBe(201)
    // The conversation that somebody has open says so by itself.
    expect(told.toSorted()).toEqual([`user:${buyer}`, `user:${hostUserId}`].toSorted())
    expect(await db.query('SELECT hidden_at IS NOT NULL AS hidden FROM messages WHERE id = $1', [second])).toEqual([
      { hidden: true },
    ])
    expect(await violations()).toEqual([])
  })
})

describe('decisions', () => {
  test('HIDE: out of sight, out of the rating, the person told why but not by whom, all in the audit log', async () => {
    const { reviewId, userId, experienceId } = await review()
    const before = await shown(experienceId)
    const reporters = [await house.guest(), await house.guest()]
    for (const reporter of reporters) await report(reporter, 'REVIEW', reviewId)
    const staff = await moderator()
    const decided = await decide(staff, 'REVIEW', reviewId, 'HIDE')
    expect(decided).toMatchObject({
      status: 201,
      body: { action: 'HIDE', decidedBy: { id: staff.moderator }, appeal: { status: 'NONE' } },
    })
    expect(await shown(experienceId)).toBe(before - 1)
    const own = (await ask(userId, 'GET', '/me/decisions')).body.items
    expect(own).toMatchObject([
      {
        id: decided.body.id,
        action: 'HIDE',
        reason: 'Insulta a otras personas.',
        title: 'Telar de cintura',
        mayAppeal: true,
      },
    ])
    expect(JSON.stringify(own)).not.toContain(staff.moderator)
    expect(house.published.at(-1)).toMatchObject({ type: 'moderation.decided', facts: { userId, action: 'HIDE' } })
    // Whoever reported it hears that something came of it, and not what.
    const answered = house.published.at(-2)
    expect(answered?.type).toBe('moderation.reports-answered')
    expect(answered?.facts).toEqual({
      decisionId: decided.body.id,
      reporterIds: reporters.toSorted(),
      title: 'Telar de cintura',
      acted: true,
    })
    expect(
      await db.query(
        `SELECT action, details ->> 'action' AS did, (details ->> 'reports')::int AS reports FROM audit_entries WHERE subject = $1`,
        [`review:${reviewId}`],
      ),
    ).toEqual([{ action: 'moderation.decided', did: 'HIDE', reports: 2 }])
    expect((await ask(staff, 'GET', `/moderation/cases/REVIEW/${reviewId}`)).body).toMatchObject({
      open: false,
      is: { hidden: true },
    })
    expect((await report(await house.guest(), 'REVIEW', reviewId)).status).toBe(404)
    expect(await violations()).toEqual([])
  })

  test('two moderators at once: one decision, the other is told', async () => {
    const { reviewId, experienceId } = await review()
    const before = await shown(experienceId)
    await report(await house.guest(), 'REVIEW', reviewId)
    const answers = await Promise.all(
      (await Promise.all([moderator(), moderator(), moderator()])).map((staff) =>
        decide(staff, 'REVIEW', reviewId, 'HIDE'),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409])
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('CASE_CLOSED')
    expect(await shown(experienceId)).toBe(before - 1)
    expect(await db.query('SELECT 1 FROM decisions WHERE content_id = $1', [reviewId])).toHaveLength(1)
    expect(await violations()).toEqual([])
  })

  test('KEEP leaves it and is not told; then it may be reported again', async () => {
    const { reviewId, userId, experienceId } = await review()
    const before = await shown(experienceId)
    const reporter = await house.guest()
    await report(reporter, 'REVIEW', reviewId)
    const kept = await decide(await moderator(), 'REVIEW', reviewId, 'KEEP')
    expect([kept.status, await shown(experienceId)]).toEqual([201, before])
    expect((await ask(userId, 'GET', '/me/decisions')).body.items).toEqual([])
    expect(
      (await ask(userId, 'POST', `/me/decisions/${kept.body.id}/appeal`, { text: 'No entiendo nada.' })).status,
    ).toBe(404)
    expect(house.published.filter(({ facts }) => facts['decisionId'] === kept.body.id)).toMatchObject([
      { type: 'moderation.reports-answered', facts: { reporterIds: [reporter], acted: false } },
    ])
    expect((await report(reporter, 'REVIEW', reviewId)).status).toBe(201)
    await decide(await moderator(), 'REVIEW', reviewId, 'WARN')
    expect((await ask(userId, 'GET', '/me/decisions')).body.items).toMatchObject([{ action: 'WARN' }])
    expect(await violations()).toEqual([])
  })

  test('whoever is suspended reads the decision and appeals it once by a signed link that opens nothing else', async () => {
    const { reviewId, userId } = await review()
    await report(await house.guest(), 'REVIEW', reviewId)
    await decide(await moderator(), 'REVIEW', reviewId, 'SUSPEND')
    const inAnHour = new Date(Date.now() + 3_600_000)
    const token = appealTokens.sign(userId, inAnHour)
    const open = (said: string) => ask(null, 'POST', '/appeals/open', { token: said })
    const appeal = (said: string) => ask(null, 'POST', '/appeals', { token: said, text: 'No insulté a nadie.' })
    expect((await open(token)).body).toMatchObject({
      banned: true,
      reason: 'Insulta a otras personas.',
      decision: { action: 'SUSPEND', mayAppeal: true },
    })
    for (const dead of [
      appealTokens.sign(userId, new Date(Date.now() - 1000)),
      `${token.slice(0, -2)}AA`,
      createSignedTokens('a secret of the tests', 'another purpose').sign(userId, inAnHour),
      createSignedTokens('another secret', appealPurpose).sign(userId, inAnHour),
    ])
      for (const answer of [await open(dead), await appeal(dead)])
        expect([answer.status, answer.body.code]).toEqual([400, 'APPEAL_LINK_OVER'])
    expect((await appeal(token)).body).toMatchObject({ mayAppeal: false, appeal: { status: 'OPEN' } })
    expect((await appeal(token)).status).toBe(409)
    // Somebody about whom nothing was decided has nothing to read here.
    const other = appealTokens.sign(await house.guest(), inAnHour)
    expect((await open(other)).body).toEqual({
      banned: false,
      reason: null,
      until: null,
      decision: null,
      mayAppeal: false,
    })
    expect((await appeal(other)).status).toBe(404)
    // What staff did without a case is written down as one, so that somebody else decides the appeal.
    const banned = await house.guest()
    const admin = await moderator()
    await db.query(`UPDATE users SET banned = true, ban_reason = 'Tarjetas ajenas.' WHERE id = $1`, [banned])
    await db.query(
      `INSERT INTO audit_entries (id, actor_id, action, subject, details) VALUES ($1, $2, 'user.banned', $3, '{}')`,
      [newId(), admin.moderator, `user:${banned}`],
    )
    const theirs = appealTokens.sign(banned, inAnHour)
    expect((await open(theirs)).body).toMatchObject({ reason: 'Tarjetas ajenas.', decision: null, mayAppeal: true })
    const answers = await Promise.all([appeal(theirs), appeal(theirs)])
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    const id = (await open(theirs)).body.decision.id as string
    const verdict = { outcome: 'OVERTURNED', answer: 'Eran suyas.' }
    expect((await ask(admin, 'POST', `/moderation/decisions/${id}/appeal`, verdict)).body.code).toBe('SAME_MODERATOR')
    expect((await ask(await moderator(), 'POST', `/moderation/decisions/${id}/appeal`, verdict)).status).toBe(200)
    expect((await user(banned))?.banned).toBe(false)
    // Suspended again in the same words, it is another suspension: it can be appealed, too.
    await db.query(`UPDATE users SET banned = true, ban_reason = 'Tarjetas ajenas.' WHERE id = $1`, [banned])
    await db.query(
      `INSERT INTO audit_entries (id, actor_id, action, subject, details) VALUES ($1, $2, 'user.banned', $3, '{}')`,
      [newId(), admin.moderator, `user:${banned}`],
    )
    expect((await open(theirs)).body).toMatchObject({ banned: true, decision: null, mayAppeal: true })
    expect((await appeal(theirs)).body).toMatchObject({ appeal: { status: 'OPEN' } })
    expect(await violations()).toEqual([])
  })

  test('SUSPEND with an end: sessions end, what it is about goes too; a moderator does not suspend staff', async () => {
    const { reviewId, userId, experienceId } = await review()
    const before = await shown(experienceId)
    await report(await house.guest(), 'REVIEW', reviewId)
    const until = new Date(Date.now() + 86_400_000).toISOString()
    const staff = await moderator()
    expect((await decide(staff, 'REVIEW', reviewId, 'HIDE', { until })).status).toBe(400)
    expect((await decide(staff, 'REVIEW', reviewId, 'SUSPEND', { until: '2020-01-01T00:00:00.000Z' })).status).toBe(400)
    expect((await decide(staff, 'REVIEW', reviewId, 'SUSPEND', { until })).body.until).toBe(until)
    expect(await user(userId)).toMatchObject({
      banned: true,
      ban_reason: 'Insulta a otras personas.',
      ban_expires: new Date(until),
    })
    expect([ended.at(-1), await shown(experienceId)]).toEqual([`${userId}:banned`, before - 1])
    const colleague = (await moderator()).moderator
    await report(await house.guest(), 'PROFILE', colleague)
    expect((await decide(staff, 'PROFILE', colleague, 'SUSPEND')).status).toBe(403)
    expect((await decide(staff, 'PROFILE', colleague, 'HIDE')).body.code).toBe('CANNOT_HIDE')
    expect((await decide({ moderator: colleague }, 'PROFILE', colleague, 'KEEP')).body.code).toBe('OWN_CASE')
    expect(await db.query('SELECT 1 FROM decisions WHERE content_id = $1', [colleague])).toEqual([])
    expect(await violations()).toEqual([])
  })

  test.each(['EXPERIENCE', 'PRODUCT', 'HOST', 'SELLER', 'QUESTION'])(
    '%s hidden is not shown any more; overturned, it is back',
    async (kind) => {
      const { experienceId, hostId, hostUserId } = await house.slot()
      const { sellerId } = await house.shop()
      const { productId } = await house.piece({ sellerId })
      const asker = await house.guest()
      const question =
        kind === 'QUESTION'
          ? (await ask(asker, 'POST', `/experiences/${experienceId}/questions`, { text: '¿Y para qué sirve esto?' }))
              .body.id
          : ''
      const [seller] = await db.query<{ user_id: string }>('SELECT user_id FROM seller_profiles WHERE id = $1', [
        sellerId,
      ])
      const cases: Record<string, [string, string, string, () => Promise<boolean>]> = {
        EXPERIENCE: [
          'EXPERIENCE',
          experienceId,
          hostUserId,
          async () => (await ask(null, 'GET', `/experiences/${experienceId}`)).status === 200,
        ],
        HOST: [
          'PROFILE',
          hostId,
          hostUserId,
          async () => (await ask(null, 'GET', `/experiences/${experienceId}`)).status === 200,
        ],
        PRODUCT: [
          'PRODUCT',
          productId,
          seller?.user_id ?? '',
          async () => (await ask(null, 'GET', `/products/${productId}`)).status === 200,
        ],
        SELLER: [
          'PROFILE',
          sellerId,
          seller?.user_id ?? '',
          async () => (await ask(null, 'GET', `/sellers/${sellerId}`)).status === 200,
        ],
        QUESTION: [
          'QUESTION',
          question,
          asker,
          async () => (await ask(null, 'GET', `/experiences/${experienceId}/questions`)).body.items.length > 0,
        ],
      }
      const [contentKind, id, owner, isThere] = cases[kind] as (typeof cases)[string]
      expect(await isThere()).toBe(true)
      expect((await report(await house.guest(), contentKind, id)).status).toBe(201)
      const { body } = await decide(await moderator(), contentKind, id, 'HIDE')
      expect(await isThere()).toBe(false)
      expect(
        (await ask(owner, 'POST', `/me/decisions/${body.id}/appeal`, { text: 'No hay nada malo en esto.' })).status,
      ).toBe(200)
      const overturned = await ask(await moderator(), 'POST', `/moderation/decisions/${body.id}/appeal`, {
        outcome: 'OVERTURNED',
        answer: 'Tienes razón.',
      })
      expect([overturned.status, await isThere()]).toEqual([200, true])
      expect(await violations()).toEqual([])
    },
  )

  test('only staff read and decide', async () => {
    const { reviewId, userId } = await review()
    await report(await house.guest(), 'REVIEW', reviewId)
    for (const as of [null, userId]) {
      const refused = as === null ? 401 : 403
      expect((await decide(as, 'REVIEW', reviewId, 'HIDE')).status).toBe(refused)
      for (const path of ['/moderation/cases', `/moderation/cases/REVIEW/${reviewId}`, '/moderation/decisions'])
        expect((await ask(as, 'GET', path)).status).toBe(refused)
    }
    expect((await ask(await moderator(), 'GET', `/moderation/cases/REVIEW/${newId()}`)).status).toBe(404)
  })

  test('the queue by pages, the longest waiting first', async () => {
    const staff = await moderator()
    const found: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await ask(staff, 'GET', `/moderation/cases?limit=1${cursor && `&cursor=${cursor}`}`)
      found.push(...body.items.map((item: { firstReportedAt: string }) => item.firstReportedAt))
      cursor = body.nextCursor
    }
    const { body } = await ask(staff, 'GET', '/moderation/cases?limit=100')
    expect(found).toEqual(body.items.map((item: { firstReportedAt: string }) => item.firstReportedAt))
    expect([found, body.open]).toEqual([found.toSorted(), found.length])
  })
})

describe('appeals', () => {
  async function decided(action: string, more: object = {}) {
    const made = await review(5)
    await report(await house.guest(), 'REVIEW', made.reviewId)
    const staff = await moderator()
    const { body } = await decide(staff, 'REVIEW', made.reviewId, action, more)
    return { ...made, staff, decisionId: body.id as string }
  }
  const appeal = (as: string, id: string) =>
    ask(as, 'POST', `/me/decisions/${id}/appeal`, { text: 'Solo conté lo que pasó.' })
  const answer = (as: Parameters<typeof ask>[0], id: string, outcome: string) =>
    ask(as, 'POST', `/moderation/decisions/${id}/appeal`, { outcome, answer: 'Lo leímos con calma.' })

  test('once, by the person; decided once, by another moderator; overturned, it is undone', async () => {
    const { userId, experienceId, staff, decisionId, reviewId } = await decided('HIDE')
    const before = await shown(experienceId)
    expect((await answer(await moderator(), decisionId, 'OVERTURNED')).body.code).toBe('INVALID_TRANSITION')
    expect((await appeal(await house.guest(), decisionId)).status).toBe(404)
    const appeals = await Promise.all([appeal(userId, decisionId), appeal(userId, decisionId)])
    expect(appeals.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(
      (await ask(staff, 'GET', '/moderation/decisions?appeal=OPEN')).body.items.map(({ id }: { id: string }) => id),
    ).toContain(decisionId)
    expect((await answer(staff, decisionId, 'OVERTURNED')).body.code).toBe('SAME_MODERATOR')
    const answers = await Promise.all(
      (await Promise.all([moderator(), moderator()])).map((other, number) =>
        answer(other, decisionId, number ? 'UPHELD' : 'OVERTURNED'),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const outcome = answers.find(({ status }) => status === 200)?.body.appeal.status
    expect(await shown(experienceId)).toBe(before + (outcome === 'OVERTURNED' ? 1 : 0))
    const { items } = (await ask(userId, 'GET', '/me/decisions')).body
    expect(items).toMatchObject([{ mayAppeal: false, appeal: { status: outcome, answer: 'Lo leímos con calma.' } }])
    expect(JSON.stringify(items)).not.toMatch(/decidedBy/)
    expect(reviewId).toBeTruthy()
    expect(await violations()).toEqual([])
  })

  test('an overturned suspension ends, unless another took its place', async () => {
    const one = await decided('SUSPEND')
    await appeal(one.userId, one.decisionId)
    await answer(await moderator(), one.decisionId, 'OVERTURNED')
    expect(await user(one.userId)).toMatchObject({ banned: false, ban_reason: null })
    expect(ended.at(-1)).toBe(`${one.userId}:looked up`)
    const two = await decided('SUSPEND')
    await appeal(two.userId, two.decisionId)
    await db.query(`UPDATE users SET ban_reason = 'Fraude con tarjetas' WHERE id = $1`, [two.userId])
    expect((await answer(await moderator(), two.decisionId, 'OVERTURNED')).status).toBe(200)
    expect(await user(two.userId)).toMatchObject({ banned: true, ban_reason: 'Fraude con tarjetas' })
    expect(await violations()).toEqual([])
  })

  test('upheld, it stays; its promises notice what disagrees with the decisions', async () => {
    const { userId, decisionId, reviewId, experienceId } = await decided('HIDE')
    const before = await shown(experienceId)
    await appeal(userId, decisionId)
    await answer(await moderator(), decisionId, 'UPHELD')
    expect(await shown(experienceId)).toBe(before)
    expect(await violations()).toEqual([])
    await db.query('UPDATE reviews SET hidden_at = NULL WHERE id = $1', [reviewId])
    expect(await violations()).toContain('a review that a decision took out of sight is not to be seen')
    await db.query('UPDATE reviews SET hidden_at = now() WHERE id = $1', [reviewId])
  })
})
