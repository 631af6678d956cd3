/** Who is in the demo: accounts that can sign in, hosts and guests that cannot. Names are invented. */
import type { DemoFiles, DemoHost, DemoWorkshop } from './demo-files.ts'
import { derivedId } from './derived.ts'

const domain = 'guelaguetza.test'

/** The accounts of the contract; hosts and sellers carry the name of their profile's person. */
const accounts = [
  { name: 'admin', person: 'Abril Núñez Cervantes', role: 'admin', homeRegion: 'valles-centrales' },
  { name: 'moderator', person: 'Mateo Ibarra Castellanos', role: 'moderator', homeRegion: 'valles-centrales' },
  { name: 'host', person: null, role: 'user', homeRegion: 'valles-centrales' },
  { name: 'host2', person: null, role: 'user', homeRegion: 'valles-centrales' },
  { name: 'seller', person: null, role: 'user', homeRegion: 'valles-centrales' },
  { name: 'seller2', person: null, role: 'user', homeRegion: 'istmo' },
  { name: 'seller3', person: null, role: 'user', homeRegion: 'valles-centrales' },
  { name: 'ana', person: 'Ana Beltrán Solís', role: 'user', homeRegion: 'mixteca' },
  { name: 'luis', person: 'Luis Zárate Olivera', role: 'user', homeRegion: 'costa' },
] as const
export type DemoAccount = (typeof accounts)[number]['name']

/** People without an account, so that calendars look alive. */
const guests = [
  { person: 'Camila Ortega Pineda', language: 'es' },
  { person: 'Diego Fuentes Arce', language: 'es' },
  { person: 'Hannah Whitfield', language: 'en' },
  { person: 'Jorge Luis Acevedo', language: 'es' },
  { person: 'Noah Lindqvist', language: 'en' },
  { person: 'Paulina Treviño Garza', language: 'es' },
  { person: 'Ximena Robledo Paz', language: 'es' },
  { person: 'Élodie Marchand', language: 'en' },
  { person: 'Rodrigo Salinas Mejía', language: 'es' },
  { person: 'Mariana Cordero Luna', language: 'es' },
  { person: 'Itzel Carrasco Vargas', language: 'es' },
  { person: 'Bruno Escamilla Rey', language: 'es' },
  { person: 'Grace Okafor', language: 'en' },
  { person: 'Sofía Barragán Tello', language: 'es' },
  { person: 'Emiliano Duarte Nava', language: 'es' },
  { person: 'Renata Quiroga Salas', language: 'es' },
  { person: 'Tomás Villaseñor Gil', language: 'es' },
  { person: 'Lukas Brandt', language: 'en' },
  { person: 'Fernanda Aguirre Monroy', language: 'es' },
  { person: 'Gabriel Montaño Ruiz', language: 'es' },
  { person: 'Valeria Cantú Leal', language: 'es' },
  { person: 'Maya Thornton', language: 'en' },
  { person: 'Andrés Pacheco Rivas', language: 'es' },
  { person: 'Lucía Arellano Prado', language: 'es' },
] as const

const idOf = (email: string) => derivedId(`user:${email}`)
const ascii = (text: string) => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/\W+/g, '.')
const hostEmail = (host: DemoHost) =>
  host.account ? `${host.account}@${domain}` : `${host.slug}@anfitriones.${domain}`

export const accountEmail = (name: DemoAccount): string => `${name}@${domain}`
export const accountId = (name: DemoAccount): string => idOf(accountEmail(name))
export const hostUserId = (host: DemoHost): string => idOf(hostEmail(host))
export const hostId = (host: DemoHost): string => derivedId(`host:${host.slug}`)
export const guestIds: readonly string[] = guests.map(({ person }) => idOf(`${ascii(person)}@visitantes.${domain}`))

const englishGuests: ReadonlySet<string> = new Set(guestIds.filter((_, index) => guests[index]?.language === 'en'))
/** What somebody writes in. */
export const languageOfGuest = (id: string): 'es' | 'en' => (englishGuests.has(id) ? 'en' : 'es')

const accountOf = (workshop: DemoWorkshop, sellers: DemoFiles['market']['accounts']) =>
  Object.entries(sellers).find(([, slug]) => slug === workshop.slug)?.[0]
const workshopEmail = (workshop: DemoWorkshop, sellers: DemoFiles['market']['accounts']) => {
  const account = accountOf(workshop, sellers)
  return account ? `${account}@${domain}` : `${workshop.slug}@talleres.${domain}`
}
export const workshopUserId = (workshop: DemoWorkshop, sellers: DemoFiles['market']['accounts']): string =>
  idOf(workshopEmail(workshop, sellers))

/** Rows of `users`; the administrator's `created_at` remembers when the demo was first put in. */
export function userRows({ hosts, crafts, market }: Pick<DemoFiles, 'hosts' | 'crafts' | 'market'>, firstSeeded: Date) {
  const since = new Date(firstSeeded.getTime() - 150 * 86_400_000)
  const user = (
    email: string,
    name: string,
    rest: { role?: string; homeRegion?: string | null; language?: string } = {},
  ) => ({
    id: idOf(email),
    name,
    email,
    email_verified: true,
    role: rest.role ?? 'user',
    language: rest.language ?? 'es',
    home_region: rest.homeRegion ?? null,
    created_at: email === `admin@${domain}` ? firstSeeded : since,
    updated_at: email === `admin@${domain}` ? firstSeeded : since,
  })
  return [
    ...accounts.map(({ name, person, ...rest }) => {
      const profile = hosts.find(({ account }) => account === name)
      const workshop = crafts.workshops.find((each) => accountOf(each, market.accounts) === name)
      const called = person ?? profile?.person ?? workshop?.ownerName
      if (!called) throw new Error(`the demo account ${name} has neither a name nor a profile`)
      return user(`${name}@${domain}`, called, rest)
    }),
    ...hosts
      .filter(({ account }) => !account)
      .map((host) => user(hostEmail(host), host.person, { homeRegion: host.region })),
    ...crafts.workshops
      .filter((workshop) => !accountOf(workshop, market.accounts))
      .map((workshop) =>
        user(workshopEmail(workshop, market.accounts), workshop.ownerName, { homeRegion: workshop.region }),
      ),
    ...guests.map(({ person, language }) => user(`${ascii(person)}@visitantes.${domain}`, person, { language })),
  ]
}

/** The ids of the people who can sign in. */
export const accountIds: readonly string[] = accounts.map(({ name }) => accountId(name))

export function hostRows(hosts: readonly DemoHost[], firstSeeded: Date) {
  return hosts.map((host) => ({
    id: hostId(host),
    user_id: hostUserId(host),
    slug: host.slug,
    name: host.name,
    kind: host.kind,
    bio: host.bio.es,
    translations: { en: { bio: host.bio.en } },
    region: host.region,
    verified: host.verified,
    created_at: new Date(firstSeeded.getTime() - 140 * 86_400_000),
  }))
}
