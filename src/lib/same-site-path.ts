/**
 * Where to go after signing in, from the address bar: only paths of this site. Everything that a browser could read as
 * another host (`//evil`, `/\evil`, schemes, control characters) and the sign-in screens themselves become `fallback`.
 */
export function sameSitePath(wanted: unknown, fallback = '/'): string {
  if (typeof wanted !== 'string' || !wanted.startsWith('/') || wanted.length > 1000) return fallback
  // Browsers drop tabs and line ends and read a backslash as a slash, after which `/\evil` is another host.
  if ([...wanted].some((char) => char < ' ' || char === '\u007f' || char === '\\')) return fallback
  let url: URL
  try {
    url = new URL(wanted, 'https://same.invalid')
  } catch {
    return fallback
  }
  if (url.origin !== 'https://same.invalid' || url.pathname.startsWith('//')) return fallback
  if (/^\/(entrar|registro|verificar|olvide|recuperar|restablecer|suspendida|api)(\/|$)/.test(url.pathname))
    return fallback
  return url.pathname + url.search + url.hash
}
