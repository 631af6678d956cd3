import { z } from 'zod'

export const MessagesIdParams = z.object({ id: z.uuid() })
