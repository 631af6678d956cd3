import { z } from 'zod'

export const PartnersIdParams = z.object({ id: z.uuid() })
