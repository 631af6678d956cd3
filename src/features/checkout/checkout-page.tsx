import { useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ChoosePartyPage } from './choose-party-page.tsx'
import { PayBookingPage } from './pay-booking-page.tsx'

/** `/reservar/$slotId`: one page from choosing who comes to having paid. */
export function CheckoutPage() {
  const { slotId } = useParams({ from: '/reservar/$slotId' })
  const search = useSearch({ from: '/reservar/$slotId' })
  const bookingId = search.reserva
  const [arrivedWith] = useState(bookingId)
  if (bookingId === undefined) return <ChoosePartyPage key={slotId} slotId={slotId} search={search} />
  return (
    <PayBookingPage
      key={bookingId}
      slotId={slotId}
      bookingId={bookingId}
      search={search}
      followsParty={bookingId !== arrivedWith}
    />
  )
}
