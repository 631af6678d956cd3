import { useTranslation } from 'react-i18next'
import { isProblem } from '../../lib/http.ts'
import { Notice } from '../../ui/notice.tsx'

/** Why something done to an order did not happen. */
export function ActionProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('selling')
  if (!error) return null
  return (
    <Notice tone="danger" isLive>
      {isProblem(error, 'INVALID_TRANSITION')
        ? t('noLonger')
        : isProblem(error) && error.status >= 400 && error.status < 500
          ? error.message
          : t('uncertain')}
    </Notice>
  )
}
