/** What other people bought, so that workshops have something to count. */
import { type Buyer, camila, diego, hannah, jorge, paulina, ximena } from './buyers.ts'
import type { PurchaseWish, Wanted } from './purchase-wish.ts'
import { accept, barro, by, delivered, one, paid, ship, tecolote, terciopelo } from './purchase-words.ts'

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

/** Told one by one. */
export const boughtByOthers: PurchaseWish[] = [
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
]

/** Long arrived, so that there is something to read about most workshops. */
export const keptByOthers: PurchaseWish[] = [
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
