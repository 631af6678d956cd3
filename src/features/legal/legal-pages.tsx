import { useTranslation } from 'react-i18next'
import { documentVersions } from '../../../contracts/privacy.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Page, PageHeader, Section } from '../../ui/page.tsx'

const termsParts = ['who', 'account', 'buying', 'cancelling', 'selling', 'conduct', 'changes'] as const
const noticeParts = ['what', 'why', 'who', 'cookies', 'howLong', 'rights', 'safety'] as const

/** `/terminos` */
export function TermsPage() {
  const { t } = useTranslation('legal')
  return (
    <Page title={t('terms.title')} width="text">
      <PageHeader
        title={t('terms.title')}
        lead={t('terms.lead')}
        eyebrow={t('version', { version: documentVersions.TERMS })}
      />
      {termsParts.map((part) => (
        <Section key={part} title={t(`terms.${part}.title`)}>
          <p>{t(`terms.${part}.text`)}</p>
        </Section>
      ))}
    </Page>
  )
}

/** `/privacidad` */
export function NoticePage() {
  const { t } = useTranslation('legal')
  return (
    <Page title={t('notice.title')} width="text">
      <PageHeader
        title={t('notice.title')}
        lead={t('notice.lead')}
        eyebrow={t('version', { version: documentVersions.PRIVACY })}
      />
      {noticeParts.map((part) => (
        <Section key={part} title={t(`notice.${part}.title`)}>
          <p>{t(`notice.${part}.text`)}</p>
        </Section>
      ))}
      <LinkButton to="/yo/privacidad">{t('notice.mine')}</LinkButton>
    </Page>
  )
}
