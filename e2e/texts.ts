/** What the screens say, in both languages: journeys find things by the words that people read, wherever those words stand. */
import { catalogue as en } from '../src/locales/en/index.ts'
import { catalogue as es } from '../src/locales/es/index.ts'

export type Language = 'es' | 'en'
type Catalogue = typeof es
export const texts: Record<Language, Catalogue> = { es, en }

/** The text with its `{{placeholders}}` filled in. */
export function filled(template: string, values: Record<string, string | number>): string {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Matches the whole text, whatever stands in its `{{placeholders}}`; several templates are alternatives (one, other). */
export function like(...templates: string[]): RegExp {
  // Short, so that an element around the text, which reads on after it, is not taken for the text itself.
  const patterns = templates.map((template) =>
    template
      .split(/\{\{\w+\}\}/)
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join('.{1,60}'),
  )
  return new RegExp(`^(?:${patterns.join('|')})$`, 'u')
}

/** Every text of the catalogue that has no placeholder, by its path. */
export function* plainTexts(node: unknown, path = ''): Generator<[path: string, text: string]> {
  if (typeof node === 'string') {
    if (!node.includes('{{')) yield [path, node]
    return
  }
  for (const [key, child] of Object.entries(node as Record<string, unknown>)) {
    yield* plainTexts(child, path ? `${path}.${key}` : key)
  }
}
