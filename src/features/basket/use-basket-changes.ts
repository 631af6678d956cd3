import { useTranslation } from 'react-i18next'
import type { Cart, CartItem, CartSlot } from '../../../contracts/checkout.ts'
import { type PartyEntries, useRemoveCartSlot, useSetCartItem, useSetCartSlot } from '../../lib/cart-queries.ts'
import { slotParty } from '../../lib/cart.rules.ts'
import { ApiProblem, isOffline } from '../../lib/http.ts'
import { useToast } from '../../ui/toast.tsx'

/** Long enough to read what is gone and want it back. */
const undoMs = 9000

/** Says why a change of the basket did not happen, in the server's words where it has some. */
export function useSayFailure(): (error: unknown) => void {
  const { t } = useTranslation('basket')
  const toast = useToast()
  return (error) => {
    const isTold = error instanceof ApiProblem && error.status >= 400 && error.status < 500
    toast({ tone: 'danger', message: isTold ? error.message : isOffline(error) ? t('failedOffline') : t('failed') })
  }
}

/** Changing and taking out lines; what was taken out can be put back. */
export function useBasketChanges() {
  const { t } = useTranslation('basket')
  const toast = useToast()
  const onError = useSayFailure()
  const { mutate: setItem } = useSetCartItem()
  const { mutate: setSlot } = useSetCartSlot()
  const { mutate: removeSlot } = useRemoveCartSlot()

  const change = (item: CartItem, quantity: number) =>
    setItem({ productId: item.productId, variantId: item.variantId, quantity }, { onError })
  const removeItem = (
    item: CartItem,
    { seller, returnDays }: Pick<Cart['groups'][number], 'seller' | 'returnDays'>,
  ) => {
    const { productId, variantId, quantity } = item
    setItem({ productId, variantId, quantity: 0 }, { onError })
    toast({
      message: t('removed', { name: item.name }),
      lastsMs: undoMs,
      action: {
        label: t('undo'),
        onPress: () => setItem({ productId, variantId, quantity, line: { ...item, seller, returnDays } }, { onError }),
      },
    })
  }
  const removeParty = (slot: CartSlot) => {
    const { slotId } = slot
    const party: PartyEntries = slotParty(slot)
    removeSlot({ slotId }, { onError })
    toast({
      message: t('removed', { name: slot.experience.title }),
      lastsMs: undoMs,
      action: { label: t('undo'), onPress: () => setSlot({ slotId, party }, { onError }) },
    })
  }
  return { change, removeItem, removeParty }
}
