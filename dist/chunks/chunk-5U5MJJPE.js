import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/model/snapshot-schema.ts
function schemaToSnapshot({ objects, columnOrder }) {
  return {
    objects: [...objects.values()].map(({ kind, name, attributes }) => ({ kind, name, attributes })),
    columnOrder: Object.fromEntries([...columnOrder].map(([table, columns]) => [table, [...columns]]))
  };
}
function schemaOfSnapshot({ objects, columnOrder }) {
  return {
    objects: new Map(
      objects.map(({ kind, name, attributes }) => [
        `${kind} ${name}`,
        { kind, name, identity: "", attributes }
      ])
    ),
    columnOrder: new Map(Object.entries(columnOrder))
  };
}
function targetOf(schema, version) {
  return { schema: schemaOfSnapshot(schema), version, redacted: schema.redacted === true };
}
function snapshotStep({ build }, path) {
  return {
    id: path,
    format: "snapshot",
    up: { path, text: build.map((sql) => `${sql};
`).join("") },
    down: null,
    transaction: "none",
    oneString: false,
    runner: "ours"
  };
}

export {
  schemaToSnapshot,
  targetOf,
  snapshotStep
};
