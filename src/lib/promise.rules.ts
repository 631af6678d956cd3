/** The first sentence promises, the rest tells. A short abbreviation ("Sta.", "No. 5") does not end a sentence. */
export function splitPromise(description: string): { promise: string; rest: string } {
  const text = description.trim()
  for (const end of text.matchAll(/[.!?…](?=\s+[\p{Lu}¿¡«"])/gu)) {
    const lastWord = text.slice(0, end.index).split(/\s/).at(-1) ?? ''
    if (end[0] === '.' && /^\p{Lu}.{0,2}$/u.test(lastWord)) continue
    return { promise: text.slice(0, end.index + 1), rest: text.slice(end.index + 1).trim() }
  }
  return { promise: text, rest: '' }
}
