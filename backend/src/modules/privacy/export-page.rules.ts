/** The export as a page that any browser opens without us: the same data as the JSON, in tables. */
import type { Language } from '../../../../contracts/common.ts'

const words = {
  es: { title: 'Tus datos en Guelaguetza Connect', made: 'Reunidos el', nothing: 'Nada.' },
  en: { title: 'Your data at Guelaguetza Connect', made: 'Gathered on', nothing: 'Nothing.' },
}
const names: Record<string, Record<Language, string>> = {
  account: { es: 'Tu cuenta', en: 'Your account' },
  sessions: { es: 'Sesiones abiertas', en: 'Open sessions' },
  passkeys: { es: 'Llaves de acceso', en: 'Passkeys' },
  consents: { es: 'Lo que aceptaste', en: 'What you agreed to' },
  bookings: { es: 'Reservas', en: 'Bookings' },
  basket: { es: 'Canasta', en: 'Basket' },
  purchases: { es: 'Compras', en: 'Purchases' },
  orders: { es: 'Pedidos', en: 'Orders' },
  returns: { es: 'Devoluciones', en: 'Returns' },
  payments: { es: 'Pagos', en: 'Payments' },
  refunds: { es: 'Devoluciones de dinero', en: 'Refunds' },
  payoutAccounts: { es: 'Cuentas donde cobras', en: 'Payout accounts' },
  payouts: { es: 'Cobros', en: 'Payouts' },
  reviews: { es: 'Reseñas', en: 'Reviews' },
  questions: { es: 'Preguntas', en: 'Questions' },
  helpfulVotes: { es: 'Reseñas que te sirvieron', en: 'Reviews you found helpful' },
  blocked: { es: 'Personas que bloqueaste', en: 'People you blocked' },
  messages: { es: 'Mensajes que escribiste', en: 'Messages you wrote' },
  notifications: { es: 'Avisos', en: 'Notices' },
  reports: { es: 'Reportes que hiciste', en: 'Reports you made' },
  decisions: { es: 'Decisiones del equipo', en: 'Decisions of the team' },
  applications: { es: 'Solicitudes', en: 'Applications' },
  teams: { es: 'Equipos', en: 'Teams' },
  waiting: { es: 'Listas de espera', en: 'Waiting lists' },
  announcements: { es: 'Lo que dijiste a tus grupos', en: 'What you told your groups' },
  pickupPoints: { es: 'Tus puntos de entrega', en: 'Your pickup points' },
  files: { es: 'Fotos y documentos', en: 'Photos and documents' },
  hostProfile: { es: 'Tu página de anfitrión', en: 'Your host page' },
  experiences: { es: 'Tus experiencias', en: 'Your experiences' },
  workshop: { es: 'Tu taller', en: 'Your workshop' },
  pieces: { es: 'Tus piezas', en: 'Your pieces' },
}

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const shown = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return escape(typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value as string | number | boolean))
}

function table(rows: readonly object[]): string {
  return rows
    .map(
      (row) =>
        `<table>${Object.entries(row)
          .map(([key, value]) => `<tr><th>${escape(key)}</th><td>${shown(value)}</td></tr>`)
          .join('')}</table>`,
    )
    .join('')
}

export function exportPage(parts: Record<string, readonly object[]>, language: Language, madeAt: string): string {
  const say = words[language]
  const sections = Object.entries(parts).map(([key, rows]) => {
    const name = names[key]?.[language] ?? key
    return `<h2>${escape(name)} (${rows.length})</h2>${rows.length > 0 ? table(rows) : `<p>${say.nothing}</p>`}`
  })
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${say.title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}table{border-collapse:collapse;margin:0 0 1rem;width:100%}th{text-align:left;vertical-align:top;width:12rem;font-weight:600}th,td{border:1px solid #ccc;padding:.3rem .6rem;white-space:pre-wrap;overflow-wrap:anywhere}</style>
</head><body><h1>${say.title}</h1><p>${say.made} ${escape(madeAt)}</p>${sections.join('\n')}</body></html>`
}
