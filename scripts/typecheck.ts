/** `npm run typecheck`: the server's half and the browser's half, side by side. */
import { runScript } from './command.ts'
import { inProject } from './project.ts'
import { runNode } from './run-tool.ts'

/** TypeScript 7: the same errors as 6 in a third of the time. Found by path, since both own the command `tsc`. */
export const COMPILER = inProject('node_modules/typescript7/bin/tsc')
const HALVES = ['tsconfig.json', 'tsconfig.web.json']

if (import.meta.main) {
  await runScript(async () => {
    const runs = await Promise.all(HALVES.map((project) => runNode(COMPILER, ['-p', project, '--pretty', 'false'])))
    for (const run of runs) process.stdout.write(run.output)
    const errors = runs.flatMap((run) => run.output.match(/error TS\d+/g) ?? []).length
    console.log(errors ? `${errors} errors` : 'No type errors.')
    if (runs.some((run) => run.code !== 0)) process.exitCode = 1
  })
}
