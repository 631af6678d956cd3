export * from '../../lib/party.rules.ts'
