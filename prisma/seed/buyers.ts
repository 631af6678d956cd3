/** Who buys in the demo, and where it is sent. */
import { accountId, guestIds } from './people.ts'
import type { DemoAddress } from './purchase-wish.ts'

export interface Buyer {
  userId: string
  birthDate: string
  address: DemoAddress
}
const guest = (index: number): string => guestIds[index] as string

export const ana: Buyer = {
  userId: accountId('ana'),
  birthDate: '1991-05-14',
  address: {
    recipient: 'Ana Beltrán Solís',
    line1: 'Calle Nuyoo 12',
    line2: 'Col. Centro',
    city: 'Huajuapan de León',
    state: 'OAX',
    postalCode: '69000',
    country: 'MX',
    phone: '953 555 0114',
  },
}
export const luis: Buyer = {
  userId: accountId('luis'),
  birthDate: '1986-11-02',
  address: {
    recipient: 'Luis Zárate Olivera',
    line1: 'Av. Oaxaca 45, Rinconada',
    city: 'Puerto Escondido',
    state: 'OAX',
    postalCode: '71980',
    country: 'MX',
    phone: '954 555 0172',
  },
}
export const camila: Buyer = {
  userId: guest(0),
  birthDate: '1994-02-20',
  address: {
    recipient: 'Camila Ortega Pineda',
    line1: 'Av. Álvaro Obregón 151, depto. 4',
    line2: 'Col. Roma Norte',
    city: 'Ciudad de México',
    state: 'CMX',
    postalCode: '06700',
    country: 'MX',
  },
}
export const diego: Buyer = {
  userId: guest(1),
  birthDate: '1988-08-09',
  address: {
    recipient: 'Diego Fuentes Arce',
    line1: 'Calle Reforma 908',
    city: 'Puebla',
    state: 'PUE',
    postalCode: '72000',
    country: 'MX',
  },
}
export const hannah: Buyer = {
  userId: guest(2),
  birthDate: '1983-03-30',
  address: {
    recipient: 'Hannah Whitfield',
    line1: '418 Alder Street',
    city: 'Portland',
    state: 'Oregon',
    postalCode: '97205',
    country: 'US',
  },
}
export const paulina: Buyer = {
  userId: guest(5),
  birthDate: '1990-12-01',
  address: {
    recipient: 'Paulina Treviño Garza',
    line1: 'Calle Río Tamazunchale 210',
    city: 'San Pedro Garza García',
    state: 'NLE',
    postalCode: '66220',
    country: 'MX',
  },
}

export const jorge: Buyer = {
  userId: guest(3),
  birthDate: '1979-06-17',
  address: {
    recipient: 'Jorge Luis Acevedo',
    line1: 'Calle Morelos 1204',
    line2: 'Col. Americana',
    city: 'Guadalajara',
    state: 'JAL',
    postalCode: '44160',
    country: 'MX',
  },
}
export const ximena: Buyer = {
  userId: guest(6),
  birthDate: '1996-09-23',
  address: {
    recipient: 'Ximena Robledo Paz',
    line1: 'Calle 59 número 488',
    line2: 'Centro',
    city: 'Mérida',
    state: 'YUC',
    postalCode: '97000',
    country: 'MX',
  },
}
