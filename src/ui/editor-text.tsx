import type { ComponentProps } from 'react'
import { BothLanguages, type BothTexts } from './both-languages.tsx'
import type { EditorPart } from './editor-room.tsx'

type TextOf<Draft> = { [Field in keyof Draft]: Draft[Field] extends BothTexts ? Field : never }[keyof Draft] & string

/** One of a draft's texts, in both languages; the write calls it by the same name. */
export function EditorText<Draft extends object, Field extends TextOf<Draft>>({
  part: { draft, change, problemAt },
  field,
  ...words
}: Omit<ComponentProps<typeof BothLanguages>, 'value' | 'onChange' | 'errorMessage'> & {
  part: EditorPart<Draft>
  field: Field
}) {
  return (
    <BothLanguages
      {...words}
      value={draft[field] as BothTexts}
      onChange={(text) => change({ [field]: text } as unknown as Partial<Draft>)}
      errorMessage={{ es: problemAt(`/${field}`), en: problemAt(`/translations/en/${field}`) }}
    />
  )
}
