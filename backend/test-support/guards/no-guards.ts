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
  inFile(
    /personal-data\.repository/,
    'what goes with a person who leaves: a job asks it, no request, and the tests of privacy hold it',
    /leaving\./,
  ),
  inFile(/discount\.rules/, 'which lines of a basket a code is for: no matter of persons'),
  inFile(/case(s|-list|-files)?\.queries/, 'which rows a case of staff’s is about: they may read all'),
]
