import { TicketPercent } from 'lucide-react'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Cart } from '../../../contracts/checkout.ts'
import { useCartCode } from '../../lib/cart-queries.ts'
import { ApiProblem, isOffline } from '../../lib/http.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/field.tsx'

/** A code in force, or the place to write one. A code that does not count yet stays and says what it waits for. */
export function DiscountForm({ discount }: { discount: Cart['discount'] }) {
  const { t } = useTranslation('basket')
  const code = useCartCode()
  const [isOpen, setOpen] = useState(false)
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  // The button that was pressed made room for it.
  useEffect(() => {
    if (isOpen) input.current?.focus()
  }, [isOpen])
  if (discount) {
    return (
      <div className="flex flex-col gap-1.5">
        <div className="flex">
          <Chip removeLabel={t('code.remove', { code: discount.code })} onRemove={() => code.mutate({ code: null })}>
            <TicketPercent aria-hidden className="size-4" />
            {discount.code}
          </Chip>
        </div>
        {discount.valid
          ? discount.seller && (
              <p className="text-sm text-ink-soft">{t('code.ofSeller', { seller: discount.seller.name })}</p>
            )
          : discount.reason && <p className="text-sm font-medium text-barro">{discount.reason}</p>}
      </div>
    )
  }
  if (!isOpen) {
    return (
      <Button variant="quiet" className="-ml-4 self-start" onPress={() => setOpen(true)}>
        <TicketPercent aria-hidden className="size-5" />
        {t('code.have')}
      </Button>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const clean = text.trim()
    if (clean.length < 2 || code.isPending) return
    code.mutate({ code: clean }, { onSuccess: () => setText('') })
  }
  const { error } = code
  const message = !error
    ? undefined
    : error instanceof ApiProblem && error.status >= 400 && error.status < 500
      ? error.message
      : isOffline(error)
        ? t('failedOffline')
        : t('failed')
  return (
    <form onSubmit={submit} className="flex items-end gap-2">
      <TextField
        ref={input}
        label={t('code.label')}
        fieldClassName="min-w-0 flex-1"
        className="uppercase placeholder:normal-case"
        value={text}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={40}
        errorMessage={message}
        onChange={(event) => {
          setText(event.target.value)
          if (code.isError) code.reset()
        }}
      />
      <Button type="submit" isPending={code.isPending} className={message ? 'min-h-12 self-center' : 'min-h-12'}>
        {t('code.apply')}
      </Button>
    </form>
  )
}
