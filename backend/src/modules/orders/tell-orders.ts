/** After a commit: whoever looks at an order, or at the pieces it moved, sees it now. */
import type { OrderDeps } from './deps.ts'
import type { LockedOrder } from './orders.repository.ts'
import { moverFacts } from './orders.queries.ts'

type TellDeps = Pick<OrderDeps, 'database' | 'stock' | 'orderChanged'>

export async function tellOrdersOf(deps: TellDeps, checkoutId: string): Promise<void> {
  const orders = await moverFacts(deps.database.read, checkoutId)
  await deps.stock.stockChanged(orders.flatMap(({ productIds }) => productIds))
  for (const order of orders) await deps.orderChanged(order, order.status)
}

export async function tellOrder(
  deps: Pick<OrderDeps, 'stock' | 'orderChanged'>,
  order: LockedOrder,
  status: string,
  stockMoved: boolean,
): Promise<void> {
  if (stockMoved) await deps.stock.stockChanged(order.lines.map(({ productId }) => productId))
  await deps.orderChanged(order, status)
}
