import { describe, expect, test } from 'vitest'
import { accountState, planTransferAmount, reversibleCents } from './transfer.rules.ts'

const subject = (subjectId: string, owedCents: number) => ({ subjectType: 'order', subjectId, owedCents })

describe('what goes out', () => {
  test('nothing owed, nothing sent', () => {
    expect(planTransferAmount(0, [subject('a', -5)])).toBeNull()
    expect(planTransferAmount(-1, [])).toBeNull()
  })

  test('rests go along, debts are kept oldest first, and never more than there is', () => {
    expect(planTransferAmount(100, [])).toEqual({ amountCents: 100, carried: [] })
    expect(planTransferAmount(100, [subject('a', -30), subject('b', 5)])).toEqual({
      amountCents: 75,
      carried: [
        { subjectType: 'order', subjectId: 'b', debtCents: -5 },
        { subjectType: 'order', subjectId: 'a', debtCents: 30 },
      ],
    })
    expect(planTransferAmount(100, [subject('a', -70), subject('b', -50), subject('c', -10)])).toEqual({
      amountCents: 0,
      carried: [
        { subjectType: 'order', subjectId: 'a', debtCents: 70 },
        { subjectType: 'order', subjectId: 'b', debtCents: 30 },
      ],
    })
  })

  test('whatever is owed: what is sent is what is owed plus rests less the debts kept', () => {
    for (let owed = 1; owed < 60; owed += 7)
      for (let a = -40; a <= 40; a += 9)
        for (let b = -40; b <= 40; b += 11) {
          const plan = planTransferAmount(owed, [subject('a', a), subject('b', b)])
          const kept = plan?.carried.reduce((sum, { debtCents }) => sum + debtCents, 0) ?? 0
          expect(plan?.amountCents).toBe(owed - kept)
          expect(plan?.amountCents).toBeGreaterThanOrEqual(0)
          expect(plan?.amountCents).toBe(Math.max(0, owed + a + b > 0 ? owed + a + b : 0))
        }
  })
})

test('what comes back: the debt, at most what was sent and is not back yet', () => {
  expect(reversibleCents({ owedCents: -30, amountCents: 100, reversedCents: 0 })).toBe(30)
  expect(reversibleCents({ owedCents: -130, amountCents: 100, reversedCents: 20 })).toBe(80)
  expect(reversibleCents({ owedCents: 10, amountCents: 100, reversedCents: 0 })).toBe(0)
})

test('the state of an account', () => {
  const account = { providerAccountId: 'acct_1', detailsSubmitted: false, transfersEnabled: false }
  expect(accountState(null)).toBe('NONE')
  expect(accountState({ ...account, providerAccountId: null })).toBe('NONE')
  expect(accountState(account)).toBe('INCOMPLETE')
  expect(accountState({ ...account, detailsSubmitted: true })).toBe('RESTRICTED')
  expect(accountState({ ...account, transfersEnabled: true })).toBe('ACTIVE')
})
