import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  ListingRef,
  ReceivedQuestion,
  ReceivedQuestionPage,
  ReceivedReview,
  ReceivedReviewPage,
} from '../../../contracts/reviews.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { TextAreaField } from '../../ui/field.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { AnswerBox, ReviewPictures } from '../../ui/reviews/listing-reviews.tsx'
import { Stars } from '../../ui/reviews/stars.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useToast } from '../../ui/toast.tsx'

type Side = 'host' | 'seller'
type What = 'reviews' | 'questions'
type Received = ReceivedReview | ReceivedQuestion

/** `/anfitrion/respuestas` */
export function HostAnswersPage() {
  const { ver } = useSearch({ from: '/anfitrion/respuestas' })
  return <Answers side="host" path="/anfitrion/respuestas" what={ver ?? 'reviews'} />
}

/** `/vender/respuestas` */
export function SellerAnswersPage() {
  const { ver } = useSearch({ from: '/vender/respuestas' })
  return <Answers side="seller" path="/vender/respuestas" what={ver ?? 'reviews'} />
}

function Answers({
  side,
  path,
  what,
}: {
  side: Side
  path: '/anfitrion/respuestas' | '/vender/respuestas'
  what: What
}) {
  const { t } = useTranslation('reviews')
  const navigate = useNavigate()
  return (
    <PartnerGate kind={side === 'host' ? 'HOST' : 'SELLER'} action="reviews" path={path} title={t('inbox.title')}>
      <Page title={t('inbox.title')} width="text">
        {side === 'host' ? <HostNav /> : <ShopNav />}
        <PageHeader title={t('inbox.title')} lead={t('inbox.lead')} back={{ to: '/yo' }} />
        <Tabs
          label={t('inbox.tabs')}
          items={(['reviews', 'questions'] as const).map((id) => ({
            id,
            label: <TabLabel side={side} what={id} />,
            content: id === what ? <Inbox side={side} what={id} /> : null,
          }))}
          selected={what}
          onSelect={(id) =>
            void navigate({
              to: path,
              search: id === 'questions' ? { ver: id } : {},
              replace: true,
              resetScroll: false,
            })
          }
        />
      </Page>
    </PartnerGate>
  )
}

const inboxQuery = (side: Side, what: What, isOpenOnly: boolean) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys[what], 'received', side, isOpenOnly],
    queryFn: ({ signal, pageParam }) =>
      http.get<ReceivedReviewPage | ReceivedQuestionPage>(`/${side}/${what}`, {
        signal,
        query: { limit: 20, cursor: pageParam, answered: isOpenOnly ? 'false' : undefined },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: retryUnlessDecided,
  })

function TabLabel({ side, what }: { side: Side; what: What }) {
  const { t } = useTranslation('reviews')
  const count = useInfiniteQuery(inboxQuery(side, what, false)).data?.pages[0]?.unanswered ?? 0
  return (
    <>
      {t(`inbox.${what}`)}
      {count > 0 && (
        <span className="tabular inline-grid h-6 min-w-6 place-items-center rounded-full bg-grana px-1.5 text-sm text-on-grana">
          {count}
        </span>
      )}
    </>
  )
}

function Inbox({ side, what }: { side: Side; what: What }) {
  const { t } = useTranslation('reviews')
  const [isOpenOnly, setOpenOnly] = useState(false)
  const list = useInfiniteQuery(inboxQuery(side, what, isOpenOnly))
  const items: Received[] | undefined = list.data?.pages.flatMap((page): Received[] => page.items)
  let body: ReactNode
  if (!items) {
    body = list.error ? (
      <ErrorState title={t('inbox.failed')} error={list.error} onRetry={() => void list.refetch()} />
    ) : (
      <div aria-busy="true" className="space-y-3">
        <output className="sr-only">{t('inbox.loading')}</output>
        <Skeleton className="h-28" />
        <Skeleton className="h-28" />
      </div>
    )
  } else if (items.length === 0) {
    body = (
      <EmptyState
        title={t(what === 'reviews' ? 'inbox.noReviews' : 'inbox.noQuestions')}
        body={t(what === 'reviews' ? 'inbox.noReviewsBody' : 'inbox.noQuestionsBody')}
        textileId={`respuestas-${what}`}
      />
    )
  } else {
    body = (
      <ul className="divide-y divide-line">
        {items.map((item) => (
          <OneReceived key={item.id} item={item} what={what} />
        ))}
      </ul>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        <Chip isSelected={!isOpenOnly} onPress={() => setOpenOnly(false)}>
          {t('inbox.all')}
        </Chip>
        <Chip isSelected={isOpenOnly} onPress={() => setOpenOnly(true)}>
          {t('inbox.open')}
        </Chip>
      </div>
      {body}
      {list.hasNextPage && (
        <Button isWide isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('inbox.more')}
        </Button>
      )}
    </div>
  )
}

function ListingLink({ listing }: { listing: ListingRef }) {
  return listing.kind === 'EXPERIENCE' ? (
    <Link to="/experiencias/$slug" params={{ slug: listing.slug }} className="text-link">
      {listing.title}
    </Link>
  ) : (
    <Link to="/tienda/productos/$slug" params={{ slug: listing.slug }} className="text-link">
      {listing.title}
    </Link>
  )
}

function OneReceived({ item, what }: { item: Received; what: What }) {
  const { t } = useTranslation('reviews')
  const dates = useDates()
  const [isWriting, setWriting] = useState(false)
  return (
    <li className="flex flex-col items-start gap-2 py-4">
      <p className="text-sm text-ink-soft">
        {item.author.name} · {dates.day(item.createdAt, placeTimeZone)} · <ListingLink listing={item.listing} />
      </p>
      {'rating' in item && <Stars rating={item.rating} className="size-4" />}
      <p className="wrap-anywhere whitespace-pre-line">{item.text}</p>
      {'rating' in item && <ReviewPictures review={item} />}
      {item.answer && !isWriting && <AnswerBox {...item.answer} />}
      {isWriting ? (
        <AnswerForm item={item} what={what} onClose={() => setWriting(false)} />
      ) : (
        <Button variant={item.answer ? 'quiet' : 'secondary'} onPress={() => setWriting(true)}>
          {t(item.answer ? 'inbox.change' : 'inbox.answer')}
          <span className="sr-only">: {item.author.name}</span>
        </Button>
      )}
    </li>
  )
}

const shortestAnswer = 2

function AnswerForm({ item, what, onClose }: { item: Received; what: What; onClose: () => void }) {
  const { t } = useTranslation('reviews')
  const client = useQueryClient()
  const toast = useToast()
  const [text, setText] = useState(item.answer?.text ?? '')
  const [pressed, setPressed] = useState(false)
  const isShort = text.trim().length < shortestAnswer
  const field = useRef<HTMLTextAreaElement>(null)
  // The button that was pressed is gone: typing goes on here.
  useEffect(() => field.current?.focus(), [])
  const send = useMutation({
    networkMode: 'always',
    mutationFn: () => http.put<Received>(`/${what}/${item.id}/answer`, { body: { text: text.trim() } }),
    onSuccess: () => {
      toast({ tone: 'success', message: t('inbox.sent') })
      void client.invalidateQueries({ queryKey: queryKeys[what] })
      onClose()
    },
  })
  return (
    <form
      noValidate
      className="flex w-full max-w-prose flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (!isShort && !send.isPending) send.mutate()
      }}
    >
      <TextAreaField
        ref={field}
        label={t('inbox.answerLabel')}
        description={t('inbox.answerHelp')}
        fieldClassName="w-full"
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        errorMessage={pressed && isShort ? t('inbox.answerShort') : undefined}
      />
      <ProblemNotice error={send.error} />
      <Button type="submit" variant="primary" isPending={send.isPending}>
        {t(send.isPending ? 'inbox.sending' : 'inbox.send')}
      </Button>
    </form>
  )
}
