/** Demo sets of the ledger as rows: what the services would have written at that moment. */
import { postings } from '../../backend/src/modules/ledger/index.ts'
import { derivedId } from './derived.ts'

export interface DemoSet {
  /** As the ledger keys it: `capture:<payment>`. */
  key: string
  kind: string
  paymentId: string | null
  at: Date
  entries: postings.Entry[]
}

export function ledgerRows(sets: readonly DemoSet[]) {
  const accounts = new Map<string, { id: string; kind: string; owner_id: string; currency: string }>()
  const setIds = new Map(sets.map(({ key, at }) => [key, derivedId(`ledger:${key}`, at)]))
  const entries = sets
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .flatMap(({ key, at, entries: lines }) =>
      lines.map((line) => {
        const id = postings.accountId(line.account)
        accounts.set(id, { id, kind: line.account.kind, owner_id: line.account.ownerId, currency: 'MXN' })
        return {
          set_id: setIds.get(key) as string,
          account_id: id,
          amount_cents: line.amountCents,
          purpose: line.purpose,
          subject_type: line.subjectType,
          subject_id: line.subjectId,
          occurred_at: at,
        }
      }),
    )
  return {
    accounts: [...accounts.values()],
    sets: sets.map(({ key, kind, paymentId, at }) => ({
      id: setIds.get(key) as string,
      key,
      kind,
      payment_id: paymentId,
      occurred_at: at,
    })),
    entries,
  }
}
