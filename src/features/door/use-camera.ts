import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { type CameraProblem, cameraProblemOf, isNewSight, type Seen } from './camera.rules.ts'
import { openTicketReader, type TicketReader } from './ticket-reader.ts'

/** Between two looks: a hand that shows a ticket is slower, and a phone stays cool. */
const lookEveryMs = 160

interface Torch {
  isOn: boolean
  toggle(): Promise<void>
}

/** The camera on the other side of the phone while this is on the screen; says each new code it sees, until it is taken. */
export function useCamera(
  /** False while another one is being checked: it is said again with the next look. */
  onSeen: (text: string) => boolean,
): { video: RefObject<HTMLVideoElement | null>; isLive: boolean; problem: CameraProblem | null; torch: Torch | null } {
  const video = useRef<HTMLVideoElement>(null)
  const [isLive, setLive] = useState(false)
  const [problem, setProblem] = useState<CameraProblem | null>(null)
  const [track, setTrack] = useState<MediaStreamTrack | null>(null)
  const [isLit, setLit] = useState(false)
  const seen = useEffectEvent(onSeen)

  useEffect(() => {
    let isOver = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let stream: MediaStream | null = null
    let last: Seen | null = null

    async function look(reader: TicketReader) {
      const picture = video.current
      if (isOver || !picture) return
      // A picture that cannot be read is followed by one that can.
      const text = document.hidden ? null : await reader.read(picture).catch(() => null)
      if (isOver) return
      if (text !== null) {
        const now = performance.now()
        if (!isNewSight(text, last, now) || seen(text)) last = { text, at: now }
      }
      timer = setTimeout(() => void look(reader), lookEveryMs)
    }

    async function open() {
      try {
        stream = await navigator.mediaDevices.getUserMedia({
          audio: false,
          video: { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } },
        })
      } catch (error) {
        if (!isOver) setProblem(cameraProblemOf(error))
        return
      }
      const picture = video.current
      const [own] = stream.getVideoTracks()
      if (isOver || !picture || !own) return stop()
      picture.srcObject = stream
      await picture.play().catch(() => undefined)
      // Unplugged, or taken by another app.
      own.addEventListener('ended', () => setProblem('busy'))
      setTrack(own)
      try {
        const reader = await openTicketReader()
        if (isOver) return
        setLive(true)
        void look(reader)
      } catch {
        if (!isOver) setProblem('reader')
        stop()
      }
    }

    function stop() {
      for (const one of stream?.getTracks() ?? []) one.stop()
    }

    void open()
    return () => {
      isOver = true
      clearTimeout(timer)
      stop()
    }
  }, [])

  const canLight = (track?.getCapabilities?.() as { torch?: boolean } | undefined)?.torch === true
  return {
    video,
    isLive,
    problem,
    torch:
      track && canLight
        ? {
            isOn: isLit,
            async toggle() {
              await track.applyConstraints({ advanced: [{ torch: !isLit } as MediaTrackConstraintSet] }).then(
                () => setLit(!isLit),
                () => undefined,
              )
            },
          }
        : null,
  }
}
