import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { Card } from './card.tsx'
import type { Editor } from './editor-room.tsx'
import { PicturesField } from './upload/pictures-field.tsx'

/** The photos come first, on the card that matters most. `pointer` is theirs in the write. */
export function EditorPhotos<Draft>({
  editor: { problemAt, isWaiting },
  pointer,
  label,
  ...field
}: { editor: Editor<Draft>; pointer: string } & Omit<ComponentProps<typeof PicturesField>, 'errorMessage'>) {
  const { t } = useTranslation('editor')
  return (
    <Card as="section" edge>
      <PicturesField
        {...field}
        label={<span className="font-display text-lg">{label}</span>}
        errorMessage={problemAt(pointer) ?? (isWaiting ? t('photosPending') : undefined)}
      />
    </Card>
  )
}
