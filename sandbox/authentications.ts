import { newId } from './ids.ts'
import type { Authentication } from './store.ts'
import type { Core } from './core.ts'

/** Opens a 3-D Secure challenge; its page stands at `/3ds/{id}`. */
export function openAuthentication(core: Core, facts: Omit<Authentication, 'id' | 'status'>): Authentication {
  const authentication: Authentication = { ...facts, id: newId('tds'), status: 'open' }
  core.store.put('authentications', authentication)
  return authentication
}

export function authenticationUrl(core: Core, id: string): string {
  return `${core.publicUrl()}/3ds/${id}`
}

export function openAuthenticationOf(core: Core, intentId: string): Authentication | undefined {
  for (const authentication of core.store.all('authentications')) {
    if (authentication.payment_intent === intentId && authentication.status === 'open') return authentication
  }
  return undefined
}

/** The intent moved on (canceled, changed, confirmed anew): a page still open can no longer decide anything. */
export function voidAuthentications(core: Core, intentId: string): void {
  for (const authentication of core.store.all('authentications')) {
    if (authentication.payment_intent !== intentId || authentication.status !== 'open') continue
    core.store.put('authentications', { ...authentication, status: 'void' })
  }
}
