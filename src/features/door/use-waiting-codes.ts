import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CheckInResult } from '../../../contracts/bookings.ts'
import { readSetting, writeSetting } from '../../lib/storage.ts'
import { isUndecided } from './arrivals.rules.ts'
import { readWaiting, type WaitingCode, withCode } from './waiting-codes.rules.ts'

/** By host: what was read for one is not sent for another who uses the same phone, and not lost either. */
const settingOf = (partnerId: string) => `gc.door.${partnerId}`
/** A phone with one bar says that it is online: only asking tells. */
const askAgainMs = 15_000

export interface Checked {
  code: WaitingCode
  outcome: { result: CheckInResult } | { error: unknown }
}

/** Codes that wait for the network on this phone, over reloads too, and what became of those that were sent since. */
export function useWaitingCodes(partnerId: string, send: (waiting: WaitingCode) => Promise<CheckInResult>) {
  const [codes, setCodes] = useState(() => readWaiting(readSetting(settingOf(partnerId))))
  const [checked, setChecked] = useState<Checked[]>([])
  const isSending = useRef(false)
  /** What is added while another is on its way must not be forgotten when that one's answer comes. */
  const kept = useRef(codes)
  const keep = (next: WaitingCode[]) => {
    kept.current = next
    writeSetting(settingOf(partnerId), next.length === 0 ? null : JSON.stringify(next))
    setCodes(next)
  }
  const sendAll = useEffectEvent(async () => {
    if (isSending.current) return
    isSending.current = true
    for (let code = kept.current[0]; code; code = kept.current[0]) {
      const waiting = code
      const outcome = await send(waiting).then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      )
      if ('error' in outcome && isUndecided(outcome.error)) break
      setChecked((before) => [{ code: waiting, outcome }, ...before])
      keep(kept.current.filter(({ key }) => key !== waiting.key))
    }
    isSending.current = false
  })
  const isWaiting = codes.length > 0
  useEffect(() => {
    if (!isWaiting) return undefined
    const ask = () => void sendAll()
    window.addEventListener('online', ask)
    const timer = setInterval(ask, askAgainMs)
    if (navigator.onLine) ask()
    return () => {
      window.removeEventListener('online', ask)
      clearInterval(timer)
    }
  }, [isWaiting])
  return { codes, checked, add: (code: WaitingCode) => keep(withCode(kept.current, code)) }
}
