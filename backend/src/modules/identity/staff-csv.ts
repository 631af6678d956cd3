/** People and the record of what staff did, as spreadsheets. */
import type { z } from 'zod'
import type { Language } from '../../../../contracts/common.ts'
import type { AdminUser, AuditEntry } from '../../../../contracts/identity.ts'
import type { CsvList } from '../../platform/csv.ts'

const userHeads: Record<Language, string[]> = {
  es: ['nombre', 'correo', 'confirmado', 'rol', 'suspendida', 'motivo', 'hasta', 'desde', 'id'],
  en: ['name', 'e-mail', 'verified', 'role', 'suspended', 'reason', 'until', 'since', 'id'],
}
const yes: Record<Language, string> = { es: 'sí', en: 'yes' }

type Pages<Item> = CsvList<Item>['page']

export function usersCsv(
  language: Language,
  page: Pages<z.infer<typeof AdminUser>>,
): CsvList<z.infer<typeof AdminUser>> {
  const flag = (is: boolean) => (is ? yes[language] : 'no')
  return {
    name: 'personas',
    heads: userHeads[language],
    page,
    row: (person) => [
      person.name,
      person.email,
      flag(person.emailVerified),
      person.role,
      flag(person.banned),
      person.banReason ?? '',
      person.banExpires ?? '',
      person.createdAt,
      person.id,
    ],
  }
}

const auditHeads: Record<Language, string[]> = {
  es: ['cuándo', 'quién', 'acción', 'sobre', 'motivo', 'antes', 'después', 'desde', 'petición', 'detalles'],
  en: ['when', 'who', 'action', 'about', 'reason', 'before', 'after', 'from', 'request', 'details'],
}

export function auditCsv(language: Language, page: Pages<AuditEntry>): CsvList<AuditEntry> {
  return {
    name: 'bitacora',
    heads: auditHeads[language],
    page,
    row: (entry) => [
      entry.createdAt,
      entry.actor?.name ?? '',
      entry.action,
      entry.subject,
      entry.reason ?? '',
      entry.before ? JSON.stringify(entry.before) : '',
      entry.after ? JSON.stringify(entry.after) : '',
      entry.ipAddress ?? '',
      entry.requestId ?? '',
      JSON.stringify(entry.details),
    ],
  }
}
