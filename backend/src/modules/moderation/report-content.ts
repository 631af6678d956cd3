import type { ReportReceipt, ReportWrite } from '../../../../contracts/moderation.ts'
import { platformErrors } from '../../platform/errors.ts'
import { findContent } from './content.queries.ts'
import type { ModerationDeps } from './deps.ts'
import { moderationErrors } from './moderation.errors.ts'
import { countReportsToday, insertReport, lockCase } from './moderation.repository.ts'

/** More than anybody finds in a day. */
const mostInADay = 30
const reportAgainSeconds = 3600

/**
 * Somebody says that something should not be there. What it says now is kept with the report.
 * @throws NOT_FOUND for what they cannot see, OWN_CONTENT, ALREADY_REPORTED while their earlier report is open, TOO_MANY_REPORTS
 */
export async function reportContent(
  deps: Pick<ModerationDeps, 'database' | 'messages'>,
  input: { reporterId: string; report: ReportWrite },
): Promise<ReportReceipt> {
  const { contentKind: kind, contentId: id, reason, note } = input.report
  const { reporterId } = input
  if (kind === 'MESSAGE' && !(await deps.messages.mayRead(deps.database.read, id, reporterId)))
    throw platformErrors.NOT_FOUND()
  return deps.database.transaction(async (tx) => {
    await lockCase(tx, kind, id)
    const content = await findContent(tx, kind, id)
    if (!content?.visible) throw platformErrors.NOT_FOUND()
    if (content.authorId === reporterId) throw moderationErrors.OWN_CONTENT()
    if ((await countReportsToday(tx, reporterId)) >= mostInADay)
      throw moderationErrors.TOO_MANY_REPORTS({ params: { limit: mostInADay }, retryAfterSeconds: reportAgainSeconds })
    const written = await insertReport(tx, {
      kind,
      id,
      reportedUserId: content.authorId,
      reporterId,
      reason,
      note,
      snapshot: content.copy,
    })
    if (!written) throw moderationErrors.ALREADY_REPORTED()
    return {
      id: written.id,
      contentKind: kind,
      contentId: id,
      reason,
      note,
      createdAt: written.createdAt.toISOString(),
    }
  })
}
