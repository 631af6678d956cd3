/** The provider's news at the end of an act. */
import type { BookingHouse } from '../build-booking-house.ts'
import { attempt, type World } from './actions.ts'

/** An event that is refused for ever is sent for ever: that it was refused is reported, so nobody waits for its end. */
export async function webhooksRest({ sandbox }: BookingHouse): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const enough = new Promise<void>((resolve) => (timer = setTimeout(resolve, 5000)))
  await Promise.race([sandbox.control.webhooksIdle(), enough])
  clearTimeout(timer)
}

/** Only what trouble explains may have kept an event from being stored. */
export async function tellRefusedWebhooks(world: World): Promise<void> {
  for (const error of world.house.refusedWebhooks)
    await attempt(world, 'store a webhook', async () => {
      throw error
    })
}
