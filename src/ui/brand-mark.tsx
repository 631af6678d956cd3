/** The mark: a stepped rhombus, the heart of a Teotitlán rug. The name stands beside it, so it is silent. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg aria-hidden viewBox="0 0 26 26" className={className} shapeRendering="crispEdges">
      <path
        fill="var(--grana)"
        d="M12 0h2v2h2v2h2v2h2v2h2v2h2v2h2v2h-2v2h-2v2h-2v2h-2v2h-2v2h-2v2h-2v-2h-2v-2H8v-2H6v-2H4v-2H2v-2H0v-2h2v-2h2V8h2V6h2V4h2V2h2z"
      />
      <path
        fill="var(--cempasuchil)"
        d="M12 4h2v2h2v2h2v2h2v2h2v2h-2v2h-2v2h-2v2h-2v2h-2v-2h-2v-2H8v-2H6v-2H4v-2h2v-2h2V8h2V6h2z"
      />
      <path fill="var(--anil)" d="M12 8h2v2h2v2h2v2h-2v2h-2v2h-2v-2h-2v-2H8v-2h2v-2h2z" />
      <path fill="var(--paper)" d="M12 12h2v2h-2z" />
    </svg>
  )
}
