import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasPasskeys, NoPasskeyShown } from '../../lib/webauthn.ts'
import { Button } from '../../ui/button.tsx'
import { signInWithPasskey } from './auth-api.ts'

/** Signing in without a password; who shows no passkey stays where they are. */
export function PasskeyButton({ onIn, onRefused }: { onIn: () => Promise<void>; onRefused: (error: unknown) => void }) {
  const { t } = useTranslation('auth')
  const [isPending, setPending] = useState(false)
  if (!hasPasskeys()) return null
  async function go() {
    setPending(true)
    try {
      await signInWithPasskey()
      await onIn()
    } catch (error) {
      if (!(error instanceof NoPasskeyShown)) onRefused(error)
    } finally {
      setPending(false)
    }
  }
  return (
    <Button size="lg" isWide isPending={isPending} onPress={() => void go()}>
      <KeyRound aria-hidden className="size-5" />
      {t('signIn.passkey')}
    </Button>
  )
}
