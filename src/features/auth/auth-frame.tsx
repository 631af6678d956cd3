import type { ReactNode } from 'react'
import { Card } from '../../ui/card.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'

/** One column, one task: every screen about an account. */
export function AuthFrame({
  title,
  lead,
  children,
  below,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
  below?: ReactNode
}) {
  return (
    <Page title={title} width="narrow">
      <PageHeader title={title} lead={lead} hasBand={false} />
      <Card edge>{children}</Card>
      {below && <div className="space-y-2">{below}</div>}
    </Page>
  )
}
