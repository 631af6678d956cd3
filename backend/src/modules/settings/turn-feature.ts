import type { Feature } from '../../../../contracts/settings.ts'
import type { ClosedFeatures } from './closed-features.ts'
import type { SettingsDeps } from './deps.ts'
import { turnSwitch } from './settings.repository.ts'

/** Opens or closes something for everyone, on record with what it was. @throws STEP_UP_REQUIRED */
export async function turnFeature(
  deps: SettingsDeps & { features: ClosedFeatures },
  input: {
    feature: Feature
    open: boolean
    reason: string
    by: { userId: string; sessionId: string; ipAddress: string }
  },
): Promise<void> {
  const { feature, open, reason, by } = input
  await deps.assertProved(by)
  await deps.database.transaction(async (tx) => {
    const wasOpen = await turnSwitch(tx, { feature, open, reason, by: by.userId })
    await deps.audit(tx, {
      actorId: by.userId,
      action: open ? 'feature.opened' : 'feature.closed',
      subject: `feature:${feature}`,
      details: { before: { open: wasOpen }, after: { open }, reason },
      ipAddress: by.ipAddress,
    })
    if (open !== wasOpen) await deps.turned(tx, feature, open)
  })
  await deps.features.turned()
}
