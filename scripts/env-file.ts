/**
 * Imported for its effect by the scripts that start something: .env fills in what the shell does not say.
 * Not when another program forked us (a journey, a test): that one says everything itself.
 */
import { existsSync } from 'node:fs'
import { inProject } from './project.ts'

const file = inProject('.env')
if (!process.send && existsSync(file)) process.loadEnvFile(file)
