import { Feature, type FeatureSwitch } from '../../../../contracts/settings.ts'
import type { Reader } from '../../platform/database/index.ts'

/** The closed ones. A row of a feature that this release does not know is not looked at. */
export async function findClosed(reader: Reader): Promise<ReadonlySet<Feature>> {
  const rows = await reader.featureSwitch.findMany({ where: { open: false }, select: { feature: true } })
  return new Set(rows.flatMap(({ feature }) => Feature.safeParse(feature).data ?? []))
}

/** Every feature, with who turned it last. */
export async function listSwitches(reader: Reader): Promise<FeatureSwitch[]> {
  const rows = await reader.featureSwitch.findMany()
  const people = await reader.user.findMany({
    where: { id: { in: rows.map(({ updatedBy }) => updatedBy) } },
    select: { id: true, name: true },
  })
  return Feature.options.map((feature) => {
    const row = rows.find((one) => one.feature === feature)
    return {
      feature,
      open: row?.open ?? true,
      reason: row?.reason ?? null,
      updatedBy: people.find(({ id }) => id === row?.updatedBy) ?? null,
      updatedAt: row?.updatedAt.toISOString() ?? null,
    }
  })
}
