/** A set of migrations of one shape, over tables that stand and hold rows. `effect` rows count what ran. */
export interface PlanShape {
  readonly name: string
  readonly format: string
  /** By their name in the folder. */
  readonly files: Readonly<Record<string, string>>
  /** What it drops is set aside. */
  readonly keepsData?: boolean
}

/** What every shape comes upon. */
export const ground = `
CREATE TABLE effect (name text NOT NULL);
CREATE TABLE item (id int PRIMARY KEY, kind text, price int);
INSERT INTO item SELECT n, 'k' || n % 7, n % 100 FROM generate_series(1, 2000) AS n;
CREATE INDEX item_price ON item (price);
CREATE TABLE part (id int, day date) PARTITION BY RANGE (day);
CREATE TABLE part_2020 PARTITION OF part FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
INSERT INTO part VALUES (1, '2020-05-05');
CREATE TABLE old (id int PRIMARY KEY, remark text);
INSERT INTO old SELECT n, 'r' || n FROM generate_series(1, 50) AS n;
CREATE TABLE older (id serial PRIMARY KEY, item_id int REFERENCES item);
INSERT INTO older (item_id) SELECT n FROM generate_series(1, 20) AS n;
`

export const planShapes: readonly PlanShape[] = [
  {
    name: 'transactional',
    format: 'plain',
    files: {
      '1_column.sql': `ALTER TABLE item ADD COLUMN note text;\nINSERT INTO effect VALUES ('1');\nUPDATE item SET note = kind WHERE id < 10;`,
      '2_table.sql': `CREATE TABLE tag (id int PRIMARY KEY, item_id int REFERENCES item);\nINSERT INTO effect VALUES ('2');`,
    },
  },
  {
    name: 'outside of transactions',
    format: 'plain',
    files: {
      '1_build.sql': 'CREATE INDEX CONCURRENTLY item_kind ON item (kind);',
      '2_unnamed.sql': 'CREATE INDEX CONCURRENTLY ON item (kind, price);',
      '3_drop.sql': 'DROP INDEX CONCURRENTLY item_price;',
      '4_detach.sql': 'ALTER TABLE part DETACH PARTITION part_2020 CONCURRENTLY;',
      '5_vacuum.sql': 'VACUUM item;',
    },
  },
  {
    name: 'mixed',
    format: 'plain',
    files: {
      '1_mixed.sql': `SET search_path = public;\nALTER TABLE item ADD COLUMN note text;\nINSERT INTO effect VALUES ('1a');\nCREATE INDEX CONCURRENTLY item_note ON item (note);\nINSERT INTO effect VALUES ('1b');\nREINDEX INDEX CONCURRENTLY item_price;\nINSERT INTO effect VALUES ('1c');`,
    },
  },
  {
    name: 'as its author wrote it',
    format: 'plain',
    files: {
      '1_authored.sql': `BEGIN ISOLATION LEVEL SERIALIZABLE;\nALTER TABLE item ADD COLUMN note text;\nINSERT INTO effect VALUES ('1a');\nCOMMIT;\nCREATE INDEX CONCURRENTLY item_note ON item (note);\nBEGIN;\nINSERT INTO effect VALUES ('1b');\nCOMMIT;`,
    },
  },
  {
    name: "without a transaction, in goose's own table",
    format: 'goose',
    files: {
      '00001_first.sql': `-- +goose Up\nALTER TABLE item ADD COLUMN note text;\nINSERT INTO effect VALUES ('1');`,
      '00002_none.sql': `-- +goose NO TRANSACTION\n-- +goose Up\nINSERT INTO effect VALUES ('2a');\nCREATE INDEX CONCURRENTLY item_note ON item (note);\nINSERT INTO effect VALUES ('2b');`,
    },
  },
  {
    name: 'keeping what it drops',
    format: 'plain',
    keepsData: true,
    files: {
      '1_transaction.sql': `ALTER TABLE item DROP COLUMN kind;\nINSERT INTO effect VALUES ('1');\nDROP TABLE older;`,
      '2_parts.sql': `DROP TABLE old;\nINSERT INTO effect VALUES ('2a');\nCREATE INDEX CONCURRENTLY item_both ON item (id, price);\nALTER TABLE item DROP COLUMN price;\nINSERT INTO effect VALUES ('2b');`,
    },
  },
]
