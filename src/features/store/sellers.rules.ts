import { RegionSlug } from '../../../contracts/common.ts'

/** The address of the list of workshops; a region that is none is no filter. */
export type SellersSearch = { region?: RegionSlug }

export function readSellersSearch(raw: Record<string, unknown>): SellersSearch {
  const region = RegionSlug.safeParse(raw['region'])
  return region.success ? { region: region.data } : {}
}
