import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { registerSW } from 'virtual:pwa-register'
import { showToast } from '../ui/toast.tsx'

/** Registers the service worker; a new version waits until the visitor says so, since a reload may lose what they typed. */
export function useUpdateOffer(): void {
  const { t } = useTranslation('shell')
  useEffect(() => {
    if (!import.meta.env.PROD) return
    const update = registerSW({
      onNeedRefresh: () =>
        showToast({ message: t('updateReady'), action: { label: t('update'), onPress: () => void update(true) } }),
    })
  }, [t])
}
