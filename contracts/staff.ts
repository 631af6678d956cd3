import { z } from 'zod'

export const StaffIdParams = z.object({ id: z.uuid() })
