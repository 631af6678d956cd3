/** Seeds about bookings alone; those of the market have a file, and so a process, of their own. */
import { testSeeds } from './seeds.ts'
import { isMarketSeed } from './simulate.ts'

testSeeds(Array.from({ length: 40 }, (_, index) => index + 1).filter((seed) => !isMarketSeed(seed)))
