import { describe, expect, test } from 'vitest'
import { ExperienceListQuery, ExperiencePatch, ExperienceWrite, SlotListQuery } from './experiences.ts'

const listing = {
  title: 'Telar de cintura',
  description: 'Una mañana con la urdimbre.',
  category: 'TALLER',
  region: 'valles-centrales',
  durationMinutes: 180,
  languages: ['es'],
  meetingPoint: { lat: 17, lng: -96, address: 'Mercado de Jalieza' },
  cancellationPolicy: 'moderate',
  ticketTypes: [{ type: 'adult', label: 'Persona adulta', price: { amount: 60000, currency: 'MXN' } }],
}

describe('what a host writes', () => {
  test('a new listing gets the defaults, a draft first of all', () => {
    expect(ExperienceWrite.parse(listing)).toMatchObject({
      status: 'DRAFT',
      minParty: 1,
      maxParty: 10,
      cutoffMinutes: 120,
      includes: [],
    })
  })
  test('a patch has no defaults: what was not sent is not there', () => {
    expect(ExperiencePatch.parse({ title: 'Otro título' })).toEqual({ title: 'Otro título' })
  })
  test.each([
    [
      'a price below what a card can be charged',
      { ticketTypes: [{ ...listing.ticketTypes[0], price: { amount: 999, currency: 'MXN' } }] },
    ],
    [
      'a price in another currency',
      { ticketTypes: [{ ...listing.ticketTypes[0], price: { amount: 60000, currency: 'USD' } }] },
    ],
    ['the same ticket type twice', { ticketTypes: [listing.ticketTypes[0], listing.ticketTypes[0]] }],
    ['no ticket type', { ticketTypes: [] }],
    ['ages the wrong way round', { ticketTypes: [{ ...listing.ticketTypes[0], minAge: 12, maxAge: 5 }] }],
    ['a field that does not exist', { hostId: 'x' }],
    ['a language that is no code', { languages: ['español'] }],
  ])('%s is refused', (_, change) => {
    expect(ExperienceWrite.safeParse({ ...listing, ...change }).success).toBe(false)
  })
  test('a free ticket is fine', () => {
    const free = { ...listing, ticketTypes: [{ ...listing.ticketTypes[0], price: { amount: 0, currency: 'MXN' } }] }
    expect(ExperienceWrite.safeParse(free).success).toBe(true)
  })
})

test.each(['0000-01-01', '9999-12-31', '2027-02-30', '19-07-2027'])('%s is no date to look for', (day) => {
  expect(SlotListQuery.safeParse({ from: day }).success).toBe(false)
  expect(ExperienceListQuery.safeParse({ to: day }).success).toBe(false)
})
