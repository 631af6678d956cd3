import { Droplets, Hammer, MapPin, Ruler, Scale, Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Product } from '../../../contracts/products.ts'
import { useLanguage } from '../../lib/i18n.ts'
import { localeOf } from '../../lib/language.ts'
import { isFlat, weightOf } from './product.rules.ts'

/** Of what, how, how large, how heavy, how to keep it; what the workshop did not say is not asked for. */
export function PieceFacts({ product }: { product: Product }) {
  const { t } = useTranslation('store')
  const locale = localeOf(useLanguage())
  const { materials, technique, dimensions, weightGrams, care, town } = product
  return (
    <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
      {materials.length > 0 && (
        <Fact Icon={Sparkles} name={t('product.materials')}>
          {materials.join(', ')}
        </Fact>
      )}
      {technique !== '' && (
        <Fact Icon={Hammer} name={t('product.technique')}>
          {technique}
        </Fact>
      )}
      {dimensions && (
        <Fact
          Icon={Ruler}
          name={t('product.dimensions')}
          help={isFlat(dimensions) ? t('product.dimensionsFlatHelp') : t('product.dimensionsHelp')}
        >
          <span className="tabular">
            {isFlat(dimensions)
              ? t('product.dimensionsFlat', { length: dimensions.lengthCm, width: dimensions.widthCm })
              : t('product.dimensionsValue', {
                  length: dimensions.lengthCm,
                  width: dimensions.widthCm,
                  height: dimensions.heightCm,
                })}
          </span>
        </Fact>
      )}
      {weightGrams > 0 && (
        <Fact Icon={Scale} name={t('product.weight')}>
          <span className="tabular">{weightOf(weightGrams, locale)}</span>
        </Fact>
      )}
      {care !== '' && (
        <Fact Icon={Droplets} name={t('product.care')}>
          {care}
        </Fact>
      )}
      <Fact Icon={MapPin} name={t('product.madeIn')}>
        {town}
      </Fact>
    </dl>
  )
}

function Fact({
  Icon,
  name,
  help,
  children,
}: {
  Icon: typeof Ruler
  name: string
  help?: string
  children: ReactNode
}) {
  return (
    <div className="relative min-w-0 pl-8 leading-snug">
      <dt className="text-sm text-ink-soft">
        <Icon aria-hidden className="absolute top-0.5 left-0 size-5 text-grana" />
        {name}
        {help && <span> ({help})</span>}
      </dt>
      <dd className="font-medium first-letter:uppercase">{children}</dd>
    </div>
  )
}
