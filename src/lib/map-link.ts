/** How the visitor's device opens a place in its own map: `geo:` on Android, Apple's maps on Apple's, a map page elsewhere. */
export function mapLink(place: { lat: number; lng: number }, label: string, userAgent = navigator.userAgent): string {
  const at = `${place.lat.toFixed(6)},${place.lng.toFixed(6)}`
  if (/Android/.test(userAgent)) return `geo:${at}?q=${at}(${encodeURIComponent(label)})`
  if (/iPhone|iPad|Macintosh/.test(userAgent)) return `https://maps.apple.com/?ll=${at}&q=${encodeURIComponent(label)}`
  const [lat, lng] = at.split(',')
  return `https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=17/${lat}/${lng}`
}
