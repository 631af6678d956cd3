import type { CasePage, ModerationCase, OwnDecision, ReportedKind } from '../../../../contracts/moderation.ts'
import { platformErrors } from '../../platform/errors.ts'
import type { Keyset } from '../../platform/pure/keyset-cursor.ts'
import { encodeKeyset } from '../../platform/pure/keyset-cursor.ts'
import { countWork, findHistory, listCases, listDecisions, listOwnDecisions, listReports } from './cases.queries.ts'
import { type Content, findContent } from './content.queries.ts'
import type { ModerationDeps } from './deps.ts'

type Deps = Pick<ModerationDeps, 'database' | 'messages'>
const mostDecisions = 50

export async function browseCases(
  deps: Deps,
  query: { kind: ReportedKind | null; sort: 'oldest' | 'newest'; limit: number; after: Keyset | null },
): Promise<CasePage> {
  const [{ items, next }, work] = await Promise.all([
    listCases(deps.database.read, query),
    countWork(deps.database.read),
  ])
  return { items, nextCursor: next && encodeKeyset(next), ...work }
}

/** Of a message those around it; of a review or question what was answered. */
async function contextOf(
  deps: Deps,
  kind: ReportedKind,
  id: string,
  content: Content | null,
): Promise<ModerationCase['context']> {
  if (kind === 'MESSAGE') {
    const thread = await deps.messages.contextOf(deps.database.read, id)
    return (thread?.messages ?? []).map((message) => ({
      by: message.senderName,
      text: message.text,
      at: message.createdAt.toISOString(),
      reported: message.id === id,
    }))
  }
  if (!content?.answer) return []
  const { by, text, at } = content.answer
  return [
    { by: content.authorName, text: content.copy.text, at: content.at.toISOString(), reported: true },
    { by, text, at, reported: false },
  ]
}

/** @throws NOT_FOUND for what nobody ever reported */
export async function showCase(deps: Deps, kind: ReportedKind, id: string): Promise<ModerationCase> {
  const { read } = deps.database
  const [reports, content, decisions] = await Promise.all([
    listReports(read, kind, id),
    findContent(read, kind, id),
    listDecisions(read, { content: { kind, id } }, { limit: mostDecisions, before: undefined }),
  ])
  if (reports.length === 0) throw platformErrors.NOT_FOUND()
  const [context, person] = await Promise.all([
    contextOf(deps, kind, id, content),
    content ? findHistory(read, content.authorId) : null,
  ])
  return {
    contentKind: kind,
    contentId: id,
    open: reports.some(({ decisionId }) => decisionId === null),
    is: content?.copy ?? null,
    reports,
    context,
    person,
    decisions,
  }
}

/** @throws NOT_FOUND for a decision about somebody else */
export async function showOwnDecision(deps: Deps, userId: string, id: string): Promise<OwnDecision> {
  const [decision] = await listOwnDecisions(deps.database.read, userId, { limit: 1, before: undefined, id })
  if (!decision) throw platformErrors.NOT_FOUND()
  return decision
}
