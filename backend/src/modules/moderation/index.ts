/** The door of moderation: what people report, what staff decide about it, and appeals. */
import type { Module } from '../../platform/module.ts'
import type { ModerationDeps } from './deps.ts'
import { moderationGuarantees } from './moderation.guarantees.ts'
import { moderationRoutes } from './moderation.routes.ts'
import { moderationPersonalData } from './personal-data.repository.ts'

export * from './moderation.events.ts'

export type Moderation = Module

export function createModeration(deps: ModerationDeps): Moderation {
  return {
    name: 'moderation',
    routes: (app) => moderationRoutes(app, deps),
    guarantees: moderationGuarantees,
    personalData: moderationPersonalData,
  }
}
