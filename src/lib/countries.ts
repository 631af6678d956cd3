import type { Language } from '../../contracts/common.ts'
import { localeOf } from './language.ts'

/** ISO 3166-1 alpha-2 of where the post goes. */
const codes =
  'AD AE AG AL AM AO AR AT AU AW AZ BA BB BD BE BF BG BH BI BJ BM BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU CV CW CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FR GA GB GD GE GF GH GL GM GN GP GQ GR GT GW GY HK HN HR HT HU ID IE IL IN IQ IS IT JM JO JP KE KG KH KM KN KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MK ML MM MN MO MQ MR MT MU MV MW MX MY MZ NA NC NE NG NI NL NO NP NZ OM PA PE PF PG PH PK PL PR PS PT PY QA RE RO RS RU RW SA SB SC SE SG SI SK SL SM SN SR ST SV SZ TD TG TH TJ TL TN TO TR TT TW TZ UA UG US UY UZ VA VC VE VN VU WS YT ZA ZM ZW'

export function countryName(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames([localeOf(language)], { type: 'region' }).of(code) ?? code
  } catch {
    return code
  }
}

/** Mexico first, then by name. */
export function countryOptions(language: Language): { value: string; label: string }[] {
  const names = new Intl.DisplayNames([localeOf(language)], { type: 'region' })
  const options = codes.split(' ').map((value) => ({ value, label: names.of(value) ?? value }))
  const mexico = options.filter(({ value }) => value === 'MX')
  const others = options.filter(({ value }) => value !== 'MX')
  return [...mexico, ...others.sort((a, b) => a.label.localeCompare(b.label, localeOf(language)))]
}
