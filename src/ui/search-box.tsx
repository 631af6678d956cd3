import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Compass, Search, Store, X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Suggestion } from '../../contracts/products.ts'
import { suggestionsQuery } from '../lib/product-queries.ts'
import { useDebounced } from '../lib/use-debounced.ts'
import { Button, IconButton } from './button.tsx'
import { CraftEmblem } from './craft-emblem.tsx'
import { cx } from './cx.ts'
import { Textile } from './textile.tsx'

/** Long enough between two letters, short enough that nobody reaches for Enter. */
const settleMs = 300
/** From here on there is something to suggest. */
const leastLetters = 2

export type SearchScope = 'experiences' | 'products'
type Row = { kind: 'suggestion'; suggestion: Suggestion } | { kind: 'all'; scope: SearchScope }

type Props = {
  /** Where Enter searches; the other one is offered below. */
  scope: SearchScope
  label: string
  placeholder: string
  /** What the list on this page is narrowed by. */
  value?: string
  /** Narrows the list on this page; without it Enter goes to the scope's list. */
  onSearch?: (text: string) => void
  /** With a button of its own, for the head of a page. */
  isLarge?: boolean
  className?: string
}

/**
 * One search for experiences, pieces, workshops and crafts, wherever it stands: a combobox whose options lead straight to
 * what was meant. Typing on and pressing Enter searches the list.
 */
export function SearchBox({ scope, label, placeholder, value = '', onSearch, isLarge = false, className }: Props) {
  const { t } = useTranslation('store')
  const navigate = useNavigate()
  const id = useId()
  const [text, setText] = useState(value)
  const [isOpen, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const settled = useDebounced(text.trim(), settleMs)
  const [known, setKnown] = useState(value)
  const input = useRef<HTMLInputElement>(null)
  const query = useQuery({ ...suggestionsQuery(settled), enabled: isOpen && settled.length >= leastLetters })

  // The address changed: a search, the back button, a chip that was taken away.
  if (value !== known) {
    setKnown(value)
    setText(value)
  }

  const typed = text.trim()
  const suggestions = typed.length >= leastLetters && settled.length >= leastLetters ? (query.data ?? []) : []
  const rows: Row[] =
    typed.length < leastLetters
      ? []
      : [
          ...suggestions.map((suggestion): Row => ({ kind: 'suggestion', suggestion })),
          { kind: 'all', scope },
          { kind: 'all', scope: scope === 'products' ? 'experiences' : 'products' },
        ]
  const isShown = isOpen && rows.length > 0
  const close = () => {
    setOpen(false)
    setActive(-1)
  }
  const searchIn = (where: SearchScope) => {
    close()
    if (where === scope && onSearch) return typed === value ? undefined : onSearch(typed)
    const search = typed === '' ? {} : { q: typed }
    void navigate(where === 'products' ? { to: '/tienda/productos', search } : { to: '/experiencias', search })
  }
  const choose = (row: Row) => {
    if (row.kind === 'all') return searchIn(row.scope)
    close()
    const { kind, slug } = row.suggestion
    switch (kind) {
      case 'EXPERIENCE':
        return void navigate({ to: '/experiencias/$slug', params: { slug }, search: {} })
      case 'PRODUCT':
        return void navigate({ to: '/tienda/productos/$slug', params: { slug } })
      case 'SELLER':
        return void navigate({ to: '/tienda/talleres/$slug', params: { slug } })
      case 'CRAFT':
        return void navigate({ to: '/tienda/productos', search: { craft: slug } })
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape' && isShown) {
      event.preventDefault()
      return close()
    }
    if (event.key === 'Tab') return close()
    if ((event.key !== 'ArrowDown' && event.key !== 'ArrowUp') || rows.length === 0) return
    event.preventDefault()
    setOpen(true)
    const step = event.key === 'ArrowDown' ? 1 : -1
    // Past either end one is back in the text.
    setActive((at) => ((at + 1 + step + rows.length + 1) % (rows.length + 1)) - 1)
  }
  const activeRow = isShown ? rows[active] : undefined
  return (
    <search
      className={cx('relative block min-w-0 flex-1', className)}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close()
      }}
    >
      <form
        className={cx(isLarge && 'flex gap-2')}
        onSubmit={(event) => {
          event.preventDefault()
          if (activeRow) return choose(activeRow)
          searchIn(scope)
          if (onSearch) input.current?.blur()
        }}
      >
        <div className="relative min-w-0 flex-1">
          <Search
            aria-hidden
            className={cx('pointer-events-none absolute left-4 size-5 text-ink-soft', isLarge ? 'top-4' : 'top-3.5')}
          />
          <input
            ref={input}
            type="text"
            role="combobox"
            inputMode="search"
            enterKeyHint="search"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            maxLength={100}
            aria-label={label}
            aria-autocomplete="list"
            aria-expanded={isShown}
            aria-controls={`${id}-list`}
            {...(activeRow && { 'aria-activedescendant': `${id}-${active}` })}
            placeholder={placeholder}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setOpen(true)
              setActive(-1)
            }}
            onClick={() => setOpen(true)}
            onKeyDown={onKeyDown}
            className={cx(
              'w-full border border-line-strong bg-surface pr-4 pl-11 text-base text-ellipsis not-placeholder-shown:pr-12 placeholder:text-ink-soft',
              isLarge ? 'min-h-13 rounded-[10px]' : 'min-h-12 rounded-full',
            )}
          />
          {text !== '' && (
            <IconButton
              label={t('search.clear')}
              className={cx('absolute right-0.5', isLarge ? 'top-1' : 'top-0.5')}
              onPress={() => {
                setText('')
                close()
                if (value !== '') onSearch?.('')
                input.current?.focus()
              }}
            >
              <X aria-hidden className="size-4" />
            </IconButton>
          )}
        </div>
        {isLarge && (
          <Button type="submit" variant="primary" size="lg">
            {t('search.go')}
          </Button>
        )}
      </form>
      <div
        id={`${id}-list`}
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a <datalist> shows no pictures and no kinds
        role="listbox"
        aria-label={t('search.suggestions')}
        hidden={!isShown}
        className="absolute inset-x-0 top-full z-30 mt-1.5 max-h-[min(26rem,46svh)] animate-fade overflow-y-auto overscroll-contain rounded-lg border border-line-strong bg-surface py-1.5 shadow-high"
      >
        {isShown &&
          rows.map((row, at) => (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the keyboard is in the combobox, which names the active option
            <div
              key={row.kind === 'all' ? row.scope : row.suggestion.kind + row.suggestion.id}
              id={`${id}-${at}`}
              // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- as above
              role="option"
              aria-selected={at === active}
              // The text keeps the focus, so that one may type on.
              onPointerDown={(event) => event.preventDefault()}
              onPointerMove={() => setActive(at)}
              onClick={() => choose(row)}
              className={cx(
                'flex min-h-12 cursor-pointer items-center gap-3 px-3 py-1.5',
                at === active && 'bg-sunken',
                row.kind === 'all' && at === suggestions.length && at > 0 && 'border-t border-line',
              )}
            >
              {row.kind === 'all' ? (
                <AllRow scope={row.scope} text={typed} />
              ) : (
                <SuggestionRow suggestion={row.suggestion} />
              )}
            </div>
          ))}
      </div>
      <output className="sr-only">
        {isShown && !query.isFetching ? t('search.found', { count: suggestions.length }) : ''}
      </output>
    </search>
  )
}

function AllRow({ scope, text }: { scope: SearchScope; text: string }) {
  const { t } = useTranslation('store')
  const Icon = scope === 'products' ? Store : Compass
  return (
    <>
      <span className="flex size-9 shrink-0 items-center justify-center rounded-md bg-grana-soft text-grana">
        <Icon aria-hidden className="size-5" />
      </span>
      <span className="min-w-0 flex-1 truncate">
        {scope === 'products' ? t('search.inStore', { text }) : t('search.inExperiences', { text })}
      </span>
    </>
  )
}

function SuggestionRow({ suggestion: { kind, id, slug, text, hint } }: { suggestion: Suggestion }) {
  const { t } = useTranslation('store')
  return (
    <>
      <span className={cx('size-9 shrink-0 overflow-hidden', kind === 'SELLER' ? 'rounded-full' : 'rounded-[4px]')}>
        {kind === 'CRAFT' ? <CraftEmblem craft={slug} className="size-full" /> : <Textile id={id} />}
      </span>
      <span className="min-w-0 flex-1 leading-tight">
        <span className="block truncate font-semibold">{text}</span>
        {hint !== '' && <span className="block truncate text-sm text-ink-soft">{hint}</span>}
      </span>
      <span className="shrink-0 text-sm text-ink-soft">{t(`search.kinds.${kind}`)}</span>
    </>
  )
}
