import { http, type RequestOptions } from './http.ts'

/**
 * Fetches a file that the server writes and hands it to the browser to keep. A plain link could say neither the language of
 * the page nor for whom one works. @throws ApiProblem
 */
export async function download(path: string, name: string, options: RequestOptions = {}): Promise<void> {
  const url = URL.createObjectURL(await http.file(path, options))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
