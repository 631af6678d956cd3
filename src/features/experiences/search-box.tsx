import { Search, X } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/button.tsx'
import { useDebounced } from '../../lib/use-debounced.ts'

/** Long enough between two letters, short enough that nobody reaches for Enter. */
const settleMs = 350

type Props = { value: string; onChange: (text: string) => void }

/** Searches while one types, once the letters stand still; Enter searches at once. */
export function SearchBox({ value, onChange }: Props) {
  const { t } = useTranslation('experiences')
  const [text, setText] = useState(value)
  const settled = useDebounced(text, settleMs)
  const told = useRef(value)
  const input = useRef<HTMLInputElement>(null)
  const tell = (next: string) => {
    const clean = next.trim()
    if (clean === told.current) return
    told.current = clean
    onChange(clean)
  }
  const tellSettled = useEffectEvent(tell)
  useEffect(() => tellSettled(settled), [settled])
  // The address changed without us: the back button, a chip that was taken away.
  useEffect(() => {
    if (value === told.current) return
    told.current = value
    setText(value)
  }, [value])
  return (
    <search className="min-w-0 flex-1">
      <form
        className="relative"
        onSubmit={(event) => {
          event.preventDefault()
          tell(text)
          input.current?.blur()
        }}
      >
        <Search aria-hidden className="pointer-events-none absolute top-3.5 left-4 size-5 text-ink-soft" />
        <input
          ref={input}
          type="search"
          enterKeyHint="search"
          maxLength={100}
          aria-label={t('filters.search')}
          placeholder={t('filters.searchPlaceholder')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="min-h-12 w-full rounded-full border border-line-strong bg-surface pr-4 pl-11 not-placeholder-shown:pr-12 text-base text-ellipsis placeholder:text-ink-soft [&::-webkit-search-cancel-button]:hidden"
        />
        {text !== '' && (
          <IconButton
            label={t('filters.remove', { filter: t('filters.text', { text }) })}
            className="absolute top-0.5 right-0.5"
            onPress={() => {
              setText('')
              tell('')
              input.current?.focus()
            }}
          >
            <X aria-hidden className="size-4" />
          </IconButton>
        )}
      </form>
    </search>
  )
}
