import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { focusOnNavigation } from './app/focus-on-navigation.ts'
import { Providers } from './app/providers.tsx'
import { createQueryClient } from './app/query-client.ts'
import { createAppRouter } from './app/router.tsx'
import { startI18n } from './lib/i18n.ts'
import { reportError } from './lib/sentry.ts'
import './styles/app.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

await startI18n()
const queryClient = createQueryClient()
const router = createAppRouter(queryClient)
focusOnNavigation(router)

createRoot(root, { onUncaughtError: (error) => reportError(error) }).render(
  <StrictMode>
    <Providers queryClient={queryClient}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)
