import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SecondFactorSecret } from '../../../contracts/identity-security.ts'
import { http } from '../../lib/http.ts'
import { useSecurityChange } from '../../lib/security-queries.ts'
import { AnchorButton, Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { QrCode } from '../../ui/qr-code.tsx'

/** The secret as QR code, as a link for the phone that shows it, and as text; then the first code switches it on. */
export function AppSetup({ kit, onOn }: { kit: SecondFactorSecret; onOn: () => void }) {
  const { t } = useTranslation('security')
  const [code, setCode] = useState('')
  const confirm = useSecurityChange((typed: string) =>
    http.post('/me/second-factor/confirm', { body: { code: typed } }),
  )
  const digits = code.replaceAll(/\D/g, '')
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (digits.length === 6 && !confirm.isPending) confirm.mutate(digits, { onSuccess: onOn })
      }}
    >
      <p>{t('setup.scan')}</p>
      <QrCode text={kit.uri} label={t('setup.qr')} className="mx-auto w-full max-w-56 rounded-lg border border-line" />
      <AnchorButton href={kit.uri} isWide className="sm:hidden">
        {t('setup.open')}
      </AnchorButton>
      <p className="text-sm text-ink-soft">
        {t('setup.type')}{' '}
        <code className="font-semibold tracking-wide break-all text-ink select-all">
          {kit.secret.match(/.{1,4}/g)?.join(' ')}
        </code>
      </p>
      <TextField
        label={t('setup.first')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={7}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <ProblemNotice error={confirm.error} />
      <Button type="submit" variant="primary" isWide isPending={confirm.isPending} isDisabled={digits.length !== 6}>
        {t('setup.confirm')}
      </Button>
    </form>
  )
}
