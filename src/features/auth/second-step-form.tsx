import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../lib/http.ts'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'
import { TextField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { secondStep } from './auth-api.ts'

/** After the password: the code of the app, or a backup code. Over, it goes back to the password. */
export function SecondStepForm({ onIn, onOver }: { onIn: () => Promise<void>; onOver: () => void }) {
  const { t } = useTranslation('auth')
  const [code, setCode] = useState('')
  const [isBackup, setBackup] = useState(false)
  const [trustDevice, setTrust] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const [isPending, setPending] = useState(false)
  const isOver = isProblem(error, 'SECOND_FACTOR_OVER')
  async function send() {
    if (code.trim() === '' || isPending) return
    setError(null)
    setPending(true)
    try {
      await secondStep({ code: isBackup ? code.trim() : code.replaceAll(/\D/g, ''), trustDevice })
      await onIn()
    } catch (failure) {
      setError(failure)
    } finally {
      setPending(false)
    }
  }
  return (
    <form
      className="space-y-5"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <ProblemNotice error={error} />
      <TextField
        key={String(isBackup)}
        label={t(isBackup ? 'second.backup' : 'second.code')}
        description={t(isBackup ? 'second.backupHelp' : 'second.codeHelp')}
        inputMode={isBackup ? 'text' : 'numeric'}
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <CheckField
        label={t('second.trust')}
        description={t('second.trustHelp')}
        checked={trustDevice}
        onChange={(event) => setTrust(event.target.checked)}
      />
      {isOver ? (
        <Button variant="primary" size="lg" isWide onPress={onOver}>
          {t('second.again')}
        </Button>
      ) : (
        <Button type="submit" variant="primary" size="lg" isWide isPending={isPending}>
          {isPending ? t('signIn.submitting') : t('signIn.submit')}
        </Button>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          variant="quiet"
          onPress={() => {
            setCode('')
            setError(null)
            setBackup(!isBackup)
          }}
        >
          {t(isBackup ? 'second.useApp' : 'second.useBackup')}
        </Button>
        {!isOver && (
          <Button variant="quiet" onPress={onOver}>
            {t('second.other')}
          </Button>
        )}
      </div>
    </form>
  )
}
