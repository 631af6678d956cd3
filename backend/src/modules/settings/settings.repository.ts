/** Every query that writes or locks feature switches. */
import type { Feature } from '../../../../contracts/settings.ts'
import type { Tx } from '../../platform/database/index.ts'

/** Answers whether it was open before; two who turn it at once do so one after the other. */
export async function turnSwitch(
  tx: Tx,
  turn: { feature: Feature; open: boolean; reason: string; by: string },
): Promise<boolean> {
  await tx.$executeRaw`
    INSERT INTO feature_switches (feature, open, reason, updated_by, updated_at)
    VALUES (${turn.feature}, true, '', ${turn.by}::uuid, app_now()) ON CONFLICT (feature) DO NOTHING`
  const [before] = await tx.$queryRaw<{ open: boolean }[]>`
    SELECT open FROM feature_switches WHERE feature = ${turn.feature} FOR UPDATE`
  await tx.$executeRaw`
    UPDATE feature_switches SET open = ${turn.open}, reason = ${turn.reason}, updated_by = ${turn.by}::uuid, updated_at = app_now()
    WHERE feature = ${turn.feature}`
  return before?.open ?? true
}
