/** What the guest was writing to the host, kept in this tab while they sign in. */
const storageKey = (slotId: string) => `gc.requests.${slotId}`

export function readRequests(slotId: string): string {
  try {
    return sessionStorage.getItem(storageKey(slotId)) ?? ''
  } catch {
    return ''
  }
}

export function rememberRequests(slotId: string, text: string): void {
  try {
    if (text === '') sessionStorage.removeItem(storageKey(slotId))
    else sessionStorage.setItem(storageKey(slotId), text)
  } catch {
    // It then lasts as long as the page.
  }
}
