/** The door of media: what people send, made safe to show. */
import type { MediaPurpose, OwnPicture, Picture, PictureAlt } from '../../../../contracts/media.ts'
import type { Reader, Tx } from '../../platform/database/index.ts'
import type { HttpModule } from '../../platform/http/route.ts'
import { handleJob } from '../../platform/jobs.ts'
import { type KeptPictures, listingPictures, ownPictures } from './listing-pictures.ts'
import { type AttachedMedia, attachMedia, imageUrls, picturesShown } from './attach-media.ts'
import type { MediaDeps } from './deps.ts'
import { mediaGuarantees } from './media.guarantees.ts'
import { processMediaJob, sweepMediaJob } from './media.jobs.ts'
import { markAllRemoved } from './media.repository.ts'
import { mediaRoutes, publicFileRoutes, uploadRoutes } from './media.routes.ts'
import { mediaPersonalData } from './personal-data.repository.ts'
import { processMedia } from './process-media.ts'
import { sweepMedia } from './remove-media.ts'

export { portraitOf } from './portrait.ts'
export { shownPictures } from './shown-pictures.ts'
export type { KeptPictures } from './listing-pictures.ts'
export type { AttachedMedia } from './attach-media.ts'

export interface Media extends HttpModule {
  /**
   * Says, in the caller's transaction, that something shows these from its commit on. All or none, in the order asked;
   * they are kept from then on, also when the caller stops showing them.
   * @param shown addresses that the caller shows already: they stay, whoever of the team sent them
   * @throws MEDIA_NOT_FOUND for what is not the person's own or of another purpose, MEDIA_NOT_READY until it is READY
   */
  attach(
    tx: Tx,
    ownerId: string,
    mediaIds: readonly string[],
    purpose: MediaPurpose,
    shown?: readonly string[],
  ): Promise<AttachedMedia[]>
  /** Public addresses of attached pictures kept by id, in their order. */
  imageUrls(reader: Reader, mediaIds: readonly string[]): Promise<string[]>
  /** The pictures behind addresses, in their order; what is not ours is left out. */
  picturesShown(reader: Reader, urls: readonly string[]): Promise<Picture[]>
  /**
   * What a listing shows after a write of the contract's `pictureFields`, attached; null when the write says nothing of
   * pictures. @throws MEDIA_NOT_FOUND, MEDIA_NOT_READY
   */
  listingPictures(
    tx: Tx,
    write: { imageIds?: readonly string[] | undefined; imageAlts?: Record<string, PictureAlt> | undefined },
    listing: { userId: string; before: KeptPictures },
  ): Promise<KeptPictures | null>
  /** The pictures of each listing as its owner edits them. */
  ownPictures(reader: Reader, listings: readonly KeptPictures[]): Promise<OwnPicture[][]>
  /** Everything of a person whose account ends; files go with the next sweep. */
  forgetOwner(tx: Tx, ownerId: string): Promise<void>
  process(mediaId: string): Promise<void>
  sweep(): Promise<{ removed: number; originals: number; again: number }>
}

const sweepEverySeconds = 3600

/** Decoding takes a core and a hundred megabytes: whoever comes while one is at work waits for it. */
function oneAtATime(work: (mediaId: string) => Promise<void>): (mediaId: string) => Promise<void> {
  let last: Promise<void> = Promise.resolve()
  return (mediaId) => {
    const done = last.then(() => work(mediaId))
    last = done.catch(() => {})
    return done
  }
}

export function createMedia(deps: MediaDeps): Media {
  const { storage } = deps
  const inTurn = oneAtATime((mediaId) => processMedia(deps, mediaId))
  return {
    name: 'media',
    async routes(app) {
      mediaRoutes(app, deps)
      await app.register((scope) => uploadRoutes(scope, deps))
    },
    rootRoutes: (app) => publicFileRoutes(app, deps),
    jobs: [
      handleJob(processMediaJob, ({ mediaId }) => inTurn(mediaId)),
      handleJob(sweepMediaJob, async () => {
        await sweepMedia(deps)
      }),
    ],
    schedules: [{ job: sweepMediaJob, everySeconds: sweepEverySeconds }],
    guarantees: mediaGuarantees,
    personalData: mediaPersonalData,
    attach: (tx, ownerId, mediaIds, purpose, shown = []) =>
      attachMedia(storage, tx, { ownerId, mediaIds, purpose, shown }),
    imageUrls: (reader, mediaIds) => imageUrls(storage, reader, mediaIds),
    picturesShown: (reader, urls) => picturesShown(storage, reader, urls),
    listingPictures: (tx, write, listing) => listingPictures(storage, tx, write, listing),
    ownPictures: (reader, listings) => ownPictures(storage, reader, listings),
    forgetOwner: markAllRemoved,
    process: (mediaId) => processMedia(deps, mediaId),
    sweep: () => sweepMedia(deps),
  }
}
