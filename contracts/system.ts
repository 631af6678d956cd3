import { z } from 'zod'

/** What the browser needs to know about this installation before anyone signs in; nothing here is secret. */
export const ClientConfig = z
  .object({
    /** Null: errors of the browser are reported nowhere. */
    sentryDsn: z.string().nullable(),
    release: z.string(),
    environment: z.string(),
    /** A MapLibre style document; null: the quiet built-in map. */
    mapStyleUrl: z.string().nullable(),
    /** True while payments go to the sandbox and no money moves. */
    sandbox: z.boolean(),
    /** True: announce files at `POST /media/uploads` and send them to the storage; false: send them to `POST /media`. */
    directUploads: z.boolean(),
  })
  .meta({ id: 'ClientConfig' })
export type ClientConfig = z.infer<typeof ClientConfig>
