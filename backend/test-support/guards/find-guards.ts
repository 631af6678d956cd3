/**
 * Guards in the source of the API, found by their shape: conditions on whose a row is (SQL, Prisma, code), the rights that a route
 * asks a team for, refusals of what is not one's own. Each is rewritten so that it can be switched off in a running copy.
 */
import ts from 'typescript'
import { partnerActions } from '../../../contracts/partners.ts'

export interface Guard {
  id: number
  file: string
  line: number
  /** What is taken away. */
  text: string
  /** The function or method that it stands in. */
  within: string
}

const columns =
  'user_id|owner_id|host_id|seller_id|buyer_id|payee_id|partner_id|payee_user_id|reporter_id|reported_user_id|requested_by|decided_by|sender_id|blocker_id|blocked_id'
const condition = new RegExp(
  `(?:^\\s*|\\b(?:AND|WHERE|ON|OR)\\s+\\(*\\s*)((?:\\w+\\.)?(?:${columns})\\s*(?:=|<>|IS NOT DISTINCT FROM)\\s*(?:ANY\\s*\\(\\s*)?)$`,
)
const fields = /^(userId|ownerId|hostId|sellerId|payeeId|partnerId|buyerId|reporterId|blockerId|blockedId)$/
const persons =
  /(?:^|\.)(userId|ownerId|hostId|hostUserId|sellerId|sellerUserId|authorId|payeeId|payeeUserId|buyerId|reportedUserId|requestedBy|decidedBy|moderatorId)$/
const refusals =
  /\.(FORBIDDEN|UNAUTHENTICATED|ACCOUNT_BANNED|STEP_UP_REQUIRED|SECOND_FACTOR_NEEDED|EMAIL_NOT_VERIFIED|INVITATION_NOT_YOURS|OWN_CASE|OWN_REVIEW|OWN_LISTING|SAME_MODERATOR|CANNOT_ACT_ON_SELF|SECOND_PERSON_NEEDED)\(/
const asksTeam = /(host|seller|partner|actor|payee|shop|allFor|colleagues|^can$|acting|profileOf)/i
/** What a helper may: instead of it, nothing is weaker. */
const weakest = new Set(['check-in', 'bookings', 'orders', 'fulfil'])
const rights: ReadonlySet<string> = new Set(partnerActions.filter((action) => !weakest.has(action)))

const off = (id: number) => `globalThis.withoutGuard(${id})`
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim()

export function findGuards(file: string, source: string, firstId: number): { guards: Guard[]; rewritten: string } {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true)
  const guards: Guard[] = []
  const edits: { at: number; end: number; text: string }[] = []
  const textOf = (node: ts.Node) => node.getText(tree)
  let within = ''

  function note(at: number, text: string): number {
    const id = firstId + guards.length
    guards.push({ id, file, line: tree.getLineAndCharacterOfPosition(at).line + 1, text: oneLine(text), within })
    return id
  }
  const insert = (at: number, text: string) => edits.push({ at, end: at, text })
  const replace = (node: ts.Node, text: string) => edits.push({ at: node.getStart(tree), end: node.getEnd(), text })

  /** `AND user_id = ${userId}::uuid`, up to the cast or the bracket of ANY. */
  function inSql(template: ts.TemplateExpression): void {
    for (const [index, span] of template.templateSpans.entries()) {
      const before = index === 0 ? template.head : (template.templateSpans[index - 1] as ts.TemplateSpan).literal
      const start = before.getStart(tree) + 1
      const text = source.slice(start, before.getEnd() - 2)
      const found = condition.exec(text)
      if (!found?.[1]) continue
      const at = start + text.length - found[1].length
      const after = span.literal.getStart(tree) + 1
      const rest = source.slice(after, span.literal.getEnd() - 1)
      const cast = (/ANY/.test(found[1]) ? /^(::[\w[\]]+)?\s*\)/ : /^(::[\w[\]]+)?/).exec(rest)?.[0] ?? ''
      const end = after + cast.length
      const id = note(at, source.slice(at, end))
      const [column = ''] = /^\w+/.exec(found[1]) ?? []
      // A piece that others put the table's name before: the column stays in front.
      if (text.trim() === found[1].trim() && !/\.|ANY/.test(found[1])) {
        insert(start + text.length, `CASE WHEN \${${off(id)}}::boolean THEN ${column} ELSE `)
        insert(end, ' END')
      } else {
        insert(at, `(\${${off(id)}}::boolean OR `)
        insert(end, ')')
      }
    }
  }

  /** `where: { id, userId }`, at any depth below `where`. */
  function inWhere(where: ts.ObjectLiteralExpression): void {
    for (const property of where.properties) {
      const name = property.name && textOf(property.name)
      if (ts.isShorthandPropertyAssignment(property) && name && fields.test(name)) {
        replace(property, `...(${off(note(property.getStart(tree), `where ${textOf(property)}`))} ? {} : { ${name} })`)
      } else if (
        ts.isPropertyAssignment(property) &&
        name &&
        fields.test(name) &&
        property.initializer.kind !== ts.SyntaxKind.NullKeyword
      ) {
        replace(
          property,
          `...(${off(note(property.getStart(tree), `where ${textOf(property)}`))} ? {} : { ${textOf(property)} })`,
        )
      }
    }
  }

  const throwsIn = (statement: ts.Statement): string => {
    const first = ts.isBlock(statement) ? statement.statements[0] : statement
    return first && ts.isThrowStatement(first) ? textOf(first) : ''
  }
  /** What a comparison decides: whether something is thrown, or whether it is taken as theirs; null where it only shows. */
  function decides(node: ts.Node): 'throw' | 'accept' | null {
    for (let at = node; at.parent; at = at.parent) {
      const { parent } = at
      if (ts.isArrowFunction(parent) && ts.isCallExpression(parent.parent)) return null
      if (ts.isPropertyAssignment(parent)) return null
      // Who looks at their own is only not counted.
      if (ts.isIfStatement(parent) && /\bviewed\(/.test(textOf(parent.thenStatement))) return null
      if (ts.isIfStatement(parent))
        return parent.expression === at && throwsIn(parent.thenStatement) ? 'throw' : 'accept'
      if (ts.isStatement(parent)) return 'accept'
    }
    return null
  }
  function inComparison(node: ts.BinaryExpression): void {
    const same = node.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken
    if (!same && node.operatorToken.kind !== ts.SyntaxKind.ExclamationEqualsEqualsToken) return
    const [left, right] = [textOf(node.left), textOf(node.right)]
    const ofPersons =
      (persons.test(left) || persons.test(right)) && ![left, right].some((side) => /^(null|undefined)$/.test(side))
    const ofRoles = /(^|\.)role$/.test(left) && /^'(admin|moderator)'$/.test(right)
    if (!ofPersons && !ofRoles) return
    const effect = decides(node)
    if (!effect) return
    const id = note(node.getStart(tree), textOf(node))
    // Taken away, what threw does not, and what was asked is so.
    const neutral = effect === 'accept' && same ? `(${off(id)} || ` : `(!${off(id)} && `
    insert(node.getStart(tree), neutral)
    insert(node.getEnd(), ')')
  }

  function inIf(node: ts.IfStatement): void {
    const thrown = throwsIn(node.thenStatement)
    if (!refusals.test(thrown)) return
    const id = note(node.getStart(tree), `if (${textOf(node.expression)}) ${thrown}`)
    insert(node.expression.getStart(tree), `!${off(id)} && (`)
    insert(node.expression.getEnd(), ')')
  }

  /** The name that a function goes by, at the node that gives it. */
  function nameOf(node: ts.Node): string | null {
    if ((ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) && node.name) return textOf(node.name)
    const named = ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)
    return named && node.initializer && ts.isArrowFunction(node.initializer) ? textOf(node.name) : null
  }
  function visit(node: ts.Node): void {
    const around = within
    within = nameOf(node) ?? around
    look(node)
    ts.forEachChild(node, visit)
    within = around
  }
  function look(node: ts.Node): void {
    if (ts.isTaggedTemplateExpression(node) && ts.isTemplateExpression(node.template)) {
      if (/(sql|queryRaw|executeRaw)/i.test(textOf(node.tag))) inSql(node.template)
    } else if (ts.isPropertyAssignment(node) && textOf(node.name) === 'where') {
      const { initializer } = node
      if (ts.isObjectLiteralExpression(initializer)) inWhere(initializer)
      else if (ts.isIdentifier(initializer))
        replace(
          initializer,
          `globalThis.withoutOwner(${off(note(node.getStart(tree), textOf(node)))}, ${textOf(initializer)})`,
        )
    } else if (ts.isBinaryExpression(node)) inComparison(node)
    else if (ts.isIfStatement(node)) inIf(node)
    else if (ts.isCallExpression(node)) {
      const callee = textOf(node.expression)
      if (/\bassertProved$/.test(callee) && ts.isAwaitExpression(node.parent))
        insert(node.parent.getStart(tree), `${off(note(node.getStart(tree), textOf(node)))} || `)
      if (/\bhasRole$/.test(callee)) {
        insert(node.getStart(tree), `(${off(note(node.getStart(tree), textOf(node)))} || `)
        insert(node.getEnd(), ')')
      }
    } else if (ts.isStringLiteral(node) && rights.has(node.text)) {
      const { parent } = node
      const asked =
        (ts.isCallExpression(parent) &&
          parent.expression !== node &&
          asksTeam.test(textOf(parent.expression).split('.').at(-1) ?? '')) ||
        (ts.isParameter(parent) && parent.initializer === node)
      if (asked)
        replace(
          node,
          `(${off(note(node.getStart(tree), `the right ${textOf(node)} in ${textOf(parent)}`))} ? 'check-in' : ${textOf(node)})`,
        )
    } else if (ts.isConditionalExpression(node) && /(^|\.)hidesMoney$/.test(textOf(node.condition))) {
      insert(node.condition.getStart(tree), `!${off(note(node.getStart(tree), textOf(node)))} && `)
    }
  }
  visit(tree)

  let rewritten = source
  // From the end, so that places stay; what was inserted at one place later stands further in.
  for (const { at, end, text } of edits
    .map((edit, order) => ({ ...edit, order }))
    .toSorted((a, b) => b.at - a.at || b.order - a.order))
    rewritten = rewritten.slice(0, at) + text + rewritten.slice(end)
  return { guards, rewritten }
}
