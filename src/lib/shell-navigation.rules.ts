/** Addresses that are no page of the PWA: answers of the API, developer tools, probes and files. */
const notPages = /^\/(api|dev|health|media|metrics|problems|docs)(\/|$)/

/** True when a navigation to `pathname` may be answered with the kept shell; everything else goes to the network. */
export function isShellPage(pathname: string): boolean {
  return !notPages.test(pathname) && !/\.[a-z0-9]{2,5}$/i.test(pathname)
}
