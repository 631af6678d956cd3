import { useTranslation } from 'react-i18next'
import type { TicketType } from '../../contracts/experiences.ts'
import { useFormatMoney } from '../lib/money.ts'
import { type Limits, mostOf, type Party, withQuantity } from '../lib/party.rules.ts'
import { NumberStepper } from './stepper.tsx'

type Props = {
  label: string
  /** Where a heading above says it already. */
  isLabelHidden?: boolean
  limits: Limits
  party: Party
  available: number
  onChange: (party: Party) => void
}

/** How many of each ticket type, with what each costs and whom it is for; the same where one chooses and where one pays. */
export function PartySteppers({ label, isLabelHidden = false, limits, party, available, onChange }: Props) {
  return (
    <fieldset className="min-w-0">
      <legend className={isLabelHidden ? 'sr-only' : 'mb-2 font-semibold'}>{label}</legend>
      <ul className="divide-y divide-line border-t border-line">
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
    </fieldset>
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
