import type { FastifyInstance } from 'fastify'
import type { Subscription } from './events.ts'
import type { JobHandler, Schedule } from './jobs.ts'
import type { PersonalData } from './personal-data.ts'

/** A promise of the system as SQL: each row it returns is a violation. */
export interface Guarantee {
  name: string
  sql: string
}

/** What a module gives to the process that composes it; its services stand beside these. */
export interface Module {
  name: string
  /** Registers the module's routes; the prefix is already applied. */
  routes?: (app: FastifyInstance) => void | Promise<void>
  jobs?: JobHandler[]
  schedules?: Schedule[]
  subscriptions?: Subscription[]
  guarantees?: Guarantee[]
  /** What the module keeps about people. */
  personalData?: PersonalData
}
