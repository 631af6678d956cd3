import { createGate, type Gate } from '../../platform/gate.ts'

/**
 * How many holds of one slot this process sends to the database at once, by the slot's id. Its row admits one at a time whoever
 * waits where; waiting here leaves the connections to everybody else, and a row with few in its queue sells faster than one with many.
 */
export type SlotGate = Gate

const mostAtOnce = 4

export const createSlotGate = (): SlotGate => createGate(mostAtOnce)
