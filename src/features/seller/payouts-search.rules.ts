import { type StatementKind, statementKinds, type StatementSort, statementSorts } from '../../../contracts/ledger.ts'
import { type TransferSort, transferSorts, type TransferState, transferStates } from '../../../contracts/payouts.ts'

/** What the address says of the money page; what is not understood is dropped. */
export interface PayoutsSearch {
  /** Which month's statement, which of its lines, in which order. */
  mes?: string
  tipo?: StatementKind
  orden?: StatementSort
  /** Which of the transfers, in which order. */
  envio?: TransferState
  envios?: TransferSort
}

const oneOf = <T extends string>(options: readonly T[], value: unknown): T | undefined =>
  options.find((option) => option === value)

export function readPayouts(search: Record<string, unknown>): PayoutsSearch {
  const { mes } = search
  const tipo = oneOf(statementKinds, search['tipo'])
  const orden = oneOf(statementSorts, search['orden'])
  const envio = oneOf(transferStates, search['envio'])
  const envios = oneOf(transferSorts, search['envios'])
  return {
    ...(typeof mes === 'string' && /^20\d\d-(0[1-9]|1[0-2])$/.test(mes) && { mes }),
    ...(tipo && { tipo }),
    ...(orden && orden !== 'oldest' && { orden }),
    ...(envio && { envio }),
    ...(envios && envios !== 'newest' && { envios }),
  }
}

export type StatementAsked = {
  kind?: StatementKind
  sort?: StatementSort
}
export const statementAsked = ({ tipo, orden }: PayoutsSearch): StatementAsked => ({
  ...(tipo && { kind: tipo }),
  ...(orden && { sort: orden }),
})

export type TransfersAsked = {
  state?: TransferState
  sort?: TransferSort
}
export const transfersAsked = ({ envio, envios }: PayoutsSearch): TransfersAsked => ({
  ...(envio && { state: envio }),
  ...(envios && { sort: envios }),
})
