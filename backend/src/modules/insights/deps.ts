import type { Database } from '../../platform/database/index.ts'

/** What the use cases of insights are given. */
export interface InsightDeps {
  database: Database
  /** For whom a person may read figures; null when for nobody. */
  hostOf(userId: string): Promise<{ id: string } | null>
  sellerOf(userId: string): Promise<{ id: string } | null>
  /** In centavos. */
  moneyOf(payee: {
    kind: 'HOST' | 'SELLER'
    id: string
  }): Promise<{ dueCents: number; balanceCents: number; canBePaid: boolean }>
  unreadThreads(userId: string): Promise<number>
  logger: { warn(details: object, message: string): void }
}
