import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ownPiecesQuery } from './piece-queries.ts'
import { piecesAsked } from './pieces-search.rules.ts'

const named = 3

/** What runs low, by name, while there is time to make more. */
export function LowStockNotice() {
  const { t } = useTranslation('pieces')
  const { data } = useInfiniteQuery(ownPiecesQuery(piecesAsked({ estado: 'LOW', orden: 'stock' })))
  const pieces = data?.pages[0]?.items ?? []
  if (pieces.length === 0) return null
  const names = pieces.slice(0, named).map(({ name, stock }) => `${name} (${stock})`)
  const more = pieces.length - names.length
  return (
    <Notice
      tone="warning"
      title={t('lowTitle', { count: pieces.length })}
      action={
        <LinkButton to="/vender/piezas" search={{ estado: 'LOW', orden: 'stock' }}>
          {t('lowSee')}
        </LinkButton>
      }
    >
      {names.join(', ')}
      {more > 0 && ` ${t('lowMore', { count: more })}`}
    </Notice>
  )
}
