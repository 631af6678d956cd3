import { guestRequests } from './guests.ts'
import { partnerRequests } from './partners.ts'
import { peopleRequests } from './people.ts'
import { privacyRequests } from './privacy.ts'
import type { Requests } from './ready.ts'
import { securityRequests } from './security.ts'
import { staffRequests } from './staff.ts'

export { NothingLikeIt, type Ready, type World } from './ready.ts'

/** By operation, as the description names it. */
export const requests: Requests = {
  ...guestRequests,
  ...peopleRequests,
  ...securityRequests,
  ...privacyRequests,
  ...partnerRequests,
  ...staffRequests,
}

/** What no request over HTTP alone brings to success, with the reason. */
export const withoutSuccess: Record<string, string> = {
  'GET /api/v1/realtime': 'speaks WebSocket: over HTTP it only refuses (realtime.test.ts drives it)',
}
