import tailwind from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Where the API listens while Vite serves the browser's side; scripts/dev.ts sets it. */
const api = process.env['DEV_API_ORIGIN'] ?? `http://127.0.0.1:${process.env['PORT'] ?? '3001'}`

/**
 * Prisma's client sets a global `__dirname`. Where both live in one process (`npm run dev`) the PWA plugin would take it
 * for its own folder and not find itself, so it is out of sight while the plugin looks around.
 */
function withoutGlobalDirname<T>(work: () => T): T {
  const name = '__dirname'
  const theirs: unknown = Reflect.get(globalThis, name)
  Reflect.deleteProperty(globalThis, name)
  try {
    return work()
  } finally {
    if (theirs !== undefined) Reflect.set(globalThis, name, theirs)
  }
}

export default defineConfig({
  root: import.meta.dirname,
  plugins: [
    react(),
    tailwind(),
    withoutGlobalDirname(() =>
      VitePWA({
        strategies: 'injectManifest',
        srcDir: 'src',
        filename: 'sw.ts',
        registerType: 'prompt',
        injectRegister: false,
        manifest: {
          id: '/',
          name: 'Guelaguetza Connect',
          short_name: 'Guelaguetza',
          description: 'Experiencias con la gente de las ocho regiones de Oaxaca.',
          lang: 'es-MX',
          start_url: '/',
          scope: '/',
          display: 'standalone',
          theme_color: '#FBF7F0',
          background_color: '#FBF7F0',
          categories: ['travel', 'lifestyle'],
          icons: [
            { src: '/icons/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
            { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
            { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
            { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
          ],
          shortcuts: [
            { name: 'Explorar', url: '/experiencias' },
            { name: 'Tienda', url: '/tienda' },
            { name: 'Mis planes', url: '/mis-planes' },
          ],
        },
        injectManifest: {
          globPatterns: ['**/*.{js,css,html,svg,woff2}', 'icons/icon-192.png'],
          // Heavy parts that one may never open: the map, error reporting, glyphs of other scripts.
          globIgnores: [
            '**/maplibre*',
            '**/map-canvas*',
            '**/trend-chart*',
            '**/zxing-reader*',
            '**/sentry*',
            '**/*vietnamese*',
            '**/*cyrillic*',
            '**/*greek*',
          ],
          maximumFileSizeToCacheInBytes: 2_000_000,
        },
      }),
    ),
  ],
  server: {
    host: '127.0.0.1',
    port: Number(process.env['DEV_WEB_PORT'] ?? 5173),
    proxy: { '/api': { target: api, ws: true }, '/dev': api, '/media': api },
  },
  preview: { host: '127.0.0.1', proxy: { '/api': { target: api, ws: true }, '/media': api } },
  build: {
    target: 'es2022',
    sourcemap: false,
    chunkSizeWarningLimit: 1100,
    rolldownOptions: {
      output: {
        // Merged files import each other in circles: without it one runs before what it needs, and every page stays blank.
        strictExecutionOrder: true,
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            // What every page starts with, in two files that stay the same from release to release.
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'base', test: /node_modules\/(@tanstack|i18next|react-i18next|zod)\// },
            // What several pages share and is too small for a request of its own.
            { name: 'shared', minShareCount: 2, entriesAware: true, entriesAwareMergeThreshold: 20_000 },
          ],
        },
      },
    },
  },
})
