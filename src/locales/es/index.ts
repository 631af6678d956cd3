import { apply } from './apply.ts'
import { auth } from './auth.ts'
import { basket } from './basket.ts'
import { bookings } from './bookings.ts'
import { browse } from './browse.ts'
import { casework } from './casework.ts'
import { checkout } from './checkout.ts'
import { common } from './common.ts'
import { decisions } from './decisions.ts'
import { door } from './door.ts'
import { editor } from './editor.ts'
import { events } from './events.ts'
import { experiences } from './experiences.ts'
import { groups } from './groups.ts'
import { home } from './home.ts'
import { hosting } from './hosting.ts'
import { insights } from './insights.ts'
import { legal } from './legal.ts'
import { market } from './market.ts'
import { media } from './media.ts'
import { messages } from './messages.ts'
import { notifications } from './notifications.ts'
import { offers } from './offers.ts'
import { orders } from './orders.ts'
import { partners } from './partners.ts'
import { pieces } from './pieces.ts'
import { privacy } from './privacy.ts'
import { profile } from './profile.ts'
import { reviews } from './reviews.ts'
import { security } from './security.ts'
import { selling } from './selling.ts'
import { shell } from './shell.ts'
import { shop } from './shop.ts'
import { staff } from './staff.ts'
import { store } from './store.ts'
import { team } from './team.ts'
import { waiting } from './waiting.ts'

/** Every text of the product, by namespace: one file per feature. Spanish is the source, the type of English comes from it. */
export const catalogue = {
  apply,
  auth,
  basket,
  bookings,
  browse,
  casework,
  checkout,
  common,
  decisions,
  door,
  editor,
  events,
  experiences,
  groups,
  home,
  hosting,
  insights,
  legal,
  market,
  media,
  messages,
  notifications,
  offers,
  orders,
  partners,
  pieces,
  privacy,
  profile,
  reviews,
  security,
  selling,
  shell,
  shop,
  staff,
  store,
  waiting,
  team,
}
