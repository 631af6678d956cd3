import { useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeLanguage } from '../lib/i18n.ts'
import { prefersOtherLanguage, rememberLanguage } from '../lib/language.ts'
import { Button, IconButton } from '../ui/button.tsx'

/** Once per device, a visitor whose browser prefers English is offered it, in English; closing keeps Spanish. */
export function LanguageOffer() {
  const { t } = useTranslation('shell')
  const { t: tCommon } = useTranslation('common')
  const client = useQueryClient()
  const [isOffered, setOffered] = useState(prefersOtherLanguage)
  if (!isOffered) return null
  const accept = async () => {
    setOffered(false)
    await changeLanguage('en')
    await client.invalidateQueries()
  }
  const decline = () => {
    setOffered(false)
    rememberLanguage('es')
  }
  return (
    <aside aria-label={t('language')} className="bg-anil-soft text-anil">
      <div className="wrap-page flex items-center gap-2">
        <p lang="en" className="flex-1 py-1">
          {t('otherLanguage')}
        </p>
        <Button variant="quiet" onPress={() => void accept()}>
          <span lang="en">{t('otherLanguageButton')}</span>
        </Button>
        <IconButton label={tCommon('close')} onPress={decline}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
    </aside>
  )
}
