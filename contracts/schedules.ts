import { z } from 'zod'

export const SchedulesIdParams = z.object({ id: z.uuid() })
