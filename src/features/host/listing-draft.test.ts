import { expect, test } from 'vitest'
import { ExperienceWrite } from '../../../contracts/experiences.ts'
import { draftIn, emptyListing, listingProblems, listingWrite, newTicket, ticketKeys } from './listing-draft.rules.ts'

const draft = {
  ...emptyListing({ es: 'Adulto', en: 'Adult' }),
  title: { es: 'Barro negro con Rufina', en: '' },
  description: { es: 'Una mañana en el taller.', en: 'A morning in the workshop.' },
  address: { es: 'Juárez 24, San Bartolo', en: '' },
  place: '16.9569, -96.7056',
  includes: { es: 'Barro, agua y torno\nTu pieza ya quemada', en: '' },
}
const priced = { ...draft, tickets: [{ ...draft.tickets[0]!, price: '450' }] }

test('what is written passes the contract', () => {
  expect(listingProblems(priced)).toEqual({})
  expect(ExperienceWrite.parse(listingWrite(priced, 'ACTIVE'))).toMatchObject({
    cutoffMinutes: 120,
    includes: ['Barro, agua y torno', 'Tu pieza ya quemada'],
    translations: { en: { description: 'A morning in the workshop.', ticketLabels: { adult: 'Adult' } } },
    ticketTypes: [{ type: 'adult', price: { amount: 45_000 }, minAge: null }],
  })
})

test('what is missing is said of its field', () => {
  expect(listingProblems(emptyListing({ es: '', en: '' }))).toEqual({
    '/title': 'title',
    '/description': 'description',
    '/meetingPoint/address': 'address',
    '/meetingPoint/lat': 'place',
    '/ticketTypes/0/price': 'price',
    '/ticketTypes/0/label': 'label',
  })
  const odd = {
    ...priced,
    minParty: '9',
    maxParty: '3',
    languages: [],
    cutoffHours: 'x',
    title: { es: 'Abc', en: 'a' },
  }
  expect(listingProblems(odd)).toEqual({
    '/translations/en/title': 'english',
    '/languages': 'languages',
    '/maxParty': 'party',
    '/cutoffMinutes': 'cutoff',
  })
})

test('tickets are named after their labels, each once', () => {
  const labels = ['Niña o niño', 'Niña o niño', '3ª edad', '…'].map((es, i) => ({
    ...newTicket(String(i)),
    label: { es, en: '' },
  }))
  expect(ticketKeys([{ ...newTicket('a'), type: 'adult' }, ...labels])).toEqual([
    'adult',
    'nina-o-nino',
    'nina-o-nino-2',
    'edad',
    'boleto',
  ])
})

test('a guest who reads English is shown Spanish where nothing else was written', () => {
  const { title, description, tickets } = draftIn(draft, 'en')
  expect([title.es, description.es, tickets[0]?.label.es]).toEqual([
    'Barro negro con Rufina',
    'A morning in the workshop.',
    'Adult',
  ])
  expect(draftIn(draft, 'es').description.es).toBe('Una mañana en el taller.')
})
