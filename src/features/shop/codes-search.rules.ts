/** Which codes are shown, by the address; what is not understood is dropped. */
import { readWords } from '../../lib/words.rules.ts'
import type { CodeState } from './code-draft.rules.ts'

export const codeStates = ['WORKS', 'WAITING', 'OFF', 'OVER', 'USED_UP'] as const satisfies readonly CodeState[]

/** Of a code. */
export const mostLetters = 40

export interface CodesSearch {
  q?: string
  estado?: CodeState
  orden?: 'oldest'
}

export function readCodes(search: Record<string, unknown>): CodesSearch {
  const q = readWords(search['q'])?.slice(0, mostLetters)
  const estado = codeStates.find((state) => state === search['estado'])
  return { ...(q && { q }), ...(estado && { estado }), ...(search['orden'] === 'oldest' && { orden: 'oldest' }) }
}
