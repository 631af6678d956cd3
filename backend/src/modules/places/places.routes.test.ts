import { expect, test } from 'vitest'
import { regionSlugs } from '../../../../contracts/common.ts'
import { RegionList, VenueList } from '../../../../contracts/places.ts'
import { readDemoFiles } from '../../../../prisma/seed/demo-files.ts'
import { catalogueHouse } from '../../../test-support/catalogue-house.ts'

const house = await catalogueHouse()
const { get } = house

test('every region of the contract is there without demo data, as the demo’s file tells it', async () => {
  const file = readDemoFiles()
  for (const language of ['es', 'en'] as const) {
    const { items } = RegionList.parse((await get('/regions', { language })).body)
    expect(items).toEqual(
      file.regions.map((region) => ({
        slug: region.slug,
        name: region.name[language],
        description: region.description[language],
        principalTown: {
          name: region.principalTown.name,
          lat: region.principalTown.lat,
          lng: region.principalTown.lng,
        },
        colors: region.colors,
        mainTowns: region.mainTowns,
        experienceCount: 0,
      })),
    )
    expect(new Set(items.map(({ slug }) => slug))).toEqual(new Set(regionSlugs))
  }
})

test('regions count what is on offer in them, not drafts', async () => {
  await house.experience({ region: 'costa' })
  await house.experience({ region: 'costa' })
  await house.experience({ region: 'costa', status: 'DRAFT' })
  const { items } = RegionList.parse((await get('/regions')).body)
  expect(
    items
      .filter(({ experienceCount }) => experienceCount > 0)
      .map(({ slug, experienceCount }) => [slug, experienceCount]),
  ).toEqual([['costa', 2]])
})

test('venues in the language asked for, Spanish where a text was not translated', async () => {
  await house.db.query(
    `INSERT INTO venues (slug, name, type, town, lat, lng, precision, address, capacity, indoor, description, accessibility, translations)
     VALUES ('plaza', 'Plaza de la Danza', 'plaza', 'Oaxaca', 17.06, -96.73, 'approx', 'Av. Morelos', NULL, false, 'Explanada.', 'Gradas.',
       '{"en":{"name":"Dance Square","description":"Stepped square.","accessibility":""}}')`,
  )
  const { items } = VenueList.parse((await get('/venues', { language: 'en' })).body)
  expect(items).toEqual([
    {
      slug: 'plaza',
      name: 'Dance Square',
      type: 'plaza',
      town: 'Oaxaca',
      position: { lat: 17.06, lng: -96.73, precision: 'approx' },
      address: 'Av. Morelos',
      capacity: null,
      indoor: false,
      description: 'Stepped square.',
      accessibility: 'Gradas.',
    },
  ])
  expect((await get('/venues')).body.items[0].name).toBe('Plaza de la Danza')
})
