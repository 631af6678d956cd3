import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { passwordMinLength } from '../../../contracts/identity.ts'
import { PasswordField } from '../../ui/field.tsx'

type Props = ComponentProps<typeof PasswordField> & { typed: string }

/** The rules before one types, and how far one is while typing. */
export function NewPasswordField({ typed, ...field }: Props) {
  const { t } = useTranslation('auth')
  const left = passwordMinLength - [...typed].length
  return (
    <div>
      <PasswordField
        {...field}
        autoComplete="new-password"
        description={t('passwordRules', { min: passwordMinLength })}
      />
      {typed !== '' && !field.errorMessage && (
        <p className={left > 0 ? 'mt-1.5 text-sm text-ink-soft' : 'mt-1.5 text-sm font-medium text-nopal'}>
          {left > 0 ? t('passwordLeft', { count: left }) : t('passwordEnough')}
        </p>
      )}
    </div>
  )
}
