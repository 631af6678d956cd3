import { Link } from '@tanstack/react-router'
import { Check, IdCard, PackageCheck, RotateCcw, Truck } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contracts/products.ts'
import { cartLineLimit } from '../../../contracts/basket-limits.ts'
import { ApiProblem, isOffline } from '../../lib/http.ts'
import { useFormatMoney } from '../../lib/money.ts'
import { fewPieces } from '../../lib/stock.rules.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Price } from '../../ui/price.tsx'
import { NumberStepper } from '../../ui/stepper.tsx'
import { WovenBand } from '../../ui/woven-band.tsx'
import { divideWithSeller } from './product.rules.ts'
import type { Piece } from './use-piece.ts'
import { VariantChoice } from './variant-choice.tsx'

/** What it costs and who gets it, which one, how many: everything one decides before it goes into the basket. */
export function BuyPanel({ product, piece }: { product: Product; piece: Piece }) {
  const { t } = useTranslation('store')
  const money = useFormatMoney()
  const { variant, quantity } = piece
  const unit = variant?.price ?? product.price
  const { seller } = divideWithSeller(unit, product.sellerShareBps)
  const isOut = product.stock <= 0
  return (
    <section aria-label={t('product.add')} className="rounded-lg border border-line bg-surface shadow-low">
      <WovenBand className="rounded-t-[11px]" />
      <div className="flex flex-col gap-4 p-4 sm:p-5">
        <div>
          <p aria-live="polite">
            <Price money={unit} size="lg" />
          </p>
          <p className="mt-1 text-sm text-ink-soft">
            {t('product.split', {
              total: money(unit, 'short'),
              share: money(seller, 'short'),
              seller: product.seller.name,
            })}
          </p>
        </div>
        {product.variants.length > 1 && <VariantChoice product={product} piece={piece} />}
        {isOut ? (
          <Notice tone="info" title={t('product.out')}>
            {t('product.outLead')}
          </Notice>
        ) : (
          <StockWords product={product} piece={piece} />
        )}
        {piece.canAdd && (
          <div className="border-y border-line py-1">
            <NumberStepper
              label={t('product.quantity')}
              value={quantity}
              min={1}
              max={piece.most}
              onChange={piece.setQuantity}
            />
          </div>
        )}
        <div className="flex flex-col gap-2">
          {isOut ? (
            <LinkButton
              variant="primary"
              size="lg"
              isWide
              to="/tienda/productos"
              search={product.craft ? { craft: product.craft.slug, inStock: 'true' } : { inStock: 'true' }}
            >
              {t('product.seeOthers')}
            </LinkButton>
          ) : (
            <AddButton piece={piece} isWide />
          )}
          {piece.inBasket > 0 && (
            <p className="flex flex-wrap items-center justify-center gap-x-2 text-center text-sm">
              <span className="flex items-center gap-1.5 text-nopal">
                <Check aria-hidden className="size-4" />
                {t('product.inBasket', { count: piece.inBasket })}
              </span>
              <Link to="/canasta" className="text-link inline-flex min-h-11 items-center font-semibold">
                {t('product.seeBasket')}
              </Link>
            </p>
          )}
          <AddFailure error={piece.error} />
        </div>
        <ul className="flex flex-col gap-2.5 text-sm text-ink-soft">
          {product.ageRestricted && (
            <Hint Icon={IdCard} tone="text-barro">
              {t('product.age')}
            </Hint>
          )}
          <Hint Icon={Truck}>{t('product.ship')}</Hint>
          <Hint Icon={RotateCcw}>{t('product.returns', { count: product.returnDays })}</Hint>
        </ul>
      </div>
    </section>
  )
}

function Hint({ Icon, tone = 'text-grana', children }: { Icon: typeof Truck; tone?: string; children: ReactNode }) {
  return (
    <li className="flex gap-2.5">
      <Icon aria-hidden className={`mt-0.5 size-4.5 shrink-0 ${tone}`} />
      <span>{children}</span>
    </li>
  )
}

/** How many there are, where it matters, and when it leaves. */
function StockWords({ product, piece }: { product: Product; piece: Piece }) {
  const { t } = useTranslation('store')
  const stock = piece.variant?.stock ?? 0
  const { madeToOrder, leadTimeDays } = product
  if (stock <= 0) return <p className="font-semibold text-barro">{t('product.outVariant')}</p>
  return (
    <div className="flex gap-2.5" aria-live="polite">
      <PackageCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-nopal" />
      <p>
        {stock <= fewPieces && !madeToOrder && (
          <strong className="mr-1.5 font-semibold text-barro">{t('product.few', { count: stock })}</strong>
        )}
        {madeToOrder
          ? t('product.made', { count: leadTimeDays })
          : leadTimeDays === 0
            ? t('product.readyNow')
            : t('product.ready', { count: leadTimeDays })}
        {piece.most === 0 && (
          <span className="block text-sm text-ink-soft">
            {piece.isAtLimit ? t('product.fullLimit', { count: cartLineLimit }) : t('product.full')}
          </span>
        )}
      </p>
    </div>
  )
}

export function AddButton({ piece, isWide = false }: { piece: Piece; isWide?: boolean }) {
  const { t } = useTranslation('store')
  return (
    <Button
      variant="primary"
      size="lg"
      isWide={isWide}
      isPending={piece.isAdding}
      isDisabled={!piece.canAdd && !piece.isAdding}
      onPress={piece.add}
    >
      {t('product.add')}
    </Button>
  )
}

function AddFailure({ error }: { error: unknown }) {
  const { t } = useTranslation('store')
  if (!error) return null
  const isTold = error instanceof ApiProblem && error.status >= 400 && error.status < 500
  return (
    <p role="alert" className="text-sm font-semibold text-chapulin">
      {isTold ? error.message : isOffline(error) ? t('product.addFailedOffline') : t('product.addFailed')}
    </p>
  )
}
