import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordMaxLength, passwordMinLength } from '../../../contracts/identity.ts'
import { useServerNow } from '../../lib/server-clock.ts'
import { Notice } from '../../ui/notice.tsx'
import type { FieldProblem, FormFailure } from './auth-forms.rules.ts'

/** The text of a field's problem, in the language of now. */
export function useFieldProblem() {
  const { t } = useTranslation('auth')
  return (message: string | undefined) =>
    message === undefined
      ? undefined
      : t(`problem.${message as FieldProblem}`, { min: passwordMinLength, max: passwordMaxLength })
}

/** Why the form was refused; takes the focus, since the button that had it did not do what was asked. */
export function FormNotice({ failure, until }: { failure: FormFailure; until: number }) {
  const { t } = useTranslation('auth')
  const box = useRef<HTMLDivElement>(null)
  const now = useServerNow(failure.kind === 'wait' ? 1000 : null)
  useEffect(() => box.current?.focus(), [failure])
  const seconds = Math.max(0, Math.ceil((until - now) / 1000))
  if (failure.kind === 'password' || failure.kind === 'banned' || failure.kind === 'dead-link') return null
  if (failure.kind === 'wait' && seconds === 0) return null
  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      <Notice tone={failure.kind === 'mismatch' ? 'danger' : 'warning'} isLive={failure.kind !== 'wait'}>
        {failure.kind === 'mismatch'
          ? t('signIn.mismatch')
          : failure.kind === 'offline'
            ? t('offline')
            : failure.kind === 'wait'
              ? t('rateLimited', { count: seconds })
              : t('failed')}
      </Notice>
    </div>
  )
}
