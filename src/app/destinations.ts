import { CircleUserRound, Compass, House, Map, Store } from 'lucide-react'

/** The places of the product that are always one tap away, in order. */
export const destinations = [
  { to: '/', key: 'home', Icon: House, isExact: true },
  { to: '/experiencias', key: 'explore', Icon: Compass, isExact: false },
  { to: '/tienda', key: 'store', Icon: Store, isExact: false },
  { to: '/mis-planes', key: 'plans', Icon: Map, isExact: false },
  { to: '/yo', key: 'me', Icon: CircleUserRound, isExact: false },
] as const
