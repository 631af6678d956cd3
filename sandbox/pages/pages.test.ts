import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { openSandbox, paidIntent } from '../test-kit.ts'
import { languageOf, words } from './words.ts'
import type Stripe from 'stripe'

const order = { amount: 125_050, currency: 'mxn', confirm: true } as const
const back = 'http://127.0.0.1:9/pago?booking=b1'

async function ask(
  stripe: Stripe,
  payment_method = 'pm_card_authenticationRequired',
  return_url: string | undefined = back,
) {
  const intent = await stripe.paymentIntents.create({ ...order, payment_method, return_url })
  return { intent, url: intent.next_action?.redirect_to_url?.url ?? '' }
}

const press = (url: string, button: 'authorize' | 'reject') =>
  fetch(`${url}/${button}`, { method: 'POST', redirect: 'manual' })

describe('3-D Secure', () => {
  test('authorise: back to the shop with the three parameters, and paid', async () => {
    const { sandbox, stripe } = await openSandbox()
    const { intent, url } = await ask(stripe)
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } })
    expect(intent.next_action?.redirect_to_url?.return_url).toBe(back)

    const page = await fetch(url)
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
    const text = await page.text()
    expect(text).toContain('Autorizar')
    expect(text).toContain('$1,250.50 MXN')
    expect(text).not.toContain('<script')
    expect(await (await fetch(url, { headers: { 'accept-language': 'en-GB' } })).text()).toContain('Authorise')

    const answer = await press(url, 'authorize')
    const target = new URL(answer.headers.get('location') ?? '')
    expect(answer.status).toBe(303)
    expect(Object.fromEntries(target.searchParams)).toEqual({
      booking: 'b1',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    })
    const paid = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] })
    expect(paid).toMatchObject({ status: 'succeeded', next_action: null })
    expect((paid.latest_charge as Stripe.Charge).payment_method_details?.card?.three_d_secure?.result).toBe(
      'authenticated',
    )
    expect(sandbox.control.events('payment_intent.requires_action')).toHaveLength(1)

    await press(url, 'reject')
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('succeeded')
    expect(await (await fetch(url)).text()).toContain(words.es.authorizedTitle)
  })

  test('reject: another card may follow', async () => {
    const { sandbox, stripe } = await openSandbox()
    const { intent, url } = await ask(stripe, 'pm_card_threeDSecure2Required')
    const answer = await press(url, 'reject')
    expect(answer.headers.get('location')).toContain('redirect_status=failed')
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
    })
    expect(sandbox.control.events('payment_intent.payment_failed')).toHaveLength(1)
    const paid = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa' })
    expect(paid.status).toBe('succeeded')
  })

  test('authorised and then declined by the bank', async () => {
    const { stripe } = await openSandbox()
    const { intent, url } = await ask(stripe, 'pm_card_authenticationRequiredChargeDeclinedInsufficientFunds')
    const answer = await press(url, 'authorize')
    expect(answer.headers.get('location')).toContain('redirect_status=failed')
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'card_declined', decline_code: 'insufficient_funds' },
    })
  })

  test('a cancelled intent leaves a page that decides nothing', async () => {
    const { stripe } = await openSandbox()
    const { intent, url } = await ask(stripe)
    await stripe.paymentIntents.cancel(intent.id)
    expect((await press(url, 'authorize')).headers.get('location')).toContain('redirect_status=failed')
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe('canceled')
    expect(await (await fetch(url)).text()).toContain(words.es.decidedTitle)
  })

  test('without a return address the page says so itself', async () => {
    const { stripe } = await openSandbox()
    const { intent } = await ask(stripe, 'pm_card_authenticationRequired', undefined)
    const fresh = await stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_authenticationRequired' })
    const url = fresh.next_action?.redirect_to_url?.url ?? ''
    expect(await (await press(url, 'authorize')).text()).toContain(words.es.closeWindow)
    expect((await fetch(`${url}x`)).status).toBe(404)
  })
})

describe('the page of objects', () => {
  test('shows payments, events and cards, escaped, in both languages', async () => {
    const { sandbox, stripe } = await openSandbox()
    const paid = await paidIntent(stripe)
    await stripe.accounts.create({ type: 'express', email: '<b>x</b>@example.test' })
    const spanish = await (await fetch(`${sandbox.url}/`)).text()
    expect(spanish).toContain(paid.id)
    expect(spanish).toContain('pm_card_chargeDeclined')
    expect(spanish).toContain('&lt;b&gt;x&lt;/b&gt;')
    expect(spanish).toContain('payment_intent.succeeded')
    const english = await fetch(`${sandbox.url}/`, { headers: { 'accept-language': 'en' } })
    expect(english.headers.get('content-language')).toBe('en')
    expect(await english.text()).toContain('Payment sandbox')
    expect((await fetch(`${sandbox.url}/sandbox.css`)).headers.get('content-type')).toContain('text/css')
  })

  test('a name that was pointed at this machine sees nothing', async () => {
    const { sandbox } = await openSandbox()
    const status = await new Promise((resolve) => {
      request({ port: sandbox.port, host: '127.0.0.1', headers: { host: 'elsewhere.example' } }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).end()
    })
    expect(status).toBe(404)
  })

  test.each([
    [undefined, 'es'],
    ['en', 'en'],
    ['fr-FR, en;q=0.5, es;q=0.8', 'es'],
    ['de', 'es'],
  ])('Accept-Language %s → %s', (header, language) => {
    expect(languageOf(header)).toBe(language)
  })
})
