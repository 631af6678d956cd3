import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AdminApplication } from '../../../contracts/partners.ts'
import { craftsQuery } from '../../lib/product-queries.ts'
import { Button } from '../../ui/button.tsx'
import { RegionMark } from '../../ui/region-mark.tsx'
import { DocumentDialog } from './document-dialog.tsx'

/** Everything that was sent with an application; documents open one by one, because each opening is recorded. */
export function ApplicationFacts({ application }: { application: AdminApplication }) {
  const { t } = useTranslation('staff')
  const { t: words } = useTranslation('apply')
  const [opened, setOpened] = useState<number | null>(null)
  const { answers, applicant, photos, documents, checklist } = application
  const { data: crafts = [] } = useQuery({ ...craftsQuery, enabled: (answers.crafts?.length ?? 0) > 0 })
  const missing = checklist.filter(({ done }) => !done)
  const document = opened === null ? undefined : documents[opened]
  const facts = (
    [
      ['owner', answers.ownerName],
      ['phone', answers.phone],
      ['town', answers.town],
      ['hostType', answers.hostType && words(`hostTypes.${answers.hostType}`)],
      ['crafts', answers.crafts?.map((slug) => crafts.find((one) => one.slug === slug)?.name ?? slug).join(', ')],
      ['founded', answers.foundedYear ? String(answers.foundedYear) : ''],
      ['offer', answers.offer],
      ['story', answers.story],
      ['storyEn', answers.storyEn],
    ] as const
  ).filter(([, text]) => text !== undefined && text !== '')
  return (
    <>
      <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[10rem_1fr]">
        {answers.region && (
          <div className="contents">
            <dt className="text-ink-soft">{t('applications.facts.region')}</dt>
            <dd className="mb-1">
              <RegionMark slug={answers.region} />
            </dd>
          </div>
        )}
        {facts.map(([key, text]) => (
          <div key={key} className="contents">
            <dt className="text-ink-soft">{t(`applications.facts.${key}`)}</dt>
            <dd className="mb-1 wrap-anywhere whitespace-pre-line">{text}</dd>
          </div>
        ))}
        {(answers.links ?? []).map((link) => (
          <div key={link} className="contents">
            <dt className="text-ink-soft">{t('applications.facts.link')}</dt>
            <dd className="mb-1">
              <a href={link} target="_blank" rel="noreferrer nofollow" className="text-link wrap-anywhere">
                {link}
              </a>
            </dd>
          </div>
        ))}
      </dl>
      {missing.length > 0 && (
        <p className="text-sm text-ink-soft">
          {t('applications.missing', { what: missing.map(({ key }) => words(`checklist.${key}`)).join(' · ') })}
        </p>
      )}
      {photos.length > 0 && (
        <ul className="scroll-row gap-2">
          {photos.map(({ id, url }, index) => (
            <li key={id} className="shrink-0">
              <a href={url} target="_blank" rel="noreferrer">
                <img
                  src={url}
                  alt={t('case.picture', { n: index + 1 })}
                  loading="lazy"
                  className="size-24 rounded-md object-cover"
                />
              </a>
            </li>
          ))}
        </ul>
      )}
      {documents.length > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          {documents.map(({ id }, index) => (
            <Button key={id} variant="quiet" onPress={() => setOpened(index)}>
              {t('applications.document', { n: index + 1 })}
            </Button>
          ))}
          <p className="w-full text-sm text-ink-soft">{t('applications.documentNote')}</p>
        </div>
      )}
      {document && opened !== null && (
        <DocumentDialog
          key={document.id}
          url={document.url}
          title={t('applications.documentOf', { n: opened + 1, name: applicant.name })}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  )
}
