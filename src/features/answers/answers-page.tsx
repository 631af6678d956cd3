import { infiniteQueryOptions, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  inboxSorts,
  type ListingRef,
  type ReceivedQuestion,
  type ReceivedQuestionPage,
  type ReceivedReview,
  type ReceivedReviewPage,
  reviewInboxSorts,
} from '../../../contracts/reviews.ts'
import { retryUnlessDecided } from '../../lib/booking-queries.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { useDraft, useHasDraft } from '../../lib/stored-drafts.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { DownloadButton } from '../../ui/download-button.tsx'
import { SelectField, TextAreaField } from '../../ui/field.tsx'
import { HostNav } from '../../ui/host-nav.tsx'
import { Page, PageHeader } from '../../ui/page.tsx'
import { PartnerGate } from '../../ui/partner-gate.tsx'
import { ProblemNotice } from '../../ui/problem-notice.tsx'
import { ReportButton } from '../../ui/report-button.tsx'
import { AnswerBox, ReviewPictures } from '../../ui/reviews/listing-reviews.tsx'
import { Stars } from '../../ui/reviews/stars.tsx'
import { ShopNav } from '../../ui/shop-nav.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { useToast } from '../../ui/toast.tsx'
import {
  type InboxAsked,
  inboxAsked,
  type InboxSearch,
  isNarrowed,
  readInbox,
  type What,
} from './inbox-search.rules.ts'

type Side = 'host' | 'seller'
type Received = ReceivedReview | ReceivedQuestion

/** `/anfitrion/respuestas` */
export function HostAnswersPage() {
  const search = useSearch({ from: '/anfitrion/respuestas' })
  return <Answers side="host" path="/anfitrion/respuestas" search={search} />
}

/** `/vender/respuestas` */
export function SellerAnswersPage() {
  const search = useSearch({ from: '/vender/respuestas' })
  return <Answers side="seller" path="/vender/respuestas" search={search} />
}

function Answers({
  side,
  path,
  search,
}: {
  side: Side
  path: '/anfitrion/respuestas' | '/vender/respuestas'
  search: InboxSearch
}) {
  const { t } = useTranslation('reviews')
  const navigate = useNavigate()
  const what: What = search.ver ?? 'reviews'
  const show = (next: InboxSearch) => void navigate({ to: path, search: next, replace: true, resetScroll: false })
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
            content: id === what ? <Inbox side={side} what={id} search={search} onShow={show} /> : null,
          }))}
          selected={what}
          onSelect={(id) => show(id === 'questions' ? { ver: id } : {})}
        />
      </Page>
    </PartnerGate>
  )
}

const inboxQuery = (side: Side, what: What, asked: InboxAsked) =>
  infiniteQueryOptions({
    queryKey: [...queryKeys[what], 'received', side, asked],
    queryFn: ({ signal, pageParam }) =>
      http.get<ReceivedReviewPage | ReceivedQuestionPage>(`/${side}/${what}`, {
        signal,
        query: { limit: 20, cursor: pageParam, ...asked },
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    retry: retryUnlessDecided,
  })

function TabLabel({ side, what }: { side: Side; what: What }) {
  const { t } = useTranslation('reviews')
  const count = useInfiniteQuery(inboxQuery(side, what, {})).data?.pages[0]?.unanswered ?? 0
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

type InboxProps = { side: Side; what: What; search: InboxSearch; onShow: (search: InboxSearch) => void }

function Inbox({ side, what, search, onShow }: InboxProps) {
  const { t } = useTranslation('reviews')
  const asked = inboxAsked(what, search)
  const list = useInfiniteQuery(inboxQuery(side, what, asked))
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
  } else if (items.length === 0 && isNarrowed(asked)) {
    body = <EmptyState title={t('inbox.noneFound')} body={t('inbox.noneFoundBody')} textileId={`respuestas-${what}`} />
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
      <InboxTools side={side} what={what} search={search} asked={asked} onShow={onShow} />
      {body}
      {list.hasNextPage && (
        <Button isWide isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('inbox.more')}
        </Button>
      )}
    </div>
  )
}

/** Which of them, in which order; on the screen and in the spreadsheet alike. */
function InboxTools({ side, what, search, asked, onShow }: InboxProps & { asked: InboxAsked }) {
  const { t } = useTranslation('reviews')
  const change = (next: Record<string, string>) => onShow(readInbox({ ...search, ...next }))
  const isReviews = what === 'reviews'
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap gap-2">
        <Chip isSelected={!search.pendiente} onPress={() => change({ pendiente: '' })}>
          {t('inbox.all')}
        </Chip>
        <Chip isSelected={search.pendiente === true} onPress={() => change({ pendiente: 'true' })}>
          {t('inbox.open')}
        </Chip>
      </div>
      <div className="grid grid-cols-2 items-end gap-4 sm:grid-cols-3">
        <SelectField
          label={t('inbox.sort')}
          {...(!isReviews && { fieldClassName: 'col-span-2 sm:col-span-1' })}
          value={asked.sort ?? 'open'}
          onChange={(event) => change({ orden: event.target.value })}
          options={(isReviews ? reviewInboxSorts : inboxSorts).map((value) => ({
            value,
            label: t(`inbox.sorts.${value}`),
          }))}
        />
        {isReviews && (
          <SelectField
            label={t('inbox.stars')}
            value={String(search.estrellas ?? '')}
            onChange={(event) => change({ estrellas: event.target.value })}
            options={[
              { value: '', label: t('inbox.allStars') },
              ...[5, 4, 3, 2, 1].map((count) => ({ value: String(count), label: t('inbox.starCount', { count }) })),
            ]}
          />
        )}
        <div className="col-span-2 sm:col-span-1 sm:col-start-3 sm:justify-self-end">
          <DownloadButton
            path={`/${side}/${what}`}
            name={t(isReviews ? 'inbox.reviewsFile' : 'inbox.questionsFile')}
            label={t('inbox.export')}
            query={asked}
          />
        </div>
      </div>
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
  const hasDraft = useHasDraft(`answer:${item.id}`)
  return (
    <li className="flex flex-col items-start gap-2 py-4">
      <p className="text-sm text-ink-soft">
        {item.author.name} · {dates.day(item.createdAt, placeTimeZone)} · <ListingLink listing={item.listing} />
      </p>
      {'rating' in item && <Stars rating={item.rating} className="size-4" />}
      <p dir="auto" className="wrap-anywhere whitespace-pre-line">
        {item.text}
      </p>
      {'rating' in item && <ReviewPictures review={item} />}
      {item.answer && !isWriting && <AnswerBox {...item.answer} />}
      {isWriting ? (
        <AnswerForm item={item} what={what} onClose={() => setWriting(false)} />
      ) : (
        <div className="flex flex-wrap gap-2">
          <Button variant={item.answer ? 'quiet' : 'secondary'} onPress={() => setWriting(true)}>
            {t(hasDraft ? 'goOn' : item.answer ? 'inbox.change' : 'inbox.answer')}
            <span className="sr-only">: {item.author.name}</span>
          </Button>
          <ReportButton kind={what === 'reviews' ? 'REVIEW' : 'QUESTION'} id={item.id} label={item.author.name} />
        </div>
      )}
    </li>
  )
}

const shortestAnswer = 2

function AnswerForm({ item, what, onClose }: { item: Received; what: What; onClose: () => void }) {
  const { t } = useTranslation('reviews')
  const client = useQueryClient()
  const toast = useToast()
  const [draft, setDraft] = useDraft(`answer:${item.id}`)
  const text = draft?.text ?? item.answer?.text ?? ''
  const [pressed, setPressed] = useState(false)
  const isShort = text.trim().length < shortestAnswer
  const field = useRef<HTMLTextAreaElement>(null)
  // The button that was pressed is gone: typing goes on here.
  useEffect(() => field.current?.focus(), [])
  const close = () => {
    setDraft(null)
    onClose()
  }
  const send = useMutation({
    networkMode: 'always',
    mutationFn: () => http.put<Received>(`/${what}/${item.id}/answer`, { body: { text: text.trim() } }),
    onSuccess: () => {
      toast({ tone: 'success', message: t('inbox.sent') })
      void client.invalidateQueries({ queryKey: queryKeys[what] })
      close()
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
        dir="auto"
        maxLength={2000}
        value={text}
        readOnly={send.isPending}
        onChange={(event) => setDraft({ text: event.target.value })}
        errorMessage={pressed && isShort ? t('inbox.answerShort') : undefined}
      />
      <ProblemNotice error={send.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isPending={send.isPending}>
          {t(send.isPending ? 'inbox.sending' : 'inbox.send')}
        </Button>
        <Button variant="quiet" isDisabled={send.isPending} onPress={close}>
          {t('inbox.cancel')}
        </Button>
      </div>
    </form>
  )
}
