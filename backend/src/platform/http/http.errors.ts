import { defineErrors } from '../errors.ts'

/** What only the HTTP edge can refuse. */
export const httpErrors = defineErrors('http', {
  ORIGIN_NOT_ALLOWED: {
    status: 403,
    es: 'Esta petición viene de otro sitio y no la aceptamos.',
    en: 'This request comes from another site and is not taken.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    es: 'La petición tardó demasiado en llegar.',
    en: 'The request took too long to arrive.',
  },
  UPGRADE_REQUIRED: {
    status: 426,
    es: 'Aquí solo se habla por WebSocket.',
    en: 'Only WebSocket is spoken here.',
  },
  PRECONDITION_REQUIRED: {
    status: 428,
    es: 'Falta decir qué versión cambias (If-Match).',
    en: 'Say which version you are changing (If-Match).',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    es: 'Los encabezados de la petición son demasiado grandes.',
    en: 'The request headers are too large.',
  },
})
