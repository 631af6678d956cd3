import { LocateFixed, Minus, Plus, X } from 'lucide-react'
import {
  type ComponentType,
  lazy,
  type ReactNode,
  Suspense,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useClientConfig } from '../../lib/client-config.ts'
import { IconButton } from '../button.tsx'
import { cx } from '../cx.ts'
import { DrawnMap } from './drawn-map.tsx'
import type { MapCanvasProps } from './map-canvas.tsx'
import { type MapPin, MapPins } from './map-pins.tsx'
import {
  clampScale,
  closestScale,
  clusters,
  type Size,
  scaleBar,
  toScreen,
  toWorld,
  type View,
  viewOf,
} from './projection.rules.ts'

/** Its chunk is not kept for offline; without it the drawing stays. */
const MapCanvas = lazy<ComponentType<MapCanvasProps>>(() =>
  import('./map-canvas.tsx').catch(() => ({ default: NoCanvas })),
)

function NoCanvas({ onFail }: Pick<MapCanvasProps, 'onFail'>) {
  const fail = useEffectEvent(onFail)
  useEffect(() => fail(), [])
  return null
}

/** One point alone: with streets a few blocks around it, on the drawing half a region. */
const nearestAlone = { tiles: 2 ** 22, drawn: 2 ** 16.6 }
/** Pins nearer than this are one: a pin is 40 px wide and a thumb not much less. */
const clusterPixels = 38
const edgePixels = 56

type Props = {
  points: readonly MapPin[]
  label: string
  /** What is shown of the chosen pins; several when they stand at one spot. Without it pins only mark. */
  renderChosen?: (ids: readonly string[]) => ReactNode
  className?: string
}

/**
 * A map with pins: MapLibre over the configured style, else (no style, no network, no WebGL) a drawing of Oaxaca. Pins
 * and buttons are the same over both. Whatever it shows, the page also says in words or in a list.
 */
export function PlaceMap({ points, label, renderChosen, className }: Props) {
  const { t } = useTranslation('experiences')
  const styleUrl = useClientConfig()?.mapStyleUrl ?? null
  const [failed, setFailed] = useState(false)
  const [isReady, setReady] = useState(false)
  const isTiled = styleUrl !== null && !failed
  const holder = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<Size | null>(null)
  const [moved, setMoved] = useState<View | null>(null)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const move = useRef<((view: View) => void) | null>(null)

  useEffect(() => {
    if (!holder.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: Math.round(entry.contentRect.width), height: Math.round(entry.contentRect.height) })
    })
    observer.observe(holder.current)
    return () => observer.disconnect()
  }, [])

  const spots = points.map((point) => `${point.id} ${point.lng} ${point.lat}`).join()
  const home = useMemo(() => {
    if (!size || points.length === 0) return null
    const alone = isTiled ? nearestAlone.tiles : nearestAlone.drawn
    return viewOf(
      points.map(toWorld),
      size,
      Math.min(edgePixels, size.width / 6),
      points.length === 1 ? alone : closestScale,
    )
    // oxlint-disable-next-line react/exhaustive-deps -- the same places in a new array are the same places
  }, [spots, size, isTiled])
  // Other places are another map: start from all of them again.
  useEffect(() => {
    setMoved(null)
    setChosen([])
  }, [spots])
  useEffect(() => {
    if (home) move.current?.(home)
  }, [home])

  const view = moved ?? home
  const go = (next: View) => (move.current ? move.current(next) : setMoved(next))
  const zoomBy = (factor: number) => view && go({ ...view, scale: clampScale(view.scale * factor) })
  const grouped = useMemo(() => {
    if (!view || !size) return []
    return clusters(
      points.map((pin) => ({ pin, at: toScreen(toWorld(pin), view, size) })),
      clusterPixels,
    )
  }, [points, view, size])

  const chosenAt = grouped.find(({ members }) => members.some(({ pin }) => chosen.includes(pin.id)))?.at
  const isLow = size !== null && chosenAt !== undefined && chosenAt.y > size.height / 2

  const choose = (pins: readonly MapPin[]) => {
    if (!view || !size) return
    const closer = viewOf(pins.map(toWorld), size, size.width / 4)
    const isOneSpot = pins.length === 1 || closer.scale >= closestScale
    if (isOneSpot) setChosen(pins.map(({ id }) => id))
    else go({ ...closer, scale: Math.max(closer.scale, clampScale(view.scale * 1.6)) })
  }

  return (
    <section
      aria-label={label}
      className={cx('relative isolate overflow-hidden rounded-lg border border-line bg-sunken', className)}
    >
      <div ref={holder} className="absolute inset-0">
        {view && size && home && (
          <>
            {isTiled && (
              <Suspense fallback={null}>
                <MapCanvas
                  styleUrl={styleUrl}
                  initial={view}
                  locale={{
                    'CooperativeGesturesHandler.WindowsHelpText': t('map.gestureKey', { key: 'Ctrl' }),
                    'CooperativeGesturesHandler.MacHelpText': t('map.gestureKey', { key: '⌘' }),
                    'CooperativeGesturesHandler.MobileHelpText': t('map.gestureFingers'),
                  }}
                  onMove={setMoved}
                  onReady={(mover) => {
                    move.current = mover
                    setReady(mover !== null)
                    // What was chosen on the drawing meanwhile.
                    mover?.(view)
                  }}
                  onFail={() => {
                    move.current = null
                    setReady(false)
                    setFailed(true)
                  }}
                />
              </Suspense>
            )}
            {!isReady && (
              <DrawnMap
                view={view}
                size={size}
                onPan={(dx, dy) =>
                  setMoved((last) => {
                    const from = last ?? view
                    return {
                      ...from,
                      center: { x: from.center.x - dx / from.scale, y: from.center.y - dy / from.scale },
                    }
                  })
                }
                onZoomAt={(factor, x, y) => {
                  const scale = clampScale(view.scale * factor)
                  const under = {
                    x: view.center.x + (x - size.width / 2) / view.scale,
                    y: view.center.y + (y - size.height / 2) / view.scale,
                  }
                  setMoved({
                    scale,
                    center: { x: under.x - (x - size.width / 2) / scale, y: under.y - (y - size.height / 2) / scale },
                  })
                }}
              />
            )}
            <MapPins
              groups={grouped.map(({ at, members }) => ({ at, pins: members.map(({ pin }) => pin) }))}
              chosen={chosen}
              size={size}
              {...(renderChosen && { onChoose: choose })}
            />
          </>
        )}
      </div>
      <div
        className={cx(
          'absolute top-2 right-2 flex flex-col overflow-hidden rounded-[10px] border border-line-strong bg-surface',
          chosen.length > 0 && isLow && 'max-sm:hidden',
        )}
      >
        <IconButton label={t('map.zoomIn')} onPress={() => zoomBy(2)} className="rounded-none">
          <Plus aria-hidden className="size-5" />
        </IconButton>
        <IconButton label={t('map.zoomOut')} onPress={() => zoomBy(0.5)} className="rounded-none border-t border-line">
          <Minus aria-hidden className="size-5" />
        </IconButton>
        <IconButton
          label={t('map.reset')}
          onPress={() => home && (move.current ? move.current(home) : setMoved(null))}
          className="rounded-none border-t border-line"
        >
          <LocateFixed aria-hidden className="size-5" />
        </IconButton>
      </div>
      {!isReady && view && <DrawnNote view={view} />}
      {renderChosen && chosen.length > 0 && (
        <Chosen key={chosen.join()} isAtTop={isLow} onClose={() => setChosen([])}>
          {renderChosen(chosen)}
        </Chosen>
      )}
    </section>
  )
}

/** What was chosen, in the half of the map where its pin is not, brought into sight when the page had scrolled past it. */
function Chosen({ isAtTop, onClose, children }: { isAtTop: boolean; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation('experiences')
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div
      ref={card}
      className={cx(
        'absolute left-2 scroll-mt-20 scroll-mb-20 animate-appear lg:scroll-mb-4',
        isAtTop ? 'top-2 right-2 z-10 sm:right-16' : 'right-2 bottom-2',
      )}
    >
      <div className="mx-auto flex max-h-64 max-w-md items-start gap-2">
        <div className="min-w-0 flex-1 space-y-2 overflow-y-auto">{children}</div>
        <IconButton label={t('map.close')} onPress={onClose} className="border border-line-strong bg-surface">
          <X aria-hidden className="size-5" />
        </IconButton>
      </div>
    </div>
  )
}

/** How far is far on the drawing. */
function DrawnNote({ view }: { view: View }) {
  const { t } = useTranslation('experiences')
  const { metres, pixels } = scaleBar(view, 88)
  return (
    <p className="tabular pointer-events-none absolute bottom-0 left-0 flex items-center gap-2 rounded-tr-md bg-surface/85 px-2 py-1 text-xs text-ink-soft">
      <span aria-hidden className="inline-block h-1.5 border-x border-b border-ink-soft" style={{ width: pixels }} />
      <span aria-hidden>{metres >= 1000 ? `${metres / 1000} km` : `${metres} m`}</span>
      <span>{t('map.drawn')}</span>
    </p>
  )
}
