import type { Money } from '../../contracts/common.ts'
import { useFormatMoney } from '../lib/money.ts'
import { cx } from './cx.ts'

const sizes = { sm: 'text-base', md: 'text-lg', lg: 'text-xl sm:text-2xl' }

/** An amount in the display face. `short` drops zeros and the currency code, for lists. */
export function Price({
  money,
  form = 'full',
  size = 'md',
  isStruck = false,
  className,
}: {
  money: Money
  form?: 'full' | 'short'
  size?: keyof typeof sizes
  /** What it cost before, or what is not paid any more. */
  isStruck?: boolean
  className?: string
}) {
  const format = useFormatMoney()
  const text = format(money, form)
  const [digits, code] = text.split(' ')
  const look = cx(
    'tabular font-display font-semibold whitespace-nowrap',
    sizes[size],
    isStruck && 'font-normal text-ink-soft',
    className,
  )
  const body = (
    <>
      {digits}
      {code && <span className="ml-1 font-sans text-[0.7em] font-normal text-ink-soft">{code}</span>}
    </>
  )
  return isStruck ? <s className={look}>{body}</s> : <span className={look}>{body}</span>
}
