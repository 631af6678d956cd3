import type { ComponentProps, ReactNode } from 'react'

/** A yes or no in a row one can press anywhere. */
export function CheckField({
  label,
  description,
  ...input
}: { label: ReactNode; description?: ReactNode } & Omit<ComponentProps<'input'>, 'type'>) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
      <input type="checkbox" {...input} className="mt-0.5 size-5 shrink-0 accent-grana" />
      <span>
        {label}
        {description && <span className="block text-sm text-ink-soft">{description}</span>}
      </span>
    </label>
  )
}
