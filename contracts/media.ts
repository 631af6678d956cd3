import { z } from 'zod'
import { Id, Instant, plainText } from './common.ts'

/** LISTING, PROFILE, REVIEW and MESSAGE are pictures that others see; a DOCUMENT is for its owner and administrators. */
export const MediaPurpose = z.enum(['LISTING', 'PROFILE', 'REVIEW', 'MESSAGE', 'DOCUMENT'])
export type MediaPurpose = z.infer<typeof MediaPurpose>

/** AWAITING: announced, the file is on its way. PROCESSING: its sizes are being made. Only READY may be shown somewhere. */
export const MediaStatus = z.enum(['AWAITING', 'PROCESSING', 'READY', 'REFUSED'])
export type MediaStatus = z.infer<typeof MediaStatus>

export const mediaRefusals = ['TYPE', 'TOO_LARGE', 'TOO_MANY_PIXELS', 'UNREADABLE', 'NEVER_CAME'] as const
export const MediaRefusal = z.enum(mediaRefusals)
export type MediaRefusal = z.infer<typeof MediaRefusal>

export const mostUploadBytes = 10 * 1024 * 1024
export const mostPixels = 40_000_000
/** What a WebP could not hold; nobody's photo is wider. */
export const longestSide = 16_000
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'] as const
export const documentTypes = ['application/pdf', ...pictureTypes] as const
/** How many pictures one listing shows. */
export const mostPictures = 12

/** Every public picture is there in these widths, up to its own largest. */
export const pictureWidths = [320, 640, 1280, 1920] as const

/** The widths of a picture whose largest is `largest`. */
export function widthsUpTo(largest: number): number[] {
  return [...pictureWidths.filter((width) => width < largest), largest]
}

const pictureAddress = /^(.*\/media\/[0-9a-f]{64})-(\d{1,5})\.webp$/

/** All sizes of a public picture from the address of its largest; empty for an address that is not ours. */
export function sizesOf(url: string): { url: string; width: number }[] {
  const [, base, largest] = pictureAddress.exec(url) ?? []
  return base && largest ? widthsUpTo(Number(largest)).map((width) => ({ url: `${base}-${width}.webp`, width })) : []
}

/** A public picture as others get it. `url` is the largest size and stands for all of them. */
export const Picture = z
  .object({
    id: Id,
    url: z.string(),
    sizes: z.array(z.object({ url: z.string(), width: z.int(), height: z.int() })),
    width: z.int(),
    height: z.int(),
    /** A tiny picture as a data URL, for the moment before the real one is there. */
    blur: z.string(),
  })
  .meta({ id: 'Picture' })
export type Picture = z.infer<typeof Picture>

/** A picture of a listing as everyone sees it; `blur`, `width` and `height` are null when we did not make it. */
export const ShownPicture = z
  .object({
    url: z.string(),
    /** In the language asked for; empty when nobody described it. */
    alt: z.string(),
    blur: z.string().nullable(),
    width: z.int().nullable(),
    height: z.int().nullable(),
  })
  .meta({ id: 'ShownPicture' })
export type ShownPicture = z.infer<typeof ShownPicture>

/** What a picture shows, for people who do not see it. */
export const PictureAlt = z.object({ es: plainText(200), en: plainText(200) }).strict()
export type PictureAlt = z.infer<typeof PictureAlt>

/** A picture of a listing as its owner edits it. */
export const OwnPicture = Picture.extend({ alt: z.object({ es: z.string(), en: z.string() }) }).meta({
  id: 'OwnPicture',
})
export type OwnPicture = z.infer<typeof OwnPicture>

/** The fields with which a listing says which pictures it shows, in order; absent leaves them as they are. */
export const pictureFields = {
  imageIds: z
    .array(Id)
    .max(mostPictures)
    .refine((ids) => new Set(ids).size === ids.length, 'each picture at most once'),
  /** By picture id. A picture that is not named keeps its words. */
  imageAlts: z.record(Id, PictureAlt).refine((alts) => Object.keys(alts).length <= mostPictures, 'too many'),
}

/** What somebody sent, as they follow it. */
export const Media = z
  .object({
    id: Id,
    purpose: MediaPurpose,
    status: MediaStatus,
    refusedReason: MediaRefusal.nullable(),
    /** Of what was sent, by content. */
    contentType: z.string().nullable(),
    bytes: z.int().nullable(),
    /** Once READY; null for a document. */
    picture: Picture.nullable(),
    /** Where its owner and staff read a document once it is READY. */
    documentUrl: z.string().nullable(),
    /** Something shows it: it can no longer be deleted here. */
    attached: z.boolean(),
    createdAt: Instant,
  })
  .meta({ id: 'Media' })
export type Media = z.infer<typeof Media>

/** A direct upload is announced first. What arrives is judged by its content, whatever was announced. */
export const UploadAnnouncement = z
  .object({
    purpose: MediaPurpose,
    contentType: z.enum(documentTypes),
    bytes: z.int().min(1).max(mostUploadBytes),
  })
  .strict()
  .meta({ id: 'UploadAnnouncement' })
export type UploadAnnouncement = z.infer<typeof UploadAnnouncement>

export const AnnouncedUpload = z
  .object({
    media: Media,
    /** PUT the file there with exactly these headers, then `POST /media/{id}/complete`. */
    upload: z.object({ url: z.string(), headers: z.record(z.string(), z.string()), expiresAt: Instant }),
  })
  .meta({ id: 'AnnouncedUpload' })
export type AnnouncedUpload = z.infer<typeof AnnouncedUpload>

export const MediaIdParams = z.object({ id: Id })
export const MediaFileParams = z.object({ file: z.string().regex(/^[0-9a-f]{64}-[1-9]\d{0,4}\.webp$/) })
