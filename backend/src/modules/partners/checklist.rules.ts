/** What an application still needs before staff read it. */
import {
  type ApplicationAnswers,
  type ChecklistItem,
  type PartnerKind,
  shortestStory,
} from '../../../../contracts/partners.ts'

export interface ApplicationFacts {
  kind: PartnerKind
  answers: ApplicationAnswers
  documents: readonly string[]
  emailVerified: boolean
  /** The account that shares are sent to: READY once the provider has all it asked for. */
  payouts: 'NONE' | 'BEGUN' | 'READY'
}

const said = (text: string | undefined, least = 1) => (text?.length ?? 0) >= least

export function checklistOf(facts: ApplicationFacts): ChecklistItem[] {
  const { answers, kind } = facts
  const what = kind === 'HOST' ? answers.hostType !== undefined : (answers.crafts?.length ?? 0) > 0
  const done: Record<ChecklistItem['key'], boolean> = {
    NAME: said(answers.name, 2),
    CONTACT: said(answers.ownerName, 2) && said(answers.phone, 7),
    PLACE: answers.region !== undefined && said(answers.town, 2),
    OFFER: what && said(answers.offer, 20),
    STORY: said(answers.story, shortestStory),
    PHOTOS: (answers.photoIds?.length ?? 0) > 0,
    DOCUMENTS: facts.documents.length > 0,
    EMAIL_VERIFIED: facts.emailVerified,
    PAYOUTS: facts.payouts === 'READY',
  }
  return (Object.keys(done) as ChecklistItem['key'][]).map((key) => ({
    key,
    done: done[key],
    // Nothing is paid out before, but everything else may begin.
    required: key !== 'PAYOUTS',
  }))
}

/** The first thing that keeps it from being sent, as the field to point at. */
export function firstMissing(checklist: readonly ChecklistItem[]): ChecklistItem['key'][] {
  return checklist.filter(({ done, required }) => required && !done).map(({ key }) => key)
}
