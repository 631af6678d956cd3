import { useMemo } from 'react'
import { encode } from 'uqr'

/** Modules of white around the code; readers need four. */
const quiet = 4

function modules(text: string): boolean[][] {
  return encode(text, { ecc: 'M', border: quiet }).data
}

/** Dark on white in both modes: readers expect it. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const { size, path } = useMemo(() => {
    const rows = modules(text)
    let d = ''
    rows.forEach((row, y) => {
      for (let x = 0; x < row.length; x += 1) {
        if (!row[x]) continue
        let end = x
        while (row[end]) end += 1
        d += `M${x} ${y}h${end - x}v1h-${end - x}z`
        x = end
      }
    })
    return { size: rows.length, path: d }
  }, [text])
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className={className}
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}

/** A picture of one ticket that any gallery keeps: the code, what it is for, and the letters below. */
export async function ticketPicture(ticket: { qr: string; code: string }, lines: readonly string[]): Promise<Blob> {
  const rows = modules(ticket.qr)
  const scale = Math.max(4, Math.floor(720 / rows.length))
  const width = rows.length * scale
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = width + 40 + (lines.length + 1) * 44
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.fillStyle = '#000'
  rows.forEach((row, y) => row.forEach((dark, x) => dark && context.fillRect(x * scale, y * scale, scale, scale)))
  context.textAlign = 'center'
  context.font = '700 40px system-ui, sans-serif'
  context.fillText(ticket.code, width / 2, width + 40, width - 40)
  context.font = '28px system-ui, sans-serif'
  lines.forEach((line, i) => context.fillText(line, width / 2, width + 90 + i * 44, width - 40))
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
  })
}
