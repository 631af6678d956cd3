import { createLink } from '@tanstack/react-router'
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps, ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { cx } from './cx.ts'

export type ButtonLook = {
  /** One primary per screen; `quiet` is a button without a border; `danger` destroys or gives up something, `dangerQuiet` where it stands once in each row. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | 'dangerQuiet'
  size?: 'md' | 'lg'
  /** As wide as what holds it. */
  isWide?: boolean
}

const variants = {
  // The dashes are a seam: a label sewn on, which is what a confirmed choice looks like here.
  primary:
    'bg-grana text-on-grana hover:bg-grana-strong shadow-low after:pointer-events-none after:absolute after:inset-[3px] after:rounded-[7px] after:border after:border-dashed after:border-on-grana/35',
  secondary: 'border border-line-strong bg-surface text-ink hover:bg-sunken',
  quiet: 'text-grana hover:bg-grana-soft',
  danger: 'border border-chapulin bg-surface text-chapulin hover:bg-chapulin-soft',
  dangerQuiet: 'text-chapulin hover:bg-chapulin-soft',
}

export function buttonClass({ variant = 'secondary', size = 'md', isWide = false }: ButtonLook): string {
  return cx(
    'relative inline-flex items-center justify-center gap-2 rounded-[10px] text-center font-semibold leading-tight no-underline select-none',
    'transition-[background-color,transform] duration-150 active:scale-[0.985]',
    'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-soft disabled:shadow-none disabled:after:hidden',
    size === 'lg' ? 'min-h-13 px-6 py-3 text-[1.0625rem]' : 'min-h-11 px-4 py-2',
    isWide && 'w-full',
    variants[variant],
  )
}

export type ButtonProps = Omit<AriaButtonProps, 'className' | 'children' | 'style'> &
  ButtonLook & { children: ReactNode; className?: string }

/** `isPending` keeps the words and the focus, shows a turning thread, and swallows further presses. */
export function Button({ variant, size, isWide, className, children, isPending = false, ...props }: ButtonProps) {
  const { t } = useTranslation('common')
  return (
    <AriaButton
      {...props}
      isPending={isPending}
      className={cx(buttonClass({ variant, size, isWide }), isPending && 'cursor-progress', className)}
    >
      {isPending && (
        // What the button announces when it turns pending; without it the announcement points at nothing.
        <ProgressBar isIndeterminate aria-label={t('loading')}>
          <LoaderCircle aria-hidden className="size-5 shrink-0 animate-spin" />
        </ProgressBar>
      )}
      {children}
    </AriaButton>
  )
}

type AnchorProps = ComponentProps<'a'> & ButtonLook

function ButtonAnchor({ variant, size, isWide, className, children, ...props }: AnchorProps) {
  return (
    <a {...props} className={cx(buttonClass({ variant, size, isWide }), className)}>
      {children}
    </a>
  )
}

/** A link of the router that looks like a button: it can be opened in a new tab, so it must be a link. */
export const LinkButton = createLink(ButtonAnchor)

/** The same for an address outside of the router: a file, a map, another site. */
export function AnchorButton(props: AnchorProps) {
  return <ButtonAnchor {...props} />
}

/** A round button with an icon alone; `label` is what a screen reader says. */
export function IconButton({
  label,
  className,
  children,
  ...props
}: Omit<AriaButtonProps, 'className' | 'children' | 'style'> & {
  label: string
  children: ReactNode
  className?: string
}) {
  return (
    <AriaButton
      {...props}
      aria-label={label}
      className={cx(
        'inline-flex size-11 shrink-0 items-center justify-center rounded-full text-ink transition-colors hover:bg-sunken disabled:opacity-40',
        className,
      )}
    >
      {children}
    </AriaButton>
  )
}
