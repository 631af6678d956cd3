import { useRouterState } from '@tanstack/react-router'

/** A shuttle of thread across the top while the next page is on its way; waits a moment so that quick pages do not blink. */
export function PendingBar() {
  const isPending = useRouterState({ select: (state) => state.status === 'pending' })
  if (!isPending) return null
  return (
    <div aria-hidden className="pointer-events-none fixed inset-x-0 top-0 z-50 h-1 overflow-hidden">
      <div className="shuttle h-full w-1/3 bg-grana" />
    </div>
  )
}
