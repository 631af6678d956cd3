import { useEffect } from 'react'

const site = 'Guelaguetza Connect'

/** The document's title while the calling screen stands: `Mis planes · Guelaguetza Connect`. Undefined waits for data. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title !== undefined) document.title = title === '' ? site : `${title} · ${site}`
  }, [title])
}
