export type ProblemBody = {
  error: { type: string; message: string; code?: string; param?: string; doc_url?: string; [more: string]: unknown }
}

type ProblemFacts = {
  status: number
  type: 'invalid_request_error' | 'card_error' | 'idempotency_error' | 'api_error'
  message: string
  code?: string
  param?: string
  /** Extra members of the error object, such as the payment intent it is about. */
  more?: Record<string, unknown>
  /** True when the endpoint had begun to execute: Stripe then keeps this answer for the idempotency key. */
  stored?: boolean
}

/** An answer that is not a 2xx, in Stripe's envelope. Throwing it inside a commit undoes the commit. */
export class StripeProblem extends Error {
  readonly status: number
  readonly body: ProblemBody
  readonly stored: boolean

  constructor(facts: ProblemFacts) {
    super(facts.message)
    this.name = 'StripeProblem'
    this.status = facts.status
    this.stored = facts.stored ?? false
    this.body = {
      error: {
        ...(facts.code ? { code: facts.code, doc_url: `https://stripe.com/docs/error-codes/${facts.code}` } : {}),
        message: facts.message,
        ...(facts.param ? { param: facts.param } : {}),
        type: facts.type,
        ...facts.more,
      },
    }
  }
}

/** 400: a parameter is missing or wrong. Nothing was executed, so no idempotency key remembers it. */
export function invalid(message: string, param?: string, code?: string): StripeProblem {
  return new StripeProblem({ status: 400, type: 'invalid_request_error', message, param, code })
}

/** 400: the request is well formed but the object's state or amounts forbid it. */
export function refused(message: string, code?: string, param?: string, more?: Record<string, unknown>): StripeProblem {
  return new StripeProblem({ status: 400, type: 'invalid_request_error', message, code, param, more, stored: true })
}

/** `status` is 404 when the id stands in the path and 400 when it came as a parameter, as at Stripe. */
export function noSuch(kind: string, id: string, param = 'id', status: 400 | 404 = 404): StripeProblem {
  const message = `No such ${kind}: '${id}'`
  return new StripeProblem({ status, type: 'invalid_request_error', message, param, code: 'resource_missing' })
}

export function serverProblem(status: number, message: string): StripeProblem {
  return new StripeProblem({ status, type: 'api_error', message })
}
