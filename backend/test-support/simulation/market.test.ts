/** Seeds of the market: baskets of several workshops with tours in them, parcels, returns, and the shares of it all. */
import { testSeeds } from './seeds.ts'
import { isMarketSeed } from './simulate.ts'

testSeeds(Array.from({ length: 40 }, (_, index) => index + 1).filter(isMarketSeed))
