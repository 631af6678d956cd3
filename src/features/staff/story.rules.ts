/** Which part of a file a moment belongs to. */
export const families = ['all', 'state', 'money', 'word', 'system', 'team'] as const
export type Family = (typeof families)[number]

const of: Record<string, Exclude<Family, 'all'>> = {
  payment: 'money',
  refund: 'money',
  transfer: 'money',
  reversal: 'money',
  ledger: 'money',
  notice: 'word',
  mail: 'word',
  webhook: 'system',
  job: 'system',
  staff: 'team',
}

export const familyOf = (kind: string): Exclude<Family, 'all'> => of[kind.split('.')[0] ?? ''] ?? 'state'
