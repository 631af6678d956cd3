import { Link } from '@tanstack/react-router'
import { Bell } from 'lucide-react'
import { useTranslation } from 'react-i18next'

/** The way to the notices. */
export function NoticesLink() {
  const { t } = useTranslation('shell')
  return (
    <Link
      to="/avisos"
      className="inline-flex size-11 items-center justify-center rounded-full text-ink hover:bg-sunken"
    >
      <Bell aria-hidden className="size-5" />
      <span className="sr-only">{t('notices')}</span>
    </Link>
  )
}
