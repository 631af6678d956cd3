import type { AnnouncedUpload, Media, MediaPurpose } from '../../../contracts/media.ts'
import type { Problem } from '../../../contracts/common.ts'
import { ApiProblem, apiUrl, http, isOffline } from '../http.ts'
import { currentLanguage } from '../language.ts'

interface Sending {
  purpose: MediaPurpose
  /** Announce the file and send it to the storage itself. */
  isDirect: boolean
  /** 0 to 1. */
  onProgress(done: number): void
  signal: AbortSignal
}

const sendTimeoutMs = 120_000

/** `fetch` does not say how much of a body has left; this is the one place that wants to know. */
function put(
  method: 'POST' | 'PUT',
  url: string,
  body: Blob | FormData,
  headers: Record<string, string>,
  { onProgress, signal }: Sending,
): Promise<string> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    const leave = () => request.abort()
    const end = (finish: () => void) => () => {
      signal.removeEventListener('abort', leave)
      finish()
    }
    request.open(method, url)
    request.timeout = sendTimeoutMs
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener(
      'error',
      end(() => fail(new ApiProblem({ status: 0, code: 'NETWORK_ERROR' }))),
    )
    request.addEventListener(
      'timeout',
      end(() => fail(new ApiProblem({ status: 0, code: 'TIMEOUT' }))),
    )
    request.addEventListener(
      'abort',
      end(() => fail(new DOMException('aborted', 'AbortError'))),
    )
    request.addEventListener(
      'load',
      end(() => {
        if (request.status >= 200 && request.status < 300) return done(request.responseText)
        fail(problemOf(request.status, request.responseText))
      }),
    )
    if (signal.aborted) return fail(new DOMException('aborted', 'AbortError'))
    signal.addEventListener('abort', leave)
    request.send(body)
  })
}

function problemOf(status: number, text: string): ApiProblem {
  let facts: Partial<Problem> = {}
  try {
    facts = JSON.parse(text) as Partial<Problem>
  } catch {
    // A storage speaks XML; its number is enough.
  }
  return new ApiProblem({ ...facts, status, code: facts.code ?? `HTTP_${status}` })
}

async function sendDirectly(file: Blob, sending: Sending): Promise<Media> {
  const { purpose, signal } = sending
  const { media, upload } = await http.post<AnnouncedUpload>('/media/uploads', {
    body: { purpose, contentType: file.type, bytes: file.size },
    signal,
  })
  await put('PUT', upload.url, file, upload.headers, sending)
  return http.post<Media>(`/media/${media.id}/complete`, { signal })
}

/** Sends one file; its sizes are still to be made. Throws ApiProblem, or AbortError when the caller left. */
export async function sendFile(file: Blob, sending: Sending): Promise<Media> {
  // What it is has to be announced; what this device does not know goes through the server, which looks.
  if (sending.isDirect && file.type !== '') return sendDirectly(file, sending)
  const form = new FormData()
  form.set('purpose', sending.purpose)
  form.set('file', file)
  const answer = await put('POST', apiUrl('/media'), form, { 'accept-language': currentLanguage() }, sending)
  return JSON.parse(answer) as Media
}

const pauseMs = [400, 700, 1000, 1500, 2500]
const patienceMs = 120_000

/** Asks until the sizes are made or the file is refused. */
export async function waitForMedia(id: string, signal: AbortSignal): Promise<Media> {
  const started = Date.now()
  for (let turn = 0; ; turn += 1) {
    const media = await http.get<Media>(`/media/${id}`, { signal }).catch((error: unknown) => {
      // The file is there already: a moment without signal does not undo that.
      if (isOffline(error)) return null
      throw error
    })
    if (media?.status === 'READY' || media?.status === 'REFUSED') return media
    if (Date.now() - started > patienceMs) throw new ApiProblem({ status: 0, code: 'TIMEOUT' })
    await new Promise((done) => setTimeout(done, pauseMs[Math.min(turn, pauseMs.length - 1)]))
    signal.throwIfAborted()
  }
}
