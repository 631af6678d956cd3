/** Passkeys as the browser keeps them; questions and answers as base64url, which is how they travel. */
import type { PasskeyAssertion, PasskeyAttestation, PasskeyQuestion } from '../../contracts/identity-security.ts'

export const hasPasskeys = () => typeof PublicKeyCredential === 'function'

const toBytes = (text: string): ArrayBuffer => {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, (char) => char.charCodeAt(0)).buffer
}
const toText = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

type Listed = { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] }
const listed = (known: unknown): PublicKeyCredentialDescriptor[] =>
  ((known ?? []) as Listed[]).map(({ id, ...rest }) => ({ ...rest, id: toBytes(id) }))

/** The person said no, or the browser had nothing to show: no error of ours. */
export class NoPasskeyShown extends Error {
  override name = 'NoPasskeyShown'
}

async function ask(work: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  try {
    const credential = await work()
    if (credential) return credential as PublicKeyCredential
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
  throw new NoPasskeyShown()
}

/** @throws NoPasskeyShown */
export async function makePasskey({ options }: PasskeyQuestion): Promise<PasskeyAttestation> {
  const asked = options as unknown as PublicKeyCredentialCreationOptionsJSON
  const credential = await ask(() =>
    navigator.credentials.create({
      publicKey: {
        ...(asked as unknown as PublicKeyCredentialCreationOptions),
        challenge: toBytes(asked.challenge),
        user: { ...asked.user, id: toBytes(asked.user.id) },
        excludeCredentials: listed(asked.excludeCredentials),
      },
    }),
  )
  const response = credential.response as AuthenticatorAttestationResponse
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: 'public-key',
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      attestationObject: toText(response.attestationObject),
      transports: response.getTransports(),
    },
  }
}

/** @throws NoPasskeyShown */
export async function showPasskey({ options }: PasskeyQuestion): Promise<PasskeyAssertion> {
  const asked = options as unknown as PublicKeyCredentialRequestOptionsJSON
  const credential = await ask(() =>
    navigator.credentials.get({
      publicKey: {
        ...(asked as unknown as PublicKeyCredentialRequestOptions),
        challenge: toBytes(asked.challenge),
        allowCredentials: listed(asked.allowCredentials),
      },
    }),
  )
  const response = credential.response as AuthenticatorAssertionResponse
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: 'public-key',
    response: {
      clientDataJSON: toText(response.clientDataJSON),
      authenticatorData: toText(response.authenticatorData),
      signature: toText(response.signature),
      ...(response.userHandle ? { userHandle: toText(response.userHandle) } : {}),
    },
  }
}
