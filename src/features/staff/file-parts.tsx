import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { CaseFileKind } from '../../../contracts/staff-files.ts'
import { StatusChip } from '../../ui/chip.tsx'
import { useFileWords } from './file-words.ts'

/** A state of whichever thing. */
export function FileStatus({ status }: { status: string }) {
  const words = useFileWords()
  return <StatusChip tone={words.tone(status)}>{words.status(status)}</StatusChip>
}

/** Names and values; what is null is left out. */
export function FactGrid({ facts }: { facts: readonly (readonly [label: string, value: ReactNode])[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-3 sm:grid-cols-2 xl:grid-cols-3">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-sm text-ink-soft">{label}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
    </dl>
  )
}

const ways = {
  BOOKING: '/equipo/reservas/$id',
  ORDER: '/equipo/pedidos/$id',
  PURCHASE: '/equipo/compras/$id',
  PAYMENT: '/equipo/pagos/$id',
} as const

export function FileLink({ kind, id, children }: { kind: CaseFileKind; id: string; children: ReactNode }) {
  return (
    <Link to={ways[kind]} params={{ id }} className="text-link">
      {children}
    </Link>
  )
}

export function PersonLink({ person }: { person: { id: string; name: string } }) {
  return (
    <Link to="/equipo/personas/$id" params={{ id: person.id }} className="text-link">
      {person.name === '' ? person.id : person.name}
    </Link>
  )
}
