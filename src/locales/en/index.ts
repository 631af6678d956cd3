import type { catalogue as source } from '../es/index.ts'
import { auth } from './auth.ts'
import { bookings } from './bookings.ts'
import { checkout } from './checkout.ts'
import { common } from './common.ts'
import { door } from './door.ts'
import { experiences } from './experiences.ts'
import { home } from './home.ts'
import { notifications } from './notifications.ts'
import { profile } from './profile.ts'
import { shell } from './shell.ts'

export const catalogue: typeof source = {
  auth,
  bookings,
  checkout,
  common,
  door,
  experiences,
  home,
  notifications,
  profile,
  shell,
}
