import { z } from 'zod'

export const MediaIdParams = z.object({ id: z.uuid() })
