/** What a person needs to see of a request that broke a promise. */
import type { Case } from './cases.ts'
import type { Answer } from './wire.ts'

export interface Fault {
  /** The case's number within its seed. */
  at: number
  faults: string[]
  request: string
  answer: string
  /** What the server logged meanwhile. */
  logged: string[]
}

export const shorten = (text: string, most = 1500) =>
  text.length > most ? `${text.slice(0, most)}… (${text.length} characters)` : text

export function showRequest(one: Case): string {
  const headers = Object.entries(one.headers).map(([name, value]) => `${name}: ${shorten(String(value), 200)}`)
  const body = one.body ? shorten(JSON.stringify(one.body.toString('latin1'))) : '(no body)'
  return [`${one.method} ${shorten(one.target)} as ${one.actor.name} (${one.label})`, ...headers, '', body].join('\n')
}

export const showAnswer = (answer: Answer | null) =>
  answer
    ? `${answer.status} ${String(answer.headers['content-type'])}\n${shorten(answer.body.toString())}`
    : '(no answer)'

export function showFault({ at, faults, request, answer, logged }: Fault): string {
  return `✗ case ${at}: ${faults.join('; ')}\n${request}\n→ ${answer}\n${logged.join('\n')}\n`
}
