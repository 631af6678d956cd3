/** What is missing, in words that fit after "Todavía falta algo:". */
import type { Language } from '../../../../contracts/common.ts'
import type { ChecklistItem } from '../../../../contracts/partners.ts'

const words: Record<ChecklistItem['key'], Record<Language, string>> = {
  NAME: { es: 'el nombre', en: 'the name' },
  CONTACT: { es: 'quién eres y tu teléfono', en: 'who you are and your phone' },
  PLACE: { es: 'la región y el pueblo', en: 'the region and the town' },
  OFFER: { es: 'qué ofreces', en: 'what you offer' },
  STORY: { es: 'tu historia', en: 'your story' },
  PHOTOS: { es: 'una foto', en: 'a photo' },
  DOCUMENTS: { es: 'una identificación', en: 'an identity document' },
  EMAIL_VERIFIED: { es: 'confirmar tu correo', en: 'confirming your e-mail' },
  PAYOUTS: { es: 'la cuenta de cobro', en: 'the payout account' },
}

export const missingWords = (keys: readonly ChecklistItem['key'][], language: Language): string =>
  new Intl.ListFormat(language === 'es' ? 'es-MX' : 'en', { type: 'conjunction' }).format(
    keys.map((key) => words[key][language]),
  )
