/**
 * Our own QR reader. Chunk and WebAssembly come from our own origin and are not kept for offline: a ticket is admitted by the
 * server, so without network there is nothing to scan for.
 */
import { BarcodeDetector, setZXingModuleOverrides } from 'barcode-detector/ponyfill'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

// Left alone, it would fetch the WebAssembly from a public CDN.
setZXingModuleOverrides({
  locateFile: (path: string, prefix: string) => (path.endsWith('.wasm') ? wasmUrl : prefix + path),
})

export const createDetector = () => new BarcodeDetector({ formats: ['qr_code'] })
