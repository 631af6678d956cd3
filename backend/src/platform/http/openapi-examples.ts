/** An example value of a JSON schema: what the contract gives, else the plainest value that fits. */
type Json = { [key: string]: unknown }

const byFormat: Record<string, string> = {
  uuid: '01a200cd-ddd9-7211-8467-58fb6374bc3f',
  'date-time': '2027-07-19T16:00:00.000Z',
  date: '2027-07-19',
  email: 'ana@guelaguetza.test',
  uri: 'https://guelaguetza.example',
}

/** Strings that say nothing about themselves but their name. */
const byName: Record<string, string> = {
  name: 'Rosa Martínez',
  title: 'Telar de pedal en Teotitlán',
  summary: 'Tiñe e hila con grana cochinilla.',
  description: 'Una mañana en el taller de una familia de tejedores.',
  label: 'Adulto',
  slug: 'telar-de-pedal',
  address: 'Av. Juárez 12, Teotitlán del Valle',
  timeZone: 'America/Mexico_City',
  code: 'GX7K2M9Q',
  type: 'adult',
  region: 'valles-centrales',
  category: 'TALLER',
  email: 'ana@guelaguetza.test',
  password: 'hilo-de-algodon-42',
  newPassword: 'hilo-de-algodon-42',
  reason: 'Cambio de planes',
  key: 'flexible',
  release: '1.4.0',
  recipient: 'Ana Ruiz',
  line1: 'Reforma 222',
  line2: 'Depto. 4',
  city: 'Ciudad de México',
  state: 'CMX',
  postalCode: '06600',
  country: 'MX',
  phone: '+52 55 1234 5678',
  carrier: 'estafeta',
  carrierName: 'Estafeta',
  trackingNumber: '3055892120610706104294',
  note: 'Envuelto como regalo, por favor.',
  openingHours: 'De lunes a sábado, de 9 a 18',
  role: 'user',
}

function resolve(schema: Json, schemas: Record<string, Json>): Json {
  const reference = schema['$ref']
  return typeof reference === 'string' ? (schemas[reference.replace('#/components/schemas/', '')] ?? {}) : schema
}

function ofObject(schema: Json, schemas: Record<string, Json>, depth: number): Json {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [name, exampleOf(property, schemas, depth + 1, name)]),
  )
}

export function exampleOf(given: Json | undefined, schemas: Record<string, Json>, depth = 0, name = ''): unknown {
  if (!given || depth > 8) return null
  const schema = resolve(given, schemas)
  if ('example' in schema) return schema['example']
  if (Array.isArray(schema['examples'])) return schema['examples'][0]
  if ('const' in schema) return schema['const']
  if ('default' in schema) return schema['default']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  const branches = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined
  if (branches)
    return exampleOf(
      branches.find((branch) => branch['type'] !== 'null'),
      schemas,
      depth + 1,
    )
  if (Array.isArray(schema['allOf'])) {
    return Object.assign({}, ...(schema['allOf'] as Json[]).map((part) => exampleOf(part, schemas, depth + 1)))
  }
  switch (schema['type']) {
    case 'object':
      return ofObject(schema, schemas, depth)
    case 'array':
      return [exampleOf(schema['items'] as Json, schemas, depth + 1)]
    case 'string':
      return byFormat[String(schema['format'])] ?? byName[name] ?? 'texto'
    case 'integer':
    case 'number':
      return Math.max(1, Number(schema['minimum'] ?? 1))
    case 'boolean':
      return true
    default:
      return null
  }
}
