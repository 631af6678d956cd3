import { z } from 'zod'

export const ModerationIdParams = z.object({ id: z.uuid() })
