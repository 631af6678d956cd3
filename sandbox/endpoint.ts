import type { FormObject } from './form-decoding.ts'
import type { Viewer } from './access.ts'

/** One API call, decoded. */
export type Call = {
  path: string
  /** `:id` and `:child` of the endpoint's path. */
  params: { id: string; child: string }
  form: FormObject
  viewer: Viewer
  /** The `Stripe-Account` header: the connected account on whose behalf the platform asks. */
  account: string | null
}

/** An answer whose status is not 200 although it took effect, such as a declined card. */
export type Answer = { status: number; body: unknown }

export type Endpoint = {
  method: 'GET' | 'POST' | 'DELETE'
  path: string
  /** May also be called from a browser with the publishable key and the intent's client secret. */
  browser?: boolean
  /** Synchronous, inside one commit unless it is a GET. Throws `StripeProblem` to refuse, which undoes everything. */
  handle: (call: Call) => object | Answer
}
