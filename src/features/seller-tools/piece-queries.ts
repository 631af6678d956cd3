import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import type {
  OwnProduct,
  OwnProductListQuery,
  OwnProductPage,
  ProductImport,
  ProductPatch,
  ProductsChange,
  ProductsChanged,
  ProductWrite,
  StockCorrections,
  StockMovementPage,
} from '../../../contracts/products.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { http, newIdempotencyKey } from '../../lib/http.ts'
import { pagedQuery } from '../../lib/paged.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import type { MovementsAsked } from './pieces-search.rules.ts'

type PieceFilters = Omit<z.infer<typeof OwnProductListQuery>, 'limit' | 'cursor'>

export const ownPiecesQuery = (filters: PieceFilters) =>
  pagedQuery<z.infer<typeof OwnProductPage>>([...queryKeys.ownPieces, 'list'], '/seller/products', { asked: filters })

export const ownPieceQuery = (id: string) =>
  queryOptions({
    queryKey: queryKeys.ownPiece(id),
    queryFn: ({ signal }) => http.get<OwnProduct>(`/seller/products/${encodeURIComponent(id)}`, { signal }),
    // A form is open on it: what changes meanwhile is told when it is saved.
    refetchOnWindowFocus: false,
    retry: retryUnlessDecided,
  })

export const movementsPath = (id: string) => `/seller/products/${encodeURIComponent(id)}/movements`

export const movementsQuery = (id: string, asked: MovementsAsked) =>
  pagedQuery<z.infer<typeof StockMovementPage>>([...queryKeys.ownPiece(id), 'movements'], movementsPath(id), {
    asked,
    limit: 10,
  })

/** The shop shows what was written, and so do this seller's own lists. */
function usePieceSaved() {
  const client = useQueryClient()
  return (piece: OwnProduct) => {
    client.setQueryData(ownPieceQuery(piece.id).queryKey, piece)
    for (const queryKey of [
      [...queryKeys.ownPieces, 'list'],
      [...queryKeys.ownPiece(piece.id), 'movements'],
      queryKeys.products,
      queryKeys.product(piece.slug),
    ])
      void client.invalidateQueries({ queryKey })
  }
}

export function useCreatePiece() {
  const saved = usePieceSaved()
  const [key, setKey] = useState(newIdempotencyKey)
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: ProductWrite) => http.post<OwnProduct>('/seller/products', { body, idempotencyKey: key }),
    onSuccess: saved,
    // What was refused is corrected and is then another request; a lost answer stays the same one.
    onError: (error) => 'status' in error && error.status !== 0 && setKey(newIdempotencyKey()),
  })
}

export function useEditPiece(id: string) {
  const saved = usePieceSaved()
  return useMutation({
    networkMode: 'always',
    mutationFn: ({ version, body }: { version: number; body: ProductPatch }) =>
      http.patch<OwnProduct>(`/seller/products/${encodeURIComponent(id)}`, {
        body,
        headers: { 'if-match': `"${version}"` },
      }),
    onSuccess: saved,
  })
}

export function useCorrectStock(id: string) {
  const saved = usePieceSaved()
  const [key, setKey] = useState(newIdempotencyKey)
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: { variantId: string; quantity: number; reason: string }) =>
      http.post<OwnProduct>(`/seller/products/${encodeURIComponent(id)}/stock`, { body, idempotencyKey: key }),
    onSuccess: (piece) => {
      setKey(newIdempotencyKey())
      saved(piece)
    },
    onError: (error) => 'status' in error && error.status !== 0 && setKey(newIdempotencyKey()),
  })
}

/** After a change of many: every list and page of them is asked again. */
function useManySaved() {
  const client = useQueryClient()
  return () => {
    for (const queryKey of [queryKeys.ownPieces, queryKeys.products, ['product']])
      void client.invalidateQueries({ queryKey })
  }
}

export function useChangePieces() {
  const saved = useManySaved()
  const [key, setKey] = useState(newIdempotencyKey)
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: ProductsChange) =>
      http.patch<z.infer<typeof ProductsChanged>>('/seller/products', { body, idempotencyKey: key }),
    onSuccess: saved,
    onError: (error) => 'status' in error && error.status !== 0 && setKey(newIdempotencyKey()),
  })
}

export function useCountShelves() {
  const saved = useManySaved()
  const [key, setKey] = useState(newIdempotencyKey)
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: z.infer<typeof StockCorrections>) =>
      http.post<z.infer<typeof ProductsChanged>>('/seller/stock-corrections', { body, idempotencyKey: key }),
    onSuccess: saved,
    onError: (error) => 'status' in error && error.status !== 0 && setKey(newIdempotencyKey()),
  })
}

/** Some hundred rows are some seconds. */
const importTimeoutMs = 60_000
const spreadsheet = (content: string) => ({
  text: { type: 'text/csv', content },
  timeoutMs: importTimeoutMs,
})

/** What would happen; nothing does. */
export function useTryImport() {
  return useMutation({
    networkMode: 'always',
    mutationFn: (content: string) =>
      http.post<ProductImport>('/seller/products/import', {
        ...spreadsheet(content),
        query: { dryRun: true },
        idempotencyKey: newIdempotencyKey(),
      }),
  })
}

export function useImport() {
  const saved = useManySaved()
  const [key, setKey] = useState(newIdempotencyKey)
  return useMutation({
    networkMode: 'always',
    mutationFn: (content: string) =>
      http.post<ProductImport>('/seller/products/import', { ...spreadsheet(content), idempotencyKey: key }),
    onSuccess: saved,
    onError: (error) => 'status' in error && error.status !== 0 && setKey(newIdempotencyKey()),
  })
}
