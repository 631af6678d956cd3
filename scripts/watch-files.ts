/** Tells when source files change, once per burst of saves. */
import { watch } from 'node:fs'
import { inProject } from './project.ts'

/** An editor writes several files, and each several times, in one save. */
const QUIET_MS = 150

/** Calls `changed` with the changed paths; returns how to stop. Tests and generated files do not count. */
export function watchFiles(folders: string[], changed: (paths: string[]) => void): () => void {
  const waiting = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const watchers = folders.map((folder) =>
    watch(inProject(folder), { recursive: true }, (_, file) => {
      if (!file || !/\.(ts|prisma|txt|json)$/.test(file) || /\.test\.ts$|(^|\/)generated\//.test(file)) return
      waiting.add(`${folder}/${file}`)
      clearTimeout(timer)
      timer = setTimeout(() => {
        const paths = [...waiting]
        waiting.clear()
        changed(paths)
      }, QUIET_MS)
    }),
  )
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers) watcher.close()
  }
}
