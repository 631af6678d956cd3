/** What Luis bought: an order in every state, by other ways than Ana's. */
import { luis } from './buyers.ts'
import type { PurchaseWish } from './purchase-wish.ts'
import { accept, barro, by, deliver, delivered, one, paid, ship, tecolote, terciopelo } from './purchase-words.ts'

/** Held right now. */
export const heldByLuis: PurchaseWish[] = [
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
]

/** Paid, and somewhere on the way. */
export const boughtByLuis: PurchaseWish[] = [
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
]
