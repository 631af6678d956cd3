/** Who bought what: orders in every state for Ana and Luis, and other people so that workshops have something to count. */
import { accountId, guestIds } from './people.ts'

export interface Wanted {
  /** A product, and for several variants the key of one. */
  slug: string
  variant?: string
  quantity: number
}

/** What happens to one order once it is paid, `at` hours after the payment. The end of the time for returns comes by itself. */
export type Step =
  | { do: 'accept'; at: number }
  | { do: 'ship'; at: number; carrier: string; trackingNumber: string }
  | { do: 'deliver'; at: number }
  | { do: 'cancel'; at: number; by: 'BUYER' | 'SELLER' | 'STAFF'; note: string | null }
  /** Nobody accepted it in 48 hours. */
  | { do: 'lapse' }
  /** By the workshop's own decision. */
  | { do: 'refund'; at: number; lines: Wanted[]; restock: boolean }
  | { do: 'ask-return'; at: number; lines: Wanted[]; reason: string }
  | { do: 'accept-return'; at: number; note: string | null }
  | { do: 'refuse-return'; at: number; note: string }
  | { do: 'receive-return'; at: number; restock: boolean }

export type PurchaseOutcome =
  | { kind: 'pending-payment' }
  | { kind: 'pending' }
  | { kind: 'payment-failed'; errorCode: string }
  | { kind: 'hold-expired' }
  /** The buyer let go before paying. */
  | { kind: 'dropped' }
  /** By workshop; one that is not named waits to be accepted. */
  | { kind: 'paid'; orders: Record<string, Step[]> }

export interface PurchaseWish {
  /** Unique in the demo. */
  key: string
  userId: string
  /** Before the first seeding; live holds are made at that moment. */
  daysAgo: number
  lines: Wanted[]
  slots?: { slug: string; days: number; party: { adult: number } }[]
  address: DemoAddress
  /** Workshops whose order is fetched there. */
  pickups?: string[]
  code?: string
  birthDate?: string
  outcome: PurchaseOutcome
}

export interface DemoAddress {
  recipient: string
  line1: string
  line2?: string
  city: string
  state: string
  postalCode: string
  country: string
  phone?: string
}

interface Buyer {
  userId: string
  birthDate: string
  address: DemoAddress
}
const guest = (index: number): string => guestIds[index] as string

const ana: Buyer = {
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
const luis: Buyer = {
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
const camila: Buyer = {
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
const diego: Buyer = {
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
const hannah: Buyer = {
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
const paulina: Buyer = {
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

const jorge: Buyer = {
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
const ximena: Buyer = {
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

const barro = 'taller-cuarzo-y-noche'
const terciopelo = 'viento-de-terciopelo'
const tecolote = 'palenque-tecolote-sereno'

const accept = (at: number): Step => ({ do: 'accept', at })
const ship = (at: number, carrier: string, trackingNumber: string): Step => ({
  do: 'ship',
  at,
  carrier,
  trackingNumber,
})
const deliver = (at: number): Step => ({ do: 'deliver', at })
/** Accepted, sent, handed over. */
const delivered = (carrier: string, trackingNumber: string, at = 110): Step[] => [
  accept(5),
  ship(30, carrier, trackingNumber),
  deliver(at),
]
const paid = (orders: Record<string, Step[]> = {}): PurchaseOutcome => ({ kind: 'paid', orders })
const by = ({ userId, address, birthDate }: Buyer) => ({ userId, address, birthDate })
const one = (slug: string, quantity = 1, variant?: string): Wanted => ({
  slug,
  quantity,
  ...(variant ? { variant } : {}),
})

/** Bought from several workshops at once, arrived and kept. */
const kept = (buyer: Buyer, name: string, daysAgo: number, bought: Record<string, Wanted[]>): PurchaseWish => ({
  key: `${name}:kept-${daysAgo}`,
  ...by(buyer),
  daysAgo,
  lines: Object.values(bought).flat(),
  outcome: paid(
    Object.fromEntries(
      Object.keys(bought).map((workshop, index) => [
        workshop,
        delivered('estafeta', `60551488293044017${daysAgo}${index}${daysAgo}`, 90 + index * 20),
      ]),
    ),
  ),
})

export const purchaseWishes: PurchaseWish[] = [
  // Held right now.
  { key: 'ana:held', ...by(ana), daysAgo: 0, lines: [one('cantaro-calado')], outcome: { kind: 'pending' } },
  {
    key: 'ana:declined',
    ...by(ana),
    daysAgo: 0,
    lines: [one('collar-barro-negro', 2), one('corazon-hojalata', 3)],
    outcome: { kind: 'payment-failed', errorCode: 'insufficient_funds' },
  },
  { key: 'ana:begun', ...by(ana), daysAgo: 0, lines: [one('jicara-grabada', 2)], outcome: { kind: 'pending-payment' } },
  {
    key: 'luis:held',
    ...by(luis),
    daysAgo: 0,
    lines: [one('mezcal-tobala-750')],
    pickups: [tecolote],
    outcome: { kind: 'pending' },
  },
  {
    key: 'luis:declined',
    ...by(luis),
    daysAgo: 0,
    lines: [one('huipil-cadenilla', 1, 'S')],
    outcome: { kind: 'payment-failed', errorCode: 'expired_card' },
  },
  {
    key: 'luis:begun',
    ...by(luis),
    daysAgo: 0,
    lines: [one('cafe-pluma-500', 2, 'molido')],
    outcome: { kind: 'pending-payment' },
  },

  // Paid, and somewhere on the way.
  {
    key: 'ana:waiting',
    ...by(ana),
    daysAgo: 0.4,
    lines: [one('florero-barro-negro-alto'), one('huipil-cadenilla', 1, 'M')],
    outcome: paid(),
  },
  {
    key: 'ana:processing',
    ...by(ana),
    daysAgo: 3,
    lines: [one('juego-mezcaleros-barro')],
    outcome: paid({ [barro]: [accept(6)] }),
  },
  {
    // Three workshops and a walk in one payment.
    key: 'ana:everything',
    ...by(ana),
    daysAgo: 5,
    lines: [one('bocina-barro-negro'), one('enagua-olan', 1, 'S'), one('mezcal-espadin-750', 2)],
    slots: [{ slug: 'centro-historico-a-pie', days: 12, party: { adult: 2 } }],
    code: 'BIENVENIDA10',
    outcome: paid({
      [barro]: [accept(4), ship(28, 'dhl', '4820119734')],
      [terciopelo]: [accept(20)],
      [tecolote]: [accept(9), ship(52, 'paquetexpress', 'OAX0148823119')],
    }),
  },
  {
    key: 'ana:shipped',
    ...by(ana),
    daysAgo: 6,
    lines: [one('alebrije-colibri')],
    outcome: paid({ 'tonas-del-copal-manso': [accept(3), ship(70, 'estafeta', '6055148829304401784512')] }),
  },
  {
    key: 'ana:delivered',
    ...by(ana),
    daysAgo: 12,
    lines: [one('collar-barro-negro'), one('juego-mezcaleros-barro')],
    outcome: paid({ [barro]: delivered('estafeta', '6055148829304401790077') }),
  },
  {
    key: 'ana:completed',
    ...by(ana),
    daysAgo: 48,
    lines: [one('florero-barro-negro-alto'), one('mezcal-espadin-200', 3)],
    code: 'CUARZO100',
    outcome: paid({
      [barro]: delivered('dhl', '4820117702'),
      [tecolote]: delivered('fedex', '771204493861', 96),
    }),
  },
  {
    key: 'ana:second-thoughts',
    ...by(ana),
    daysAgo: 15,
    lines: [one('rebozo-jalieza', 1, 'crudo')],
    outcome: paid({ 'once-husos': [accept(4), { do: 'cancel', at: 9, by: 'BUYER', note: 'Me equivoqué de color.' }] }),
  },
  {
    key: 'ana:broken-loom',
    ...by(ana),
    daysAgo: 22,
    lines: [one('huipil-cadenilla', 1, 'L')],
    outcome: paid({
      [terciopelo]: [
        accept(11),
        { do: 'cancel', at: 60, by: 'SELLER', note: 'Se manchó la tela al teñirla y no nos queda otra de esa talla.' },
      ],
    }),
  },
  {
    // One workshop did not answer; the other one sent its part.
    key: 'ana:half',
    ...by(ana),
    daysAgo: 34,
    lines: [one('jicalpextle'), one('collar-barro-negro', 2)],
    outcome: paid({ 'lluvia-labrada': [{ do: 'lapse' }], [barro]: delivered('correos', 'MM204418735MX', 150) }),
  },
  { key: 'ana:forgotten', ...by(ana), daysAgo: 2, lines: [one('espejo-hojalata')], outcome: { kind: 'hold-expired' } },
  {
    key: 'ana:returned',
    ...by(ana),
    daysAgo: 40,
    lines: [one('juego-mezcaleros-barro')],
    outcome: paid({
      [barro]: [
        ...delivered('redpack', '20441187362'),
        {
          do: 'ask-return',
          at: 150,
          lines: [one('juego-mezcaleros-barro')],
          reason: 'Llegó con una copa despostillada.',
        },
        { do: 'accept-return', at: 160, note: 'Con gusto; mándalo por Estafeta, nosotros pagamos.' },
        { do: 'receive-return', at: 300, restock: false },
      ],
    }),
  },
  {
    key: 'ana:one-broke',
    ...by(ana),
    daysAgo: 16,
    lines: [one('mezcal-espadin-200', 4)],
    outcome: paid({
      [tecolote]: [
        accept(3),
        ship(40, 'paquetexpress', 'OAX0148820045'),
        { do: 'refund', at: 130, lines: [one('mezcal-espadin-200')], restock: false },
        deliver(140),
      ],
    }),
  },
  {
    key: 'ana:return-asked',
    ...by(ana),
    daysAgo: 9,
    lines: [one('corazon-hojalata', 4), one('nicho-hojalata')],
    outcome: paid({
      'latido-de-lamina': [
        ...delivered('estafeta', '6055148829304401788810', 90),
        { do: 'ask-return', at: 190, lines: [one('nicho-hojalata')], reason: 'El nicho no cabe donde lo iba a poner.' },
      ],
    }),
  },

  {
    key: 'luis:waiting',
    ...by(luis),
    daysAgo: 0.2,
    lines: [one('mezcal-tepeztate-750')],
    code: 'BIENVENIDA10',
    outcome: paid(),
  },
  {
    key: 'luis:to-fetch',
    ...by(luis),
    daysAgo: 2,
    lines: [one('cantaro-calado'), one('bocina-barro-negro')],
    pickups: [barro],
    outcome: paid({ [barro]: [accept(2)] }),
  },
  {
    key: 'luis:shipped',
    ...by(luis),
    daysAgo: 7,
    lines: [one('enagua-olan', 1, 'M')],
    outcome: paid({ [terciopelo]: [accept(15), ship(120, 'fedex', '771204498820')] }),
  },
  {
    key: 'luis:fetched',
    ...by(luis),
    daysAgo: 8,
    lines: [one('mezcal-cuishe-750'), one('mezcal-pechuga-500')],
    pickups: ['palenque-carrizo-y-olla'],
    outcome: paid({ 'palenque-carrizo-y-olla': [accept(1), deliver(50)] }),
  },
  {
    // Its share went out; weeks later the workshop gives one back, and that part of the transfer comes back.
    key: 'luis:kindness',
    ...by(luis),
    daysAgo: 52,
    lines: [one('collar-barro-negro', 2), one('mezcal-espadin-750')],
    outcome: paid({
      [barro]: [
        ...delivered('dhl', '4820116418'),
        { do: 'refund', at: 900, lines: [one('collar-barro-negro')], restock: false },
      ],
      [tecolote]: delivered('dhl', '4820116420', 100),
    }),
  },
  {
    key: 'luis:cancelled-early',
    ...by(luis),
    daysAgo: 11,
    lines: [one('cajetes-rojos-6')],
    outcome: paid({ 'cerro-colorado-de-agosto': [{ do: 'cancel', at: 3, by: 'BUYER', note: null }] }),
  },
  {
    key: 'luis:by-staff',
    ...by(luis),
    daysAgo: 26,
    lines: [one('machete-grabado')],
    outcome: paid({
      'dicho-y-filo': [{ do: 'cancel', at: 30, by: 'STAFF', note: 'Compra duplicada; se devolvió completa.' }],
    }),
  },
  {
    key: 'luis:forgotten',
    ...by(luis),
    daysAgo: 1,
    lines: [one('faja-jalieza', 1, 'anil')],
    outcome: { kind: 'hold-expired' },
  },
  { key: 'luis:dropped', ...by(luis), daysAgo: 4, lines: [one('tona-conejo')], outcome: { kind: 'dropped' } },
  {
    key: 'luis:one-returned',
    ...by(luis),
    daysAgo: 38,
    lines: [one('cojin-tejido-telar', 2)],
    outcome: paid({
      'telar-tres-nopales': [
        ...delivered('estafeta', '6055148829304401781123'),
        { do: 'ask-return', at: 170, lines: [one('cojin-tejido-telar')], reason: 'Compré uno de más.' },
        { do: 'accept-return', at: 180, note: null },
        { do: 'receive-return', at: 320, restock: true },
      ],
    }),
  },
  {
    key: 'luis:return-refused',
    ...by(luis),
    daysAgo: 14,
    lines: [one('chocolate-mesa-500', 3), one('sal-de-gusano-60', 2)],
    outcome: paid({
      'molino-chilhuacle-contento': [
        ...delivered('redpack', '20441190217', 70),
        { do: 'ask-return', at: 200, lines: [one('sal-de-gusano-60')], reason: 'No era como la imaginaba.' },
        { do: 'refuse-return', at: 220, note: 'Es alimento y ya está abierto; no podemos volver a venderlo.' },
      ],
    }),
  },
  {
    key: 'luis:return-coming',
    ...by(luis),
    daysAgo: 11,
    lines: [one('blusa-san-antonino', 1, 'M')],
    outcome: paid({
      'puntada-de-luna-nueva': [
        ...delivered('dhl', '4820119001', 80),
        { do: 'ask-return', at: 150, lines: [one('blusa-san-antonino', 1, 'M')], reason: 'Me quedó chica.' },
        { do: 'accept-return', at: 170, note: 'Mándala con su funda, por favor.' },
      ],
    }),
  },

  // Other people.
  {
    key: 'camila:welcome',
    ...by(camila),
    daysAgo: 60,
    lines: [one('cantaro-calado'), one('collar-barro-negro', 2)],
    code: 'BIENVENIDA10',
    outcome: paid({ [barro]: delivered('dhl', '4820114412') }),
  },
  {
    key: 'camila:mezcal',
    ...by(camila),
    daysAgo: 55,
    lines: [one('mezcal-espadin-750', 3), one('crema-de-mezcal-cafe')],
    code: 'TECOLOTE20',
    outcome: paid({ [tecolote]: delivered('fedex', '771204471200') }),
  },
  {
    key: 'diego:mezcal',
    ...by(diego),
    daysAgo: 44,
    lines: [one('mezcal-tobala-750')],
    code: 'TECOLOTE20',
    outcome: paid({ [tecolote]: delivered('paquetexpress', 'OAX0148801271', 72) }),
  },
  {
    key: 'diego:harvest',
    ...by(diego),
    daysAgo: 36,
    lines: [one('bocina-barro-negro'), one('cafe-pluma-500', 2, 'grano')],
    code: 'COSECHA15',
    outcome: paid({
      [barro]: delivered('estafeta', '6055148829304401779904'),
      'molino-chilhuacle-contento': delivered('redpack', '20441181109', 60),
    }),
  },
  {
    key: 'diego:waiting',
    ...by(diego),
    daysAgo: 0.7,
    lines: [one('juego-mezcaleros-barro', 2), one('mezcal-espadin-200', 2)],
    outcome: paid({ [tecolote]: [accept(2)] }),
  },
  {
    key: 'hannah:abroad',
    ...by(hannah),
    daysAgo: 58,
    lines: [one('cantaro-calado'), one('huipil-istmeno-terciopelo', 1, 'S')],
    code: 'CUARZO100',
    outcome: paid({ [barro]: delivered('dhl', '4820113001', 220), [terciopelo]: delivered('dhl', '4820113002', 240) }),
  },
  {
    key: 'hannah:coins',
    ...by(hannah),
    daysAgo: 10,
    lines: [one('collar-monedas-istmo')],
    outcome: paid({ [terciopelo]: [accept(30)] }),
  },
  {
    key: 'paulina:mezcal',
    ...by(paulina),
    daysAgo: 30,
    lines: [one('mezcal-tepeztate-750'), one('mezcal-espadin-750', 2)],
    code: 'TECOLOTE20',
    outcome: paid({ [tecolote]: delivered('fedex', '771204480031', 96) }),
  },
  {
    key: 'paulina:dragon',
    ...by(paulina),
    daysAgo: 18,
    lines: [one('alebrije-dragon-grande')],
    outcome: paid({ 'el-nagual-paciente': [accept(8), ship(200, 'dhl', '4820118820')] }),
  },
  {
    key: 'paulina:forgotten',
    ...by(paulina),
    daysAgo: 6,
    lines: [one('jarra-verde-atzompa', 2)],
    code: 'BIENVENIDA10',
    outcome: { kind: 'hold-expired' },
  },

  // Long arrived, so that there is something to read about most workshops.
  kept(camila, 'camila', 41, {
    'tepalcate-cantor': [one('jarra-verde-atzompa'), one('comal-verde')],
    'molino-chilhuacle-contento': [one('pasta-mole-negro-500', 2), one('chocolate-mesa-500', 2)],
    'latido-de-lamina': [one('corazon-hojalata', 2), one('tenate-palma')],
  }),
  kept(camila, 'camila', 27, {
    'tonas-del-copal-manso': [one('alebrije-tortuga-mini', 2)],
    'telar-tres-nopales': [one('cojin-tejido-telar', 2)],
    'palenque-carrizo-y-olla': [one('mezcal-cuishe-750')],
  }),
  kept(diego, 'diego', 50, {
    'palenque-carrizo-y-olla': [one('mezcal-ancestral-ensamble'), one('mezcal-cuishe-750')],
    'dicho-y-filo': [one('cuchillo-cocina-ocotlan')],
    'lluvia-labrada': [one('jicara-grabada', 2)],
  }),
  kept(diego, 'diego', 29, {
    'tepalcate-cantor': [one('jarra-verde-atzompa')],
    'cerro-colorado-de-agosto': [one('jarro-chocolatero-rojo', 2)],
    'molino-chilhuacle-contento': [one('chocolate-mesa-500'), one('sal-de-gusano-60')],
  }),
  kept(paulina, 'paulina', 53, {
    'hilo-de-luciernaga': [one('aretes-gusano-plata'), one('cruz-yalalteca')],
    'once-husos': [one('camino-de-mesa')],
    'puntada-de-luna-nueva': [one('servilletas-bordadas-4')],
  }),
  kept(paulina, 'paulina', 33, {
    'tonas-del-copal-manso': [one('alebrije-colibri'), one('alebrije-tortuga-mini')],
    'latido-de-lamina': [one('espejo-hojalata'), one('corazon-hojalata', 3)],
    'molino-chilhuacle-contento': [one('tlayudas-paquete-5'), one('pasta-mole-negro-500')],
  }),
  kept(jorge, 'jorge', 47, {
    [tecolote]: [one('mezcal-espadin-750', 2), one('mezcal-tobala-750')],
    [barro]: [one('juego-mezcaleros-barro')],
    'molino-chilhuacle-contento': [one('sal-de-gusano-60', 2), one('chapulines-100')],
  }),
  kept(jorge, 'jorge', 31, {
    'telar-tres-nopales': [one('tapete-greca-60x100'), one('bolsa-tapete')],
    'el-nagual-paciente': [one('mascara-tilcajete')],
    'barro-marchanta': [one('mujer-de-mercado')],
  }),
  kept(ximena, 'ximena', 45, {
    'hilo-de-luciernaga': [one('aretes-gusano-plata'), one('arracada-istmena')],
    'telar-tres-nopales': [one('bolsa-tapete'), one('cojin-tejido-telar')],
    'lluvia-labrada': [one('jicara-grabada'), one('sonaja-jicara', 2)],
  }),
  kept(ximena, 'ximena', 30, {
    [barro]: [one('collar-barro-negro'), one('florero-barro-negro-alto')],
    'molino-chilhuacle-contento': [one('pasta-coloradito-500'), one('tejate-kit'), one('chapulines-100', 2)],
    'latido-de-lamina': [one('canasta-carrizo'), one('cuaderno-papel-etla', 2)],
  }),
]
