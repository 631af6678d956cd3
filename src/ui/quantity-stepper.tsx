import { Minus, Plus } from 'lucide-react'
import { Button, Group, Input, NumberField } from 'react-aria-components'

const step =
  'inline-flex size-11 items-center justify-center text-ink transition-colors hover:bg-sunken disabled:text-line-strong'

/** How many of a thing, in one small frame; `label` says of what, for whoever does not see what it stands beside. */
export function QuantityStepper({
  label,
  value,
  min = 1,
  max,
  onChange,
  isDisabled = false,
}: {
  label: string
  value: number
  min?: number
  max: number
  onChange: (value: number) => void
  isDisabled?: boolean
}) {
  return (
    <NumberField
      aria-label={label}
      value={value}
      minValue={min}
      maxValue={Math.max(min, max)}
      step={1}
      isDisabled={isDisabled}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
    >
      <Group className="inline-flex overflow-hidden rounded-[10px] border border-line-strong bg-surface">
        <Button slot="decrement" className={step}>
          <Minus aria-hidden className="size-4" />
        </Button>
        <Input className="tabular w-9 bg-transparent text-center font-semibold -outline-offset-2" />
        <Button slot="increment" className={step}>
          <Plus aria-hidden className="size-4" />
        </Button>
      </Group>
    </NumberField>
  )
}
