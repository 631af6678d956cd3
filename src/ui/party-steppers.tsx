import { useTranslation } from 'react-i18next'
import type { TicketType } from '../../contracts/experiences.ts'
import { useFormatMoney } from '../lib/money.ts'
import { type Limits, mostOf, type Party, withQuantity } from '../lib/party.rules.ts'
import { NumberStepper } from './stepper.tsx'

type Props = {
  /** What the counts are of, for a screen reader; on the page it stands as the heading above. */
  label: string
  limits: Limits
  party: Party
  available: number
  onChange: (party: Party) => void
}

/** How many of each ticket type, with what each costs and whom it is for; the same where one chooses and where one pays. */
export function PartySteppers({ label, limits, party, available, onChange }: Props) {
  return (
    <ul aria-label={label} className="divide-y divide-line border-t border-line">
      {limits.ticketTypes.map((ticket) => (
        <li key={ticket.type} className="py-0.5">
          <NumberStepper
            label={ticket.label}
            description={<TicketFacts ticket={ticket} />}
            value={party[ticket.type] ?? 0}
            max={mostOf(ticket.type, party, limits, available)}
            onChange={(quantity) => onChange(withQuantity(party, ticket.type, quantity))}
          />
        </li>
      ))}
    </ul>
  )
}

function TicketFacts({ ticket: { label, price, minAge, maxAge } }: { ticket: TicketType }) {
  const { t } = useTranslation('common')
  const money = useFormatMoney()
  const ages =
    minAge !== null && maxAge !== null
      ? t('party.ages', { min: minAge, max: maxAge })
      : minAge !== null
        ? t('party.agesFrom', { min: minAge })
        : maxAge !== null
          ? t('party.agesTo', { max: maxAge })
          : null
  const cost = price.amount === 0 ? t('party.free') : money(price, 'short')
  // Many labels say the ages themselves.
  return ages === null || /\d/.test(label) ? cost : `${cost} · ${ages}`
}
