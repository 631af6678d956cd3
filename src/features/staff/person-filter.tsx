import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { AdminUserPage } from '../../../contracts/identity.ts'
import type { AdminUserDetail } from '../../../contracts/staff.ts'
import { useDebounced } from '../../lib/use-debounced.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextField } from '../../ui/field.tsx'
import { staffOneQuery } from './staff-queries.ts'

const typingMs = 400
const shown = '5'

/** Narrows a list to one person, found by name or mail; `value` is their number. */
export function PersonFilter({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | undefined
  onChange: (id: string | undefined) => void
}) {
  const { t } = useTranslation('staff')
  const [typed, setTyped] = useState('')
  const q = useDebounced(typed.trim(), typingMs)
  const chosen = useQuery({
    ...staffOneQuery<AdminUserDetail>(`/admin/users/${value ?? ''}`),
    enabled: value !== undefined,
  })
  const found = useQuery({
    ...staffOneQuery<z.infer<typeof AdminUserPage>>('/admin/users', { q, limit: shown }),
    enabled: value === undefined && q.length > 1,
  })
  if (value !== undefined)
    return (
      <div className="flex flex-col items-start gap-1.5">
        <p className="font-semibold">{label}</p>
        <Chip onRemove={() => onChange(undefined)} removeLabel={t('people.anybody')}>
          {chosen.data?.name ?? '…'}
        </Chip>
      </div>
    )
  const people = q.length > 1 && typed !== '' ? (found.data?.items ?? []) : []
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={label}
        description={t('people.search')}
        type="search"
        autoComplete="off"
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {people.length > 0 && (
        <ul aria-label={label} className="flex flex-col items-start gap-1">
          {people.map((person) => (
            <li key={person.id}>
              <Button
                onPress={() => {
                  setTyped('')
                  onChange(person.id)
                }}
              >
                {person.name} · {person.email}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {found.data && q !== '' && typed !== '' && people.length === 0 && (
        <p className="text-sm text-ink-soft">{t('people.emptyTitle')}</p>
      )}
    </div>
  )
}
