/** Programs of this repository started for a test and ended after it. */
import { afterAll } from 'vitest'
import { launchProgram, type Program, type ProgramOptions } from './programs.ts'

export type TestProcess = Program

const kills: (() => Promise<unknown>)[] = []
// Registered on import, so that processes started in a hook or a test end too.
afterAll(async () => {
  await Promise.all(kills.map((kill) => kill()))
})

/** As `launchProgram`; whatever still runs after the file's tests is killed. */
export function startProcess(options: Omit<ProgramOptions, 'onSpawn'>): Promise<TestProcess> {
  return launchProgram({ ...options, onSpawn: (stop) => kills.push(() => stop('SIGKILL')) })
}
