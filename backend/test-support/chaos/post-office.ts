/** A mail server that can be stopped in the middle of a mail. */
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface PostOffice {
  /** Goes where SMTP_URL goes. */
  url: string
  /** Message-IDs of the mails it has taken, as often as it took them. */
  taken: string[]
  /** The next mail is read to its end and then not answered; resolves when that is so. `after`: it was taken all the same. */
  hangNext(when: 'before' | 'after'): Promise<void>
  close(): Promise<void>
}

export async function openPostOffice(): Promise<PostOffice> {
  const taken: string[] = []
  let hang: { when: 'before' | 'after'; reached: () => void } | null = null
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk) => (text += chunk))
      stream.on('end', () => {
        const caught = hang
        hang = null
        if (caught?.when !== 'before') taken.push(/^message-id:\s*<([^>]+)>/im.exec(text)?.[1] ?? 'without an id')
        if (caught) caught.reached()
        else done()
      })
    },
  })
  // A client that is killed resets its connection.
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    hangNext: (when) => new Promise((reached) => (hang = { when, reached })),
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
