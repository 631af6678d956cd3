import { useTranslation } from 'react-i18next'

/** How long a parcel travels, with the name of the way. */
export function useShippingDays(): (offer: { label: string; minDays: number; maxDays: number }) => string {
  const { t } = useTranslation('market')
  return ({ label, minDays, maxDays }) =>
    minDays === maxDays
      ? t('shippingDays', { label, count: maxDays })
      : t('shippingRange', { label, min: minDays, max: maxDays })
}
