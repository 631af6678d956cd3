import type { offers as source } from '../es/offers.ts'

export const offers: typeof source = {
  title: 'One of your times changed',
  moved: '{{title}} moved from {{from}} to {{to}}.',
  closed: '{{title}} of {{from}} will not take place.',
  answerMoved: 'If you do not answer before {{when}}, your booking keeps the new time.',
  answerClosed: 'If you do not answer before {{when}}, we give you all of your money back.',
  KEEP: 'I keep the new time',
  ANOTHER_TIME: 'Choose another time',
  REFUND: 'I want my money back',
  refundTitle: 'Give you {{amount}} back?',
  refundBody: 'Booking {{code}} is cancelled and all of the money goes back the way you paid.',
  refundDo: 'Yes, give it back',
  another: 'Another time',
  anotherNone: 'Right now no other time has room for your group.',
  anotherDo: 'Change to this one',
  failed: 'We could not look for other times.',
  kept: 'Done: your booking has the new time.',
  changed: 'Done: we changed your booking.',
  refunded: 'Done: the booking is cancelled and your money is on its way back.',
}
