/** What is open, for every screen; and the switches, for administrators. */
import type { FastifyInstance } from 'fastify'
import {
  FeatureParams,
  FeatureStates,
  FeatureSwitch,
  FeatureSwitchList,
  FeatureTurn,
} from '../../../../contracts/settings.ts'
import { platformErrors } from '../../platform/errors.ts'
import { route } from '../../platform/http/route.ts'
import type { ClosedFeatures } from './closed-features.ts'
import type { SettingsDeps } from './deps.ts'
import { listSwitches } from './settings.queries.ts'
import { turnFeature } from './turn-feature.ts'

const admin = { role: 'admin' } as const

export function settingsRoutes(app: FastifyInstance, deps: SettingsDeps & { features: ClosedFeatures }): void {
  route(app, {
    method: 'GET',
    url: '/features',
    access: 'public',
    summary: 'What is open now; what is closed answers 409 with its own code',
    tags: ['System'],
    schema: { response: { 200: FeatureStates } },
    handler: () => deps.features.states(),
  })
  route(app, {
    method: 'GET',
    url: '/admin/features',
    access: admin,
    summary: 'The switches, with who turned them last and why',
    tags: ['Staff'],
    schema: { response: { 200: FeatureSwitchList } },
    handler: async () => ({ items: await listSwitches(deps.database.read), nextCursor: null }),
  })
  route(app, {
    method: 'PUT',
    url: '/admin/features/:feature',
    access: admin,
    summary: 'Close something for everyone, or open it again',
    tags: ['Staff'],
    schema: { params: FeatureParams, body: FeatureTurn, response: { 200: FeatureSwitch } },
    async handler(request) {
      const { feature } = request.params
      const { userId, sessionId } = request.viewer
      await turnFeature(deps, { feature, ...request.body, by: { userId, sessionId, ipAddress: request.ip } })
      const turned = (await listSwitches(deps.database.read)).find((one) => one.feature === feature)
      if (!turned) throw platformErrors.NOT_FOUND()
      return turned
    },
  })
}
