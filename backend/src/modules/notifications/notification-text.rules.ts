/** What the sentences of notifications are made from. */
export type NotificationData = Record<string, string | number | null>
export interface NotificationText {
  title: string
  body: string
}

export type Render = (facts: {
  title: string
  code: string
  when: string
  seats: string
  amount: string
  /** When a suspension ends, in Oaxaca; empty without an end. */
  until: string
  data: NotificationData
}) => NotificationText
