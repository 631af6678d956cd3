import type { common as source } from '../es/common.ts'

export const common: typeof source = {
  back: 'Back',
  close: 'Close',
  cancel: 'Not now',
  retry: 'Try again',
  loading: 'Loading…',
  optional: 'optional',
  showPassword: 'Show password',
  toasts: 'Messages',
  offline: 'You are offline. This is the last we saved.',
  requestId: 'If you write to us, mention this number: {{id}}',
  closed: {
    BOOKINGS: {
      title: 'We are not taking new bookings for the moment',
      body: 'Those you have stand. Come back in a while.',
    },
    MARKET: {
      title: 'The market is closed for a while',
      body: 'Your basket waits for you, and your orders go their way.',
    },
    APPLICATIONS: {
      title: 'We are not taking new applications for the moment',
      body: 'Those begun are finished and answered. Come back soon.',
    },
    MESSAGE_PHOTOS: { title: 'No photos for the moment', body: 'Your words arrive all the same.' },
    REVIEWS: { title: 'We are not taking new reviews for the moment', body: 'Yours can wait a few days.' },
  },
  party: { ages: 'Ages {{min}} to {{max}}', agesFrom: 'From age {{min}}', agesTo: 'Up to age {{max}}', free: 'Free' },
  stepUp: {
    title: 'Confirm it is you',
    lead: 'To be safe, prove again that it is you. Then we go on where you were.',
    password: 'Password',
    code: 'Code of your app, or a backup one',
    byCode: 'Use a code',
    byPassword: 'Use my password',
    passkey: 'Use my passkey',
    go: 'Go on',
  },
  error: {
    offline: { title: 'You are offline', body: 'We could not reach the server. Check your signal and try again.' },
    slow: { title: 'This is taking too long', body: 'The connection is slow. Try again in a moment.' },
    limited: { title: 'Many people at once', body: 'Wait a few seconds and try again.' },
    gone: { title: 'This is no longer here', body: 'It may have been withdrawn, or the link is incomplete.' },
    server: { title: 'Something failed on our side', body: 'It is not your doing. Try again in a moment.' },
  },
  downloadFailed: 'It could not be downloaded. Try again.',
}
