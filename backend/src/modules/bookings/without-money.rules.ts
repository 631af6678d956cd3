/** A booking as a helper of the host reads it: who comes, when and how many, and no amount anywhere. */
import type { DoorBooking, HostBooking } from '../../../../contracts/bookings.ts'

export function withoutMoney({ total: _total, party, ...booking }: HostBooking): DoorBooking {
  return { ...booking, party: party.map(({ unitPrice: _unitPrice, ...line }) => line) }
}
