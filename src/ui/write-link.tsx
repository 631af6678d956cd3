import { MessageCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ThreadSubjectKind } from '../../contracts/messages.ts'
import { LinkButton } from './button.tsx'

/** The way to a conversation about this: the one there is, or a new one. */
export function WriteLink({
  about,
  id,
  title,
  className,
}: {
  about: ThreadSubjectKind
  id: string
  title: string
  className?: string
}) {
  const { t } = useTranslation('messages')
  return (
    <LinkButton
      to="/mensajes/nuevo"
      search={{ sobre: about, id, titulo: title }}
      className={className ?? 'self-start'}
      preload={false}
    >
      <MessageCircle aria-hidden className="size-5" />
      {t('ask')}
      <span className="sr-only">: {title}</span>
    </LinkButton>
  )
}
