/** The parcel services a buyer in Mexico meets, as sellers write them and as their tracking pages are addressed. */

interface Carrier {
  id: string
  name: string
  /** Other ways to write it, folded. */
  aliases: string[]
  /** `{number}` is the tracking number; without it, the page asks for the number itself. */
  trackingPage: string
}

const carriers: Carrier[] = [
  {
    id: 'estafeta',
    name: 'Estafeta',
    aliases: ['estafetamexicana'],
    trackingPage:
      'https://cs.estafeta.com/es/Tracking/searchByGet?wayBill={number}&wayBillType=0&isShipmentDetail=False',
  },
  {
    id: 'dhl',
    name: 'DHL',
    aliases: ['dhlexpress', 'dhlmexico', 'dhlexpressmexico'],
    trackingPage: 'https://www.dhl.com/mx-es/home/rastreo.html?tracking-id={number}',
  },
  {
    id: 'fedex',
    name: 'FedEx',
    aliases: ['fedexexpress', 'fedexmexico', 'federalexpress'],
    trackingPage: 'https://www.fedex.com/fedextrack/?trknbr={number}',
  },
  {
    id: 'redpack',
    name: 'Redpack',
    aliases: ['redpackmexico'],
    trackingPage: 'https://www.redpack.com.mx/es/rastreo/?guias={number}',
  },
  {
    id: 'paquetexpress',
    name: 'Paquetexpress',
    aliases: ['paqueteexpress', 'paquetexpres'],
    trackingPage: 'https://www.paquetexpress.com.mx/rastreo/{number}',
  },
  {
    id: 'correos',
    name: 'Correos de México',
    aliases: ['correosdemexico', 'correosmexico', 'mexpost', 'sepomex'],
    trackingPage: 'https://www.correosdemexico.gob.mx/SSLServicios/SeguimientoEnvio/Seguimiento.aspx',
  },
  {
    id: 'ups',
    name: 'UPS',
    aliases: ['upsmexico', 'unitedparcelservice'],
    trackingPage: 'https://www.ups.com/track?loc=es_MX&tracknum={number}',
  },
]

const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')

const known = (written: string): Carrier | undefined => {
  const folded = fold(written)
  return carriers.find(({ id, aliases }) => id === folded || aliases.includes(folded))
}

/** `D.H.L. Express` is kept as `dhl`; a service we do not know, as the seller wrote it. */
export function normaliseCarrier(written: string): string {
  return known(written)?.id ?? written.trim().replaceAll(/\s+/g, ' ')
}

/** Numbers are kept without the spaces and hyphens they are printed with. */
export function normaliseTracking(written: string): string {
  return written.replaceAll(/[\s-]/g, '').toUpperCase()
}

/** How the carrier is called, and where its parcel can be followed. */
export function trackingOf(
  carrier: string,
  trackingNumber: string,
): { carrierName: string; trackingUrl: string | null } {
  const found = known(carrier)
  return {
    carrierName: found?.name ?? carrier,
    trackingUrl: found?.trackingPage.replace('{number}', encodeURIComponent(trackingNumber)) ?? null,
  }
}
