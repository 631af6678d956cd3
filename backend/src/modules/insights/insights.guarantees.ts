import type { Guarantee } from '../../platform/module.ts'
import { differingDays } from './figures.repository.ts'

export const insightGuarantees: Guarantee[] = [
  { name: 'insights: counted days equal their bookings and orders', sql: differingDays },
]
