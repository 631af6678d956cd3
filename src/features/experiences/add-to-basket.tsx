import { Link } from '@tanstack/react-router'
import { Check } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { showBasketSheet } from '../../lib/basket-sheet.ts'
import { useCart, useSetCartSlot } from '../../lib/cart-queries.ts'
import { ApiProblem, isOffline } from '../../lib/http.ts'
import { partyEntries } from '../../lib/party.rules.ts'
import { Button } from '../../ui/button.tsx'
import { isSameParty } from './detail.rules.ts'
import type { Choice } from './use-choice.ts'

/** Beside reserving at once: the time and party wait in the basket, to be paid together with pieces or other experiences. */
export function AddToBasket({ choice }: { choice: Choice }) {
  const { t } = useTranslation('experiences')
  const cart = useCart()
  const setSlot = useSetCartSlot()
  const { slot, party, problem, canReserve } = choice
  if (!slot || !canReserve || problem) return null
  const inBasket = cart?.slots.find(({ slotId }) => slotId === slot.id)
  const { error } = setSlot
  if (inBasket && isSameParty(inBasket.party, party)) {
    return (
      <p className="mt-2 flex flex-wrap items-center justify-center gap-x-2 text-sm">
        <span className="flex items-center gap-1.5 text-nopal">
          <Check aria-hidden className="size-4" />
          {t('book.inBasket')}
        </span>
        <Link to="/canasta" className="text-link inline-flex min-h-11 items-center font-semibold">
          {t('book.seeBasket')}
        </Link>
      </p>
    )
  }
  return (
    <>
      <Button
        size="lg"
        isWide
        className="mt-2"
        isPending={setSlot.isPending}
        onPress={() =>
          setSlot.mutate({ slotId: slot.id, party: partyEntries(party) }, { onSuccess: () => showBasketSheet(slot.id) })
        }
      >
        {inBasket ? t('book.updateBasket') : t('book.addToBasket')}
      </Button>
      {error && (
        <p role="alert" className="mt-2 text-sm font-semibold text-chapulin">
          {error instanceof ApiProblem && error.status >= 400 && error.status < 500
            ? error.message
            : isOffline(error)
              ? t('book.addFailedOffline')
              : t('book.addFailed')}
        </p>
      )}
    </>
  )
}
