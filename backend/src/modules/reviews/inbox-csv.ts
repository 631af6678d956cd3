/** What a host or workshop received, as spreadsheets. */
import type { Language } from '../../../../contracts/common.ts'
import type { ReceivedQuestion, ReceivedReview } from '../../../../contracts/reviews.ts'
import type { CsvList } from '../../platform/csv.ts'
import { sheetTime } from '../../platform/pure/sheet-time.ts'

const words = {
  es: {
    reviews: 'resenas',
    reviewHeads: ['fecha', 'de', 'sobre', 'venta', 'estrellas', 'reseña', 'útil para', 'respuesta', 'respondida'],
    questions: 'preguntas',
    questionHeads: ['fecha', 'de', 'sobre', 'pregunta', 'respuesta', 'respondida'],
  },
  en: {
    reviews: 'reviews',
    reviewHeads: ['date', 'by', 'about', 'sale', 'stars', 'review', 'helpful to', 'answer', 'answered'],
    questions: 'questions',
    questionHeads: ['date', 'by', 'about', 'question', 'answer', 'answered'],
  },
} as const

export const reviewsCsv = (language: Language, page: CsvList<ReceivedReview>['page']): CsvList<ReceivedReview> => ({
  name: words[language].reviews,
  heads: words[language].reviewHeads,
  page,
  row: ({ createdAt, author, listing, code, rating, text, helpfulCount, answer }) => [
    sheetTime(createdAt),
    author.name,
    listing.title,
    code,
    rating,
    text,
    helpfulCount,
    answer?.text ?? '',
    sheetTime(answer?.at),
  ],
})

export const questionsCsv = (
  language: Language,
  page: CsvList<ReceivedQuestion>['page'],
): CsvList<ReceivedQuestion> => ({
  name: words[language].questions,
  heads: words[language].questionHeads,
  page,
  row: ({ createdAt, author, listing, text, answer }) => [
    sheetTime(createdAt),
    author.name,
    listing.title,
    text,
    answer?.text ?? '',
    sheetTime(answer?.at),
  ],
})
