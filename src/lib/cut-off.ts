import { isOffline } from './http.ts'

/** True when the network, not the server, is why there is no answer. */
export function isCutOff(query: { data: unknown; error: unknown; fetchStatus: string }): boolean {
  return query.data === undefined && (isOffline(query.error) || query.fetchStatus === 'paused')
}
