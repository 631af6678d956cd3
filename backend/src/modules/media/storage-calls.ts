import { StorageFailure } from '../../platform/outside/storage/index.ts'
import { mediaErrors } from './media.errors.ts'

/** For people who wait: a storage that fails is a refusal they can repeat. @throws STORAGE_UNAVAILABLE */
export async function orUnavailable<T>(call: Promise<T>): Promise<T> {
  try {
    return await call
  } catch (error) {
    if (error instanceof StorageFailure) throw mediaErrors.STORAGE_UNAVAILABLE({ cause: error, retryAfterSeconds: 5 })
    throw error
  }
}
