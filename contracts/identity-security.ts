/** Second factors: authenticator app, backup codes, passkeys; and the second step of signing in. */
import { z } from 'zod'
import { Id, Instant, plainText } from './common.ts'

/** Six digits of the app, or one of the backup codes (`abcde-12345`). */
export const FactorCode = z
  .string()
  .trim()
  .regex(/^(\d{6}|[A-Za-z0-9]{5}-[A-Za-z0-9]{5})$/)
  .meta({ example: '123456' })
const Password = z.string().min(1).max(1000)

export const passkeyNameMaxLength = 60
export const PasskeyName = plainText(passkeyNameMaxLength, 1)
export const Passkey = z
  .object({
    id: Id,
    name: z.string(),
    /** Kept by the person's account at Apple, Google, …, so on several devices; false: on one device. */
    synced: z.boolean(),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
  })
  .meta({ id: 'Passkey' })
export type Passkey = z.infer<typeof Passkey>

/** What protects the account besides the password. */
export const Security = z
  .object({
    app: z.object({ since: Instant, backupCodesLeft: z.int() }).nullable(),
    passkeys: z.array(Passkey),
    /** The account's work asks for a second factor. */
    required: z.boolean(),
    /** This session showed one. */
    shown: z.boolean(),
  })
  .meta({ id: 'Security' })
export type Security = z.infer<typeof Security>

export const SecondFactorStart = z.object({ password: Password }).strict().meta({ id: 'SecondFactorStart' })
/** Shown once. `uri` is what the QR code says, `secret` the same for typing. */
export const SecondFactorSecret = z
  .object({ uri: z.string(), secret: z.string(), backupCodes: z.array(z.string()) })
  .meta({ id: 'SecondFactorSecret' })
export type SecondFactorSecret = z.infer<typeof SecondFactorSecret>
export const SecondFactorConfirm = z
  .object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  })
  .strict()
  .meta({ id: 'SecondFactorConfirm' })
export const SecondFactorEnd = z
  .object({ password: Password, code: FactorCode })
  .strict()
  .meta({ id: 'SecondFactorEnd' })
export const BackupCodes = z.object({ backupCodes: z.array(z.string()) }).meta({ id: 'BackupCodes' })

/** Base64url, as the browser's WebAuthn speaks it. */
const Bytes = z
  .string()
  .max(20_000)
  .regex(/^[\w-]+$/)
const Credential = {
  id: Bytes,
  rawId: Bytes,
  type: z.literal('public-key'),
}
export const PasskeyAttestation = z
  .object({
    ...Credential,
    response: z
      .object({
        clientDataJSON: Bytes,
        attestationObject: Bytes,
        transports: z.array(z.string().max(20)).max(8).optional(),
      })
      .strict(),
  })
  .strict()
export type PasskeyAttestation = z.infer<typeof PasskeyAttestation>
export const PasskeyAssertion = z
  .object({
    ...Credential,
    response: z
      .object({
        clientDataJSON: Bytes,
        authenticatorData: Bytes,
        signature: Bytes,
        userHandle: Bytes.optional(),
      })
      .strict(),
  })
  .strict()
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>

/** What `navigator.credentials` is asked with (`PublicKeyCredential.parse…OptionsFromJSON`); a cookie remembers the question. */
export const PasskeyQuestion = z.object({ options: z.record(z.string(), z.unknown()) }).meta({ id: 'PasskeyQuestion' })
export type PasskeyQuestion = z.infer<typeof PasskeyQuestion>
export const PasskeyWrite = z
  .object({ name: PasskeyName, credential: PasskeyAttestation })
  .strict()
  .meta({ id: 'PasskeyWrite' })
export const PasskeyRename = z.object({ name: PasskeyName }).strict().meta({ id: 'PasskeyRename' })
export const PasskeyIdParams = z.object({ id: Id })
export const PasskeySignIn = z.object({ credential: PasskeyAssertion }).strict().meta({ id: 'PasskeySignIn' })

/** The second step of signing in, for who has an authenticator app. */
export const SecondStep = z
  .object({
    code: FactorCode,
    /** From the first step, for clients without cookies; a browser has it as a cookie. */
    challenge: z.string().min(1).max(500).optional(),
    /** Browsers only: this device is not asked again for thirty days. */
    trustDevice: z.boolean().optional(),
  })
  .strict()
  .meta({ id: 'SecondStep' })

/** Money and role actions ask for a proof again a quarter of an hour after the last: one of the three. */
export const StepUp = z
  .object({
    password: Password.optional(),
    code: FactorCode.optional(),
    credential: PasskeyAssertion.optional(),
  })
  .strict()
  .refine(({ password, code, credential }) => [password, code, credential].filter(Boolean).length === 1, {
    message: 'needs exactly one of password, code and credential',
  })
  .meta({ id: 'StepUp' })
