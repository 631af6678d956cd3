/** More words than this make a search slower, not better. */
const maxWords = 10

/** The words of what a person typed: letters and digits only, so that nothing in them is an operator of the search. */
export function searchWords(typed: string): string[] {
  return (typed.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, maxWords)
}
