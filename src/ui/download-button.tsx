import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { download } from '../lib/download.ts'
import type { RequestOptions } from '../lib/http.ts'
import { Button } from './button.tsx'
import { useToast } from './toast.tsx'

/** Keeps a list as a spreadsheet: what the screen shows, with the same filters, all of it. */
export function DownloadButton({
  path,
  name,
  label,
  query,
}: {
  path: string
  /** Of the file, without its ending. */
  name: string
  label: string
  query?: RequestOptions['query']
}) {
  const { t } = useTranslation('common')
  const toast = useToast()
  const file = useMutation({
    networkMode: 'always',
    mutationFn: () => download(path, `${name}.csv`, { query, headers: { accept: 'text/csv' }, timeoutMs: 60_000 }),
    onError: () => toast({ tone: 'danger', message: t('downloadFailed') }),
  })
  return (
    <Button isPending={file.isPending} onPress={() => file.mutate()}>
      <Download aria-hidden className="size-5" />
      {label}
    </Button>
  )
}
