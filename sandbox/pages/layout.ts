import type { Language } from './words.ts'

/** Markup that is safe to send; made only by `html`. */
export type Html = { readonly markup: string }
type Part = string | number | null | undefined | Html | Html[]

function escape(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replaceAll(/[&<>"']/g, (character) => names[character] ?? character)
}

function render(part: Part): string {
  if (part === null || part === undefined) return ''
  if (Array.isArray(part)) return part.map((item) => item.markup).join('')
  return typeof part === 'object' ? part.markup : escape(String(part))
}

/** A template whose values are escaped unless they are markup themselves. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Html {
  let markup = strings[0] ?? ''
  for (const [index, part] of parts.entries()) markup += render(part) + (strings[index + 1] ?? '')
  return { markup }
}

export function page(language: Language, title: string, body: Html, width: 'narrow' | 'wide' = 'narrow'): string {
  return html`<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${title}</title>
    <link rel="stylesheet" href="/sandbox.css" />
    <link rel="icon" href="data:," />
  </head>
  <body class="${width}">
    ${body}
  </body>
</html>
`.markup
}

/** No script at all. Forms may lead anywhere, because a decided payment goes back to whoever asked for it. */
export const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  vary: 'Accept-Language',
}

export const stylesheet = `
:root { color-scheme: light dark; --paper: #fbf7f0; --surface: #fff; --ink: #221a14; --soft: #6a5b4e; --line: #e6dccb;
  --grana: #b3123b; --on-grana: #fff; --anil: #1f3a8a; --nopal: #2f7d4f; --barro: #b4541a; --chapulin: #a3241b; }
@media (prefers-color-scheme: dark) { :root { --paper: #17130f; --surface: #211b15; --ink: #f4ebdd; --soft: #b9a890;
  --line: #3a3026; --grana: #f0567c; --on-grana: #17130f; --anil: #8fa8ff; --nopal: #6fd096; --barro: #f0975b; --chapulin: #ff8a7a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 16px 48px; background: var(--paper); color: var(--ink);
  font: 16px/1.5 'Source Sans 3', system-ui, -apple-system, 'Segoe UI', sans-serif; }
.narrow { max-width: 30rem; } .wide { max-width: 76rem; }
h1 { font: 600 1.6rem/1.2 Fraunces, Georgia, serif; margin: 0 0 8px; }
h2 { font: 600 1.2rem/1.3 Fraunces, Georgia, serif; margin: 0 0 12px; }
p { margin: 0 0 12px; } a { color: var(--anil); }
.badge { display: inline-block; margin-bottom: 16px; padding: 2px 10px; border: 1px solid var(--barro); border-radius: 999px;
  color: var(--barro); font-size: .85rem; }
.soft { color: var(--soft); }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: 20px; margin-top: 16px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 6px 16px; margin: 16px 0; }
dt { color: var(--soft); } dd { margin: 0; text-align: right; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
form { margin: 0; } .actions { display: grid; gap: 12px; margin-top: 20px; }
button, .button { display: block; width: 100%; min-height: 48px; padding: 10px 16px; border-radius: 12px; border: 1px solid var(--grana);
  background: var(--grana); color: var(--on-grana); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button.quiet { background: transparent; color: var(--ink); border-color: var(--line); }
button:focus-visible, a:focus-visible, .scroll:focus-visible { outline: 3px solid var(--anil); outline-offset: 2px; }
nav ul { display: flex; flex-wrap: wrap; gap: 4px 16px; margin: 12px 0 0; padding: 0; list-style: none; }
.scroll { overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: .93rem; }
th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--soft); font-weight: 600; white-space: nowrap; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; } code { font-size: .88em; overflow-wrap: anywhere; }
td code { white-space: nowrap; } td { min-width: 5rem; } .card + p { margin-top: 16px; } .card > dl:first-child { margin-top: 0; }
.good { color: var(--nopal); } .bad { color: var(--chapulin); } .wait { color: var(--barro); }
@media (max-width: 480px) { dl { grid-template-columns: 1fr; gap: 0; } dd { text-align: left; margin-bottom: 8px; } }
`
