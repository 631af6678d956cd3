import { useQuery } from '@tanstack/react-query'
import { useId, useMemo, useRef } from 'react'
import { type RegionSlug, regionSlugs } from '../../../contracts/common.ts'
import { regionsQuery } from '../../lib/catalogue-queries.ts'
import { drawingOrigin, drawingScale, handDrawn } from './hand-drawn.ts'
import { namePlaces, oaxacaOutline, regionShapes, seas } from './oaxaca-shapes.ts'
import { namesApart, type Size, toScreen, toWorld, type View } from './projection.rules.ts'

/** Beyond this scale region names would stand outside of what one sees; towns orient instead. */
const namesUntil = 2 ** 16.5

type Props = {
  view: View
  size: Size
  onPan: (dx: number, dy: number) => void
  onZoomAt: (factor: number, x: number, y: number) => void
}

/** Oaxaca on paper: what there is without a map style or without network. Decoration; the pins lie over it. */
export function DrawnMap({ view, size, onPan, onZoomAt }: Props) {
  const waves = useId()
  const regions = useQuery(regionsQuery).data
  const paths = useMemo(
    () => ({
      sea: seas.map(handDrawn).join(''),
      outline: handDrawn(oaxacaOutline),
      regions: regionSlugs.map((slug) => ({
        slug,
        d: handDrawn(regionShapes[slug]),
      })),
    }),
    [],
  )
  const drag = useRef<{ x: number; y: number } | null>(null)
  const zoom = view.scale / drawingScale
  const origin = toScreen(drawingOrigin, view, size)
  const colour = (slug: RegionSlug) =>
    regions?.find((region) => region.slug === slug)?.colors.primary ?? 'var(--line-strong)'
  return (
    <svg
      aria-hidden
      width={size.width}
      height={size.height}
      className="absolute inset-0 size-full cursor-grab touch-pan-y bg-sunken select-none active:cursor-grabbing"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        drag.current = { x: event.clientX, y: event.clientY }
      }}
      onPointerMove={(event) => {
        if (!drag.current) return
        onPan(event.clientX - drag.current.x, event.clientY - drag.current.y)
        drag.current = { x: event.clientX, y: event.clientY }
      }}
      onPointerUp={() => (drag.current = null)}
      onPointerCancel={() => (drag.current = null)}
      onDoubleClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        onZoomAt(2, event.clientX - box.left, event.clientY - box.top)
      }}
    >
      <defs>
        <pattern id={waves} width="24" height="12" patternUnits="userSpaceOnUse">
          <path d="M0 6q6-5 12 0t12 0" fill="none" stroke="var(--anil)" strokeWidth="1" opacity="0.16" />
        </pattern>
        <pattern
          id={`${waves}-dots`}
          width="32"
          height="32"
          patternUnits="userSpaceOnUse"
          patternTransform={`translate(${origin.x % 32} ${origin.y % 32})`}
        >
          <path d="M16 14l2 2-2 2-2-2z" fill="var(--ink-soft)" opacity="0.22" />
        </pattern>
        <clipPath id={`${waves}-sea`}>
          <path d={paths.sea} transform={`translate(${origin.x} ${origin.y}) scale(${zoom})`} />
        </clipPath>
      </defs>
      <g clipPath={`url(#${waves}-sea)`}>
        <rect width="100%" height="100%" fill="var(--anil-soft)" />
        <rect width="100%" height="100%" fill={`url(#${waves})`} />
      </g>
      <g transform={`translate(${origin.x} ${origin.y}) scale(${zoom})`} strokeLinejoin="round">
        <path
          d={paths.outline}
          fill="var(--surface)"
          stroke="var(--line-strong)"
          strokeWidth="5"
          vectorEffect="non-scaling-stroke"
        />
        {paths.regions.map(({ slug, d }) => (
          <path
            key={slug}
            d={d}
            fill={colour(slug)}
            fillOpacity="0.16"
            stroke="var(--surface)"
            strokeWidth="2.5"
            vectorEffect="non-scaling-stroke"
          />
        ))}
        {paths.regions.map(({ slug, d }) => (
          <path
            key={slug}
            d={d}
            fill="none"
            stroke={colour(slug)}
            strokeOpacity="0.55"
            strokeWidth="1.25"
            strokeDasharray="5 4"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </g>
      {view.scale > namesUntil && <rect width="100%" height="100%" fill={`url(#${waves}-dots)`} />}
      {view.scale <= namesUntil &&
        namesApart(
          regionSlugs.map((slug) => {
            const [lng, lat] = namePlaces[slug]
            const name = regions?.find((region) => region.slug === slug)?.name ?? ''
            return { slug, name, at: toScreen(toWorld({ lng, lat }), view, size) }
          }),
          size,
        ).map(({ slug, name, at }) => (
          <text
            key={slug}
            x={at.x}
            y={at.y}
            textAnchor="middle"
            className="fill-ink-soft font-display text-[0.8125rem] italic"
            paintOrder="stroke"
            stroke="var(--surface)"
            strokeWidth="3"
          >
            {name}
          </text>
        ))}
      {view.scale > namesUntil &&
        regions?.map(({ slug, principalTown }) => {
          const at = toScreen(toWorld(principalTown), view, size)
          return (
            <g key={slug} transform={`translate(${at.x} ${at.y})`}>
              <circle r="3" className="fill-ink-soft" />
              <text
                y="28"
                textAnchor="middle"
                className="fill-ink-soft text-xs"
                paintOrder="stroke"
                stroke="var(--surface)"
                strokeWidth="3"
              >
                {principalTown.name}
              </text>
            </g>
          )
        })}
    </svg>
  )
}
