import type { ErrorComponentProps } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../lib/http.ts'
import { reportError } from '../lib/sentry.ts'
import { AnchorButton, Button } from '../ui/button.tsx'
import { Page } from '../ui/page.tsx'

/** A part of the page that is not on the server any more, because a new version took its place. */
function isStaleChunk(error: unknown): boolean {
  return (
    error instanceof Error && /dynamically imported module|importing a module script|preload CSS/i.test(error.message)
  )
}

/** When a page throws: what happened, whether money moved, the number for support and a way on. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  const { t: tCommon } = useTranslation('common')
  const requestId = error instanceof ApiProblem ? error.requestId : null
  const stale = isStaleChunk(error)
  useEffect(() => {
    if (!stale) reportError(error, requestId)
  }, [error, requestId, stale])
  const retry = () => {
    // Rendering again cannot help when the code itself is gone.
    if (stale) location.reload()
    else reset()
  }
  return (
    <Page title={t('broken.title')} width="text">
      <div className="flex flex-col items-center gap-4 py-8 text-center">
        <TangledThread />
        <h1 tabIndex={-1} className="text-2xl sm:text-3xl">
          {t('broken.title')}
        </h1>
        <p role="alert" className="max-w-md text-ink-soft">
          {stale ? t('broken.stale') : t('broken.body')}
        </p>
        {requestId && <p className="text-sm text-ink-soft">{tCommon('requestId', { id: requestId })}</p>}
        <div className="mt-2 flex flex-wrap justify-center gap-3">
          <Button variant="primary" onPress={retry}>
            {t('broken.retry')}
          </Button>
          <AnchorButton href="/">{t('broken.home')}</AnchorButton>
        </div>
      </div>
    </Page>
  )
}

function TangledThread() {
  return (
    <svg aria-hidden viewBox="0 0 320 90" fill="none" strokeWidth="4" strokeLinecap="round" className="w-full max-w-sm">
      <path
        stroke="var(--anil)"
        d="M4 52c60 0 84 4 120-8 40-14 12-44-12-30-30 18 40 70 76 44 26-20-16-48-34-22-18 28 36 52 66 30 24-18 50-14 96-14"
      />
      <path
        stroke="var(--grana)"
        d="M4 44c70 0 96-10 128 8 30 18 60-2 48-24-12-20-48 0-30 26 16 24 62 8 52-20-6-18-36-14-32 8 6 30 60 8 146 8"
      />
      <path
        stroke="var(--cempasuchil)"
        d="M4 60c70 0 110 8 140-14 24-18 4-38-14-20-16 18 24 46 54 40 36-6 24-46 0-36-24 12 8 40 40 30 26-8 50 0 92 0"
      />
    </svg>
  )
}
