import { useQueryClient } from '@tanstack/react-query'
import { Languages } from 'lucide-react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../contracts/common.ts'
import { changeLanguage, useLanguage } from '../lib/i18n.ts'
import { setTheme, themes, useTheme } from '../lib/theme.ts'
import { IconButton } from '../ui/button.tsx'
import { Segmented } from '../ui/segmented.tsx'

/** Language and appearance, for everyone, signed in or not; both are remembered on the device. */
export function SettingsMenu() {
  const { t } = useTranslation('shell')
  return (
    <DialogTrigger>
      <IconButton label={t('settings')}>
        <Languages aria-hidden className="size-5" />
      </IconButton>
      <Popover
        placement="bottom end"
        className="w-[min(22rem,calc(100vw-2rem))] animate-appear rounded-lg border border-line bg-surface p-4 text-ink shadow-high"
      >
        <Dialog aria-label={t('settings')} className="flex flex-col gap-4 outline-none">
          <LanguageChoice />
          <ThemeChoice />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function LanguageChoice() {
  const { t } = useTranslation('shell')
  const language = useLanguage()
  const client = useQueryClient()
  const choose = async (next: Language) => {
    await changeLanguage(next)
    // Titles and descriptions come from the server in the language of the request.
    await client.invalidateQueries()
  }
  return (
    <Segmented
      label={t('language')}
      value={language}
      onChange={(next) => void choose(next)}
      items={[
        { id: 'es', label: t('spanish') },
        { id: 'en', label: t('english') },
      ]}
    />
  )
}

function ThemeChoice() {
  const { t } = useTranslation('shell')
  const theme = useTheme()
  return (
    <Segmented
      label={t('theme')}
      value={theme}
      onChange={setTheme}
      items={themes.map((id) => ({ id, label: t(`themes.${id}`) }))}
    />
  )
}
