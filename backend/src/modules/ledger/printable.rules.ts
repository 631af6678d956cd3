/**
 * Text that the standard fonts of PDF can draw: Windows-1252, which has every accent of Spanish. Letters of other tongues keep
 * their base letter, the saltillo of Zapotec and Mixtec its sign; nothing is left out in silence.
 */
const alike: Record<string, string> = {
  '\u2212': '-',
  '\u00A0': ' ',
  '\u202F': ' ',
  '\uA78B': '’',
  '\uA78C': '’',
  '\u02BC': '’',
  '\u02BB': '‘',
  '\u0268': 'i',
  '\u0289': 'u',
}
const beyondLatin = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ'

const isDrawn = (sign: string): boolean =>
  (sign >= ' ' && sign <= '~') || (sign >= '¡' && sign <= 'ÿ') || beyondLatin.includes(sign)

export function printable(text: string): string {
  let drawn = ''
  for (const sign of text.normalize('NFC')) {
    const known = alike[sign] ?? sign
    if (isDrawn(known)) drawn += known
    else {
      const base = [...known.normalize('NFD')].filter(isDrawn).join('')
      drawn += base || '?'
    }
  }
  return drawn
}
