import type { Feature } from '../../../../contracts/settings.ts'
import { type DomainError, defineErrors } from '../../platform/errors.ts'

const settingsErrors = defineErrors('settings', {
  BOOKINGS_PAUSED: {
    status: 409,
    es: 'Por ahora no recibimos reservas nuevas. Las que ya tienes siguen en pie.',
    en: 'We are not taking new bookings for the moment. Those you have stand.',
  },
  MARKET_CLOSED: {
    status: 409,
    es: 'La tienda está cerrada por un rato. Tu canasta te espera; no se cobró nada.',
    en: 'The market is closed for a while. Your basket waits for you; nothing was charged.',
  },
  APPLICATIONS_CLOSED: {
    status: 409,
    es: 'Por ahora no recibimos solicitudes nuevas. Vuelve pronto.',
    en: 'We are not taking new applications for the moment. Come back soon.',
  },
  MESSAGE_PHOTOS_PAUSED: {
    status: 409,
    es: 'Por ahora los mensajes van sin fotos. Quita las fotos y manda tu texto.',
    en: 'Messages go without photos for the moment. Take the photos off and send your words.',
  },
  REVIEWS_PAUSED: {
    status: 409,
    es: 'Por ahora no recibimos reseñas nuevas. La tuya puede esperar unos días.',
    en: 'We are not taking new reviews for the moment. Yours can wait a few days.',
  },
})

/** What somebody is told who wants what is closed. */
export const closedErrors: Record<Feature, () => DomainError> = {
  BOOKINGS: () => settingsErrors.BOOKINGS_PAUSED(),
  MARKET: () => settingsErrors.MARKET_CLOSED(),
  APPLICATIONS: () => settingsErrors.APPLICATIONS_CLOSED(),
  MESSAGE_PHOTOS: () => settingsErrors.MESSAGE_PHOTOS_PAUSED(),
  REVIEWS: () => settingsErrors.REVIEWS_PAUSED(),
}
