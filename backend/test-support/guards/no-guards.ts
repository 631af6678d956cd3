/** What looks like a guard and is none: with each, why. */
interface NoGuard {
  why: string
  fits(file: string, text: string): boolean
}

const inFile = (name: RegExp, why: string, text = /./): NoGuard => ({
  why,
  fits: (file, said) => name.test(file) && text.test(said),
})

export const noGuards: readonly NoGuard[] = [
  inFile(
    /staff\/(case-files|case-list|person-file|payment-file|staff)\.queries/,
    'which rows a file of staff’s is about: they may read all',
  ),
]
