import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { CheckInResult } from '../../../contracts/bookings.ts'
import { isOffline } from '../../lib/http.ts'
import { readSetting, writeSetting } from '../../lib/storage.ts'
import { readWaiting, type WaitingCode, withCode } from './waiting-codes.rules.ts'

const setting = 'gc.door'
/** A phone with one bar says that it is online: only asking tells. */
const askAgainMs = 15_000

export interface Checked {
  code: WaitingCode
  outcome: { result: CheckInResult } | { error: unknown }
}

/** Codes that wait for the network on this phone, over reloads too, and what became of those that were sent since. */
export function useWaitingCodes(partnerId: string, send: (waiting: WaitingCode) => Promise<CheckInResult>) {
  const [codes, setCodes] = useState(() => readWaiting(readSetting(setting), partnerId))
  const [checked, setChecked] = useState<Checked[]>([])
  const isSending = useRef(false)
  const keep = (next: WaitingCode[]) => {
    writeSetting(setting, next.length === 0 ? null : JSON.stringify({ partnerId, codes: next }))
    setCodes(next)
  }
  const sendAll = useEffectEvent(async () => {
    if (isSending.current) return
    isSending.current = true
    let left = codes
    for (const code of codes) {
      const outcome = await send(code).then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      )
      if ('error' in outcome && isOffline(outcome.error)) break
      left = left.filter(({ key }) => key !== code.key)
      setChecked((before) => [{ code, outcome }, ...before])
      keep(left)
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
  return {
    codes,
    checked,
    add: (code: WaitingCode) => keep(withCode(readWaiting(readSetting(setting), partnerId), code)),
  }
}
