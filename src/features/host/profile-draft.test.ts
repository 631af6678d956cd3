import { expect, test } from 'vitest'
import type { HostProfile } from '../../../contracts/partners.ts'
import { profileDraft, profilePatch, profileProblems } from './profile-draft.rules.ts'

const profile: HostProfile = {
  id: '0192f0c1-2345-7abc-8def-0123456789ab',
  slug: 'caminos',
  name: 'Caminos',
  hostType: 'guia',
  bio: 'Caminamos.',
  translations: { en: { bio: 'We walk.' } },
  region: 'sierra-norte',
  pictures: [],
  verified: true,
  state: 'OPEN',
  version: 'v',
  bookingsAhead: 0,
}

test('what was read is what is written, both languages', () => {
  expect(profilePatch(profileDraft(profile))).toEqual({
    name: 'Caminos',
    hostType: 'guia',
    region: 'sierra-norte',
    bio: 'Caminamos.',
    translations: { en: { bio: 'We walk.' } },
  })
  expect(profilePatch({ ...profileDraft(profile), bio: { es: ' Hola ', en: ' ' } })).toMatchObject({
    bio: 'Hola',
    translations: {},
  })
})

test('a trade of the demo data that nobody may choose is left alone', () => {
  expect(profilePatch({ ...profileDraft(profile), hostType: 'academia' })).not.toHaveProperty('hostType')
})

test('a page has a name and says something', () => {
  expect(profileProblems(profileDraft(profile))).toEqual({})
  expect(profileProblems({ ...profileDraft(profile), name: ' A ', bio: { es: ' ', en: 'We walk.' } })).toEqual({
    '/name': 'name',
    '/bio': 'bio',
  })
})
