/** Reads QR codes out of a camera's picture: with what the browser has, else with our own reader, which is fetched when it is needed. */

export interface TicketReader {
  /** The text of a code in sight; null when there is none. */
  read(picture: HTMLVideoElement): Promise<string | null>
}

interface Detector {
  detect(picture: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector
  getSupportedFormats(): Promise<readonly string[]>
}

async function detectorOfBrowser(): Promise<Detector | null> {
  const { BarcodeDetector: Own } = globalThis as { BarcodeDetector?: DetectorClass }
  if (!Own) return null
  // Some have it without a decoder behind it.
  const formats = await Own.getSupportedFormats().catch((): string[] => [])
  return formats.includes('qr_code') ? new Own({ formats: ['qr_code'] }) : null
}

/** Throws when there is none in the browser and ours does not come: the code can still be typed. */
export async function openTicketReader(): Promise<TicketReader> {
  const detector = (await detectorOfBrowser()) ?? (await import('./zxing-reader.ts')).createDetector()
  return {
    async read(picture) {
      // Before its first picture a camera has nothing to look at.
      if (picture.readyState < picture.HAVE_CURRENT_DATA || picture.videoWidth === 0) return null
      const [found] = await detector.detect(picture)
      return found?.rawValue ?? null
    },
  }
}
