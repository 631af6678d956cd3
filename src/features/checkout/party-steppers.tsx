import { useTranslation } from 'react-i18next'
import type { TicketType } from '../../../contracts/experiences.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { NumberStepper } from '../../ui/stepper.tsx'
import { type Limits, mostOf, type Party, withQuantity } from '../../lib/party.rules.ts'

type Props = { limits: Limits; party: Party; available: number; onChange: (party: Party) => void }

/** How many of each ticket type, with what each costs. */
export function PartySteppers({ limits, party, available, onChange }: Props) {
  const { t } = useTranslation('checkout')
  const money = useFormatMoney()
  const about = ({ label, price, minAge, maxAge }: TicketType) => {
    const ages =
      minAge !== null && maxAge !== null
        ? t('ages', { min: minAge, max: maxAge })
        : minAge !== null
          ? t('agesFrom', { min: minAge })
          : maxAge !== null
            ? t('agesTo', { max: maxAge })
            : null
    const cost = price.amount === 0 ? t('free') : money(price, 'short')
    // Many labels say the ages themselves.
    return ages === null || /\d/.test(label) ? cost : `${cost} · ${ages}`
  }
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {limits.ticketTypes.map((ticket) => (
        <li key={ticket.type} className="px-4 py-1">
          <NumberStepper
            label={ticket.label}
            description={about(ticket)}
            value={party[ticket.type] ?? 0}
            max={mostOf(ticket.type, party, limits, available)}
            onChange={(quantity) => onChange(withQuantity(party, ticket.type, quantity))}
          />
        </li>
      ))}
    </ul>
  )
}
