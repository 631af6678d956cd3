import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import {
  type Passkey,
  passkeyNameMaxLength,
  type PasskeyQuestion,
  type Security,
} from '../../../contracts/identity-security.ts'
import type { SteppedUp } from '../../../contracts/identity.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { useSecurityChange } from '../../lib/security-queries.ts'
import { withStepUp } from '../../lib/step-up.ts'
import { hasPasskeys, makePasskey, NoPasskeyShown, showPasskey } from '../../lib/webauthn.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog, Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { deviceName } from './device-name.rules.ts'

/** Passkeys of the account; `mayConfirm` offers to show one for this session. */
export function PasskeyList({ passkeys, mayConfirm }: { passkeys: Passkey[]; mayConfirm: boolean }) {
  const { t } = useTranslation('security')
  const toast = useToast()
  const [renaming, setRenaming] = useState<Passkey | null>(null)
  const [removing, setRemoving] = useState<Passkey | null>(null)
  const add = useSecurityChange(async () => {
    const question = await withStepUp(() => http.post<PasskeyQuestion>('/me/passkeys/options'))
    const credential = await makePasskey(question)
    const { browser, system } = deviceName(navigator.userAgent)
    const name = [browser, system].filter(Boolean).join(' · ') || t('passkeys.unnamed')
    return http.post<Security>('/me/passkeys', { body: { name, credential } })
  })
  const confirm = useSecurityChange(async () => {
    const question = await http.post<PasskeyQuestion>('/me/step-up/passkey-options')
    const credential = await showPasskey(question)
    return http.post<z.infer<typeof SteppedUp>>('/me/step-up', { body: { credential } })
  })
  const remove = useSecurityChange((id: string) => withStepUp(() => http.delete(`/me/passkeys/${id}`)))
  const failed = [add.error, confirm.error].find((error) => error && !(error instanceof NoPasskeyShown))
  const isUnshown = add.error instanceof NoPasskeyShown || confirm.error instanceof NoPasskeyShown
  return (
    <div className="flex flex-col items-start gap-4">
      {passkeys.length > 0 && (
        <ul className="w-full divide-y divide-line rounded-lg border border-line bg-surface">
          {passkeys.map((passkey) => (
            <Row
              key={passkey.id}
              passkey={passkey}
              onRename={() => setRenaming(passkey)}
              onRemove={() => setRemoving(passkey)}
            />
          ))}
        </ul>
      )}
      {isUnshown && (
        <Notice tone="info" isLive>
          {t('passkeys.unshown')}
        </Notice>
      )}
      <ProblemNotice error={failed} />
      {hasPasskeys() ? (
        <div className="flex flex-wrap gap-2">
          {mayConfirm && passkeys.length > 0 && (
            <Button variant="primary" isPending={confirm.isPending} onPress={() => confirm.mutate(undefined)}>
              {t('passkeys.show')}
            </Button>
          )}
          <Button
            isPending={add.isPending}
            onPress={() =>
              add.mutate(undefined, {
                onSuccess: () => toast({ tone: 'success', message: t('passkeys.added') }),
              })
            }
          >
            <KeyRound aria-hidden className="size-5" />
            {t('passkeys.add')}
          </Button>
        </div>
      ) : (
        <p className="text-ink-soft">{t('passkeys.unsupported')}</p>
      )}
      {renaming && <Rename passkey={renaming} onClose={() => setRenaming(null)} />}
      {removing && (
        <ConfirmDialog
          isOpen
          onOpenChange={(open) => !open && setRemoving(null)}
          title={t('passkeys.removeTitle')}
          confirmLabel={t('passkeys.remove')}
          isPending={remove.isPending}
          onConfirm={() =>
            remove.mutate(removing.id, {
              onSuccess: () => toast({ tone: 'success', message: t('passkeys.removed') }),
              onSettled: () => setRemoving(null),
            })
          }
        >
          {t('passkeys.removeLead', { name: removing.name })}
        </ConfirmDialog>
      )}
    </div>
  )
}

function Row({ passkey, onRename, onRemove }: { passkey: Passkey; onRename: () => void; onRemove: () => void }) {
  const { t } = useTranslation('security')
  const dates = useDates()
  const { name, synced, createdAt, lastUsedAt } = passkey
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3">
      <KeyRound aria-hidden className="size-5 shrink-0 text-ink-soft" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="font-semibold wrap-anywhere">{name}</p>
        <p className="tabular text-sm text-ink-soft">
          {t(lastUsedAt ? 'passkeys.used' : 'passkeys.since', {
            when: dates.day(lastUsedAt ?? createdAt, placeTimeZone),
          })}{' '}
          · {t(synced ? 'passkeys.synced' : 'passkeys.oneDevice')}
        </p>
      </div>
      <div className="flex">
        <Button variant="quiet" onPress={onRename} aria-label={`${t('passkeys.rename')}: ${name}`}>
          {t('passkeys.rename')}
        </Button>
        <Button variant="quiet" onPress={onRemove} aria-label={`${t('passkeys.remove')}: ${name}`}>
          {t('passkeys.remove')}
        </Button>
      </div>
    </li>
  )
}

function Rename({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const { t } = useTranslation('security')
  const [name, setName] = useState(passkey.name)
  const rename = useSecurityChange((typed: string) =>
    http.patch<Security>(`/me/passkeys/${passkey.id}`, { body: { name: typed } }),
  )
  return (
    <Dialog isOpen onOpenChange={(open) => !open && onClose()} title={t('passkeys.rename')}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '' && !rename.isPending) rename.mutate(name.trim(), { onSuccess: onClose })
        }}
      >
        <TextField
          label={t('passkeys.name')}
          maxLength={passkeyNameMaxLength}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <ProblemNotice error={rename.error} />
        <Button type="submit" variant="primary" isWide isPending={rename.isPending}>
          {t('passkeys.save')}
        </Button>
      </form>
    </Dialog>
  )
}
