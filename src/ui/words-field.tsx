import { type ComponentProps, useEffect, useEffectEvent, useState } from 'react'
import { mostWords } from '../lib/words.rules.ts'
import { TextField } from './field.tsx'

const typingMs = 300

/**
 * Words by which a list is narrowed. `words` are those of the address and `onWords` writes them there, as soon as they have
 * stood still or the field is left: so a reload finds them, and so does whoever comes back.
 */
export function WordsField({
  words = '',
  onWords,
  ...field
}: Omit<ComponentProps<typeof TextField>, 'type' | 'value' | 'onChange' | 'onBlur'> & {
  words: string | undefined
  onWords: (words: string | undefined) => void
}) {
  const [typed, setTyped] = useState(words)
  const [known, setKnown] = useState(words)
  /** What this field said last: that it arrives is no news, and more may have been typed meanwhile. */
  const [said, setSaid] = useState(words)
  if (words !== known) {
    setKnown(words)
    if (words !== said) {
      setSaid(words)
      setTyped(words)
    }
  }
  const next = typed.trim()
  const say = () => {
    if (next === said) return
    setSaid(next)
    onWords(next || undefined)
  }
  const settled = useEffectEvent(say)
  useEffect(() => {
    if (next === said) return
    const timer = setTimeout(settled, typingMs)
    return () => clearTimeout(timer)
  }, [next, said])
  return (
    <TextField
      autoComplete="off"
      maxLength={mostWords}
      {...field}
      type="search"
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={say}
    />
  )
}
