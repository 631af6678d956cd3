/** The parts of an application and what each still lacks; what may be saved of what somebody is writing. */
import type { ApplicationAnswers, ChecklistItem, PartnerKind } from '../../../contracts/partners.ts'

export const steps = ['who', 'where', 'what', 'story', 'photos', 'documents', 'payouts', 'send'] as const
export type Step = (typeof steps)[number]

const stepOfKey: Record<ChecklistItem['key'], Step> = {
  NAME: 'who',
  CONTACT: 'who',
  PLACE: 'where',
  OFFER: 'what',
  STORY: 'story',
  PHOTOS: 'photos',
  DOCUMENTS: 'documents',
  PAYOUTS: 'payouts',
  EMAIL_VERIFIED: 'send',
}
export const stepOf = (key: ChecklistItem['key']): Step => stepOfKey[key]

/** `optional` may wait until after it is sent. */
export function standOf(step: Step, checklist: readonly ChecklistItem[]): 'done' | 'missing' | 'optional' {
  const open = checklist.filter((item) => stepOf(item.key) === step && !item.done)
  if (open.length === 0) return 'done'
  return open.some(({ required }) => required) ? 'missing' : 'optional'
}

export const mayBeSent = (checklist: readonly ChecklistItem[]): boolean =>
  checklist.every(({ done, required }) => done || !required)

/** Where somebody who comes back goes on: the first part that lacks something. */
export function nextStep(checklist: readonly ChecklistItem[]): Step {
  return steps.find((step) => standOf(step, checklist) === 'missing') ?? 'send'
}

/** What is being typed: a year as text, one link. */
export interface ApplicationDraft extends Omit<ApplicationAnswers, 'foundedYear' | 'links'> {
  year: string
  link: string
}

export const draftOf = ({ foundedYear, links, ...answers }: ApplicationAnswers): ApplicationDraft => ({
  ...answers,
  year: foundedYear ? String(foundedYear) : '',
  link: links?.[0] ?? '',
})

const isLink = (text: string): boolean => {
  try {
    const { protocol, hostname } = new URL(text)
    return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.')
  } catch {
    return false
  }
}
export const linkProblem = (text: string): boolean => text.trim() !== '' && !isLink(text.trim())
export const yearProblem = (text: string): boolean => text.trim() !== '' && !/^(1[5-9]|20)\d\d$/.test(text.trim())

/** The answers that the server takes: what is half typed waits, so that it does not keep the rest from being saved. */
export function answersOf(change: Partial<ApplicationDraft>): ApplicationAnswers {
  const { year, link, ...answers } = change
  return {
    ...answers,
    ...(year !== undefined && !yearProblem(year) && { foundedYear: year.trim() === '' ? null : Number(year.trim()) }),
    ...(link !== undefined && !linkProblem(link) && { links: link.trim() === '' ? [] : [link.trim()] }),
  }
}

/** The one to show when none was asked for: what waits for the person comes before what waits for staff, newest first. */
export function shownFirst<A extends { kind: PartnerKind; status: string }>(
  applications: readonly A[],
  kind: PartnerKind | undefined,
): A | null {
  const own = applications.filter((one) => kind === undefined || one.kind === kind)
  for (const status of ['MORE_NEEDED', 'DRAFT', 'SUBMITTED']) {
    const found = own.find((one) => one.status === status)
    if (found) return found
  }
  return own[0] ?? null
}
