import { useQuery } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../lib/http.ts'
import { AnchorButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { ErrorState, Skeleton } from '../../ui/states.tsx'

async function fetchFile(url: string, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(url, { credentials: 'include', signal }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new ApiProblem({ status: 0, code: 'NETWORK_ERROR' })
  })
  if (!answer.ok) throw new ApiProblem({ status: answer.status, code: `HTTP_${answer.status}` })
  return answer.blob()
}

/** A private document: a picture is shown here, a PDF is saved. Asked for once: each opening is recorded. */
export function DocumentDialog({ url, title, onClose }: { url: string; title: string; onClose: () => void }) {
  const { t } = useTranslation('staff')
  const { data, error, refetch } = useQuery({
    queryKey: ['staff-document', url],
    queryFn: ({ signal }) => fetchFile(url, signal),
    staleTime: Number.POSITIVE_INFINITY,
    // Nothing of it stays behind once it is closed.
    gcTime: 0,
    refetchOnWindowFocus: false,
    retry: false,
  })
  const shown = useMemo(() => data && URL.createObjectURL(data), [data])
  useEffect(() => () => void (shown && URL.revokeObjectURL(shown)), [shown])
  return (
    <Dialog isOpen isWide onOpenChange={(open) => !open && onClose()} title={title}>
      {shown && data ? (
        data.type.startsWith('image/') ? (
          <img src={shown} alt={title} className="mx-auto max-h-[70dvh] rounded-md" />
        ) : (
          <AnchorButton href={shown} download={`${title}.pdf`}>
            <Download aria-hidden className="size-5" />
            {t('applications.documentSave')}
          </AnchorButton>
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="h-80" />
      )}
    </Dialog>
  )
}
