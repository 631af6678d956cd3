import type { Language } from '../../../../contracts/common.ts'
import type { PublicHost } from '../../../../contracts/experiences.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Deps } from './deps.ts'
import { findPublicHost } from './host.queries.ts'

/** @throws NOT_FOUND, also for one who closed or whom staff hid */
export async function showHost(
  deps: Pick<Deps, 'database' | 'cached'>,
  idOrSlug: string,
  language: Language,
): Promise<PublicHost> {
  const found = await deps.cached(`host:${language}:${idOrSlug}`, ['catalogue'], () =>
    findPublicHost(deps.database.read, idOrSlug, language),
  )
  if (!found) throw platformErrors.NOT_FOUND()
  return found
}
