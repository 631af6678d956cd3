import type { FastifyInstance } from 'fastify'
import { OnboardingLink, PayoutAccount, TransferListQuery, TransferPage } from '../../../../contracts/payouts.ts'
import { platformErrors } from '../../platform/errors.ts'
import { csvPageRows, replyWithCsv, wantsCsv } from '../../platform/http/csv-list.ts'
import { pageOf } from '../../platform/lists/read-cursor.ts'
import { route, type Viewer } from '../../platform/http/route.ts'
import { pesos } from '../../platform/pure/money.ts'
import { beginOnboarding, readAccount } from './connect-account.ts'
import type { Payee, PayoutDeps } from './deps.ts'
import { listTransfers } from './payouts.queries.ts'
import { dueCents } from './payouts.repository.ts'
import { accountState } from './transfer.rules.ts'
import { transfersCsv } from './transfers-csv.ts'

/** Sellers and hosts have the same three, each below their own path. */
export function payoutRoutes(deps: PayoutDeps) {
  return (app: FastifyInstance) => {
    for (const { kind, path, tag, profileOf } of [
      { kind: 'SELLER', path: '/seller', tag: 'Sellers', profileOf: deps.sellerOf },
      { kind: 'HOST', path: '/host', tag: 'Hosts', profileOf: deps.hostOf },
    ] as const) {
      const tags = [tag]
      /** @throws NOT_FOUND for someone without such a profile */
      const payeeOf = async (viewer: Viewer): Promise<Payee> => {
        const profile = await profileOf(viewer.userId)
        if (!profile) throw platformErrors.NOT_FOUND()
        return { kind, id: profile.id, userId: viewer.userId }
      }

      route(app, {
        method: 'GET',
        url: `${path}/payouts/account`,
        access: 'signed-in',
        problems: [404],
        summary: 'The account that shares are sent to, what is still asked for, and what is due.',
        description:
          'While the account is not open the provider is asked, so that coming back from it needs no webhook.',
        tags,
        schema: { response: { 200: PayoutAccount } },
        async handler(request) {
          const payee = await payeeOf(request.viewer)
          const account = await readAccount(deps, payee)
          const balanceCents = await deps.ledger.balanceOf(deps.database.read, payee.id)
          return {
            state: accountState(account),
            requirementsDue: (account?.requirementsDue ?? []) as string[],
            transfersEnabled: account?.transfersEnabled ?? false,
            payoutsEnabled: account?.payoutsEnabled ?? false,
            balance: pesos(balanceCents),
            due: pesos(await dueCents(deps.database.read, payee.id, deps.config.payouts.bookingWindowHours)),
            checkedAt: account?.checkedAt?.toISOString() ?? null,
          }
        },
      })

      route(app, {
        method: 'POST',
        url: `${path}/payouts/onboarding`,
        access: 'signed-in',
        problems: [404, 503],
        summary:
          'A link to the provider’s page that opens or changes the account; good for minutes (403 STEP_UP_REQUIRED after a while).',
        tags,
        schema: { response: { 201: OnboardingLink } },
        async handler(request) {
          const payee = await payeeOf(request.viewer)
          await deps.assertProved(request.viewer)
          const { url, expiresAt } = await beginOnboarding(deps, payee)
          return { url, expiresAt: expiresAt.toISOString() }
        },
      })

      route(app, {
        method: 'GET',
        url: `${path}/payouts/transfers`,
        access: 'signed-in',
        problems: [404],
        summary: 'What was sent or will be, as table too.',
        description: 'With `Accept: text/csv` all of it comes as a table.',
        tags,
        schema: { querystring: TransferListQuery, response: { 200: TransferPage } },
        async handler(request, reply) {
          const { limit, cursor, state = null, sort } = request.query
          const { language } = request
          const { id: payeeId } = await payeeOf(request.viewer)
          const page = (of: { cursor: string | null; limit: number }) =>
            pageOf({ transfers: payeeId, state, sort }, of.cursor, (after) =>
              listTransfers(deps.database.read, { payeeId, state, sort, limit: of.limit, after }),
            )
          if (wantsCsv(request))
            return replyWithCsv(
              reply,
              transfersCsv(language, (from) => page({ cursor: from, limit: csvPageRows })),
            )
          return page({ cursor: cursor ?? null, limit })
        },
      })
    }
  }
}
