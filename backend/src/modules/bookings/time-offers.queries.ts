import { Prisma, type Reader, type Tx } from '../../platform/database/index.ts'

/** The host moved or closed the time of booking `b`, and its guest may still choose: cancelling costs them nothing. */
export const openTimeOffer = Prisma.sql`EXISTS (
  SELECT 1 FROM slot_offers o WHERE o.booking_id = b.id AND o.status = 'OPEN' AND o.answer_by > app_now())`

export async function hasOpenTimeOffer(db: Reader | Tx, bookingId: string): Promise<boolean> {
  const [row] = await db.$queryRaw<
    { open: boolean }[]
  >`SELECT ${openTimeOffer} AS open FROM bookings b WHERE b.id = ${bookingId}::uuid`
  return row?.open ?? false
}
