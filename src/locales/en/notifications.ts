import type { notifications as source } from '../es/notifications.ts'

export const notifications: typeof source = {
  title: 'Notices',
  bell: 'Notices',
  bellUnread_one: 'Notices: 1 unread',
  bellUnread_other: 'Notices: {{count}} unread',
  unread: 'Unread',
  markAll: 'Mark all as read',
  marked: 'All read.',
  markFailed: 'That did not work. Try again.',
  emptyTitle: 'We will tell you here',
  empty: 'When a booking is confirmed, changed or cancelled, you see it here at once.',
  explore: 'Explore experiences',
  signInTitle: 'Sign in to see your notices',
  signIn: 'They are kept in your account.',
  signInButton: 'Sign in',
  loadFailed: 'We could not load your notices.',
  retry: 'Try again',
  more: 'See more',
}
