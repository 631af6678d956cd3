import { ChevronDown, Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'

/**
 * Native controls with their label, help and error wired to them. Everything else is passed on, `ref` included, so
 * `{...register('email')}` of react-hook-form fits as it is.
 */
export type FieldFrame = {
  label: ReactNode
  /** Help under the label, before one types. */
  description?: ReactNode
  /** What is wrong and how to put it right; makes the control invalid. */
  errorMessage?: ReactNode
  /** Says "optional" beside the label; everything else is needed. */
  isOptional?: boolean
  fieldClassName?: string
}

const control =
  'w-full min-h-12 rounded-[10px] border bg-surface px-3.5 py-2.5 text-base text-ink placeholder:text-ink-soft disabled:bg-sunken disabled:text-ink-soft'
const border = (isInvalid: boolean) => (isInvalid ? 'border-chapulin border-2' : 'border-line-strong')

function useFieldIds(given: string | undefined, description: ReactNode, errorMessage: ReactNode) {
  const own = useId()
  const id = given ?? own
  const describedBy = [description && `${id}-help`, errorMessage && `${id}-error`].filter(Boolean).join(' ')
  return {
    id,
    aria: {
      ...(describedBy && { 'aria-describedby': describedBy }),
      ...(errorMessage ? { 'aria-invalid': true as const } : {}),
    },
  }
}

function Frame({ id, frame, children }: { id: string; frame: FieldFrame; children: ReactNode }) {
  const { t } = useTranslation('common')
  return (
    <div className={cx('flex flex-col gap-1.5', frame.fieldClassName)}>
      <label htmlFor={id} className="font-semibold">
        {frame.label}
        {frame.isOptional && <span className="ml-2 text-sm font-normal text-ink-soft">{t('optional')}</span>}
      </label>
      {frame.description && (
        <p id={`${id}-help`} className="text-sm text-ink-soft">
          {frame.description}
        </p>
      )}
      {children}
      <FieldError id={id} message={frame.errorMessage} />
    </div>
  )
}

function FieldError({ id, message }: { id: string; message: ReactNode }) {
  if (!message) return null
  return (
    <p id={`${id}-error`} className="flex items-start gap-2 text-sm font-medium text-chapulin">
      <span aria-hidden className="mt-[0.4em] size-2 shrink-0 rotate-45 bg-current" />
      <span>{message}</span>
    </p>
  )
}

export function TextField({
  label,
  description,
  errorMessage,
  isOptional,
  fieldClassName,
  id: given,
  className,
  ...input
}: FieldFrame & ComponentProps<'input'>) {
  const { id, aria } = useFieldIds(given, description, errorMessage)
  return (
    <Frame id={id} frame={{ label, description, errorMessage, isOptional, fieldClassName }}>
      <input
        type="text"
        {...input}
        {...aria}
        id={id}
        className={cx(control, border(Boolean(errorMessage)), className)}
      />
    </Frame>
  )
}

/** With a button that shows what was typed: long passwords are typed on small keyboards. */
export function PasswordField({
  label,
  description,
  errorMessage,
  fieldClassName,
  id: given,
  className,
  ...input
}: FieldFrame & Omit<ComponentProps<'input'>, 'type'>) {
  const { t } = useTranslation('common')
  const { id, aria } = useFieldIds(given, description, errorMessage)
  const [isShown, setShown] = useState(false)
  return (
    <Frame id={id} frame={{ label, description, errorMessage, fieldClassName }}>
      <div className="relative">
        <input
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          {...input}
          {...aria}
          id={id}
          type={isShown ? 'text' : 'password'}
          className={cx(control, border(Boolean(errorMessage)), 'pr-14', className)}
        />
        <button
          type="button"
          aria-pressed={isShown}
          aria-controls={id}
          onClick={() => setShown(!isShown)}
          className="absolute inset-y-0 right-0 flex w-12 items-center justify-center rounded-r-[10px] text-ink-soft hover:text-ink"
        >
          {isShown ? <EyeOff aria-hidden className="size-5" /> : <Eye aria-hidden className="size-5" />}
          <span className="sr-only">{t('showPassword')}</span>
        </button>
      </div>
    </Frame>
  )
}

export function TextAreaField({
  label,
  description,
  errorMessage,
  isOptional,
  fieldClassName,
  id: given,
  className,
  ...area
}: FieldFrame & ComponentProps<'textarea'>) {
  const { id, aria } = useFieldIds(given, description, errorMessage)
  return (
    <Frame id={id} frame={{ label, description, errorMessage, isOptional, fieldClassName }}>
      <textarea
        rows={3}
        {...area}
        {...aria}
        id={id}
        className={cx(control, border(Boolean(errorMessage)), 'resize-y', className)}
      />
    </Frame>
  )
}

/** The platform's own list: the best one on a phone. Pass `<option>`s, or `options`. */
export function SelectField({
  label,
  description,
  errorMessage,
  isOptional,
  fieldClassName,
  id: given,
  className,
  options,
  children,
  ...select
}: FieldFrame & ComponentProps<'select'> & { options?: readonly { value: string; label: string }[] }) {
  const { id, aria } = useFieldIds(given, description, errorMessage)
  return (
    <Frame id={id} frame={{ label, description, errorMessage, isOptional, fieldClassName }}>
      <div className="relative">
        <select
          {...select}
          {...aria}
          id={id}
          className={cx(control, border(Boolean(errorMessage)), 'cursor-pointer appearance-none pr-11', className)}
        >
          {options?.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
          {children}
        </select>
        <ChevronDown
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3.5 size-5 -translate-y-1/2 text-ink-soft"
        />
      </div>
    </Frame>
  )
}
