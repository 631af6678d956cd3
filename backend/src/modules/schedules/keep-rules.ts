/** Schedules as rules: kept, changed, ended; the calendar follows where nobody has booked. */
import type { Language } from '../../../../contracts/common.ts'
import type { ScheduleRulePatch, ScheduleRuleSaved, ScheduleRuleWrite } from '../../../../contracts/schedules.ts'
import type { Tx } from '../../platform/database/index.ts'
import { platformErrors } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { ScheduleDeps } from './deps.ts'
import { findRule, ownExperience, previewStarts, type PlannedExperience } from './rules.queries.ts'
import {
  endRule,
  insertRule,
  keyOf,
  liveRuleIds,
  lockRule,
  rememberMade,
  type RuleFields,
  type RuleRow,
  slotsOfRule,
  startsMade,
  updateRule,
} from './rules.repository.ts'
import { problemOf, type RuleProblem, startsOf } from './schedule.rules.ts'

const problems: Record<RuleProblem, { pointer: string; es: string; en: string }> = {
  unreadable: { pointer: '/rrule', es: 'No es una regla que podamos leer.', en: 'Not a rule that can be read.' },
  'ends-before-it-begins': { pointer: '/validUntil', es: 'Termina antes de empezar.', en: 'It ends before it begins.' },
  'no-day': { pointer: '/rrule', es: 'Elige días o fechas.', en: 'Choose days or dates.' },
  'too-many': {
    pointer: '/rrule',
    es: 'Son demasiados horarios: usa menos días u horas.',
    en: 'Too many times: use fewer days or hours.',
  },
}

type Saved = Omit<ScheduleRuleSaved, 'rule'> & { ruleId: string }

/** @throws VALIDATION_FAILED for what cannot be kept */
function check(rule: RuleFields, today: string, language: Language): void {
  const problem = problemOf(rule, today)
  if (!problem) return
  const { pointer, [language]: message } = problems[problem]
  throw platformErrors.VALIDATION_FAILED({ errors: [{ pointer, message }] })
}

const fieldsOf = (body: ScheduleRuleWrite, experience: PlannedExperience): RuleFields => ({
  ...body,
  durationMinutes: body.durationMinutes ?? experience.durationMinutes,
})

async function own(deps: ScheduleDeps, experienceId: string, hostId: string): Promise<PlannedExperience> {
  const experience = await ownExperience(deps.database.read, experienceId, hostId)
  if (!experience) throw platformErrors.NOT_FOUND()
  return experience
}

/** The next twenty times, before anything is kept. */
export async function previewRule(
  deps: ScheduleDeps,
  input: { experienceId: string; hostId: string; body: ScheduleRuleWrite; language: Language },
) {
  const experience = await own(deps, input.experienceId, input.hostId)
  const rule = fieldsOf(input.body, experience)
  check(rule, experience.today, input.language)
  return previewStarts(deps.database.read, {
    experience,
    durationMinutes: rule.durationMinutes,
    starts: startsOf(rule, experience.today),
  })
}

export async function createRule(
  deps: ScheduleDeps,
  input: { experienceId: string; hostId: string; body: ScheduleRuleWrite; language: Language },
): Promise<Saved> {
  const experience = await own(deps, input.experienceId, input.hostId)
  const rule = fieldsOf(input.body, experience)
  check(rule, experience.today, input.language)
  const ruleId = newId()
  const made = await deps.database.transaction(async (tx) => {
    await insertRule(tx, ruleId, input.experienceId, rule)
    const locked = await lockRule(tx, ruleId)
    return locked ? makeMissing(deps, tx, locked) : []
  })
  await told(deps, input.experienceId, made)
  return { ruleId, made: made.length, changed: 0, removed: 0, kept: [] }
}

/**
 * Times ahead that nobody booked follow the rule; the others stay as they are and are answered.
 * @throws NOT_FOUND, VERSION_CONFLICT, VALIDATION_FAILED
 */
export async function changeRule(
  deps: ScheduleDeps,
  input: { ruleId: string; hostId: string; version: number | null; body: ScheduleRulePatch; language: Language },
): Promise<Saved> {
  const done = await deps.database.transaction(async (tx) => {
    const before = await lockOwn(tx, input)
    if (input.version !== null && input.version !== before.version) throw platformErrors.VERSION_CONFLICT()
    const given = Object.fromEntries(Object.entries(input.body).filter(([, value]) => value !== undefined))
    const after: RuleRow = { ...before, ...given }
    check(after, after.today, input.language)
    await updateRule(tx, before.id, after)
    const wanted = new Set(startsOf(after, after.today).map(keyOf))
    const ahead = await slotsOfRule(tx, before.id)
    const stray = ahead.filter((slot) => !wanted.has(keyOf(slot)))
    const removed = await deps.bookings.withdrawSlots(
      tx,
      stray.map(({ slotId }) => slotId),
    )
    const changed = await deps.bookings.reshapeSlots(
      tx,
      ahead.filter((slot) => wanted.has(keyOf(slot))).map(({ slotId }) => slotId),
      { durationMinutes: after.durationMinutes, capacity: after.capacity, capacityBefore: before.capacity },
    )
    const made = await makeMissing(deps, tx, after)
    return { experienceId: before.experienceId, made, changed, removed, kept: left(stray, removed) }
  })
  await told(deps, done.experienceId, [...done.made, ...done.changed, ...done.removed])
  const { made, changed, removed, kept } = done
  return { ruleId: input.ruleId, made: made.length, changed: changed.length, removed: removed.length, kept }
}

/** Nothing more is made; what nobody booked goes. */
export async function endRuleOf(
  deps: ScheduleDeps,
  input: { ruleId: string; hostId: string },
): Promise<Pick<Saved, 'removed' | 'kept'>> {
  const done = await deps.database.transaction(async (tx) => {
    const rule = await lockOwn(tx, input)
    await endRule(tx, rule.id)
    const ahead = await slotsOfRule(tx, rule.id)
    const removed = await deps.bookings.withdrawSlots(
      tx,
      ahead.map(({ slotId }) => slotId),
    )
    return { experienceId: rule.experienceId, removed, kept: left(ahead, removed) }
  })
  await told(deps, done.experienceId, done.removed)
  return { removed: done.removed.length, kept: done.kept }
}

/** The job: every rule's calendar is filled up to the horizon. Running it again makes nothing more. */
export async function makeAhead(deps: ScheduleDeps): Promise<number> {
  let total = 0
  for (const id of await liveRuleIds(deps.database.read)) {
    try {
      const done = await deps.database.transaction(async (tx) => {
        const rule = await lockRule(tx, id)
        return rule && { experienceId: rule.experienceId, made: await makeMissing(deps, tx, rule) }
      })
      if (!done || done.made.length === 0) continue
      await told(deps, done.experienceId, done.made)
      total += done.made.length
    } catch (error) {
      // One rule that cannot be followed must not keep all other calendars from being filled.
      deps.logger.error({ err: error, ruleId: id }, 'the times of a rule could not be made')
    }
  }
  if (total > 0) deps.logger.info({ slots: total }, 'times made ahead')
  return total
}

/** Under the rule's lock. A start that it made before is not made again: the host may have moved or cancelled it. */
async function makeMissing(deps: ScheduleDeps, tx: Tx, rule: RuleRow): Promise<string[]> {
  if (rule.hostClosed) return []
  const before = await startsMade(tx, rule.id)
  const made = await deps.bookings.makeSlots(tx, {
    experienceId: rule.experienceId,
    durationMinutes: rule.durationMinutes,
    capacity: rule.capacity,
    times: startsOf(rule, rule.today).filter((start) => !before.has(keyOf(start))),
  })
  await rememberMade(tx, rule.id, made)
  return made.map(({ slotId }) => slotId)
}

async function lockOwn(tx: Tx, input: { ruleId: string; hostId: string }): Promise<RuleRow> {
  const rule = await lockRule(tx, input.ruleId)
  if (rule?.hostId !== input.hostId) throw platformErrors.NOT_FOUND()
  return rule
}

/** A time that the host had cancelled holds nobody and needs no one's attention. */
function left(slots: Awaited<ReturnType<typeof slotsOfRule>>, removed: readonly string[]): Saved['kept'] {
  const gone = new Set(removed)
  return slots
    .filter(({ slotId, state }) => !gone.has(slotId) && state !== 'CANCELLED')
    .map(({ slotId, startsAt, taken }) => ({ slotId, startsAt: startsAt.toISOString(), seats: taken }))
}

async function told(deps: ScheduleDeps, experienceId: string, slotIds: readonly string[]): Promise<void> {
  const [one] = slotIds
  // Whoever looks at the calendar loads all of it again.
  if (one) await deps.bookings.slotsChanged(experienceId, one)
}

export async function showRule(deps: ScheduleDeps, ruleId: string) {
  const rule = await findRule(deps.database.read, ruleId)
  if (!rule) throw platformErrors.NOT_FOUND()
  return rule
}
