import { useState } from 'react'
import { serverNow } from '../../lib/server-clock.ts'
import { type FormFailure, formFailure } from './auth-forms.rules.ts'

/** What a refused form shows, and until when the server asked for patience (milliseconds, the server's clock). */
export function useAuthFailure() {
  const [state, setState] = useState<{ failure: FormFailure | null; until: number }>({ failure: null, until: 0 })
  return {
    ...state,
    clear: () => setState({ failure: null, until: 0 }),
    refused: (error: unknown) => {
      const failure = formFailure(error)
      setState({ failure, until: failure.kind === 'wait' ? serverNow() + failure.seconds * 1000 : 0 })
      return failure
    },
  }
}
