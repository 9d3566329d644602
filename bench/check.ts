/** Checks beside their peers, and beside the floor. `node bench/check.ts [rounds]`, markdown on standard output. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, timeCommands, timesTable } from './support/measure.ts'
import { installPeers, squawkVersion } from './support/peers.ts'

const rounds = Number(process.argv[2] ?? 7)
const here = import.meta.dirname
const cli = join(here, '../dist/cli.js')
const tools = installPeers()
const folder = mkdtempSync(join(tmpdir(), 'migration-gate-bench-'))

const dangerous = `CREATE INDEX orders_by_customer ON orders (customer_id);
ALTER TABLE orders ALTER COLUMN customer_id SET NOT NULL;
ALTER TABLE orders ADD CONSTRAINT orders_customer_fk FOREIGN KEY (customer_id) REFERENCES customers (id);
ALTER TABLE customers DROP COLUMN fax;
`
const shop =
  'CREATE TABLE customers (id bigint PRIMARY KEY, fax text);\nCREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint);\n'
const oneColumn = 'ALTER TABLE t42 ADD COLUMN note text;\n'
const oneColumnBack = 'ALTER TABLE t42 DROP COLUMN note;\n'

write('lone/one.sql', dangerous)
write('shop/migrations/1_base.sql', shop)
write('shop/migrations/2_change.sql', dangerous)
write('generated/migrations/1_base.sql', hundredTables())
write('generated/migrations/2_note.sql', oneColumn)
write('sqlite/migrations/1_base.sql', hundredTables('integer', 'text DEFAULT CURRENT_TIMESTAMP'))
write('sqlite/migrations/2_note.sql', oneColumn)
write('sqlite/migrations/2_note.down.sql', oneColumnBack)
write('authored/migrations/1_base.sql', hundredTables())
write('authored/migrations/2_note.sql', oneColumn)
write('authored/migrations/2_note.down.sql', oneColumnBack)

const change = (name: string, file: string) => [
  'check',
  '--dir',
  'migrations',
  '--files',
  `migrations/${file}`,
  ...(name === '' ? [] : [name]),
]
const node = process.execPath
const one = timeCommands(
  [
    {
      name: 'migration-gate, text only (`--files`)',
      program: node,
      args: [cli, 'check', '--files', 'one.sql'],
      cwd: join(folder, 'lone'),
    },
    {
      name: 'migration-gate, measured',
      program: node,
      args: [cli, ...change('', '2_change.sql')],
      cwd: join(folder, 'shop'),
    },
    {
      name: `squawk ${squawkVersion}`,
      program: join(tools, 'squawk'),
      args: ['one.sql'],
      cwd: join(folder, 'lone'),
    },
    {
      name: 'pgfence 0.1.5',
      program: node,
      args: [join(tools, 'pgfence'), 'analyze', 'one.sql'],
      cwd: join(folder, 'lone'),
    },
    { name: '`migration-gate --help`', program: node, args: [cli, '--help'], cwd: folder },
  ],
  rounds,
)

const floor = [join(here, 'support/floor.ts')]
const cold = timeCommands(
  [
    {
      name: 'the floor: boot and bare SQL',
      program: node,
      args: [...floor, 'migrations/1_base.sql', 'migrations/2_note.sql'],
      cwd: join(folder, 'authored'),
    },
    {
      name: "check, the author's down",
      program: node,
      args: [cli, ...change('', '2_note.sql')],
      cwd: join(folder, 'authored'),
    },
    {
      name: 'check, a generated down',
      program: node,
      args: [cli, ...change('', '2_note.sql')],
      cwd: join(folder, 'generated'),
    },
    {
      name: "check of SQLite, the author's down",
      program: node,
      args: [cli, ...change('--dialect=sqlite', '2_note.sql')],
      cwd: join(folder, 'sqlite'),
    },
  ],
  rounds,
)
const floorMs = median(cold.get('the floor: boot and bare SQL') ?? [])
const ratios = [...cold].map(([name, values]) => `${name}: ${(median(values) / floorMs).toFixed(2)}`)

console.log(`# Checks, measured

${new Date().toISOString().slice(0, 10)}, \`node bench/check.ts ${rounds}\`, Node ${process.version}, ${cpus().length} cores
(${cpus()[0]?.model.trim()}). Wall time of whole processes, in turn, ${rounds} rounds.

## One dangerous file of four statements

${timesTable(one)}

## One new migration on a base of 100 tables, cold

${timesTable(cold)}

Against the floor, which is PostgreSQL's: ${ratios.join(' · ')}.

## Where the time goes

The same check with a generated down, stage by stage, median of ${rounds} processes.

${stagesTable()}`)

function stagesTable(): string {
  const sums = new Map<string, number[]>()
  for (let round = 0; round < rounds; round++) {
    const args = [join(here, 'support/stages.ts'), 'migrations/1_base.sql', 'migrations/2_note.sql']
    const { stdout, status } = spawnSync(node, args, { cwd: join(folder, 'generated'), encoding: 'utf8' })
    if (status !== 0) throw new Error(`stages ended with ${status}`)
    for (const [stage, ms] of Object.entries(JSON.parse(stdout) as Record<string, number>)) {
      sums.set(stage, [...(sums.get(stage) ?? []), ms])
    }
  }
  const rows = [...sums].map(([stage, values]) => `| ${stage} | ${median(values).toFixed(1)} |`)
  return ['| stage | ms |', '|---|--:|', ...rows].join('\n')
}

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), text)
}

function hundredTables(key = 'bigint', madeAt = 'timestamptz DEFAULT now()'): string {
  const tables = Array.from({ length: 100 }, (_, place) => {
    const parent = place === 0 ? '' : ` REFERENCES t${place - 1} (id)`
    return `CREATE TABLE t${place} (
  id ${key} PRIMARY KEY, name text NOT NULL, amount int DEFAULT 3 CHECK (amount > 0),
  made_at ${madeAt}, parent_id ${key}${parent}
);
CREATE INDEX t${place}_by_name ON t${place} (name);
`
  })
  return tables.join('')
}
