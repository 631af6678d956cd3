import { ImagePlus, Trash2 } from 'lucide-react'
import { type ChangeEvent, type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Me } from '../../../contracts/identity.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useChangeProfile } from './profile-queries.ts'
import { shrinkPicture } from './shrink-picture.ts'

const longestName = 80

export function AboutForm({ me }: { me: Me }) {
  const { t } = useTranslation('profile')
  const toast = useToast()
  const change = useChangeProfile()
  const [name, setName] = useState(me.name)
  const [isChecked, setChecked] = useState(false)
  const problem = name.trim() === '' ? t('nameMissing') : name.trim().length > longestName ? t('nameLong') : undefined

  const save = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (problem || change.isPending) return
    change.mutate({ name: name.trim() }, { onSuccess: () => toast({ tone: 'success', message: t('saved') }) })
  }
  return (
    <div className="space-y-6">
      <AvatarField me={me} />
      <form onSubmit={save} noValidate className="space-y-4">
        {change.error && (
          <Notice tone="danger" isLive>
            {t('saveFailed')}
          </Notice>
        )}
        <TextField
          label={t('name')}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.target.value)}
          errorMessage={isChecked ? problem : undefined}
        />
        <Button type="submit" isPending={change.isPending} isDisabled={name.trim() === me.name}>
          {change.isPending ? t('saving') : t('save')}
        </Button>
      </form>
    </div>
  )
}

function AvatarField({ me }: { me: Me }) {
  const { t } = useTranslation('profile')
  const toast = useToast()
  const change = useChangeProfile()
  const input = useRef<HTMLInputElement>(null)
  const [state, setState] = useState<'idle' | 'working' | 'bad'>('idle')

  const pick = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setState('working')
    try {
      const avatar = await shrinkPicture(file)
      setState('idle')
      change.mutate({ avatar }, { onSuccess: () => toast({ tone: 'success', message: t('saved') }) })
    } catch {
      setState('bad')
    }
  }
  const isBusy = state === 'working' || change.isPending
  return (
    <div>
      <p className="font-semibold">{t('avatar')}</p>
      <p className="text-sm text-ink-soft">{t('avatarHelp')}</p>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Avatar id={me.id} image={me.avatar} size="lg" />
        <input
          ref={input}
          type="file"
          accept="image/*"
          hidden
          tabIndex={-1}
          aria-label={t('avatarPick')}
          onChange={(event) => void pick(event)}
        />
        <Button isPending={isBusy} onPress={() => input.current?.click()}>
          <ImagePlus aria-hidden className="size-5" />
          {isBusy ? t('avatarWorking') : t('avatarPick')}
        </Button>
        {me.avatar && (
          <Button variant="quiet" isDisabled={isBusy} onPress={() => change.mutate({ avatar: null })}>
            <Trash2 aria-hidden className="size-5" />
            {t('avatarRemove')}
          </Button>
        )}
      </div>
      {(state === 'bad' || change.error) && (
        <p role="alert" className="mt-2 text-sm font-medium text-chapulin">
          {state === 'bad' ? t('avatarBad') : t('saveFailed')}
        </p>
      )}
    </div>
  )
}
