/** What a person writes as their state becomes the code that shipping rates name: ISO 3166-2 without `MX-`. */

/** Code, then every way people write it; without accents, in lower case. */
const states: Record<string, readonly string[]> = {
  AGU: ['aguascalientes', 'ags'],
  BCN: ['baja california', 'baja california norte', 'bc'],
  BCS: ['baja california sur'],
  CAM: ['campeche', 'camp'],
  CHP: ['chiapas', 'chis'],
  CHH: ['chihuahua', 'chih'],
  CMX: ['ciudad de mexico', 'mexico city', 'cdmx', 'distrito federal', 'df', 'mexico df', 'mexico d f', 'd f'],
  COA: ['coahuila', 'coahuila de zaragoza', 'coah'],
  COL: ['colima'],
  DUR: ['durango', 'dgo'],
  GUA: ['guanajuato', 'gto'],
  GRO: ['guerrero'],
  HID: ['hidalgo', 'hgo'],
  JAL: ['jalisco'],
  MEX: ['mexico', 'estado de mexico', 'edomex', 'edo mex', 'edo de mexico', 'edo mexico', 'state of mexico'],
  MIC: ['michoacan', 'michoacan de ocampo', 'mich'],
  MOR: ['morelos'],
  NAY: ['nayarit'],
  NLE: ['nuevo leon', 'nl', 'n l'],
  OAX: ['oaxaca', 'oaxaca de juarez'],
  PUE: ['puebla'],
  QUE: ['queretaro', 'queretaro de arteaga', 'qro'],
  ROO: ['quintana roo', 'q roo', 'qroo'],
  SLP: ['san luis potosi', 's l p'],
  SIN: ['sinaloa'],
  SON: ['sonora'],
  TAB: ['tabasco'],
  TAM: ['tamaulipas', 'tamps'],
  TLA: ['tlaxcala', 'tlax'],
  VER: ['veracruz', 'veracruz de ignacio de la llave', 'veracruz llave'],
  YUC: ['yucatan'],
  ZAC: ['zacatecas'],
}

export const mexicanStateCodes = Object.keys(states)

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()

const byText = new Map(
  Object.entries(states).flatMap(([code, words]) => [
    [code.toLowerCase(), code] as const,
    ...words.map((word) => [word, code] as const),
  ]),
)

/** Null for a text that is no Mexican state. */
export function mexicanStateCode(text: string): string | null {
  const words = plain(text)
  const bare = words.replace(/^(mx|estado de|edo de|state of) /, '')
  return byText.get(words) ?? byText.get(bare) ?? null
}
