import { expect, test } from 'vitest'
import { ApplicationStatus } from '../../../../contracts/partners.ts'
import { afterMove, type ApplicationMove } from './application-state.rules.ts'
import { checklistOf, firstMissing } from './checklist.rules.ts'

const complete = {
  kind: 'SELLER' as const,
  answers: {
    name: 'Taller Cuarzo',
    ownerName: 'Eufemia Ruiz',
    phone: '951 123 4567',
    region: 'valles-centrales' as const,
    town: 'San Bartolo Coyotepec',
    crafts: ['barro-negro'],
    offer: 'Cántaros, jarrones y mezcaleros de barro.',
    story:
      'Somos tres hermanas que aprendimos de mi abuela a bruñir el barro con cuarzo, como se hace aquí desde siempre.',
    photoIds: ['01a200cd-ddd9-7211-8467-58fb6374bc3f'],
  },
  documents: ['01a200cd-ddd9-7211-8467-58fb6374bc3f'],
  emailVerified: true,
  payouts: 'NONE' as const,
}

test('an empty draft lacks everything that is required', () => {
  const checklist = checklistOf({ ...complete, answers: {}, documents: [], emailVerified: false })
  expect(checklist.filter(({ done }) => done)).toEqual([])
  expect(firstMissing(checklist)).toEqual([
    'NAME',
    'CONTACT',
    'PLACE',
    'OFFER',
    'STORY',
    'PHOTOS',
    'DOCUMENTS',
    'EMAIL_VERIFIED',
  ])
})

test('payouts may come later', () => {
  expect(firstMissing(checklistOf(complete))).toEqual([])
})

test('a host says what they are, a seller what they make', () => {
  expect(firstMissing(checklistOf({ ...complete, kind: 'HOST' }))).toEqual(['OFFER'])
  expect(
    firstMissing(checklistOf({ ...complete, kind: 'HOST', answers: { ...complete.answers, hostType: 'guia' } })),
  ).toEqual([])
  expect(firstMissing(checklistOf({ ...complete, answers: { ...complete.answers, crafts: [] } }))).toEqual(['OFFER'])
})

test('which move leads where', () => {
  const all: ApplicationMove[] = ['edit', 'submit', 'approve', 'ask', 'refuse']
  const table = Object.fromEntries(
    ApplicationStatus.options.map((status) => [status, all.filter((move) => afterMove(status, move))]),
  )
  expect(table).toEqual({
    DRAFT: ['edit', 'submit'],
    SUBMITTED: ['approve', 'ask', 'refuse'],
    MORE_NEEDED: ['edit', 'submit', 'refuse'],
    APPROVED: [],
    REFUSED: [],
  })
})
