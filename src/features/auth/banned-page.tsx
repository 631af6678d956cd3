import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/button.tsx'
import { AuthFrame } from './auth-frame.tsx'

/** `/suspendida`: what a suspension means, without blame. */
export function BannedPage() {
  const { t } = useTranslation('auth')
  return (
    <AuthFrame title={t('banned.title')}>
      <div className="space-y-3">
        <p>{t('banned.lead')}</p>
        <p className="text-ink-soft">{t('banned.contact')}</p>
        <LinkButton to="/entrar">{t('banned.other')}</LinkButton>
      </div>
    </AuthFrame>
  )
}
