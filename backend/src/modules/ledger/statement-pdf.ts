/**
 * A month's statement on paper: letter size, each line with the balance after it, every page with its number. It leaves
 * page by page: of a month of any length only a few pages are in memory.
 */
import { setImmediate as turn } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import type { Language } from '../../../../contracts/common.ts'
import type { StatementLine } from '../../../../contracts/ledger.ts'
import { printable } from './printable.rules.ts'

export interface PrintedStatement {
  language: Language
  /** `YYYY-MM` */
  month: string
  payee: string
  openingCents: number
  closingCents: number
  inCents: number
  outCents: number
  /** How many `lines` there will be: the first page already says of how many it is one. */
  lineCount: number
  lines: AsyncIterable<readonly StatementLine[]>
  printedAt: Date
}

const words = {
  es: {
    title: 'Estado de cuenta',
    opening: 'Saldo al empezar',
    in: 'Entró',
    out: 'Salió',
    closing: 'Saldo al terminar',
    heads: ['Fecha', 'Concepto', 'Venta', 'Importe', 'Saldo'],
    none: 'En este mes no se movió nada.',
    page: (page: number, of: number) => `Página ${page} de ${of}`,
    printed: (when: string) => `Importes en pesos mexicanos. Fechas y horas de Oaxaca. Impreso el ${when}.`,
  },
  en: {
    title: 'Statement',
    opening: 'Balance at the start',
    in: 'Came in',
    out: 'Went out',
    closing: 'Balance at the end',
    heads: ['Date', 'What', 'Sale', 'Amount', 'Balance'],
    none: 'Nothing moved in this month.',
    page: (page: number, of: number) => `Page ${page} of ${of}`,
    printed: (when: string) => `Amounts in Mexican pesos. Dates and times of Oaxaca. Printed on ${when}.`,
  },
} as const

const locales = { es: 'es-MX', en: 'en-US' } as const satisfies Record<Language, string>
const ink = '#221a14'
const soft = '#65564a'
const line = '#e6dccb'
const grana = '#a8153a'
const margin = 48
const rowHeight = 18
/** Left edges and widths, in points of a letter page; amounts stand to the right of theirs. */
const columns = [
  { x: 48, width: 92 },
  { x: 144, width: 206 },
  { x: 354, width: 62 },
  { x: 418, width: 70 },
  { x: 490, width: 74 },
] as const

/** Made once: an Intl format costs more than a line of paper. */
const amounts = {
  es: new Intl.NumberFormat(locales.es, { minimumFractionDigits: 2 }),
  en: new Intl.NumberFormat(locales.en, { minimumFractionDigits: 2 }),
}
const amountText = (cents: number, language: Language): string =>
  `${cents < 0 ? '-' : ''}$${amounts[language].format(Math.abs(cents) / 100)}`

const atPlace = (language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locales[language], { timeZone: 'America/Mexico_City', ...options })

function monthName(month: string, language: Language): string {
  const name = new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', month: 'long', year: 'numeric' })
  return name.format(new Date(`${month}-15T12:00:00Z`))
}

/** The file, in pieces. */
export async function* statementPdf(statement: PrintedStatement): AsyncGenerator<Buffer> {
  const { language, month, payee, lineCount, lines, printedAt } = statement
  const text = words[language]
  const title = printable(`${text.title} · ${monthName(month, language)}`)
  const paper = new PDFDocument({
    size: 'LETTER',
    margins: { top: margin, bottom: 0, left: margin, right: margin },
    lang: locales[language],
    info: { Title: `${title} · ${printable(payee)}`, Author: 'Guelaguetza Connect', CreationDate: printedAt },
  })
  let written: Buffer[] = []
  paper.on('data', (part: Buffer) => written.push(part))
  const done = new Promise<void>((resolve, reject) => paper.on('end', resolve).on('error', reject))

  const cell = (column: (typeof columns)[number], y: number, content: string, toRight = false) =>
    paper.text(printable(content), column.x, y, {
      width: column.width,
      align: toRight ? 'right' : 'left',
      lineBreak: false,
      ellipsis: true,
      height: rowHeight,
    })
  const bottom = paper.page.height - margin - 24
  const fit = (y: number) => Math.floor((bottom - y) / rowHeight)

  band(paper)
  paper
    .font('Helvetica')
    .fontSize(10)
    .fillColor(soft)
    .text('Guelaguetza Connect', margin, margin + 4)
  paper
    .font('Helvetica-Bold')
    .fontSize(20)
    .fillColor(ink)
    .text(title, margin, margin + 20)
  paper
    .font('Helvetica')
    .fontSize(12)
    .fillColor(ink)
    .text(printable(payee), margin, margin + 46)
  let y = sums(paper, statement, margin + 72)

  function heads() {
    paper.font('Helvetica-Bold').fontSize(9).fillColor(soft)
    for (const [index, column] of columns.entries()) cell(column, y, text.heads[index] ?? '', index > 2)
    y += rowHeight
    rule(paper, y - 5)
  }
  heads()
  if (lineCount === 0)
    paper
      .font('Helvetica')
      .fontSize(10)
      .fillColor(soft)
      .text(text.none, margin, y + 4)

  const pages = 1 + Math.max(0, Math.ceil((lineCount - fit(y)) / fit(margin + rowHeight)))
  const when = atPlace(language, { dateStyle: 'long', timeStyle: 'short', hourCycle: 'h23' }).format(printedAt)
  let page = 1
  function foot() {
    const at = paper.page.height - margin
    paper.font('Helvetica').fontSize(8).fillColor(soft)
    paper.text(printable(text.printed(when)), margin, at, { width: 400, lineBreak: false })
    paper.text(text.page(page, pages), margin, at, {
      width: paper.page.width - 2 * margin,
      align: 'right',
      lineBreak: false,
    })
  }

  const dates = atPlace(language, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  for await (const some of lines) {
    for (const row of some) {
      if (y + rowHeight > bottom) {
        foot()
        paper.addPage()
        page += 1
        y = margin
        heads()
        // Others are served between two pages, and what is written is fetched.
        await turn()
        if (written.length > 0) yield Buffer.concat(written)
        written = []
      }
      paper.font('Helvetica').fontSize(9).fillColor(soft)
      cell(columns[0], y, dates.format(new Date(row.at)))
      paper.fillColor(ink)
      cell(columns[1], y, row.text)
      paper.fillColor(soft)
      cell(columns[2], y, row.code ?? '')
      paper.font(row.amount.amount < 0 ? 'Helvetica' : 'Helvetica-Bold').fillColor(ink)
      cell(columns[3], y, amountText(row.amount.amount, language), true)
      paper.font('Helvetica')
      cell(columns[4], y, amountText(row.balance.amount, language), true)
      y += rowHeight
      rule(paper, y - 5)
    }
  }
  foot()
  paper.end()
  await done
  yield Buffer.concat(written)
}

type Paper = InstanceType<typeof PDFDocument>

function rule(paper: Paper, y: number) {
  paper
    .moveTo(margin, y)
    .lineTo(paper.page.width - margin, y)
    .lineWidth(0.5)
    .strokeColor(line)
    .stroke()
}

/** The woven edge of the house. */
function band(paper: Paper) {
  paper.rect(0, 0, paper.page.width, 10).fill(grana)
  for (let x = 6; x < paper.page.width; x += 14)
    paper.polygon([x, 5], [x + 4, 1], [x + 8, 5], [x + 4, 9]).fill('#eea320')
}

/** What the month began with, what came and went, and what it ended with. */
function sums(paper: Paper, statement: PrintedStatement, y: number): number {
  const { language } = statement
  const text = words[language]
  const shown = [
    [text.opening, statement.openingCents],
    [text.in, statement.inCents],
    [text.out, statement.outCents],
    [text.closing, statement.closingCents],
  ] as const
  const width = (paper.page.width - 2 * margin) / shown.length
  paper.roundedRect(margin, y, paper.page.width - 2 * margin, 48, 6).fill('#f3ebdd')
  for (const [index, [label, cents]] of shown.entries()) {
    const x = margin + index * width + 10
    paper
      .font('Helvetica')
      .fontSize(9)
      .fillColor(soft)
      .text(printable(label), x, y + 10, { width: width - 12, lineBreak: false })
    paper
      .font('Helvetica-Bold')
      .fontSize(12)
      .fillColor(ink)
      .text(amountText(cents, language), x, y + 25, { width: width - 12, lineBreak: false })
  }
  return y + 68
}
