import { Link } from '@tanstack/react-router'
import { useEventWords } from './event-words.ts'
import { isId } from './event-words.rules.ts'
import { FileLink } from './file-parts.tsx'

const files = { booking: 'BOOKING', order: 'ORDER', checkout: 'PURCHASE', payment: 'PAYMENT' } as const

/** What it was about, with the way there when there is one. */
export function Subject({ subject, name }: { subject: string; name: string | null }) {
  const events = useEventWords()
  const [kind = '', ...rest] = subject.split(':')
  const id = rest.join(':')
  const what = events.subject(kind)
  if (kind === 'user' && isId(id))
    return (
      <Link to="/equipo/personas/$id" params={{ id }} className="text-link">
        {name || what}
      </Link>
    )
  if (kind in files && isId(id))
    return (
      <FileLink kind={files[kind as keyof typeof files]} id={id}>
        {what}
      </FileLink>
    )
  return (
    <>
      {what}
      {id !== '' && <span> {id}</span>}
    </>
  )
}
