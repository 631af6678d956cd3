import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { cx } from './cx.ts'

/** One of a few, all in sight: language, appearance, list or map. Arrow keys move, as in any radio group. */
export function Segmented<Id extends string>({
  label,
  items,
  value,
  onChange,
  isLabelHidden = false,
  className,
}: {
  label: string
  items: readonly { id: Id; label: ReactNode }[]
  value: Id
  onChange: (id: Id) => void
  isLabelHidden?: boolean
  className?: string
}) {
  return (
    <RadioGroup
      value={value}
      onChange={(next) => onChange(next as Id)}
      orientation="horizontal"
      className={cx('flex flex-col gap-1.5', className)}
    >
      <Label className={isLabelHidden ? 'sr-only' : 'font-semibold'}>{label}</Label>
      <div className="flex rounded-[10px] border border-line-strong bg-surface p-[3px]">
        {items.map((item) => (
          <Radio
            key={item.id}
            value={item.id}
            className="flex min-h-10 flex-auto cursor-pointer items-center justify-center gap-2 rounded-[7px] px-3 text-center text-[0.9375rem] leading-tight font-medium transition-colors data-[selected]:bg-ink data-[selected]:text-paper"
          >
            {item.label}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
