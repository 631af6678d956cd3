/** The booking house of a test file: its own database, closed after its tests. */
import { afterAll } from 'vitest'
import { type BookingHouse, buildBookingHouse } from './build-booking-house.ts'
import { testDatabase } from './postgres.ts'

export async function bookingHouse(env: Record<string, string> = {}): Promise<BookingHouse> {
  const house = await buildBookingHouse(await testDatabase(), env)
  afterAll(house.close)
  return house
}
