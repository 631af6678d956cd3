/** When a ticket opens the door: around its slot, and on no other day. */

export interface DoorMargins {
  earlyMinutes: number
  lateMinutes: number
}

/** Both ends included. */
export function doorHours(slot: { startsAt: Date; endsAt: Date }, { earlyMinutes, lateMinutes }: DoorMargins) {
  return {
    opens: new Date(slot.startsAt.getTime() - earlyMinutes * 60_000),
    closes: new Date(slot.endsAt.getTime() + lateMinutes * 60_000),
  }
}

export const isDoorOpen = ({ opens, closes }: { opens: Date; closes: Date }, now: Date): boolean =>
  opens <= now && now <= closes
