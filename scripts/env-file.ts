/** Imported for its effect by the scripts that start something: .env fills in what the shell does not say. */
import { existsSync } from 'node:fs'
import { inProject } from './project.ts'

const file = inProject('.env')
if (existsSync(file)) process.loadEnvFile(file)
