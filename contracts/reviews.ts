import { z } from 'zod'

export const ReviewsIdParams = z.object({ id: z.uuid() })
