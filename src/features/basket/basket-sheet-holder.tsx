import { useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState } from 'react'
import { setBasketSheet, useBasketSheet } from '../../lib/basket-sheet.ts'

const BasketSheet = lazy(() => import('./basket-sheet.tsx').then((module) => ({ default: module.BasketSheet })))

/** Keeps the basket beside the page; its code comes when it is first opened. Another page closes it. */
export function BasketSheetHolder() {
  const isOpen = useBasketSheet()
  const [wasOpen, setWasOpen] = useState(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => setBasketSheet(false), [path])
  if (isOpen && !wasOpen) setWasOpen(true)
  if (!wasOpen) return null
  return (
    <Suspense fallback={null}>
      <BasketSheet isOpen={isOpen} />
    </Suspense>
  )
}
