/** The door of settings: what staff may close for everyone. Constructed first, so that every other module may ask. */
import type { Feature } from '../../../../contracts/settings.ts'
import type { Module } from '../../platform/module.ts'
import { createClosedFeatures } from './closed-features.ts'
import type { SettingsDeps } from './deps.ts'
import { settingsRoutes } from './settings.routes.ts'

/** @throws the refusal of that feature while staff keep it closed */
export type AssertOpen = (feature: Feature) => Promise<void>

export interface Settings extends Module {
  assertOpen: AssertOpen
}

export function createSettings(deps: SettingsDeps): Settings {
  const features = createClosedFeatures(deps)
  return {
    name: 'settings',
    routes: (app) => settingsRoutes(app, { ...deps, features }),
    assertOpen: features.assertOpen,
  }
}
