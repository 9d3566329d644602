import { styleText } from 'node:util'

type Format = 'red' | 'yellow' | 'green' | 'cyan' | 'dim' | 'bold'

/** Paints words for a terminal, or leaves them as they are. */
export type Paint = (format: Format, text: string) => string

export function painter(color: boolean): Paint {
  return color ? (format, text) => styleText(format, text, { validateStream: false }) : (_, text) => text
}

export const severityColors = { error: 'red', warning: 'yellow', notice: 'cyan' } as const
