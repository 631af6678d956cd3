import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { createTicketSigner } from './ticket-signing.ts'

const pem = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
const payload = { t: 'ABCDEFGH1234', s: '01a20174-4c72-7050-a488-53ed2adfbb3f', n: 1_800_000_000, x: 1_800_090_000 }

test('a phone with nothing but the public key can check a ticket', () => {
  const signer = createTicketSigner(pem())
  const [prefix, keyId, body, signature] = signer.sign(payload).split('.')
  expect([prefix, keyId]).toEqual(['GC1', signer.keyId])
  const key = createPublicKey(signer.publicKeyPem)
  expect(verify(null, Buffer.from(`${prefix}.${keyId}.${body}`), key, Buffer.from(signature ?? '', 'base64url'))).toBe(
    true,
  )
  expect(JSON.parse(Buffer.from(body ?? '', 'base64url').toString())).toEqual(payload)
})

test('what was changed, cut short or signed by another is no ticket', () => {
  const signer = createTicketSigner(pem())
  const text = signer.sign(payload)
  expect(signer.read(text)).toEqual(payload)
  for (const bad of [
    text.slice(0, -4),
    text.replace('GC1', 'GC2'),
    `${text}x.y`,
    '',
    'ABCDEFGH1234',
    createTicketSigner(pem()).sign(payload),
  ])
    expect(signer.read(bad)).toBeNull()
})

test('a key of another kind stops the boot', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
  expect(() => createTicketSigner(rsa)).toThrow(/Ed25519/)
})
