/** The names a new module needs, from the one it is given. */
import { Explained } from '../command.ts'
import { pascalCase } from '../structure.ts'

export interface Names {
  /** `gift-cards` */
  module: string
  /** `gift-card` */
  item: string
  /** `GiftCards`, `GiftCard` */
  Module: string
  Item: string
  /** `giftCards`, `giftCard` */
  moduleVar: string
  itemVar: string
  /** `gift_cards` */
  table: string
}

/** @throws Explained when the name is no plural in kebab-case. */
export function namesOf(given: string): Names {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(given) || !given.endsWith('s')) {
    throw new Explained(
      `"${given}" is no name for a module: a plural in kebab-case, for example reviews or gift-cards.`,
    )
  }
  const item = given.endsWith('ies') ? `${given.slice(0, -3)}y` : given.slice(0, -1)
  const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)
  const [Module, Item] = [pascalCase(given), pascalCase(item)]
  const table = given.replaceAll('-', '_')
  return { module: given, item, Module, Item, moduleVar: lower(Module), itemVar: lower(Item), table }
}
