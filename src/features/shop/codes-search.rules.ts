/** Which codes are shown, by the address; what is not understood is dropped. */
import type { CodeState } from './code-draft.rules.ts'

export const codeStates = ['WORKS', 'WAITING', 'OFF', 'OVER', 'USED_UP'] as const satisfies readonly CodeState[]

export interface CodesSearch {
  estado?: CodeState
  orden?: 'oldest'
}

export function readCodes(search: Record<string, unknown>): CodesSearch {
  const estado = codeStates.find((state) => state === search['estado'])
  return { ...(estado && { estado }), ...(search['orden'] === 'oldest' && { orden: 'oldest' }) }
}
