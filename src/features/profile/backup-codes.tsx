import { Download } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { CheckField } from '../../ui/check-field.tsx'

/** Shown once: whoever leaves says that they kept them. */
export function BackupCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const { t } = useTranslation('security')
  const [isKept, setKept] = useState(false)
  const save = () => {
    const text = `${t('codes.file')}\n\n${codes.join('\n')}\n`
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }))
    link.download = 'guelaguetza-connect.txt'
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <div className="space-y-4">
      <p>{t('codes.lead')}</p>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-1 rounded-lg bg-sunken px-4 py-3">
        {codes.map((code) => (
          <li key={code} className="tabular font-mono text-base font-semibold">
            {code}
          </li>
        ))}
      </ul>
      <Button isWide onPress={save}>
        <Download aria-hidden className="size-5" />
        {t('codes.download')}
      </Button>
      <CheckField label={t('codes.kept')} checked={isKept} onChange={(event) => setKept(event.target.checked)} />
      <Button variant="primary" isWide isDisabled={!isKept} onPress={onDone}>
        {t('codes.done')}
      </Button>
    </div>
  )
}
