import { useTranslation } from 'react-i18next'
import { isOffline, isProblem } from '../lib/http.ts'
import { Notice } from './notice.tsx'

/** Why something that was pressed did not happen: in the server's words where it decided, else what to do next. */
export function ProblemNotice({ error }: { error: unknown }) {
  const { t } = useTranslation('common')
  if (!error) return null
  const decided = isProblem(error) && error.status >= 400 && error.status < 500
  return (
    <Notice tone="danger" isLive>
      {decided ? error.message : t(isOffline(error) ? 'error.offline.body' : 'error.server.body')}
    </Notice>
  )
}
