import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));

// src/command-line/usage.ts
var usage = `migration-gate: reviews SQL migrations by running them.

Usage: migration-gate <command> [options]

Commands
  check     review migrations: locks, rewrites, scans, schema changes, the way back
  apply     check what a target has not run, and run it: locked, journaled, compared with the prediction
  status    say of each migration whether a target has run it
  rollback  take back what was applied last, by the ways back that were proven
  baseline  adopt a database whose schema is what the migrations build
  repair    write down what became of a migration that is not through
  archive   what applies set aside of what they dropped: migration-gate archive list, or purge
  snapshot  read a target: schema, sizes, settings, what it has run; no rows
  diff      compare two schemas, and say the SQL between: migration-gate diff <from> <to>
  detect    say which migration folders there are, in which layout and dialect, and why
  rules     list the rules
  explain   tell all about one rule: migration-gate explain <rule>

Options of check
  --dir <folder>            migration folder; repeatable; detected where there is only one
  --base <git ref>          review what was added or changed since; without it, all
  --files <file>            review these files; repeatable
  --shadow <where>          embedded (default), none, or the URL of a local server
  --fail-on <severity>      error (default), warning, never
  --dialect <name>          postgres or sqlite; detected, and another one refused
  --snapshot <file>         a snapshot of the target; default: \`snapshot\` of the configuration
  --server-version <v>      the oldest version that the migrations must run on, such as 14.2 or 3.45
  --format-name <name>      plain, golang-migrate, goose, dbmate, prisma, drizzle, diesel, sqlx; detected
  --config <file>           default: .migration-gate.yml at the root
  --fix                     write the fixes that need nobody to think into the files, and review them again
  --output-format <format>  text (default), json, markdown, sarif, html
  --output <file>           write there instead of to the terminal
  --no-color                plain text

Options of apply, status, rollback, baseline and repair
  --url <address>           of the target, such as postgres://gate@host/name; default: DATABASE_URL
  --environment <name>      what the target is called, such as staging
  --dry-run                 show what would be done: parts, timeouts, locks
  --plan-digest <digest>    apply: only this plan, sha256:\u2026
  --to <id>                 apply and baseline: up to this migration; rollback: this one stays
  --snapshot <file>         apply: a snapshot of what must have run the same before, such as staging
  --steps <n>               rollback: so many
  --accept-loss <object>    rollback: rows of this column or table may be lost; repeatable
  --mark-applied <id>       repair: it took effect; repeatable
  --mark-not-applied <id>   repair: it did not; repeatable
  --dir, --dialect, --format-name, --config, --output-format (text, json), --output, --no-color  as above

Options of archive          list; or purge, which takes away what has expired, or what is named by its id
  --url <address>           of the target; default: DATABASE_URL
  --all                     purge: all of it, expired or not
  --output-format <format>  text (default), json
  --environment, --config, --output, --no-color  as above

Options of snapshot
  --url <address>           of the target, such as postgres://gate@host/name; default: DATABASE_URL
  --environment <name>      what the target is called, such as staging
  --redact                  hide texts in the bodies of functions and in defaults
  --dir <folder>            its migrations, to tell how the target differs from what they build; detected
  --output <file>           write there instead of to the terminal

Options of diff             <from> and <to>: a snapshot file, the URL of a database, or a folder of migrations
  --output-format <format>  text (default), json
  --dialect, --format-name, --config, --output, --no-color  as above

Options of detect
  --dir <folder>            look at this folder; repeatable; without it, at the whole repository
  --output-format <format>  text (default), json
  --config, --output, --no-color  as above

Options of rules and explain
  --dialect <name>          rules only: those that judge this dialect's migrations
  --output-format <format>  text (default), json
  --output, --no-color      as above

Exit codes: 0 pass, or done \xB7 1 blocked, or schemas that differ \xB7 2 the command, the configuration or a file must be changed \xB7 3 a fault of ours
`;

export {
  usage
};
