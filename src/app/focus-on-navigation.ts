import type { AnyRouter } from '@tanstack/react-router'

/**
 * After a navigation to another path the focus moves to the page's heading, so that a screen reader reads where one is
 * and the next Tab starts there. A page that shows its heading later (its data is on the way) gets `main` meanwhile.
 */
export function focusOnNavigation(router: AnyRouter): () => void {
  return router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
    if (!pathChanged || fromLocation === undefined) return
    const target = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main')
    if (!target) return
    if (!target.hasAttribute('tabindex')) target.tabIndex = -1
    // Where to scroll is for the router to restore.
    target.focus({ preventScroll: true })
  })
}
