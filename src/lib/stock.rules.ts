/** From here on down the number is worth saying. */
export const fewPieces = 5

export type StockWord =
  | { kind: 'out' }
  | { kind: 'few'; count: number }
  | { kind: 'order'; days: number }
  | { kind: 'in' }

/** What to say of a piece's stock. One that is made when it is ordered says so; how many are left matters only of a few. */
export function stockWord(piece: { stock: number; madeToOrder: boolean; leadTimeDays: number }): StockWord {
  if (piece.stock <= 0) return { kind: 'out' }
  if (piece.madeToOrder) return { kind: 'order', days: piece.leadTimeDays }
  return piece.stock <= fewPieces ? { kind: 'few', count: piece.stock } : { kind: 'in' }
}
