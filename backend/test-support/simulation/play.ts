/** Rounds of a simulation. */
import type { World } from './actions.ts'

/** What is in a round happens at the same moment. */
export async function play<W extends World>(
  world: W,
  menu: readonly { name: string; weight: number; act(world: W): Promise<void> }[],
  rounds: number,
  tried: Record<string, number>,
): Promise<void> {
  const { chance } = world
  const weighted = menu.flatMap((action) => Array.from({ length: action.weight }, () => action))
  for (let round = 0; round < rounds; round += 1) {
    const together = Array.from({ length: chance.between(1, 5) }, () => chance.pick(weighted))
    for (const { name } of together) tried[name] = (tried[name] ?? 0) + 1
    await Promise.all(together.map((action) => action.act(world)))
  }
}
