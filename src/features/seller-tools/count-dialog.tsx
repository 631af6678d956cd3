import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OwnProduct } from '../../../contracts/products.ts'
import { focusFirstProblem, serverProblems } from '../../lib/form-problems.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { useToast } from '../../ui/toast.tsx'
import { countedDifferences, shelvesOf } from './count.rules.ts'
import { useCountShelves } from './piece-queries.ts'

/** One goes along the shelves and writes how many there are; what differs is corrected, for one reason. */
export function CountDialog({
  pieces,
  onClose,
  onDone,
}: {
  pieces: OwnProduct[]
  onClose: () => void
  onDone: () => void
}) {
  const { t } = useTranslation('pieces')
  const { t: words } = useTranslation('editor')
  const toast = useToast()
  const id = useId()
  const save = useCountShelves()
  const shelves = shelvesOf(pieces)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [reason, setReason] = useState('')
  const [pressed, setPressed] = useState(false)
  const { corrections, wrong } = countedDifferences(shelves, typed)
  const isShort = reason.trim().length < 3
  const said = serverProblems(save.error)
  const sent = save.variables?.corrections ?? []
  const saidOf = (variantId: string) => {
    const at = sent.findIndex((one) => one.variantId === variantId)
    return at < 0 ? undefined : said(`/corrections/${at}`)
  }
  const showProblem = () => focusFirstProblem(document.querySelector<HTMLElement>(`[id="${id}"]`))
  const send = () => {
    setPressed(true)
    if (save.isPending || corrections.length === 0) return
    if (wrong.size > 0 || isShort) return showProblem()
    save.mutate(
      { reason: reason.trim(), corrections },
      {
        onSuccess: ({ changed }) => {
          toast({ tone: 'success', message: t('bulk.changed', { count: changed }) })
          onDone()
        },
        onError: showProblem,
      },
    )
  }
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && !save.isPending && onClose()}
      title={t('count.title')}
      footer={
        <Button
          variant="primary"
          isPending={save.isPending}
          isDisabled={corrections.length === 0 && wrong.size === 0}
          onPress={send}
        >
          {save.isPending ? words('saving') : t('count.save', { count: corrections.length })}
        </Button>
      }
    >
      <form
        id={id}
        noValidate
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <p className="text-ink-soft">{t('count.lead')}</p>
        <ul aria-label={t('count.shelves')} className="divide-y divide-line border-y border-line">
          {shelves.map(({ variantId, name, onHand, reserved }) => {
            const difference = corrections.find((one) => one.variantId === variantId)?.quantity ?? 0
            return (
              <li key={variantId} className="grid grid-cols-[minmax(0,1fr)_7rem] items-start gap-4 py-3">
                <div>
                  <p className="font-semibold">{name}</p>
                  <p className="tabular text-sm text-ink-soft">
                    {t('shelf', { count: onHand })}
                    {reserved > 0 && ` · ${t('reserved', { count: reserved })}`}
                  </p>
                  {difference !== 0 && (
                    <p className="tabular text-sm font-semibold text-barro">
                      {difference > 0 ? `+${difference}` : `−${-difference}`}
                    </p>
                  )}
                </div>
                <TextField
                  label={<span className="sr-only">{t('count.thereAre', { name })}</span>}
                  inputMode="numeric"
                  className="tabular text-right"
                  placeholder={String(onHand)}
                  maxLength={6}
                  value={typed[variantId] ?? ''}
                  onChange={(event) => setTyped((before) => ({ ...before, [variantId]: event.target.value }))}
                  errorMessage={pressed && wrong.has(variantId) ? t('count.wrong') : saidOf(variantId)}
                />
              </li>
            )
          })}
        </ul>
        <TextField
          label={t('reason')}
          description={t('count.reasonHelp')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          errorMessage={pressed && isShort ? t('reasonShort') : undefined}
        />
        <SaveProblem error={save.error} />
        <input type="submit" hidden value={t('count.title')} />
      </form>
    </Dialog>
  )
}
