import { Minus, Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Group, Input, Label, NumberField, Text } from 'react-aria-components'

const step =
  'inline-flex size-11 items-center justify-center rounded-full border border-line-strong bg-surface text-ink transition-colors hover:bg-sunken disabled:border-line disabled:text-line-strong'

/** A small count that one taps or types: people, tickets. The label stands left, the count right. */
export function NumberStepper({
  label,
  description,
  value,
  min = 0,
  max,
  onChange,
  isDisabled = false,
}: {
  label: ReactNode
  description?: ReactNode
  value: number
  min?: number
  max?: number
  onChange: (value: number) => void
  isDisabled?: boolean
}) {
  return (
    <NumberField
      value={value}
      minValue={min}
      maxValue={max}
      step={1}
      isDisabled={isDisabled}
      onChange={(next) => onChange(Number.isNaN(next) ? min : next)}
      className="flex items-center justify-between gap-4 py-2"
    >
      <div className="min-w-0">
        <Label className="block font-semibold">{label}</Label>
        {description && (
          <Text slot="description" className="block text-sm text-ink-soft">
            {description}
          </Text>
        )}
      </div>
      <Group className="flex shrink-0 items-center gap-1">
        <Button slot="decrement" className={step}>
          <Minus aria-hidden className="size-5" />
        </Button>
        <Input className="tabular h-11 w-11 rounded-md bg-transparent text-center font-display text-lg font-semibold" />
        <Button slot="increment" className={step}>
          <Plus aria-hidden className="size-5" />
        </Button>
      </Group>
    </NumberField>
  )
}
