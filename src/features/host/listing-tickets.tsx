import { Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { BothLanguages } from '../../ui/both-languages.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import type { EditorPart } from '../../ui/editor-room.tsx'
import { TextField } from '../../ui/field.tsx'
import { type ListingDraft, newTicket, type TicketDraft } from './listing-draft.rules.ts'

const mostTickets = 8

/** Who comes for how much. */
export function ListingTickets({ draft, change, problemAt }: EditorPart<ListingDraft>) {
  const { t } = useTranslation('hosting')
  const { tickets } = draft
  const changeTicket = (key: string, facts: Partial<TicketDraft>) =>
    change({ tickets: tickets.map((ticket) => (ticket.key === key ? { ...ticket, ...facts } : ticket)) })
  return (
    <Card as="section">
      <div className="flex flex-col gap-5">
        <div>
          <h2 className="text-lg">{t('tickets')}</h2>
          <p className="text-ink-soft">{t('ticketsHelp')}</p>
        </div>
        <ol className="flex flex-col gap-4">
          {tickets.map((ticket, index) => (
            <li key={ticket.key} className="flex flex-col gap-4 rounded-lg border border-line p-4">
              <div className="flex items-center justify-between gap-3">
                <h3 className="font-sans font-semibold">{t('ticket', { n: index + 1 })}</h3>
                {tickets.length > 1 && (
                  <Button
                    variant="quiet"
                    aria-label={`${t('removeTicket')} ${index + 1}`}
                    onPress={() => change({ tickets: tickets.filter(({ key }) => key !== ticket.key) })}
                  >
                    <Trash2 aria-hidden className="size-5" />
                    {t('removeTicket')}
                  </Button>
                )}
              </div>
              <BothLanguages
                label={t('ticketLabel')}
                maxLength={60}
                value={ticket.label}
                onChange={(label) => changeTicket(ticket.key, { label })}
                errorMessage={{ es: problemAt(`/ticketTypes/${index}/label`) }}
              />
              <div className="grid grid-cols-2 items-start gap-4 sm:grid-cols-3">
                <TextField
                  label={t('price')}
                  description={t('priceHelp')}
                  inputMode="decimal"
                  className="tabular"
                  fieldClassName="col-span-2 sm:col-span-3"
                  maxLength={12}
                  value={ticket.price}
                  onChange={(event) => changeTicket(ticket.key, { price: event.target.value })}
                  errorMessage={problemAt(`/ticketTypes/${index}/price`)}
                />
                <TextField
                  label={t('ageFrom')}
                  inputMode="numeric"
                  className="tabular"
                  isOptional
                  maxLength={3}
                  value={ticket.minAge}
                  onChange={(event) => changeTicket(ticket.key, { minAge: event.target.value })}
                />
                <TextField
                  label={t('ageTo')}
                  inputMode="numeric"
                  className="tabular"
                  isOptional
                  maxLength={3}
                  value={ticket.maxAge}
                  onChange={(event) => changeTicket(ticket.key, { maxAge: event.target.value })}
                  errorMessage={problemAt(`/ticketTypes/${index}/maxAge`)}
                />
              </div>
            </li>
          ))}
        </ol>
        {tickets.length < mostTickets && (
          <Button
            className="self-start"
            onPress={() => change({ tickets: [...tickets, newTicket(crypto.randomUUID())] })}
          >
            <Plus aria-hidden className="size-5" />
            {t('addTicket')}
          </Button>
        )}
      </div>
    </Card>
  )
}
