/** Sessions slide: whoever keeps coming back stays signed in. */

const dayMs = 86_400_000

/**
 * The new end of a session, or null when it stays: moved at most once a day, and never for sessions that the person asked
 * not to be remembered (those live one day).
 */
export function slidingEnd(
  session: { createdAt: Date; updatedAt: Date; expiresAt: Date },
  { sessionDays, now }: { sessionDays: number; now: Date },
): Date | null {
  const remembered = session.expiresAt.getTime() - session.updatedAt.getTime() > 2 * dayMs
  const until = new Date(now.getTime() + sessionDays * dayMs)
  return remembered && until.getTime() - session.expiresAt.getTime() >= dayMs ? until : null
}
