/** What Ana bought: an order in every state. */
import { ana } from './buyers.ts'
import type { PurchaseWish } from './purchase-wish.ts'
import { accept, barro, by, deliver, delivered, one, paid, ship, tecolote, terciopelo } from './purchase-words.ts'

/** Held right now. */
export const heldByAna: PurchaseWish[] = [
  { key: 'ana:held', ...by(ana), daysAgo: 0, lines: [one('cantaro-calado')], outcome: { kind: 'pending' } },
  {
    key: 'ana:declined',
    ...by(ana),
    daysAgo: 0,
    lines: [one('collar-barro-negro', 2), one('corazon-hojalata', 3)],
    outcome: { kind: 'payment-failed', errorCode: 'insufficient_funds' },
  },
  { key: 'ana:begun', ...by(ana), daysAgo: 0, lines: [one('jicara-grabada', 2)], outcome: { kind: 'pending-payment' } },
]

/** Paid, and somewhere on the way. */
export const boughtByAna: PurchaseWish[] = [
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
]
