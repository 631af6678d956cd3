import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { todayAt } from '../../lib/dates.ts'
import { focusFirstProblem, serverProblems } from '../../lib/form-problems.ts'
import { isProblem } from '../../lib/http.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { useToast } from '../../ui/toast.tsx'
import { type CodeDraft, codeProblems, codeWrite, emptyCode, readCode } from './code-draft.rules.ts'
import { useCreateCode } from './shop-queries.ts'

/** A new code. Once it is made only whether it works can be changed: somebody may have written it down. */
export function CodeDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shop')
  const { t: words } = useTranslation('editor')
  const toast = useToast()
  const id = useId()
  const create = useCreateCode()
  const [draft, setDraft] = useState<CodeDraft>(emptyCode)
  const [pressed, setPressed] = useState(false)
  const today = todayAt()
  const problems = codeProblems(draft, today)
  const said = serverProblems(create.error)
  const isTaken = isProblem(create.error, 'DISCOUNT_CODE_TAKEN')
  const problemAt = (pointer: string) => {
    const own = pressed ? problems[pointer] : undefined
    return own ? t(`codes.problem.${own}`) : said(pointer)
  }
  const change = (facts: Partial<CodeDraft>) => setDraft((before) => ({ ...before, ...facts }))
  const showProblem = () => focusFirstProblem(document.querySelector<HTMLElement>(`[id="${id}"]`))
  const send = () => {
    setPressed(true)
    if (create.isPending) return
    if (Object.keys(problems).length > 0) return showProblem()
    create.mutate(codeWrite(draft), {
      onSuccess: ({ code }) => {
        toast({ tone: 'success', message: t('codes.made', { code }) })
        onClose()
      },
      onError: showProblem,
    })
  }
  const isPercent = draft.kind === 'PERCENT'
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && !create.isPending && onClose()}
      title={t('codes.newTitle')}
      footer={
        <Button variant="primary" isPending={create.isPending} onPress={send}>
          {create.isPending ? words('saving') : t('codes.make')}
        </Button>
      }
    >
      <form
        id={id}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <p className="text-ink-soft">{t('codes.newLead')}</p>
        <TextField
          label={t('codes.code')}
          description={t('codes.codeHelp')}
          className="uppercase"
          autoCapitalize="characters"
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={draft.code}
          onChange={(event) => change({ code: event.target.value })}
          errorMessage={isTaken ? t('codes.taken', { code: readCode(draft.code) }) : problemAt('/code')}
        />
        <Segmented
          label={t('codes.kind')}
          value={draft.kind}
          onChange={(kind) => change({ kind, value: kind === 'PERCENT' ? '10' : '100' })}
          items={[
            { id: 'PERCENT', label: t('codes.kinds.PERCENT') },
            { id: 'AMOUNT', label: t('codes.kinds.AMOUNT') },
          ]}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            label={t(isPercent ? 'codes.valuePercent' : 'codes.valueAmount')}
            inputMode="decimal"
            className="tabular"
            maxLength={12}
            value={draft.value}
            onChange={(event) => change({ value: event.target.value })}
            errorMessage={problemAt('/value')}
          />
          <TextField
            label={t('codes.minimum')}
            isOptional
            inputMode="decimal"
            placeholder="500"
            className="tabular"
            maxLength={12}
            value={draft.minimum}
            onChange={(event) => change({ minimum: event.target.value })}
            errorMessage={problemAt('/minimum')}
          />
          <TextField
            type="date"
            label={t('codes.fromDay')}
            isOptional
            className="tabular"
            value={draft.from}
            onChange={(event) => change({ from: event.target.value })}
            errorMessage={problemAt('/startsAt')}
          />
          <TextField
            type="date"
            label={t('codes.untilDay')}
            isOptional
            className="tabular"
            min={draft.from || today}
            value={draft.until}
            onChange={(event) => change({ until: event.target.value })}
            errorMessage={problemAt('/endsAt')}
          />
          <TextField
            label={t('codes.maxUses')}
            isOptional
            inputMode="numeric"
            className="tabular"
            maxLength={6}
            value={draft.maxUses}
            onChange={(event) => change({ maxUses: event.target.value })}
            errorMessage={problemAt('/maxUses')}
          />
          <TextField
            label={t('codes.maxPerUser')}
            isOptional
            inputMode="numeric"
            className="tabular"
            maxLength={4}
            value={draft.maxPerUser}
            onChange={(event) => change({ maxPerUser: event.target.value })}
            errorMessage={problemAt('/maxPerUser')}
          />
        </div>
        {!isTaken && <SaveProblem error={create.error} />}
        {/* Enter in a field sends, too. */}
        <input type="submit" hidden value={t('codes.make')} />
      </form>
    </Dialog>
  )
}
