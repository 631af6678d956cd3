import { html, page } from './layout.ts'
import { money, words } from './words.ts'
import type Stripe from 'stripe'
import type { Authentication, OnboardingLink } from '../store.ts'
import type { Html } from './layout.ts'
import type { Language } from './words.ts'

function frame(language: Language, title: string, badge: string, content: Html): string {
  return page(
    language,
    title,
    html`<main>
      <span class="badge">${badge}</span>
      <h1>${title}</h1>
      ${content}
      <p class="soft">${words[language].sandboxNote}</p>
    </main>`,
  )
}

export function notFoundPage(language: Language): string {
  const word = words[language]
  return frame(language, word.notFoundTitle, word.sandbox, html`<p>${word.notFoundLead}</p>`)
}

/** The bank's question: two plain forms, no script. */
export function authenticationPage(
  language: Language,
  authentication: Authentication,
  intent: Stripe.PaymentIntent,
  method: Stripe.PaymentMethod | undefined,
): string {
  const word = words[language]
  return frame(
    language,
    word.authenticationTitle,
    word.bank,
    html`<p>${word.authenticationLead}</p>
      <div class="card">
        <dl>
          <dt>${word.merchant}</dt>
          <dd>Guelaguetza Connect</dd>
          <dt>${word.amount}</dt>
          <dd><strong>${money(intent.amount, intent.currency, language)}</strong></dd>
          <dt>${word.card}</dt>
          <dd>${method?.card?.brand ?? ''} •••• ${method?.card?.last4 ?? ''}</dd>
          <dt>${word.reference}</dt>
          <dd><code>${intent.id}</code></dd>
        </dl>
        <div class="actions">
          <form method="post" action="/3ds/${authentication.id}/authorize"><button>${word.authorize}</button></form>
          <form method="post" action="/3ds/${authentication.id}/reject">
            <button class="quiet">${word.reject}</button>
          </form>
        </div>
      </div>`,
  )
}

export function decidedPage(language: Language, authentication: Authentication, backUrl: string | null): string {
  const word = words[language]
  const title =
    authentication.status === 'authorized'
      ? word.authorizedTitle
      : authentication.status === 'rejected'
        ? word.rejectedTitle
        : word.decidedTitle
  return frame(
    language,
    title,
    word.bank,
    backUrl === null
      ? html`<p>${word.closeWindow}</p>`
      : html`<p>${word.decidedLead}</p>
          <a class="button" href="${backUrl}">${word.goBack}</a>`,
  )
}

export function onboardingPage(language: Language, link: OnboardingLink, account: Stripe.Account): string {
  const word = words[language]
  return frame(
    language,
    word.onboardingTitle,
    word.sandbox,
    html`<p>${word.onboardingLead}</p>
      <div class="card">
        <dl>
          <dt>${word.account}</dt>
          <dd><code>${account.id}</code></dd>
          <dt>${word.email}</dt>
          <dd>${account.email ?? '—'}</dd>
        </dl>
        <div class="actions">
          <form method="post" action="/connect/onboarding/${link.id}/complete"><button>${word.complete}</button></form>
          <form method="post" action="/connect/onboarding/${link.id}/later">
            <button class="quiet">${word.later}</button>
          </form>
        </div>
      </div>`,
  )
}

export function expiredLinkPage(language: Language, link: OnboardingLink): string {
  const word = words[language]
  return frame(
    language,
    word.expiredTitle,
    word.sandbox,
    html`<p>${word.expiredLead}</p>
      <a class="button" href="${link.refresh_url}">${word.askAgain}</a>`,
  )
}
