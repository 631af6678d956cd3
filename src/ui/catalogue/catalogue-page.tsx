import { SlidersHorizontal } from 'lucide-react'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../button.tsx'
import { Chip } from '../chip.tsx'
import { Sheet } from '../dialog.tsx'
import { Page } from '../page.tsx'
import { SearchBox } from '../search-box.tsx'

/** One filter in use, as a chip that takes it away. */
export type ActiveFilter = { id: string; name: string; onRemove: () => void }

type Props = {
  title: string
  /** What stands above the words and beside the search box: names the list. */
  back?: ReactNode
  heading: ReactNode
  search: ComponentProps<typeof SearchBox>
  kinds: {
    label: string
    items: readonly { id: string; name: string; isSelected: boolean; onPress: () => void }[]
    isAny: boolean
    onAny: () => void
  }
  /** What narrows the list beside its kind, which tells of itself. */
  active: readonly ActiveFilter[]
  onClear: () => void
  filters: ReactNode
  children: ReactNode
}

/** A list that is narrowed by what the address says: filters at the side where there is room, in a sheet on a phone. */
export function CataloguePage({ title, back, heading, search, kinds, active, onClear, filters, children }: Props) {
  const { t } = useTranslation('browse')
  const [isSheetOpen, setSheetOpen] = useState(false)
  const inSheet = active.filter(({ id }) => id !== 'q').length
  return (
    <Page title={title}>
      <header className="flex flex-col gap-4">
        {back}
        <div className="flex flex-col justify-between gap-4 lg:flex-row lg:items-end">
          {heading}
          <div className="flex gap-2 lg:w-[28rem] lg:shrink-0">
            <SearchBox {...search} />
            <Button onPress={() => setSheetOpen(true)} className="rounded-full lg:hidden" aria-haspopup="dialog">
              <SlidersHorizontal aria-hidden className="size-5" />
              {inSheet > 0 ? t('openActive', { count: inSheet }) : t('title')}
            </Button>
          </div>
        </div>
        <fieldset className="min-w-0">
          <legend className="sr-only">{kinds.label}</legend>
          <div className="scroll-row -mx-4 gap-2 px-4 py-1 sm:mx-0 sm:flex-wrap sm:px-0">
            <Chip isSelected={kinds.isAny} onPress={kinds.onAny}>
              {t('anyKind')}
            </Chip>
            {kinds.items.map(({ id, name, isSelected, onPress }) => (
              <Chip key={id} isSelected={isSelected} onPress={onPress}>
                {name}
              </Chip>
            ))}
          </div>
        </fieldset>
      </header>
      <div className="grid gap-8 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <aside aria-label={t('title')} className="hidden lg:block">
          <div className="sticky top-24 rounded-lg border border-line bg-surface p-5">{filters}</div>
        </aside>
        <div className="flex min-w-0 flex-col gap-4">
          <ActiveFilters active={active} onClear={onClear} />
          {children}
        </div>
      </div>
      <Sheet
        title={t('title')}
        isOpen={isSheetOpen}
        onOpenChange={setSheetOpen}
        footer={
          <>
            {(active.length > 0 || !kinds.isAny) && (
              <Button variant="quiet" onPress={onClear}>
                {t('clear')}
              </Button>
            )}
            <Button variant="primary" onPress={() => setSheetOpen(false)}>
              {t('show')}
            </Button>
          </>
        }
      >
        {filters}
      </Sheet>
    </Page>
  )
}

function ActiveFilters({ active, onClear }: Pick<Props, 'active' | 'onClear'>) {
  const { t } = useTranslation('browse')
  if (active.length === 0) return null
  return (
    <ul aria-label={t('active')} className="flex min-w-0 flex-wrap items-center gap-2">
      {active.map(({ id, name, onRemove }) => (
        <li key={id} className="max-w-full">
          <Chip removeLabel={t('remove', { filter: name })} onRemove={onRemove} className="max-w-full">
            <span className="truncate">{name}</span>
          </Chip>
        </li>
      ))}
      {active.length > 1 && (
        // On a phone it would take a line of its own; there the sheet has it.
        <li className="max-sm:hidden">
          <Button variant="quiet" className="px-2" onPress={onClear}>
            {t('clear')}
          </Button>
        </li>
      )}
    </ul>
  )
}
