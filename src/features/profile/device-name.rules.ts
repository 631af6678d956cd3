/** Browser and system in words a person knows, from a user agent. Null parts are unknown; versions say nothing to anybody. */
export function deviceName(userAgent: string | null): { browser: string | null; system: string | null } {
  const agent = userAgent ?? ''
  // Order matters: most browsers also claim to be Chrome and Safari.
  const browsers: [RegExp, string][] = [
    [/Edg(A|iOS)?\//, 'Edge'],
    [/OPR\/|Opera/, 'Opera'],
    [/SamsungBrowser\//, 'Samsung Internet'],
    [/Firefox\/|FxiOS\//, 'Firefox'],
    [/Chrome\/|CriOS\/|Chromium\//, 'Chrome'],
    [/Safari\//, 'Safari'],
  ]
  const systems: [RegExp, string][] = [
    [/iPhone/, 'iPhone'],
    [/iPad/, 'iPad'],
    [/Android/, 'Android'],
    [/CrOS/, 'ChromeOS'],
    [/Windows/, 'Windows'],
    [/Mac OS X|Macintosh/, 'Mac'],
    [/Linux/, 'Linux'],
  ]
  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent))?.[1] ?? null
  return { browser: find(browsers), system: find(systems) }
}
