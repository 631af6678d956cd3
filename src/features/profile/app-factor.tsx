import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  BackupCodes as BackupCodesAnswer,
  SecondFactorSecret,
  Security,
} from '../../../contracts/identity-security.ts'
import type { z } from 'zod'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { useSecurityChange } from '../../lib/security-queries.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { StatusChip } from '../../ui/chip.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { PasswordField, TextField } from '../../ui/field.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { AppSetup } from './app-setup.tsx'
import { BackupCodes } from './backup-codes.tsx'

type Task = 'setup' | 'codes' | 'end' | null

/** The authenticator app: set up in three steps, with its backup codes; switched off with password and code. */
export function AppFactor({ app }: { app: Security['app'] }) {
  const { t } = useTranslation('security')
  const dates = useDates()
  const [task, setTask] = useState<Task>(null)
  const close = () => setTask(null)
  return (
    <Card>
      <div className="flex flex-col items-start gap-3">
        {app ? (
          <>
            <StatusChip tone="success">{t('app.on')}</StatusChip>
            <p>{t('app.since', { when: dates.day(app.since, placeTimeZone) })}</p>
            <p className={app.backupCodesLeft < 3 ? 'font-semibold text-barro' : 'text-ink-soft'}>
              {t('app.codesLeft', { count: app.backupCodesLeft })}
            </p>
            <div className="flex flex-wrap gap-2">
              <Button onPress={() => setTask('codes')}>{t('app.newCodes')}</Button>
              <Button variant="quiet" onPress={() => setTask('end')}>
                {t('app.end')}
              </Button>
            </div>
          </>
        ) : (
          <>
            <p>{t('app.off')}</p>
            <Button variant="primary" onPress={() => setTask('setup')}>
              {t('app.start')}
            </Button>
          </>
        )}
      </div>
      {task === 'setup' && <Setup onClose={close} />}
      {task === 'codes' && <NewCodes onClose={close} />}
      {task === 'end' && <End onClose={close} />}
    </Card>
  )
}

type DialogParts = { onClose: () => void }

/** Password, then QR and first code, then the backup codes: they are shown once. */
function Setup({ onClose }: DialogParts) {
  const { t } = useTranslation('security')
  const [kit, setKit] = useState<SecondFactorSecret | null>(null)
  const [isOn, setOn] = useState(false)
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t(isOn ? 'codes.title' : 'app.start')}>
      {!kit ? (
        <AskPassword
          lead={t('app.passwordLead')}
          go={t('app.next')}
          path="/me/second-factor"
          onAnswer={(answer) => setKit(answer as SecondFactorSecret)}
        />
      ) : isOn ? (
        <BackupCodes codes={kit.backupCodes} onDone={onClose} />
      ) : (
        <AppSetup kit={kit} onOn={() => setOn(true)} />
      )}
    </Dialog>
  )
}

function NewCodes({ onClose }: DialogParts) {
  const { t } = useTranslation('security')
  const [codes, setCodes] = useState<string[] | null>(null)
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t('app.newCodes')}>
      {codes ? (
        <BackupCodes codes={codes} onDone={onClose} />
      ) : (
        <AskPassword
          lead={t('codes.renewLead')}
          go={t('app.newCodes')}
          path="/me/second-factor/backup-codes"
          onAnswer={(answer) => setCodes((answer as z.infer<typeof BackupCodesAnswer>).backupCodes)}
        />
      )}
    </Dialog>
  )
}

function AskPassword({
  lead,
  go,
  path,
  onAnswer,
}: {
  lead: string
  go: string
  path: string
  onAnswer: (answer: unknown) => void
}) {
  const { t } = useTranslation('security')
  const [password, setPassword] = useState('')
  const ask = useSecurityChange(() => http.post<unknown>(path, { body: { password } }))
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (password !== '' && !ask.isPending) ask.mutate(undefined, { onSuccess: onAnswer })
      }}
    >
      <p>{lead}</p>
      <PasswordField
        label={t('password')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <ProblemNotice error={ask.error} />
      <Button type="submit" variant="primary" isWide isPending={ask.isPending}>
        {go}
      </Button>
    </form>
  )
}

function End({ onClose }: DialogParts) {
  const { t } = useTranslation('security')
  const toast = useToast()
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const end = useSecurityChange(() => http.post('/me/second-factor/disable', { body: { password, code } }))
  const done = () => {
    toast({ tone: 'success', message: t('app.ended') })
    onClose()
  }
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t('app.end')}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (password !== '' && code !== '' && !end.isPending) end.mutate(undefined, { onSuccess: done })
        }}
      >
        <p>{t('app.endLead')}</p>
        <PasswordField
          label={t('password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <TextField
          label={t('code')}
          description={t('codeOrBackup')}
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
        <ProblemNotice error={end.error} />
        <Button type="submit" variant="danger" isWide isPending={end.isPending}>
          {t('app.end')}
        </Button>
      </form>
    </Dialog>
  )
}
