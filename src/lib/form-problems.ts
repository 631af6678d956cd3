import { isProblem } from './http.ts'

/**
 * What the server said about single fields, by JSON pointer: `serverProblems(error)('/name')` is its sentence about the
 * name or anything inside it.
 */
export function serverProblems(error: unknown): (pointer: string) => string | undefined {
  const errors = isProblem(error) ? error.errors : []
  return (pointer) => errors.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`))?.message
}

/** Moves to the first field that is wrong, once the page says so. */
export function focusFirstProblem(form: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')
    wrong?.scrollIntoView({ block: 'center' })
    wrong?.focus()
  })
}
