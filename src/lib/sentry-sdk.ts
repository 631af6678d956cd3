/** The part of the SDK that we use, as a chunk of its own: everything else of it is left out of the bundle. */
export { captureException, init } from '@sentry/react'
