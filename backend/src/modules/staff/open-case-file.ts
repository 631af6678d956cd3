/** A case file as staff read it: the rows of all modules, and what was enqueued about them. */
import type { AdminBooking, AdminCheckout, AdminOrder, TimelineEntry } from '../../../../contracts/staff-files.ts'
import type { Language } from '../../../../contracts/common.ts'
import { platformErrors } from '../../platform/errors.ts'
import { maskDeep } from '../identity/index.ts'
import { bookingFile, checkoutFile, orderFile } from './case-files.queries.ts'
import type { StaffDeps } from './deps.ts'
import { inOrder, moment } from './timeline.rules.ts'

type Deps = Pick<StaffDeps, 'database' | 'jobs' | 'noticeText'>

/** Deliveries of events and other jobs about any of these ids. */
async function jobsAbout(deps: Deps, ids: string[], since: string): Promise<TimelineEntry[]> {
  const traces = await deps.jobs.tracesOf(ids, new Date(since))
  return traces.flatMap(({ id, queue, state, createdAt, completedAt, error }) =>
    moment(createdAt, 'job.enqueued', id, { queue, state, completedAt: completedAt?.toISOString() ?? null, error }),
  )
}

async function told<F extends AdminBooking | AdminOrder | AdminCheckout>(deps: Deps, file: F | null): Promise<F> {
  if (!file) throw platformErrors.NOT_FOUND()
  const ids = [file.id, ...file.payments.map(({ id }) => id)]
  const jobs = await jobsAbout(deps, ids, file.createdAt)
  return maskDeep({ ...file, timeline: inOrder([...file.timeline, ...jobs]) })
}

const readerOf = ({ noticeText }: Deps, language: Language) => ({ language, noticeText })

/** @throws NOT_FOUND */
export const openBooking = async (deps: Deps, id: string, language: Language) =>
  told(deps, await bookingFile(deps.database.read, id, readerOf(deps, language)))
/** @throws NOT_FOUND */
export const openOrder = async (deps: Deps, id: string, language: Language) =>
  told(deps, await orderFile(deps.database.read, id, readerOf(deps, language)))
/** @throws NOT_FOUND */
export const openCheckout = async (deps: Deps, id: string, language: Language) =>
  told(deps, await checkoutFile(deps.database.read, id, readerOf(deps, language)))
