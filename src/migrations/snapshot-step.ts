import type { Migration } from '../model/migration.ts'
import type { SnapshotSchema } from '../model/snapshot.ts'

/** The statements that build a snapshot, as a step that is replayed before all others. `path` is the snapshot's. */
export function snapshotStep({ build }: SnapshotSchema, path: string): Migration {
  return {
    id: path,
    format: 'snapshot',
    up: { path, text: build.map(sql => `${sql};\n`).join('') },
    down: null,
    transaction: 'none',
    oneString: false,
    runner: 'ours',
  }
}
