import { finishAuthentication } from '../payment-confirmation.ts'
import { finishOnboarding } from '../accounts.ts'
import { isLoopbackHost } from '../access.ts'
import { homePage } from './home-page.ts'
import { pageHeaders, stylesheet } from './layout.ts'
import { authenticationPage, decidedPage, expiredLinkPage, notFoundPage, onboardingPage } from './payment-pages.ts'
import { languageOf } from './words.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type Stripe from 'stripe'
import type { Authentication } from '../store.ts'
import type { Core } from '../core.ts'

type WithId = { Params: { id: string } }

/** Where the browser goes back to, with the three parameters that Stripe adds. */
function returnAddress(authentication: Authentication, intent: Stripe.PaymentIntent): string | null {
  if (authentication.return_url === null) return null
  const url = new URL(authentication.return_url)
  const status = { succeeded: 'succeeded', processing: 'pending' }[intent.status as string] ?? 'failed'
  url.searchParams.set('payment_intent', intent.id)
  url.searchParams.set('payment_intent_client_secret', intent.client_secret ?? '')
  url.searchParams.set('redirect_status', status)
  return url.href
}

export function registerPages(app: FastifyInstance, core: Core): void {
  const send = (request: FastifyRequest, reply: FastifyReply, body: string, status = 200) =>
    reply
      .status(status)
      .headers(pageHeaders)
      .header('content-language', languageOf(request.headers['accept-language']))
      .send(body)
  const missing = (request: FastifyRequest, reply: FastifyReply) =>
    send(request, reply, notFoundPage(languageOf(request.headers['accept-language'])), 404)

  app.get('/sandbox.css', (_request, reply) =>
    reply.header('content-type', 'text/css; charset=utf-8').header('cache-control', 'max-age=300').send(stylesheet),
  )

  app.get('/', (request, reply) => {
    if (!isLoopbackHost(request.headers.host, core.publicUrl())) return missing(request, reply)
    return send(request, reply, homePage(core, languageOf(request.headers['accept-language'])))
  })

  app.get<WithId>('/3ds/:id', (request, reply) => {
    const authentication = core.store.get('authentications', request.params.id)
    const intent = authentication && core.store.get('payment_intents', authentication.payment_intent)
    if (!authentication || !intent) return missing(request, reply)
    const language = languageOf(request.headers['accept-language'])
    if (authentication.status !== 'open') {
      return send(request, reply, decidedPage(language, authentication, returnAddress(authentication, intent)))
    }
    const method = core.store.get('payment_methods', authentication.payment_method)?.method
    return send(request, reply, authenticationPage(language, authentication, intent, method))
  })

  for (const [action, decision] of [
    ['authorize', 'authorized'],
    ['reject', 'rejected'],
  ] as const) {
    app.post<WithId>(`/3ds/:id/${action}`, (request, reply) => {
      const authentication = core.store.get('authentications', request.params.id)
      const intent = authentication && finishAuthentication(core, authentication, decision)
      const decided = core.store.get('authentications', request.params.id)
      if (!intent || !decided) return missing(request, reply)
      const back = returnAddress(decided, intent)
      if (back !== null) return reply.redirect(back, 303)
      return send(request, reply, decidedPage(languageOf(request.headers['accept-language']), decided, null))
    })
  }

  app.get<WithId>('/connect/onboarding/:id', (request, reply) => {
    const link = core.store.get('onboarding_links', request.params.id)
    const account = link && core.store.get('accounts', link.account)
    if (!link || !account) return missing(request, reply)
    const language = languageOf(request.headers['accept-language'])
    const expired = link.used || link.expires_at < core.clock.seconds()
    if (expired) return send(request, reply, expiredLinkPage(language, link), 410)
    return send(request, reply, onboardingPage(language, link, account))
  })

  for (const [action, completed] of [
    ['complete', true],
    ['later', false],
  ] as const) {
    app.post<WithId>(`/connect/onboarding/:id/${action}`, (request, reply) => {
      const link = core.store.get('onboarding_links', request.params.id)
      if (!link) return missing(request, reply)
      if (link.used || link.expires_at < core.clock.seconds()) return reply.redirect(link.refresh_url, 303)
      return reply.redirect(finishOnboarding(core, link, completed), 303)
    })
  }
}
