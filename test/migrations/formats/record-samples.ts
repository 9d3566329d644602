/** A history of three migrations as a tool lays it out, and what its table holds when two of them ran. */
export interface RecordSample {
  readonly format: string
  /** The up files in order. */
  readonly ups: readonly [string, string, string]
  /** What the n-th of them holds, from 1. */
  readonly text?: (number: number) => string
  /** Files beside the first so many. */
  readonly manifests?: (ups: number) => Readonly<Record<string, string>>
  readonly keepsChecksum: boolean
  /** What its table calls the third. */
  readonly third: string
  /** What is asked of the table, and its rows. */
  readonly stored: { readonly columns: string; readonly rows: readonly string[] }
}

/** By `sha256sum` and `sha384sum` of the first two files. */
const sha256 = [
  '01108dbe52c7f7715e35f5a3bed4ab9adff6123f64247e9473f38b9d3940c6ad',
  'c7e441cf09ff7fa53a0f1afaf615626b16d56dd1dd77ad293b10ac35d718cadf',
]
const sha384 = [
  '508883156c0fb0ba4d402757fb899572ebdc11d4c5ddd509a50fbf3d9d7a50ee038e880f0c4842872fa9da1b1d82a586',
  '735e695e3d0d8d2a837ff6adf62546262aebad723d3ce278ed3e8f614f163459d8b2da4a1e7be2cf46b60698862f9aee',
]

export const samples: readonly RecordSample[] = [
  {
    format: 'golang-migrate',
    ups: ['1_one.up.sql', '0002_two.up.sql', '10_three.up.sql'],
    keepsChecksum: false,
    third: '10',
    stored: { columns: 'version, dirty', rows: ['(2,f)'] },
  },
  {
    format: 'goose',
    ups: ['00001_one.sql', '00002_two.sql', '00010_three.sql'],
    text: number => `-- +goose Up\ncreate table t${number} ();\n-- +goose Down\ndrop table t${number};\n`,
    keepsChecksum: false,
    third: '10',
    stored: {
      columns: 'id, version_id, is_applied, tstamp <= localtimestamp',
      rows: ['(1,0,t,t)', '(2,1,t,t)', '(3,2,t,t)'],
    },
  },
  {
    format: 'dbmate',
    ups: ['20240101_one.sql', '20240102_two.sql', '20240103_three.sql'],
    text: number => `-- migrate:up\ncreate table t${number} ();\n-- migrate:down\ndrop table t${number};\n`,
    keepsChecksum: false,
    third: '20240103',
    stored: { columns: 'version', rows: ['(20240101)', '(20240102)'] },
  },
  {
    format: 'diesel',
    ups: ['00000000000000_one/up.sql', '2024-01-02-000000_two/up.sql', '20240103000000_three/up.sql'],
    keepsChecksum: false,
    third: '20240103000000',
    stored: {
      columns: 'version, run_on <= localtimestamp',
      rows: ['(00000000000000,t)', '(20240102000000,t)'],
    },
  },
  {
    format: 'sqlx',
    ups: ['1_one.sql', '0002_add_two.up.sql', '20240103000000_three.sql'],
    keepsChecksum: true,
    third: '20240103000000',
    stored: {
      columns: `version, description, success, encode(checksum, 'hex'), execution_time, installed_on <= now()`,
      rows: [`(1,one,t,${sha384[0]},1500250,t)`, `(2,"add two",t,${sha384[1]},1500250,t)`],
    },
  },
  {
    format: 'prisma',
    ups: ['0_one/migration.sql', '20240102000000_two/migration.sql', '20240103000000_three/migration.sql'],
    keepsChecksum: true,
    third: '20240103000000_three',
    stored: {
      columns: `migration_name, checksum, applied_steps_count, logs, rolled_back_at, length(id),
        id = lower(id::uuid::text), finished_at - started_at between '1 ms' and '60 s'`,
      rows: [`(0_one,${sha256[0]},1,,,36,t,t)`, `(20240102000000_two,${sha256[1]},1,,,36,t,t)`],
    },
  },
  {
    format: 'drizzle',
    ups: ['0000_one.sql', '0001_two.sql', '0002_three.sql'],
    manifests: ups => ({
      'meta/_journal.json': JSON.stringify({
        entries: [
          { when: 1700000000123, tag: '0000_one' },
          { when: 1700000100456, tag: '0001_two' },
          { when: 1700000200789, tag: '0002_three' },
        ].slice(0, ups),
      }),
    }),
    keepsChecksum: true,
    third: '1700000200789',
    stored: {
      columns: 'id, hash, created_at',
      rows: [`(1,${sha256[0]},1700000000123)`, `(2,${sha256[1]},1700000100456)`],
    },
  },
  {
    format: 'drizzle',
    ups: [
      '20240131120000_one/migration.sql',
      '20240201120005_two/migration.sql',
      '20240201120006_three/migration.sql',
    ],
    keepsChecksum: true,
    third: '1706788806000',
    stored: {
      columns: 'id, hash, created_at',
      rows: [`(1,${sha256[0]},1706702400000)`, `(2,${sha256[1]},1706788805000)`],
    },
  },
]
