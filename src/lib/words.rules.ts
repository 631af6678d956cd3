/** As many as any list looks for. */
export const mostWords = 100

/** The words by which a list is narrowed, as its address says them: digits alone arrive as a number. */
export function readWords(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined
  return (
    String(value)
      .replaceAll(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, mostWords)
      .trimEnd() || undefined
  )
}
