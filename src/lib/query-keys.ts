/** Every key of the query cache, so that what the realtime channel invalidates is what the screens asked for. */
export const queryKeys = {
  clientConfig: ['client-config'] as const,
  me: ['me'] as const,
  regions: ['regions'] as const,
  experiences: ['experiences'] as const,
  experience: (idOrSlug: string) => ['experience', idOrSlug] as const,
  slots: (experienceId: string) => ['slots', experienceId] as const,
  slot: (id: string) => ['slot', id] as const,
  bookings: ['bookings'] as const,
  booking: (id: string) => ['bookings', id] as const,
  payment: (id: string) => ['payments', id] as const,
  notifications: ['notifications'] as const,
  unread: ['notifications', 'unread'] as const,
  sessions: ['sessions'] as const,
}
