import { useTranslation } from 'react-i18next'
import { stockWord } from '../lib/stock.rules.ts'
import { cx } from './cx.ts'

/** Stock in words; plenty is not worth a word unless `isFull`. */
export function StockLine({
  piece,
  isFull = false,
  className,
}: {
  piece: { stock: number; madeToOrder: boolean; leadTimeDays: number }
  isFull?: boolean
  className?: string
}) {
  const { t } = useTranslation('store')
  const word = stockWord(piece)
  switch (word.kind) {
    case 'out':
      return <span className={cx('font-semibold text-ink-soft', className)}>{t('stock.out')}</span>
    case 'few':
      return <span className={cx('font-semibold text-barro', className)}>{t('stock.few', { count: word.count })}</span>
    case 'order':
      return <span className={cx('text-ink-soft', className)}>{t('stock.order')}</span>
    case 'in':
      return isFull ? <span className={cx('font-semibold text-nopal', className)}>{t('stock.in')}</span> : null
  }
}
