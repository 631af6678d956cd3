import { platformFunds } from '../balance-transactions.ts'
import { testCards } from '../test-cards.ts'
import { html, page } from './layout.ts'
import { money, words } from './words.ts'
import { idOf } from '../ids.ts'
import type { CollectionName, Collections, Delivery } from '../store.ts'
import type { Core } from '../core.ts'
import type { Html } from './layout.ts'
import type { Language, Words } from './words.ts'

/** Rows per table: a look at what just happened, not an archive. */
const ROWS = 50

type Column<Row> = { title: string; numeric?: boolean; cell: (row: Row) => Html | string | number }

function latest<Name extends CollectionName>(core: Core, name: Name): Collections[Name][] {
  return [...core.store.all(name)].slice(-ROWS).reverse()
}

function table<Row>(caption: string, rows: Row[], columns: Column<Row>[], word: Words): Html {
  if (rows.length === 0) return html`<p class="soft">${word.none}</p>`
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${caption}">
    <table>
      <thead>
        <tr>
          ${columns.map((column) => html`<th scope="col">${column.title}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${columns.map((column) => html`<td class="${column.numeric ? 'number' : ''}">${column.cell(row)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}

function toned(text: string): Html {
  const good = ['succeeded', 'delivered', 'won', 'authorized'].includes(text)
  const bad = ['failed', 'canceled', 'dropped', 'given_up', 'lost'].includes(text)
  return html`<span class="${good ? 'good' : bad ? 'bad' : 'wait'}">${text}</span>`
}

function code(text: string): Html {
  return html`<code>${text}</code>`
}

function answerOf(delivery: Delivery): string {
  const attempt = delivery.attempts.at(-1)
  if (!attempt) return '—'
  return attempt.status === null ? (attempt.error ?? '—') : String(attempt.status)
}

/** What the sandbox holds, newest first, and the cards to try it with. */
export function homePage(core: Core, language: Language): string {
  const word = words[language]
  const locale = language === 'es' ? 'es-MX' : 'en-US'
  const when = (seconds: number) =>
    new Date(seconds * 1000).toLocaleString(locale, {
      dateStyle: 'medium',
      timeStyle: 'medium',
      timeZone: 'America/Mexico_City',
    })
  const url = core.webhooks.url()
  const funds = [...platformFunds(core)]

  const payments = table(
    word.payments,
    latest(core, 'payment_intents'),
    [
      { title: word.id, cell: (intent) => code(intent.id) },
      { title: word.amount, numeric: true, cell: (intent) => money(intent.amount, intent.currency, language) },
      {
        title: word.status,
        cell: (intent) => {
          const link = intent.next_action?.redirect_to_url?.url
          return link
            ? html`${toned(intent.status)} · <a href="${link}">${word.openAuthentication}</a>`
            : toned(intent.status)
        },
      },
      {
        title: word.error,
        cell: ({ last_payment_error: error }) => (error ? code(error.decline_code ?? error.code ?? error.type) : '—'),
      },
      { title: word.created, numeric: true, cell: (intent) => when(intent.created) },
    ],
    word,
  )
  const refunds = table(
    word.refunds,
    latest(core, 'refunds'),
    [
      { title: word.id, cell: (refund) => code(refund.id) },
      { title: word.payment, cell: (refund) => code(idOf(refund.payment_intent)) },
      { title: word.amount, numeric: true, cell: (refund) => money(refund.amount, refund.currency, language) },
      { title: word.status, cell: (refund) => toned(refund.status ?? '') },
      { title: word.created, numeric: true, cell: (refund) => when(refund.created) },
    ],
    word,
  )
  const deliveries = table(
    word.events,
    latest(core, 'deliveries'),
    [
      { title: word.type, cell: (delivery) => code(delivery.type) },
      { title: word.id, cell: (delivery) => code(delivery.event) },
      { title: word.status, cell: (delivery) => toned(delivery.state) },
      { title: word.attempts, numeric: true, cell: (delivery) => delivery.attempts.length },
      { title: word.answer, cell: answerOf },
      { title: word.created, numeric: true, cell: (delivery) => when(delivery.createdAt / 1000) },
    ],
    word,
  )
  const accounts = table(
    word.accounts,
    latest(core, 'accounts'),
    [
      { title: word.id, cell: (account) => code(account.id) },
      { title: word.email, cell: (account) => account.email ?? '—' },
      { title: word.onboarded, cell: (account) => (account.payouts_enabled ? word.yes : word.no) },
      {
        title: word.balance,
        numeric: true,
        cell: (account) =>
          Object.entries(core.store.get('account_balances', account.id)?.amounts ?? {})
            .map(([currency, amount]) => money(amount, currency, language))
            .join(', ') || '—',
      },
    ],
    word,
  )
  const transfers = table(
    word.transfers,
    latest(core, 'transfers'),
    [
      { title: word.id, cell: (transfer) => code(transfer.id) },
      { title: word.destination, cell: (transfer) => code(idOf(transfer.destination)) },
      { title: word.amount, numeric: true, cell: (transfer) => money(transfer.amount, transfer.currency, language) },
      {
        title: word.refunded,
        numeric: true,
        cell: (transfer) => money(transfer.amount_reversed, transfer.currency, language),
      },
    ],
    word,
  )
  const disputes = table(
    word.disputes,
    latest(core, 'disputes'),
    [
      { title: word.id, cell: (dispute) => code(dispute.id) },
      { title: word.payment, cell: (dispute) => code(idOf(dispute.payment_intent)) },
      { title: word.amount, numeric: true, cell: (dispute) => money(dispute.amount, dispute.currency, language) },
      { title: word.status, cell: (dispute) => toned(dispute.status) },
    ],
    word,
  )
  const cards = table(
    word.cards,
    [...testCards],
    [
      { title: word.number, numeric: true, cell: (card) => card.number.replaceAll(/(\d{4})(?=\d)/g, '$1 ') },
      { title: word.method, cell: (card) => code(card.ids[0]) },
      { title: word.meaning, cell: (card) => card.meaning[language] },
    ],
    word,
  )

  return page(
    language,
    word.sandbox,
    html`<header>
        <span class="badge">${word.sandbox}</span>
        <h1>Guelaguetza Connect</h1>
        <p class="soft">${word.sandboxNote}</p>
        <p>${url === null ? word.noWebhook : html`${word.webhookTo} <code>${url}</code>`}</p>
        ${funds.map(
          ([currency, { available, pending }]) =>
            html`<p>
              ${word.balance}: ${money(available, currency, language)} ${word.available},
              ${money(pending, currency, language)} ${word.pending}
            </p>`,
        )}
        <nav>
          <ul>
            <li><a href="/">${word.refresh}</a></li>
            <li><a href="#payments">${word.payments}</a></li>
            <li><a href="#refunds">${word.refunds}</a></li>
            <li><a href="#events">${word.events}</a></li>
            <li><a href="#accounts">${word.accounts}</a></li>
            <li><a href="#cards">${word.cards}</a></li>
          </ul>
        </nav>
      </header>
      <main>
        <section class="card" id="payments"><h2>${word.payments}</h2>${payments}</section>
        <section class="card" id="refunds"><h2>${word.refunds}</h2>${refunds}</section>
        <section class="card" id="disputes"><h2>${word.disputes}</h2>${disputes}</section>
        <section class="card" id="events"><h2>${word.events}</h2>${deliveries}</section>
        <section class="card" id="accounts"><h2>${word.accounts}</h2>${accounts}</section>
        <section class="card" id="transfers"><h2>${word.transfers}</h2>${transfers}</section>
        <section class="card" id="cards"><h2>${word.cards}</h2><p class="soft">${word.cardsLead}</p>${cards}</section>
      </main>`,
    'wide',
  )
}
