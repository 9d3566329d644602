// Generated from the files of this folder by `npm run fix`. Do not edit.
import type { Format } from './format.ts'
import { format as plain } from './plain.ts'

export const formats: readonly Format[] = [plain]
