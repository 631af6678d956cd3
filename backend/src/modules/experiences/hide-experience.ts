/** Staff take a listing, or everything of a host, out of sight and bring it back. What was booked stays booked. */
import type { Tx } from '../../platform/database/index.ts'

/** False when there is none, or it is so already. */
export async function hideExperience(tx: Tx, experienceId: string, hidden: boolean): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE experiences SET hidden_at = CASE WHEN ${hidden} THEN app_now() END
    WHERE id = ${experienceId}::uuid AND (hidden_at IS NULL) = ${hidden}`
  return moved === 1
}

/** False when there is none, or it is so already. */
export async function hideHost(tx: Tx, hostId: string, hidden: boolean): Promise<boolean> {
  const moved = await tx.$executeRaw`
    UPDATE host_profiles SET hidden_at = CASE WHEN ${hidden} THEN app_now() END
    WHERE id = ${hostId}::uuid AND (hidden_at IS NULL) = ${hidden}`
  return moved === 1
}
