import { z } from 'zod'
import { defineJob } from '../../platform/jobs.ts'

/** Webhooks may come for days; a handler that keeps failing for about an hour becomes a dead letter. */
export const processWebhookJob = defineJob({
  name: 'payments.process-webhook',
  schema: z.object({ eventId: z.string() }),
  retryLimit: 12,
  retryDelaySeconds: 1,
  timeoutSeconds: 60,
})
export const submitRefundJob = defineJob({
  name: 'payments.submit-refund',
  schema: z.object({ refundId: z.uuid() }),
  retryLimit: 12,
  retryDelaySeconds: 2,
  timeoutSeconds: 60,
})
/** The provider works its fee out a little after the charge. */
export const readFeeJob = defineJob({
  name: 'payments.read-fee',
  schema: z.object({ paymentId: z.uuid() }),
  retryLimit: 12,
  retryDelaySeconds: 5,
  timeoutSeconds: 60,
})
export const reconcileJob = defineJob({
  name: 'payments.reconcile',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 120,
  concurrency: 1,
})
export const compareWithProviderJob = defineJob({
  name: 'payments.compare-with-provider',
  schema: z.object({}),
  retryLimit: 0,
  timeoutSeconds: 600,
  concurrency: 1,
})
