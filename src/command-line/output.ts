import { writeFile } from 'node:fs/promises'
import { UserError } from '../model/errors.ts'
import type { Review } from '../model/review.ts'
import { acceptPage, homepage, rulePage, version } from '../product.ts'

/** The forms in which a review is written. */
export const reviewFormats = ['text', 'json', 'markdown', 'sarif', 'html'] as const
/** Those of an answer that is read on the spot. */
export const plainFormats = ['text', 'json'] as const

/** Writes the answer where it was asked for. */
export async function put(output: string | undefined, text: string): Promise<void> {
  if (output === undefined) process.stdout.write(text)
  else await writeFile(output, text).catch(cause => refuseOutput(output, cause))
}

function refuseOutput(path: string, cause: Error): never {
  throw new UserError(`${path} cannot be written: ${cause.message}`, { cause })
}

/** The review in one of its forms. */
export async function render(
  format: (typeof reviewFormats)[number],
  review: Review,
  folders: readonly string[],
  color: boolean,
): Promise<string> {
  const context = {
    commit: null,
    runUrl: null,
    fileUrl: () => null,
    ruleUrl: rulePage,
    acceptUrl: acceptPage,
    folders,
    now: new Date().toISOString(),
  }
  switch (format) {
    case 'json':
      return (await import('../report/json.ts')).renderJson(review)
    case 'text':
      return (await import('../report/text.ts')).renderText(review, { color, now: context.now })
    case 'markdown': {
      const { renderMarkdown } = await import('../report/markdown.ts')
      return `${renderMarkdown(review, context)}\n`
    }
    case 'html': {
      const { renderHtml } = await import('../report/html.ts')
      return renderHtml(review, context)
    }
    case 'sarif': {
      const [{ renderSarif }, { rules }] = await Promise.all([
        import('../report/sarif.ts'),
        import('../rules/registry.ts'),
      ])
      return renderSarif(review, { version: version(), homepage, rules, ruleUrl: rulePage })
    }
  }
}

/** One line that is written over, and wiped at the end. */
export function showProgress(step: string, fraction: number): void {
  const percent = step === '' ? '' : `${Math.round(fraction * 100)} %  `
  process.stderr.write(`\r\x1b[K${percent}${step}`)
}
