import type { ReactNode } from 'react'
import { ErrorState, Skeleton } from './states.tsx'

/** A form's data once they are there: it begins from them, and from no half of them. */
export function Loaded<Data>({
  query: { data, error, refetch },
  failed,
  children,
}: {
  query: { data: Data | undefined; error: unknown; refetch: () => Promise<unknown> }
  failed: string
  children: (data: Data) => ReactNode
}) {
  if (data !== undefined) return children(data)
  if (error) return <ErrorState title={failed} error={error} onRetry={() => void refetch()} />
  return (
    <div aria-busy="true" className="space-y-4">
      <Skeleton className="h-64 rounded-lg" />
      <Skeleton className="h-40 rounded-lg" />
    </div>
  )
}
