import type { MediaRefusal } from '../../../../contracts/media.ts'
import { defineErrors, type DomainError } from '../../platform/errors.ts'

export const mediaErrors = defineErrors('media', {
  MEDIA_TYPE_REFUSED: {
    status: 415,
    es: 'Solo recibimos fotos JPEG, PNG, WebP o AVIF; como documento, también PDF.',
    en: 'We only take JPEG, PNG, WebP or AVIF photos; as a document, also PDF.',
  },
  MEDIA_TOO_LARGE: {
    status: 413,
    es: 'El archivo pesa más de {megabytes} MB: manda uno más ligero.',
    en: 'The file is larger than {megabytes} MB: send a lighter one.',
  },
  MEDIA_TOO_MANY_PIXELS: {
    status: 413,
    es: 'La foto tiene más de {megapixels} megapixeles o es demasiado larga: redúcela y vuelve a intentar.',
    en: 'The photo has more than {megapixels} megapixels or is too long: make it smaller and try again.',
  },
  MEDIA_UNREADABLE: {
    status: 400,
    es: 'No pudimos abrir el archivo: parece dañado o incompleto. Prueba con otro.',
    en: 'We could not open the file: it seems damaged or incomplete. Try another one.',
  },
  MEDIA_NOT_FOUND: {
    status: 404,
    es: 'Una de las fotos ya no está o no es tuya: quítala y vuelve a subirla.',
    en: 'One of the photos is gone or is not yours: take it off and upload it again.',
  },
  MEDIA_NOT_READY: {
    status: 409,
    es: 'Una de las fotos todavía se está preparando. Espera unos segundos.',
    en: 'One of the photos is still being prepared. Wait a few seconds.',
  },
  MEDIA_IN_USE: {
    status: 409,
    es: 'Este archivo ya se muestra en algún lugar: quítalo de ahí.',
    en: 'This file is already shown somewhere: take it off there.',
  },
  UPLOADS_PER_HOUR: {
    status: 429,
    es: 'Ya subiste {limit} archivos en la última hora. Sigue más tarde.',
    en: 'You have uploaded {limit} files in the last hour. Go on later.',
  },
  UPLOAD_SPACE_FULL: {
    status: 409,
    es: 'Llegaste al espacio que tiene cada persona ({megabytes} MB).',
    en: 'You have reached the space each person has ({megabytes} MB).',
  },
  DIRECT_UPLOAD_UNAVAILABLE: {
    status: 409,
    es: 'Aquí los archivos se mandan a POST /media.',
    en: 'Files are sent to POST /media here.',
  },
  STORAGE_UNAVAILABLE: {
    status: 503,
    es: 'No pudimos guardar el archivo en este momento. Intenta de nuevo en unos segundos.',
    en: 'We could not store the file right now. Try again in a few seconds.',
  },
})

/** The same refusals as answers to whoever is still there. */
export const refusalErrors = {
  TYPE: () => mediaErrors.MEDIA_TYPE_REFUSED(),
  TOO_LARGE: () => mediaErrors.MEDIA_TOO_LARGE({ params: { megabytes: 10 } }),
  TOO_MANY_PIXELS: (megapixels = 40) => mediaErrors.MEDIA_TOO_MANY_PIXELS({ params: { megapixels } }),
  UNREADABLE: () => mediaErrors.MEDIA_UNREADABLE(),
} satisfies Record<Exclude<MediaRefusal, 'NEVER_CAME'>, (limit?: number) => DomainError>
