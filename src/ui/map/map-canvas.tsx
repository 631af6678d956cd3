import * as maplibre from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url'
import { useEffect, useEffectEvent, useRef } from 'react'
import 'maplibre-gl/dist/maplibre-gl.css'
import type { View } from './projection.rules.ts'

maplibre.setWorkerUrl(workerUrl)

/** MapLibre counts its zoom on tiles of 512 pixels. */
const tilePixels = 512
const zoomOf = (scale: number) => Math.log2(scale / tilePixels)

/** Style and first tiles that take longer than this are not coming; the drawn map stands in. */
const patienceMs = 8000

export type MapCanvasProps = {
  styleUrl: string
  initial: View
  locale: Record<string, string>
  /** Where the map stands now; called for each frame of a movement. */
  onMove: (view: View) => void
  /** The map can be told where to go; null when it is gone. */
  onReady: (move: ((view: View) => void) | null) => void
  onFail: () => void
}

/** The vector map of the configured style. Its own chunk: nobody downloads it before looking at a map. */
export default function MapCanvas({ styleUrl, initial, locale, onMove, onReady, onFail }: MapCanvasProps) {
  const holder = useRef<HTMLDivElement>(null)
  const moved = useEffectEvent(onMove)
  const ready = useEffectEvent(onReady)
  const fail = useEffectEvent(onFail)
  const atFirst = useEffectEvent(() => ({ center: lngLatOf(initial), zoom: zoomOf(initial.scale), locale }))

  useEffect(() => {
    if (!holder.current) return
    let map: maplibre.Map
    try {
      map = new maplibre.Map({
        container: holder.current,
        style: styleUrl,
        ...atFirst(),
        dragRotate: false,
        pitchWithRotate: false,
        cooperativeGestures: true,
        attributionControl: { compact: true },
      })
    } catch {
      // No WebGL here.
      fail()
      return
    }
    map.touchZoomRotate.disableRotation()
    map.keyboard.disable()
    let isLoaded = false
    const impatience = setTimeout(() => fail(), patienceMs)
    map.once('load', () => {
      isLoaded = true
      clearTimeout(impatience)
      ready((view) => {
        const still = matchMedia('(prefers-reduced-motion: reduce)').matches
        map.easeTo({ center: lngLatOf(view), zoom: zoomOf(view.scale), duration: still ? 0 : 250 })
      })
    })
    // A tile that failed later leaves a hole; a style that failed leaves nothing.
    map.on('error', () => {
      if (!isLoaded) fail()
    })
    map.on('move', () => {
      const { lng, lat } = map.getCenter()
      const middle = maplibre.MercatorCoordinate.fromLngLat([lng, lat])
      moved({ center: { x: middle.x, y: middle.y }, scale: tilePixels * 2 ** map.getZoom() })
    })
    return () => {
      clearTimeout(impatience)
      ready(null)
      map.remove()
    }
  }, [styleUrl])

  return <div ref={holder} aria-hidden className="absolute inset-0 size-full" />
}

function lngLatOf({ center }: View): [number, number] {
  const { lng, lat } = new maplibre.MercatorCoordinate(center.x, center.y).toLngLat()
  return [lng, lat]
}
