import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Me } from '../../contracts/identity.ts'
import { forgetBan, noteBan } from './ban.ts'
import { http, isProblem } from './http.ts'
import { queryKeys } from './query-keys.ts'
import { readSetting, writeSetting } from './storage.ts'
import { forgetCart } from './stored-cart.ts'

/** Set while somebody was signed in last time, so that visitors are not asked about (a 401 is an error in their console). */
const hint = 'signed-in'

async function askWho(signal: AbortSignal): Promise<Me | null> {
  // The cookie cannot be read here, so without the hint a cheap question goes first that a visitor answers with null.
  if (!readSetting(hint) && !(await http.get<object | null>('/api/auth/get-session', { signal }))) return null
  return http.get<Me>('/me', { signal })
}

/** Who is signed in, or null. A banned person is nobody too: the shell tells them why. */
export const meQuery = queryOptions({
  queryKey: queryKeys.me,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      const me = await askWho(signal)
      writeSetting(hint, me && 'yes')
      forgetBan()
      return me
    } catch (error) {
      if (!isProblem(error) || (error.status !== 401 && error.code !== 'ACCOUNT_BANNED')) throw error
      // Who is suspended is asked again at the next visit: then they are told again, or it is over.
      if (isProblem(error, 'ACCOUNT_BANNED')) noteBan(error)
      else writeSetting(hint, null)
      return null
    }
  },
  staleTime: 5 * 60_000,
})

/** `undefined` while unknown (first load, or no network), null for a visitor, else the person. */
export function useMe(): Me | null | undefined {
  return useQuery(meQuery).data
}

/** Whether this host or workshop is one's own: nobody writes to, asks or reports themselves. */
export function useIsOwn(partnerId: string): boolean {
  const me = useMe()
  return me?.host?.id === partnerId || me?.seller?.id === partnerId
}

/**
 * Whether asking for something of one's own makes sense: somebody is signed in, or was last time and, as long as the
 * answer is on its way or there is no network, may still be.
 */
export function mayBeSignedIn(me: Me | null | undefined): boolean {
  return me === undefined ? readSetting(hint) !== null : me !== null
}

/** The session is known to be over: the next question is the one that a visitor may be asked. */
export function forgetSignedIn(): void {
  writeSetting(hint, null)
}

/** What is the same for everybody. Whatever is not named here may be somebody's own. */
const forEveryone = new Set<string>(
  [
    queryKeys.clientConfig,
    queryKeys.regions,
    queryKeys.experiences,
    queryKeys.experience(''),
    queryKeys.host(''),
    queryKeys.slots(''),
    queryKeys.products,
    queryKeys.product(''),
    queryKeys.crafts,
    queryKeys.sellers,
    queryKeys.seller(''),
    queryKeys.suggestions,
    queryKeys.announcements,
    queryKeys.features,
  ].map(([first]) => first),
)

/** After sign-in, sign-out or an expired session: forget what belonged to the other person and ask again. */
export function useSessionChanged(): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    forgetSignedIn()
    const [me] = queryKeys.me
    const [cart] = queryKeys.cart
    // First of all nobody knows any more who asks: what stands on the page and is forgotten would be asked for again.
    const known = client.resetQueries({ queryKey: queryKeys.me, exact: true })
    client.removeQueries({
      predicate: ({ queryKey: [first, second] }) =>
        first === me ? second !== undefined : first !== cart && !forEveryone.has(String(first)),
    })
    forgetCart()
    await known
    // A visitor's basket joins that of the person who signed in; whoever signs out leaves an empty one.
    // Nobody waits for it: the page that follows is on its way.
    void client.resetQueries({ queryKey: queryKeys.cart })
  }
}
