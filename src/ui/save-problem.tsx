import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isOffline, isProblem } from '../lib/http.ts'
import { useOnline } from '../lib/online.ts'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** Why something that was written is not saved, in words of the one who wrote it. */
export function SaveProblem({
  error,
  onLatest,
  comesIntoSight = true,
}: {
  error: unknown
  onLatest?: () => void
  /** Not where it is saved by itself: nobody pressed anything, and who writes would be taken away from it. */
  comesIntoSight?: boolean
}) {
  const { t } = useTranslation('editor')
  const isOnline = useOnline()
  const place = useRef<HTMLDivElement>(null)
  const isDecided = isProblem(error) && error.status >= 400 && error.status < 500
  const isAboutFields = isDecided && error.errors.length > 0
  // The button that was pressed may be far from here. To a field that is wrong its form goes.
  useEffect(() => {
    const hasField =
      isAboutFields && place.current?.closest('form')?.querySelector('[aria-invalid="true"], [data-problem]')
    if (comesIntoSight && error && !hasField) place.current?.scrollIntoView({ block: 'center' })
  }, [error, isAboutFields, comesIntoSight])
  if (!error) return null
  return (
    <div ref={place}>
      {isProblem(error, 'VERSION_CONFLICT') && onLatest ? (
        <Notice
          tone="warning"
          isLive
          title={t('conflictTitle')}
          action={<Button onPress={onLatest}>{t('openLatest')}</Button>}
        >
          {t('conflict')}
        </Notice>
      ) : (
        <Notice tone="danger" isLive>
          {isDecided
            ? isAboutFields
              ? t('checkFields')
              : error.message
            : t(!isOnline && isOffline(error) ? 'offline' : 'uncertain')}
          {/* What has no field of its own on this page is said here. */}
          {isAboutFields && (
            <ul className="mt-1 list-disc pl-5">
              {error.errors.map(({ pointer, message }) => (
                <li key={pointer}>{message}</li>
              ))}
            </ul>
          )}
        </Notice>
      )}
    </div>
  )
}
