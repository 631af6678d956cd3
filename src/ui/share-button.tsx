import { Share2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { useToast } from './toast.tsx'

/** Hands the address, with the choice in it, to the device's own way of sharing; where there is none, copies it. */
export function ShareButton({ title }: { title: string }) {
  const { t } = useTranslation('experiences')
  const toast = useToast()
  const share = async () => {
    const url = location.href
    if (typeof navigator.share === 'function') {
      // A person who closes the sheet has not failed at anything.
      await navigator.share({ title, url }).catch(() => {})
      return
    }
    try {
      await navigator.clipboard.writeText(url)
      toast({ message: t('detail.shared'), tone: 'success' })
    } catch {
      toast({ message: t('detail.shareFailed'), tone: 'info' })
    }
  }
  return (
    <Button onPress={() => void share()}>
      <Share2 aria-hidden className="size-4" />
      {t('detail.share')}
    </Button>
  )
}
