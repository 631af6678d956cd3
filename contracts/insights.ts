import { z } from 'zod'

export const InsightsIdParams = z.object({ id: z.uuid() })
