import { Flashlight, FlashlightOff, Keyboard } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { Notice } from '../../ui/notice.tsx'
import { useCamera } from './use-camera.ts'

/** What the camera sees, with the answer over it: green or red is read from across a table, without sound. */
export function CameraScanner({
  onSeen,
  onType,
  isChecking,
  answer,
  hasAnswer,
}: {
  onSeen: (text: string) => boolean
  onType: () => void
  isChecking: boolean
  answer: ReactNode
  hasAnswer: boolean
}) {
  const { t } = useTranslation('door')
  const { video, isLive, problem, torch } = useCamera(onSeen)
  const typed = (
    <Button onPress={onType} {...(problem !== null && { variant: 'primary' as const })}>
      <Keyboard aria-hidden className="size-5" />
      {t('camera.type')}
    </Button>
  )
  if (problem !== null) {
    return (
      <Notice tone="warning" isLive title={t(`camera.${problem}.title`)} action={typed}>
        {t(`camera.${problem}.body`)}
      </Notice>
    )
  }
  return (
    <div className="flex flex-col gap-4">
      {answer}
      {/* Beside an answer there is less room, and aiming has been learned. */}
      <div
        className={cx(
          'relative overflow-hidden rounded-lg bg-sunken sm:aspect-[16/9]',
          hasAnswer ? 'aspect-[16/9]' : 'aspect-square',
        )}
      >
        <video
          ref={video}
          muted
          playsInline
          aria-label={t('camera.picture')}
          className="absolute inset-0 size-full object-cover"
        />
        <div aria-hidden className="absolute inset-[12%] rounded-lg border-4 border-cempasuchil/80" />
        <output className="absolute inset-x-3 bottom-3 rounded-md bg-surface/95 px-3 py-2 text-center font-semibold">
          {isChecking ? t('submitting') : isLive ? t('camera.show') : t('camera.opening')}
        </output>
      </div>
      <div className="flex flex-wrap gap-2">
        {torch && (
          <Button aria-pressed={torch.isOn} onPress={() => void torch.toggle()}>
            {torch.isOn ? (
              <FlashlightOff aria-hidden className="size-5" />
            ) : (
              <Flashlight aria-hidden className="size-5" />
            )}
            {t(torch.isOn ? 'camera.torchOff' : 'camera.torchOn')}
          </Button>
        )}
        {typed}
      </div>
    </div>
  )
}
