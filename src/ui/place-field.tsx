import { LocateFixed } from 'lucide-react'
import { type ComponentProps, lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readPlace } from '../lib/read-place.ts'
import { Button } from './button.tsx'
import { TextField } from './field.tsx'
import { Notice } from './notice.tsx'
import { Skeleton } from './states.tsx'

const PlaceMap = lazy(() => import('./map/place-map.tsx').then(({ PlaceMap: Map }) => ({ default: Map })))

/** Points on one map, once it has come; nothing while there is none. */
export function PointsMap({ points, label }: { points: ComponentProps<typeof PlaceMap>['points']; label: string }) {
  if (points.length === 0) return null
  return (
    <Suspense fallback={<Skeleton className="h-52 rounded-lg" />}>
      <PlaceMap points={points} label={label} className="h-52" />
    </Suspense>
  )
}

/** A point on the map, as people have it at hand: two numbers, the link a map shares, or where one stands now. */
export function PlaceField({
  label,
  name,
  value,
  onChange,
  errorMessage,
  isOptional = false,
  hasMap = true,
}: {
  label: string
  /** What the pin is called. */
  name: string
  value: string
  onChange: (value: string) => void
  errorMessage?: string | undefined
  isOptional?: boolean
  /** Off where several points share one map: a browser draws only so many. */
  hasMap?: boolean
}) {
  const { t } = useTranslation('editor')
  const [located, setLocated] = useState<'no' | 'asking' | 'refused'>('no')
  const place = readPlace(value)
  const locate = () => {
    setLocated('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setLocated('no')
        onChange(`${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`)
      },
      () => setLocated('refused'),
      { enableHighAccuracy: true, timeout: 15_000 },
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <TextField
        label={label}
        description={t('placeHelp')}
        isOptional={isOptional}
        placeholder="17.0606, -96.7253"
        className="tabular"
        maxLength={400}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        errorMessage={errorMessage}
      />
      <Button className="self-start" isPending={located === 'asking'} onPress={locate}>
        <LocateFixed aria-hidden className="size-5" />
        {t('locate')}
      </Button>
      {located === 'refused' && (
        <Notice tone="warning" isLive>
          {t('notLocated')}
        </Notice>
      )}
      {place && hasMap && <PointsMap points={[{ id: 'place', title: name || label, ...place }]} label={label} />}
    </div>
  )
}
