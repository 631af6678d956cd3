import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { cartLineLimit } from '../../../contracts/basket-limits.ts'
import type { Product } from '../../../contracts/products.ts'
import { showBasketSheet } from '../../lib/basket-sheet.ts'
import { useCart, useSetCartItem } from '../../lib/cart-queries.ts'
import { quantityOf } from '../../lib/cart.rules.ts'
import { chosenVariant, lineOf, mostToAdd } from './product.rules.ts'

/** Two presses within this are one: the answer to the first may already be here when a double click ends. */
const doubleClickMs = 600

/** The variant that the address says and how many of it, and putting them into the basket. */
export function usePiece(product: Product) {
  const { variante } = useSearch({ from: '/tienda/productos/$slug' })
  const navigate = useNavigate({ from: '/tienda/productos/$slug' })
  const cart = useCart()
  const setItem = useSetCartItem()
  const [wanted, setWanted] = useState(1)
  const pressedAt = useRef(Number.NEGATIVE_INFINITY)
  const variant = chosenVariant(product.variants, variante)
  const inBasket = variant === null ? 0 : quantityOf(cart, variant.id)
  const most = variant === null ? 0 : mostToAdd(variant.stock, inBasket)
  const quantity = Math.max(1, Math.min(wanted, most))
  return {
    variant,
    quantity,
    /** How many more the basket takes. */
    most,
    inBasket,
    /** The basket's own limit, not the stock, is what ends it. */
    isAtLimit: inBasket >= cartLineLimit,
    canAdd: variant !== null && variant.stock > 0 && most > 0,
    isAdding: setItem.isPending,
    error: setItem.error,
    choose: (sku: string) => {
      setWanted(1)
      setItem.reset()
      void navigate({ search: { variante: sku }, replace: true, resetScroll: false })
    },
    setQuantity: setWanted,
    add: () => {
      if (variant === null || setItem.isPending || most <= 0) return
      if (performance.now() - pressedAt.current < doubleClickMs) return
      pressedAt.current = performance.now()
      setItem.mutate(
        {
          productId: product.id,
          variantId: variant.id,
          quantity: inBasket + quantity,
          line: lineOf(product, variant),
        },
        {
          onSuccess: () => {
            setWanted(1)
            showBasketSheet(variant.id)
          },
        },
      )
    },
  }
}
export type Piece = ReturnType<typeof usePiece>
