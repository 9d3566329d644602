/** The lock facts of PostgreSQL, as rows: one statement each, on a live table. */

/** What PostgreSQL does on a live table, as it was measured on real servers. */
export interface Fact {
  readonly statement: string
  /** Tables beside `parent`, `orders` and what each row adds. */
  readonly base?: string
  readonly locks: Readonly<Record<string, string>>
  readonly rewrites?: readonly string[]
  readonly scans?: readonly string[]
}

export const tables = `
  CREATE TABLE parent (id bigint PRIMARY KEY);
  CREATE TABLE orders (id bigint PRIMARY KEY, parent_id bigint, code varchar(10), amount numeric(10,2), at timestamp, note text, small int);
  INSERT INTO parent SELECT g FROM generate_series(1, 50) g;
  INSERT INTO orders SELECT g, g, 'c' || g, g, now(), 'n', g FROM generate_series(1, 50) g;
  CREATE DOMAIN rating AS int;`

const exclusive = { 'public.orders': 'AccessExclusiveLock' }
const everything = ['public.orders', 'public.orders_pkey']
const indexToo = { ...exclusive, 'public.orders_pkey': 'AccessExclusiveLock' }
const both = { 'public.orders': 'ShareRowExclusiveLock', 'public.parent': 'ShareRowExclusiveLock' }
const partitioned = `
  CREATE TABLE events (id int, at int) PARTITION BY RANGE (at);
  CREATE TABLE events_default PARTITION OF events DEFAULT;
  CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (1) TO (10);
  CREATE TABLE events_2 (id int, at int);`

export const facts: readonly Fact[] = [
  { statement: 'ALTER TABLE orders ADD COLUMN x int', locks: exclusive },
  { statement: 'ALTER TABLE orders ADD COLUMN x int DEFAULT 3', locks: exclusive },
  { statement: 'ALTER TABLE orders ADD COLUMN x timestamptz DEFAULT now()', locks: exclusive },
  { statement: "ALTER TABLE orders ADD COLUMN x text NOT NULL DEFAULT 'a'", locks: exclusive },
  { statement: 'ALTER TABLE orders ADD COLUMN x rating DEFAULT 1', locks: exclusive },
  {
    statement: 'ALTER TABLE orders ADD COLUMN x timestamptz DEFAULT clock_timestamp()',
    locks: indexToo,
    rewrites: everything,
    scans: ['public.orders'],
  },
  {
    statement: 'ALTER TABLE orders ADD COLUMN x int GENERATED ALWAYS AS IDENTITY',
    locks: indexToo,
    rewrites: everything,
    scans: ['public.orders'],
  },
  {
    statement: 'ALTER TABLE orders ADD COLUMN x int GENERATED ALWAYS AS (small * 2) STORED',
    locks: indexToo,
    rewrites: everything,
    scans: ['public.orders'],
  },
  {
    statement: 'ALTER TABLE orders ADD COLUMN x int GENERATED ALWAYS AS (small * 2) VIRTUAL',
    locks: exclusive,
  },
  {
    statement: 'ALTER TABLE orders ADD COLUMN x bigint REFERENCES parent',
    locks: { ...exclusive, 'public.parent': 'ShareRowExclusiveLock' },
  },
  {
    statement: 'ALTER TABLE orders ADD COLUMN x bigint DEFAULT 1 REFERENCES parent',
    locks: { ...exclusive, 'public.parent': 'ShareRowExclusiveLock' },
    scans: ['public.orders', 'public.parent'],
  },
  {
    statement: 'ALTER TABLE orders ADD COLUMN x int CHECK (x > 0)',
    locks: exclusive,
    scans: ['public.orders'],
  },
  {
    statement: 'ALTER TABLE orders ADD COLUMN x int DEFAULT 1 CHECK (x > 0)',
    locks: exclusive,
    scans: ['public.orders'],
  },
  {
    statement: 'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent',
    locks: both,
    scans: ['public.orders', 'public.parent'],
  },
  {
    statement: 'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent NOT VALID',
    locks: both,
  },
  {
    base: 'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent NOT VALID;',
    statement: 'ALTER TABLE orders VALIDATE CONSTRAINT fk',
    locks: { 'public.orders': 'ShareUpdateExclusiveLock', 'public.parent': 'RowShareLock' },
    scans: ['public.orders', 'public.parent'],
  },
  {
    statement: 'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent NOT ENFORCED',
    locks: both,
  },
  { statement: 'ALTER TABLE orders ADD CHECK (small > 0)', locks: exclusive, scans: ['public.orders'] },
  { statement: 'ALTER TABLE orders ADD CHECK (small > 0) NOT VALID', locks: exclusive },
  { statement: 'ALTER TABLE orders ALTER small SET NOT NULL', locks: exclusive, scans: ['public.orders'] },
  {
    base: 'ALTER TABLE orders ADD CONSTRAINT proof CHECK (small IS NOT NULL);',
    statement: 'ALTER TABLE orders ALTER small SET NOT NULL',
    locks: exclusive,
  },
  {
    base: 'ALTER TABLE orders ADD CONSTRAINT proof CHECK (small IS NOT NULL);',
    statement: 'ALTER TABLE orders ALTER small SET NOT NULL, DROP CONSTRAINT proof',
    locks: exclusive,
    scans: ['public.orders'],
  },
  { statement: 'ALTER TABLE orders ADD CONSTRAINT nn NOT NULL small NOT VALID', locks: exclusive },
  { statement: 'ALTER TABLE orders ALTER code TYPE varchar(20)', locks: exclusive },
  { statement: 'ALTER TABLE orders ALTER code TYPE text', locks: exclusive },
  { statement: 'ALTER TABLE orders ALTER amount TYPE numeric(14,2)', locks: exclusive },
  {
    base: "ALTER TABLE orders ADD CHECK (code <> '');",
    statement: 'ALTER TABLE orders ALTER code TYPE varchar(20)',
    locks: exclusive,
    scans: ['public.orders'],
  },
  {
    base: 'CREATE TABLE codes (code varchar(10) PRIMARY KEY); ALTER TABLE orders ADD FOREIGN KEY (code) REFERENCES codes NOT VALID;',
    statement: 'ALTER TABLE orders ALTER code TYPE varchar(20)',
    locks: { ...exclusive, 'public.codes': 'AccessExclusiveLock' },
  },
  {
    statement: 'ALTER TABLE orders ALTER code TYPE varchar(5)',
    locks: indexToo,
    rewrites: everything,
    scans: ['public.orders'],
  },
  {
    statement: 'ALTER TABLE orders ALTER note TYPE varchar(5)',
    locks: indexToo,
    rewrites: everything,
    scans: ['public.orders'],
  },
  {
    statement: 'ALTER TABLE orders ALTER amount TYPE numeric(10,4)',
    locks: indexToo,
    rewrites: everything,
    scans: ['public.orders'],
  },
  {
    statement: 'ALTER TABLE orders ALTER small TYPE bigint',
    locks: indexToo,
    rewrites: everything,
    scans: ['public.orders'],
  },
  { statement: "SET LOCAL TimeZone = 'UTC'; ALTER TABLE orders ALTER at TYPE timestamptz", locks: exclusive },
  {
    statement: "SET LOCAL TimeZone = 'Europe/Paris'; ALTER TABLE orders ALTER at TYPE timestamptz",
    locks: indexToo,
    rewrites: everything,
    scans: ['public.orders'],
  },
  { statement: 'ALTER TABLE orders ALTER note TYPE text COLLATE "C"', locks: exclusive },
  {
    base: 'CREATE INDEX by_note ON orders (note);',
    statement: 'ALTER TABLE orders ALTER note TYPE text COLLATE "C"',
    locks: { ...exclusive, 'public.by_note': 'AccessExclusiveLock' },
    rewrites: ['public.by_note'],
    scans: ['public.orders'],
  },
  {
    statement: 'CREATE INDEX ON orders (note)',
    locks: { 'public.orders': 'ShareLock' },
    scans: ['public.orders'],
  },
  {
    statement: 'REINDEX TABLE orders',
    locks: { 'public.orders': 'ShareLock', 'public.orders_pkey': 'AccessExclusiveLock' },
    rewrites: ['public.orders_pkey'],
    scans: ['public.orders'],
  },
  {
    base: partitioned,
    statement: 'ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (10) TO (20)',
    locks: {
      'public.events': 'ShareUpdateExclusiveLock',
      'public.events_2': 'AccessExclusiveLock',
      'public.events_default': 'AccessExclusiveLock',
    },
    scans: ['public.events_2', 'public.events_default'],
  },
  {
    base: `${partitioned}
      ALTER TABLE events_2 ADD CHECK (at IS NOT NULL AND at >= 10 AND at < 20);
      ALTER TABLE events_default ADD CHECK (at IS NULL OR NOT (at >= 10 AND at < 20));`,
    statement: 'ALTER TABLE events ATTACH PARTITION events_2 FOR VALUES FROM (10) TO (20)',
    locks: {
      'public.events': 'ShareUpdateExclusiveLock',
      'public.events_2': 'AccessExclusiveLock',
      'public.events_default': 'AccessExclusiveLock',
    },
  },
  {
    base: partitioned,
    statement: 'CREATE TABLE events_3 PARTITION OF events FOR VALUES FROM (30) TO (40)',
    locks: { 'public.events': 'AccessExclusiveLock', 'public.events_default': 'AccessExclusiveLock' },
    scans: ['public.events_default'],
  },
  {
    base: partitioned,
    statement: 'ALTER TABLE events DETACH PARTITION events_1',
    locks: {
      'public.events': 'AccessExclusiveLock',
      'public.events_1': 'AccessExclusiveLock',
      'public.events_default': 'AccessExclusiveLock',
    },
  },
  {
    base: 'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent;',
    statement: 'DROP TABLE orders',
    locks: { ...indexToo, 'public.parent': 'AccessExclusiveLock' },
  },
  {
    base: 'ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (parent_id) REFERENCES parent;',
    statement: 'ALTER TABLE orders DROP CONSTRAINT fk',
    locks: { ...exclusive, 'public.parent': 'AccessExclusiveLock' },
  },
  {
    statement: 'CREATE TABLE lines (id int, order_id bigint REFERENCES orders)',
    locks: { 'public.orders': 'ShareRowExclusiveLock' },
  },
  {
    base: 'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;',
    statement: 'CREATE TRIGGER touched BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch()',
    locks: { 'public.orders': 'ShareRowExclusiveLock' },
  },
  { statement: 'CREATE POLICY mine ON orders USING (true)', locks: exclusive },
  { statement: 'ALTER TABLE orders ENABLE ROW LEVEL SECURITY', locks: exclusive },
  { statement: 'ALTER TABLE orders REPLICA IDENTITY FULL', locks: exclusive },
  { statement: 'ALTER TABLE orders OWNER TO CURRENT_USER', locks: exclusive },
  { statement: 'CREATE RULE quiet AS ON DELETE TO orders DO INSTEAD NOTHING', locks: exclusive },
  {
    statement: 'ALTER TABLE orders ALTER small SET STATISTICS 500',
    locks: { 'public.orders': 'ShareUpdateExclusiveLock' },
  },
  {
    statement: 'ALTER TABLE orders SET (fillfactor = 80)',
    locks: { 'public.orders': 'ShareUpdateExclusiveLock' },
  },
  { statement: "COMMENT ON TABLE orders IS 'x'", locks: { 'public.orders': 'ShareUpdateExclusiveLock' } },
  {
    statement: 'CREATE STATISTICS both_of ON code, note FROM orders',
    locks: { 'public.orders': 'ShareUpdateExclusiveLock' },
  },
  {
    base: 'CREATE TABLE lines (LIKE parent);',
    statement: 'ALTER TABLE lines INHERIT parent',
    locks: { 'public.lines': 'AccessExclusiveLock', 'public.parent': 'ShareUpdateExclusiveLock' },
  },
  {
    base: 'CREATE TABLE reviews (id int, stars rating);',
    statement: 'ALTER DOMAIN rating ADD CHECK (VALUE > 0)',
    locks: { 'public.reviews': 'ShareLock' },
    scans: ['public.reviews'],
  },
  {
    base: 'CREATE TABLE reviews (id int, stars rating);',
    statement: 'ALTER DOMAIN rating SET NOT NULL',
    locks: { 'public.reviews': 'ShareLock' },
    scans: ['public.reviews'],
  },
  {
    base: 'CREATE MATERIALIZED VIEW totals AS SELECT id, small FROM orders;',
    statement: 'REFRESH MATERIALIZED VIEW totals',
    locks: { 'public.totals': 'AccessExclusiveLock' },
    rewrites: ['public.totals'],
    scans: ['public.orders'],
  },
  {
    base: 'CREATE MATERIALIZED VIEW totals AS SELECT id, small FROM orders; CREATE UNIQUE INDEX by_id ON totals (id);',
    statement: 'REFRESH MATERIALIZED VIEW CONCURRENTLY totals',
    locks: { 'public.totals': 'ExclusiveLock', 'public.by_id': 'RowExclusiveLock' },
    scans: ['public.orders', 'public.totals'],
  },
]
