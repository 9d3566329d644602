import type { NumberedFix } from './fixes.ts'
import type { Caps, MarkdownContext } from './markdown-context.ts'
import { where } from './markdown-findings.ts'
import { sqlBlocks } from './markdown-migration.ts'
import { details, joined, md, strong } from './markdown-writer.ts'
import { firstMade, type Part } from './shorten.ts'

/** SQL to run instead, under the numbers by which the findings refer to it. */
export function fixesPart(context: MarkdownContext, fixes: readonly NumberedFix[], caps: Caps): Part {
  const pieces = firstMade(fixes, ({ number, sql, findings }) => {
    const places = joined(
      findings.slice(0, 5).map(finding => where(context, finding)),
      md`, `,
    )
    const more = findings.length > 5 ? md` and ${findings.length - 5} more` : md``
    return sqlBlocks(md`${strong(md`SQL ${number}`)} for ${places}${more}`, sql, caps)
  })
  return {
    total: fixes.length,
    build: shown => [details(md`SQL to run instead`, pieces(shown).flat())],
  }
}
