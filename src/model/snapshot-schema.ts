import type { Migration } from './migration.ts'
import type { Schema } from './schema.ts'
import type { SnapshotSchema } from './snapshot.ts'

/** A schema as a snapshot keeps it: without identities, which mean something in one database alone. */
export function schemaToSnapshot({ objects, columnOrder }: Schema): Omit<SnapshotSchema, 'build'> {
  return {
    objects: [...objects.values()].map(({ kind, name, attributes }) => ({ kind, name, attributes })),
    columnOrder: Object.fromEntries([...columnOrder].map(([table, columns]) => [table, [...columns]])),
  }
}

/** The schema that a snapshot keeps. */
function schemaOfSnapshot({ objects, columnOrder }: SnapshotSchema): Schema {
  return {
    objects: new Map(
      objects.map(({ kind, name, attributes }) => [
        `${kind} ${name}`,
        { kind, name, identity: '', attributes },
      ]),
    ),
    columnOrder: new Map(Object.entries(columnOrder)),
  }
}

/** What a shadow has to build. */
export function targetOf(
  schema: SnapshotSchema,
  version: string,
): { readonly schema: Schema; readonly version: string; readonly redacted: boolean } {
  return { schema: schemaOfSnapshot(schema), version, redacted: schema.redacted === true }
}

/** The statements that build a snapshot, as a step that is replayed before all others. `path` is the snapshot's. */
export function snapshotStep({ build }: Pick<SnapshotSchema, 'build'>, path: string): Migration {
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
