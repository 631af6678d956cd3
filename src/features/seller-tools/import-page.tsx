import { FileSpreadsheet } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { mostImportBytes, mostImportRows, type ProductImport } from '../../../contracts/products.ts'
import { isProblem } from '../../lib/http.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { DownloadButton } from '../../ui/download-button.tsx'
import { TextField } from '../../ui/field.tsx'
import { LeaveGuard } from '../../ui/leave-guard.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'
import { SaveBar } from '../../ui/save-bar.tsx'
import { SaveProblem } from '../../ui/save-problem.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { decodeSheet, mendsOf, readSheet, type Sheet, withCell, writeSheet } from './import-sheet.rules.ts'
import { useImport, useTryImport } from './piece-queries.ts'
import { ShopGate } from './shop-gate.tsx'

/** `/vender/piezas/importar`: a spreadsheet becomes pieces, once what is wrong in it is mended. */
export function ImportPiecesPage() {
  const { t } = useTranslation('pieces')
  return (
    <ShopGate path="/vender/piezas/importar" action="listings">
      <Page title={t('sheet.title')} width="text">
        <ShopNav />
        <PageHeader
          title={t('sheet.title')}
          lead={t('sheet.lead')}
          back={{ to: '/vender/piezas', label: t('title') }}
        />
        <Import />
      </Page>
    </ShopGate>
  )
}

interface Opened {
  name: string
  sheet: Sheet
  /** Of the last look at it; null when something was typed since. */
  looked: ProductImport | null
  /** What was wrong then: it stays in sight while it is mended. */
  problems: ProductImport['problems']
}

function Import() {
  const { t } = useTranslation('pieces')
  const [opened, setOpened] = useState<Opened | null>(null)
  const [refused, setRefused] = useState<{ why: 'size' | 'form' | 'quotes'; line?: number } | null>(null)
  const [done, setDone] = useState<ProductImport | null>(null)
  const look = useTryImport()
  const write = useImport()
  const check = (name: string, sheet: Sheet) => {
    write.reset()
    look.mutate(writeSheet(sheet), {
      onSuccess: (looked) => setOpened({ name, sheet, looked, problems: looked.problems }),
    })
  }
  const open = async (file: File) => {
    setDone(null)
    setRefused(null)
    look.reset()
    if (file.size > mostImportBytes) return setRefused({ why: 'size' })
    const sheet = readSheet(decodeSheet(await file.arrayBuffer()))
    if ('brokenLine' in sheet)
      return setRefused({ why: sheet.brokenLine > 1 ? 'quotes' : 'form', line: sheet.brokenLine })
    if (sheet.length === 0) return setRefused({ why: 'form' })
    setOpened({ name: file.name, sheet, looked: null, problems: [] })
    check(file.name, sheet)
  }
  if (done) return <Done done={done} />
  return (
    <>
      {!opened && <Start isPending={look.isPending} onFile={(file) => void open(file)} />}
      {refused && (
        <Notice tone="danger" isLive>
          {t(`sheet.refused.${refused.why}`, { most: mostImportRows, line: refused.line })}
        </Notice>
      )}
      {opened && (
        <>
          <Found opened={opened} isLooking={look.isPending} />
          <Mends opened={opened} onChange={(sheet) => setOpened({ ...opened, sheet, looked: null })} />
          <SaveProblem error={look.error} />
          <WriteProblem error={write.error} />
          <SaveBar>
            <Button
              variant="quiet"
              className="mr-auto"
              onPress={() => {
                look.reset()
                write.reset()
                setOpened(null)
              }}
            >
              {t('sheet.other')}
            </Button>
            {opened.looked && opened.problems.length === 0 ? (
              <Button
                variant="primary"
                isPending={write.isPending}
                isDisabled={opened.looked.created + opened.looked.updated === 0}
                onPress={() =>
                  write.mutate(writeSheet(opened.sheet), {
                    onSuccess: (written) => {
                      setOpened(null)
                      setDone(written)
                    },
                  })
                }
              >
                {t('sheet.write', { count: opened.looked.created + opened.looked.updated })}
              </Button>
            ) : (
              <Button variant="primary" isPending={look.isPending} onPress={() => check(opened.name, opened.sheet)}>
                {t('sheet.again')}
              </Button>
            )}
          </SaveBar>
        </>
      )}
      <LeaveGuard isDirty={opened !== null && opened.problems.length > 0} />
    </>
  )
}

function Start({ isPending, onFile }: { isPending: boolean; onFile: (file: File) => void }) {
  const { t } = useTranslation('pieces')
  const input = useRef<HTMLInputElement>(null)
  const [isOver, setOver] = useState(false)
  return (
    <Card as="section" edge>
      <div className="flex flex-col gap-5">
        <div>
          <h2 className="text-lg">{t('sheet.first')}</h2>
          <p className="mt-1 mb-3 text-ink-soft">{t('sheet.firstBody')}</p>
          <DownloadButton path="/seller/products.csv" name={t('csvName')} label={t('export')} />
        </div>
        {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is another way to the button below */}
        <div
          className={
            isOver
              ? 'rounded-lg border-2 border-dashed border-anil bg-anil-soft p-4'
              : 'rounded-lg border-2 border-dashed border-line-strong bg-sunken p-4'
          }
          onDragOver={(event) => {
            event.preventDefault()
            setOver(true)
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault()
            setOver(false)
            const [file] = event.dataTransfer.files
            if (file) onFile(file)
          }}
        >
          <h2 className="text-lg">{t('sheet.second')}</h2>
          <p className="mt-1 mb-3 text-ink-soft">{t('sheet.secondBody', { most: mostImportRows })}</p>
          <input
            ref={input}
            type="file"
            accept=".csv,text/csv"
            hidden
            tabIndex={-1}
            aria-label={t('sheet.choose')}
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file) onFile(file)
              event.target.value = ''
            }}
          />
          <Button isPending={isPending} onPress={() => input.current?.click()}>
            <FileSpreadsheet aria-hidden className="size-5" />
            {t('sheet.choose')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

/** What the file would do, or how much is in the way of it. */
function Found({ opened: { name, looked, problems, sheet }, isLooking }: { opened: Opened; isLooking: boolean }) {
  const { t } = useTranslation('pieces')
  if (!looked && problems.length === 0) return isLooking ? <p className="text-ink-soft">{t('sheet.looking')}</p> : null
  if (problems.length === 0 && looked) {
    return (
      <Notice tone="success" isLive title={t('sheet.ready', { name })}>
        {t('sheet.would', {
          created: t('sheet.created', { count: looked.created }),
          updated: t('sheet.updated', { count: looked.updated }),
        })}
      </Notice>
    )
  }
  return (
    <Notice tone="warning" isLive title={t('sheet.wrong', { count: mendsOf(sheet, problems).length, name })}>
      {t(looked ? 'sheet.mend' : 'sheet.mended')}
    </Notice>
  )
}

/** Every row that is wrong, with the cells to type into. */
function Mends({ opened: { sheet, problems }, onChange }: { opened: Opened; onChange: (sheet: Sheet) => void }) {
  const { t } = useTranslation('pieces')
  const rows = mendsOf(sheet, problems)
  if (rows.length === 0) return null
  return (
    <Section title={t('sheet.rows')}>
      <ol aria-label={t('sheet.rows')} className="flex flex-col gap-4">
        {rows.map(({ row, name, mends }) => {
          const title = row === 0 ? t('sheet.heads') : t('sheet.line', { n: row + 1 })
          return (
            <li key={row} className="rounded-lg border border-line bg-surface p-4">
              <fieldset className="flex flex-col gap-3">
                <legend className="contents font-semibold">
                  <span className="font-semibold">
                    {title}
                    {name && <span className="font-normal text-ink-soft"> · {name}</span>}
                  </span>
                </legend>
                {mends.map((mend) =>
                  mend.column === null ? (
                    <p key={mend.reason} className="text-sm font-medium text-chapulin">
                      {mend.reason}
                    </p>
                  ) : (
                    <TextField
                      key={`${mend.head}-${mend.reason}`}
                      label={mend.head}
                      aria-label={`${title}: ${mend.head}`}
                      value={sheet[row]?.[mend.column] ?? ''}
                      onChange={(event) => onChange(withCell(sheet, mend, event.target.value))}
                      errorMessage={mend.reason}
                    />
                  ),
                )}
              </fieldset>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}

/** Something changed between the look and the writing: nothing was written, and a new look says what. */
function WriteProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('pieces')
  if (!isProblem(error, 'VALIDATION_FAILED')) return <SaveProblem error={error} />
  return (
    <Notice tone="danger" isLive>
      {t('sheet.changed')}
    </Notice>
  )
}

function Done({ done }: { done: ProductImport }) {
  const { t } = useTranslation('pieces')
  return (
    <Notice
      tone="success"
      isLive
      title={t('sheet.done')}
      action={
        <LinkButton variant="primary" to="/vender/piezas">
          {t('sheet.see')}
        </LinkButton>
      }
    >
      {t('sheet.would', {
        created: t('sheet.created', { count: done.created }),
        updated: t('sheet.updated', { count: done.updated }),
      })}
    </Notice>
  )
}
