import { ShippingAddress } from '../../contracts/orders.ts'
import { readSetting, writeSetting } from './storage.ts'

const key = 'gc.address'

/** Where one's last parcels went; on this device only, until one signs out. */
export function readAddress(): ShippingAddress | null {
  try {
    const read = ShippingAddress.safeParse(JSON.parse(readSetting(key) ?? 'null'))
    return read.success ? read.data : null
  } catch {
    return null
  }
}

export function keepAddress(address: ShippingAddress): void {
  writeSetting(key, JSON.stringify(address))
}

export function forgetAddress(): void {
  writeSetting(key, null)
}
