import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Question } from '../../../contracts/reviews.ts'
import { placeTimeZone, useDates } from '../../lib/dates.ts'
import { http, isOffline, newIdempotencyKey } from '../../lib/http.ts'
import { queryKeys } from '../../lib/query-keys.ts'
import { questionsAddress, questionsQuery, type ReviewedListing } from '../../lib/review-queries.ts'
import { useMe } from '../../lib/session.ts'
import { useDraft } from '../../lib/stored-drafts.ts'
import { Button, LinkButton } from '../button.tsx'
import { TextAreaField } from '../field.tsx'
import { ProblemNotice } from '../problem-notice.tsx'
import { ReportButton } from '../report-button.tsx'
import { ErrorState, Skeleton } from '../states.tsx'
import { useToast } from '../toast.tsx'
import { AnswerBox } from './listing-reviews.tsx'

/** What people ask in public about a listing, and what they were told; whoever offers it is led to where they answer. */
export function ListingQuestions({ listing, isOwn }: { listing: ReviewedListing; isOwn: boolean }) {
  const { t } = useTranslation('reviews')
  const list = useInfiniteQuery(questionsQuery(listing))
  const questions = list.data?.pages.flatMap(({ items }) => items)
  return (
    <div className="flex flex-col gap-4">
      {questions ? (
        questions.length === 0 ? (
          <p className="text-ink-soft">{t('questions.none')}</p>
        ) : (
          <ul className="divide-y divide-line">
            {questions.map((question) => (
              <OneQuestion key={question.id} question={question} />
            ))}
          </ul>
        )
      ) : list.error ? (
        <ErrorState title={t('questions.failed')} error={list.error} onRetry={() => void list.refetch()} />
      ) : (
        <div aria-busy="true" className="space-y-3">
          <Skeleton className="h-16" />
          <Skeleton className="h-16" />
        </div>
      )}
      {list.hasNextPage && (
        <Button className="self-start" isPending={list.isFetchingNextPage} onPress={() => void list.fetchNextPage()}>
          {t('questions.more')}
        </Button>
      )}
      {isOwn ? (
        <LinkButton
          className="self-start"
          to={listing.kind === 'EXPERIENCE' ? '/anfitrion/respuestas' : '/vender/respuestas'}
          search={{ ver: 'questions' }}
        >
          {t('questions.toAnswer')}
        </LinkButton>
      ) : (
        <AskForm key={listing.id} listing={listing} />
      )}
    </div>
  )
}

function OneQuestion({ question }: { question: Question }) {
  const { t } = useTranslation('reviews')
  const dates = useDates()
  return (
    <li className="flex flex-col gap-2 py-4 first:pt-0">
      <p dir="auto" className="font-semibold wrap-anywhere whitespace-pre-line">
        {question.text}
      </p>
      <p className="-mt-1 text-sm text-ink-soft">
        {question.mine ? t('questions.yours') : question.author.name} · {dates.day(question.createdAt, placeTimeZone)}
      </p>
      {question.answer ? (
        <AnswerBox {...question.answer} />
      ) : (
        <p className="text-sm text-ink-soft">{t('questions.waiting')}</p>
      )}
      {!question.mine && (
        <div className="-mb-2 -ml-3">
          <ReportButton kind="QUESTION" id={question.id} label={question.author.name} />
        </div>
      )}
    </li>
  )
}

const shortestQuestion = 5

function AskForm({ listing }: { listing: ReviewedListing }) {
  const { t } = useTranslation('reviews')
  const me = useMe()
  const { href } = useLocation()
  const toast = useToast()
  const client = useQueryClient()
  const [draft, setDraft] = useDraft(`question:${listing.id}`)
  const text = draft?.text ?? ''
  const [pressed, setPressed] = useState(false)
  const [key, setKey] = useState(newIdempotencyKey)
  const ask = useMutation({
    networkMode: 'always',
    mutationFn: () =>
      http.post<Question>(questionsAddress(listing), { idempotencyKey: key, body: { text: text.trim() } }),
    onSuccess: () => {
      setDraft(null)
      setPressed(false)
      setKey(newIdempotencyKey())
      toast({ tone: 'success', message: t('questions.sent') })
      void client.invalidateQueries({ queryKey: [...queryKeys.questions, 'listing', listing.id] })
    },
    // What got no answer may have been asked already: the same again must not be asked twice.
    onError: (error) => !isOffline(error) && setKey(newIdempotencyKey()),
  })
  if (me === null) {
    return (
      <LinkButton className="self-start" to="/entrar" search={{ volver: href }}>
        {t('questions.signIn')}
      </LinkButton>
    )
  }
  const isShort = text.trim().length < shortestQuestion
  return (
    <form
      noValidate
      className="flex max-w-prose flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (!isShort && !ask.isPending) ask.mutate()
      }}
    >
      <TextAreaField
        label={t('questions.ask')}
        description={t('questions.help')}
        fieldClassName="w-full"
        rows={2}
        dir="auto"
        maxLength={600}
        value={text}
        readOnly={ask.isPending}
        onChange={(event) => {
          setDraft({ text: event.target.value })
          if (ask.isError) setKey(newIdempotencyKey())
        }}
        errorMessage={pressed && isShort ? t('questions.short') : undefined}
      />
      <ProblemNotice error={ask.error} />
      <Button type="submit" isPending={ask.isPending}>
        {t(ask.isPending ? 'questions.sending' : 'questions.send')}
      </Button>
    </form>
  )
}
