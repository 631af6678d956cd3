/** The most used passwords of 10 characters and more, lower case, one a line (from zxcvbn's list, MIT licence). */
import { readFileSync } from 'node:fs'

const list = new Set(
  readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean),
)

export const isCommonPassword = (lowerCase: string): boolean => list.has(lowerCase)
