import { useSyncExternalStore } from 'react'
import { readSetting, writeSetting } from './storage.ts'

export const themeKey = 'gc.theme'
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const listeners = new Set<() => void>()
const systemDark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : null

function stored(): Theme {
  const value = readSetting(themeKey)
  return value === 'light' || value === 'dark' ? value : 'system'
}
let chosen: Theme = stored()

function apply(): void {
  const dark = chosen === 'dark' || (chosen === 'system' && (systemDark?.matches ?? false))
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light'
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', paper)
  for (const listener of listeners) listener()
}
systemDark?.addEventListener('change', apply)

export function setTheme(theme: Theme): void {
  chosen = theme
  writeSetting(themeKey, theme === 'system' ? null : theme)
  apply()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the visitor chose, `system` unless they did. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, () => chosen)
}

/** True when the page is dark right now, whoever decided it. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, () => document.documentElement.dataset['theme'] === 'dark')
}
