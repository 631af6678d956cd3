import type { Feature } from '../../../../contracts/settings.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { FanOut } from '../../platform/realtime/fan-out.ts'

/** What the use cases of settings are given. */
export interface SettingsDeps {
  database: Database
  fanOut: Pick<FanOut, 'publish' | 'subscribe'>
  /** Records what staff did, in the transaction that does it. */
  audit(
    tx: Tx,
    facts: {
      actorId: string
      action: string
      subject: string
      details: Record<string, string | { open: boolean }>
      ipAddress: string | null
    },
  ): Promise<void>
  /** Told in the transaction that turns one: what was kept waiting goes on at once. */
  turned(tx: Tx, feature: Feature, open: boolean): Promise<void>
  /** @throws STEP_UP_REQUIRED */
  assertProved(who: { userId: string; sessionId: string }): Promise<void>
}
