/** What a host offers, as a spreadsheet. */
import type { Language } from '../../../../contracts/common.ts'
import type { HostExperience } from '../../../../contracts/experiences.ts'
import type { CsvList } from '../../platform/csv.ts'
import { decimalOf } from '../../platform/pure/decimals.ts'
import { sheetTime } from '../../platform/pure/sheet-time.ts'

const words = {
  es: {
    name: 'experiencias',
    heads: ['experiencia', 'tipo', 'región', 'estado', 'desde MXN', 'próximo horario con lugar', 'dirección'],
    status: { ACTIVE: 'publicada', DRAFT: 'borrador', PAUSED: 'en pausa' },
  },
  en: {
    name: 'experiences',
    heads: ['experience', 'type', 'region', 'status', 'from MXN', 'next time with room', 'address'],
    status: { ACTIVE: 'published', DRAFT: 'draft', PAUSED: 'paused' },
  },
} as const

export const experiencesCsv = (language: Language, page: CsvList<HostExperience>['page']): CsvList<HostExperience> => ({
  name: words[language].name,
  heads: words[language].heads,
  page,
  row: ({ title, category, region, status, priceFrom, nextSlotAt, slug }) => [
    title,
    category.toLowerCase(),
    region,
    words[language].status[status],
    decimalOf(priceFrom.amount),
    sheetTime(nextSlotAt),
    slug,
  ],
})
