import { useTranslation } from 'react-i18next'
import type { LngLat, Point, Size } from './projection.rules.ts'

export type MapPin = LngLat & {
  id: string
  /** What it is; read out, and shown on hover. */
  title: string
  /** Of the region it lies in. */
  colors?: { primary: string; secondary: string } | undefined
}

type Group = { at: Point; pins: readonly MapPin[] }
type Props = {
  groups: readonly Group[]
  chosen: readonly string[]
  size: Size
  onChoose?: (pins: readonly MapPin[]) => void
}

const fallback = { primary: 'var(--grana)', secondary: 'var(--cempasuchil)' }

/** Pins as buttons over whichever map: they are reached by keyboard and read out in the order of the list. */
export function MapPins({ groups, chosen, size, onChoose }: Props) {
  const { t } = useTranslation('experiences')
  const inSight = groups.filter(
    ({ at }) => at.x > -20 && at.y > -20 && at.x < size.width + 20 && at.y < size.height + 40,
  )
  return (
    <ul className="pointer-events-none absolute inset-0">
      {inSight.map(({ at, pins }) => {
        const [first] = pins
        if (!first) return null
        const isChosen = pins.some(({ id }) => chosen.includes(id))
        const label = pins.length === 1 ? first.title : t('map.cluster', { count: pins.length })
        const picture =
          pins.length === 1 ? (
            <Pin pin={first} isChosen={isChosen} />
          ) : (
            <Bundle count={pins.length} isChosen={isChosen} />
          )
        const style = { transform: `translate(${at.x}px, ${at.y}px) translate(-50%, -50%)` }
        return (
          <li key={pins.map(({ id }) => id).join()} className="absolute top-0 left-0" style={style}>
            {onChoose ? (
              <button
                type="button"
                title={label}
                aria-label={label}
                aria-pressed={isChosen}
                onClick={() => onChoose(pins)}
                className="pointer-events-auto flex size-11 items-center justify-center rounded-full"
              >
                {picture}
              </button>
            ) : (
              <span title={label} className="flex size-11 items-center justify-center">
                <span className="sr-only">{label}</span>
                {picture}
              </span>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** A lozenge of the region's colours on its point. */
function Pin({ pin, isChosen }: { pin: MapPin; isChosen: boolean }) {
  const { primary, secondary } = pin.colors ?? fallback
  return (
    <svg aria-hidden viewBox="0 0 32 32" className={isChosen ? 'size-11' : 'size-8'}>
      <path d="M16 1l15 15-15 15L1 16z" fill="var(--surface)" stroke="var(--ink)" strokeWidth={isChosen ? 2.5 : 1} />
      <path d="M16 4.5L27.5 16 16 27.5 4.5 16z" fill={primary} />
      <path d="M16 10.5l5.5 5.5-5.5 5.5-5.5-5.5z" fill={secondary} />
    </svg>
  )
}

/** Several that stand too close to tell apart. */
function Bundle({ count, isChosen }: { count: number; isChosen: boolean }) {
  return (
    <span
      aria-hidden
      className={`tabular flex size-9 items-center justify-center rounded-full border-2 font-semibold ${isChosen ? 'border-ink bg-surface text-ink' : 'border-surface bg-grana text-on-grana'} shadow-low`}
    >
      {count}
    </span>
  )
}
