import { Clock, Languages, UserRoundCheck, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Experience } from '../../../contracts/experiences.ts'
import { formatDuration } from '../../lib/dates.ts'
import { useLanguageNames } from '../../lib/language-names.ts'
import { youngestGuest } from './detail.rules.ts'

/** How long, in which languages, how many, from which age: four facts one decides by. */
export function QuickFacts({ experience }: { experience: Experience }) {
  const { t } = useTranslation('experiences')
  const nameOf = useLanguageNames()
  const { minParty, maxParty } = experience
  const youngest = youngestGuest(experience)
  return (
    <dl className="grid grid-cols-2 gap-x-4 gap-y-4 border-y border-line py-4 xl:grid-cols-4">
      <Fact Icon={Clock} name={t('detail.durationLabel')}>
        {formatDuration(experience.durationMinutes)}
      </Fact>
      <Fact Icon={Languages} name={t('detail.languages')}>
        {experience.languages.map(nameOf).join(', ')}
      </Fact>
      <Fact Icon={UsersRound} name={t('detail.group')}>
        {minParty > 1
          ? t('detail.groupSize', { min: minParty, max: maxParty })
          : t('detail.groupSizeTo', { count: maxParty })}
      </Fact>
      <Fact Icon={UserRoundCheck} name={t('detail.ages')}>
        {youngest === null ? t('detail.agesAll') : t('detail.agesFrom', { min: youngest })}
      </Fact>
    </dl>
  )
}

function Fact({ Icon, name, children }: { Icon: typeof Clock; name: string; children: ReactNode }) {
  return (
    <div className="relative min-w-0 pl-7.5 leading-snug">
      <dt className="text-sm text-ink-soft">
        <Icon aria-hidden className="absolute top-0.5 left-0 size-5 text-grana" />
        {name}
      </dt>
      <dd className="font-medium first-letter:uppercase">{children}</dd>
    </div>
  )
}

/** What is included and what to bring, side by side where there is room. */
export function PackingLists({ experience }: { experience: Experience }) {
  const { t } = useTranslation('experiences')
  const lists = [
    { key: 'includes', items: experience.includes, mark: 'bg-nopal' },
    { key: 'bring', items: experience.bring, mark: 'bg-cempasuchil' },
  ] as const
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      {lists.map(
        ({ key, items, mark }) =>
          items.length > 0 && (
            <section key={key}>
              <h2 className="mb-3 text-xl">{t(`detail.${key}`)}</h2>
              <ul className="space-y-1.5">
                {items.map((item) => (
                  <li key={item} className="flex gap-3">
                    <span aria-hidden className={`mt-[0.55em] size-2 shrink-0 rotate-45 ${mark}`} />
                    <span>{item}</span>
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </div>
  )
}
