import { useQuery } from '@tanstack/react-query'
import { ExternalLink } from 'lucide-react'
import type { ReactNode } from 'react'
import { ownProfileQuery, type Profile, type ProfileSide } from '../lib/profile-queries.ts'
import { LinkButton } from './button.tsx'
import { HostNav } from './host-nav.tsx'
import { Loaded } from './loaded.tsx'
import { Page, PageHeader } from './page.tsx'
import { ShopNav } from './shop-nav.tsx'

const sides = {
  host: { Nav: HostNav, shownAt: '/anfitriones/$slug' },
  seller: { Nav: ShopNav, shownAt: '/tienda/talleres/$slug' },
} as const

/** Where a host or workshop writes the page that others read, with the way to it while it is shown. */
export function ProfileFrame<Side extends ProfileSide>({
  side,
  words,
  children,
}: {
  side: Side
  words: { title: string; lead: string; see: string; failed: string }
  children: (profile: Profile<Side>) => ReactNode
}) {
  const query = useQuery(ownProfileQuery(side))
  const { Nav, shownAt } = sides[side]
  const isShown = query.data?.state === 'OPEN' || query.data?.state === 'PAUSED'
  return (
    <Page title={words.title} width="text">
      <Nav />
      <PageHeader
        title={words.title}
        lead={words.lead}
        actions={
          query.data &&
          isShown && (
            <LinkButton to={shownAt} params={{ slug: query.data.slug }}>
              <ExternalLink aria-hidden className="size-5" />
              {words.see}
            </LinkButton>
          )
        }
      />
      <Loaded query={query} failed={words.failed}>
        {children}
      </Loaded>
    </Page>
  )
}
