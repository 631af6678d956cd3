import { useTranslation } from 'react-i18next'
import { isProblem } from '../lib/http.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** Why something that was written is not saved, in words of the one who wrote it. */
export function SaveProblem({ error, onLatest }: { error: unknown; onLatest?: () => void }) {
  const { t } = useTranslation('editor')
  if (!error) return null
  if (isProblem(error, 'VERSION_CONFLICT') && onLatest) {
    return (
      <Notice
        tone="warning"
        isLive
        title={t('conflictTitle')}
        action={<Button onPress={onLatest}>{t('openLatest')}</Button>}
      >
        {t('conflict')}
      </Notice>
    )
  }
  const isDecided = isProblem(error) && error.status >= 400 && error.status < 500
  return (
    <Notice tone="danger" isLive>
      {isDecided ? (error.errors.length > 0 ? t('checkFields') : error.message) : t('uncertain')}
      {/* What has no field of its own on this page is said here. */}
      {isDecided && error.errors.length > 0 && (
        <ul className="mt-1 list-disc pl-5">
          {error.errors.map(({ pointer, message }) => (
            <li key={pointer}>{message}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
