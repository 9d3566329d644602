/** Settings by which a session hides what it does, or lets it touch the catalogs. */
const settings: Readonly<Record<string, string>> = {
  track_counts: 'which hides scans',
  allow_system_table_mods: 'which opens the system catalogs for changes',
  session_preload_libraries: 'which loads libraries',
  local_preload_libraries: 'which loads libraries',
  shared_preload_libraries: 'which loads libraries',
  stats_fetch_consistency: 'which freezes the counters that scans are measured by',
  standard_conforming_strings: 'which changes where strings end, so that code reads otherwise than it runs',
  backslash_quote: 'which changes where strings end, so that code reads otherwise than it runs',
  stats_temp_directory: 'which moves the counters that scans are measured by',
}

/** Settings of the planner: by another plan the check of a foreign key scans nothing. */
const planner =
  /^(?:enable_(?:seqscan|indexscan|indexonlyscan|bitmapscan|tidscan|hashjoin|mergejoin|nestloop|sort|incremental_sort|material|memoize|hashagg|gathermerge|parallel_append|parallel_hash|partition_pruning|partitionwise_join|partitionwise_aggregate|async_append|presorted_aggregate)|seq_page_cost|random_page_cost|cpu_(?:index_)?tuple_cost|cpu_operator_cost)$/

/** Why setting this could falsify what is measured, as words behind "sets …"; null for a harmless setting. */
export function settingReason(name: string): string | null {
  const setting = name.toLowerCase()
  if (settings[setting] !== undefined) return settings[setting]
  if (planner.test(setting) || setting.startsWith('enable_')) return 'which changes how rows are looked up'
  return setting.startsWith('stats_') ? 'which changes how counters are kept' : null
}

/** Whether a word in code is the name of such a setting. Narrower: in code a column may be called `stats_…`. */
export function isHazardousSetting(word: string): boolean {
  return settings[word.toLowerCase()] !== undefined || planner.test(word.toLowerCase())
}

const counters = 'which changes the counters that scans are measured by'
const files = 'which reads or writes files of the server'
const server = 'which changes the running server'
const otherSession = 'which works in a session of its own, where nothing is measured'

const functions: readonly (readonly [RegExp, string])[] = [
  [/^pg_stat_(?:reset|.*_reset$|force_next_flush$|clear_snapshot$)/, counters],
  [/^pg_(?:restore|clear)_(?:relation|attribute)_stats$/, 'which writes statistics by hand'],
  [/^pg_(?:terminate|cancel)_backend$/, 'which ends sessions, the measuring one too'],
  [/^(?:lo_import|lo_export|pg_read_file|pg_read_binary_file|pg_stat_file)$/, files],
  [/^pg_(?:ls_|file_)/, files],
  [/^pg_(?:reload_conf|rotate_logfile|rotate_logfile_old|promote|switch_wal)$/, server],
  [/^dblink/, otherSession],
]

/** Why calling this function could falsify or kill the measurement, as words behind "calls …"; null if it cannot. */
export function functionReason(name: string): string | null {
  return functions.find(([pattern]) => pattern.test(name))?.[1] ?? null
}

/** Functions of the server and its extensions that run their text argument as SQL. */
export function runsText(name: string): boolean {
  return /^(?:query_to_xml|query_to_xmlschema|query_to_xml_and_xmlschema|ts_stat|crosstab.*|xpath_table)$/.test(
    name,
  )
}

/** Schemas whose objects belong to the server. */
export function isSystemSchema(name: string): boolean {
  return name === 'pg_catalog' || name === 'information_schema' || name === 'pg_toast'
}

/**
 * First words of dynamic SQL that say enough about what it is, whatever is put in behind them. Commands that
 * compute values (SELECT, INSERT, CREATE TABLE AS …) are not among them: what is put in could be a call that turns
 * the measuring off. `null` takes any second word.
 */
const readableStarts: ReadonlyMap<string, ReadonlySet<string> | null> = new Map([
  ...'drop grant revoke comment truncate reindex analyze'.split(' ').map(word => [word, null] as const),
  [
    'alter',
    new Set('table index sequence view materialized type domain schema policy publication'.split(' ')),
  ],
  [
    'create',
    new Set('index unique trigger policy sequence role schema extension type publication'.split(' ')),
  ],
])

/** Whether dynamic SQL may begin with these two words. */
export function isReadableStart(first: string, second: string): boolean {
  const seconds = readableStarts.get(first)
  return seconds === null || seconds?.has(second) === true
}

export const unreadable = 'runs SQL that cannot be read beforehand'
export const unreadableSetting = 'sets a setting whose name cannot be read beforehand'
export const copies = 'uses COPY, which moves data past the measured session'
export const systemWrite = 'changes a system catalog directly'
export const systemGrant = 'changes who may use an object of the server itself'
export const holds = 'keeps a cursor beyond its transaction, where it runs unseen'
export const twoPhase = 'uses two-phase commit, which takes the transaction out of the measured session'
export const loads = 'loads a library into the server'
export const subscribes = 'creates a subscription, which connects to another server'
export const ownCommit = 'commits or rolls back inside'
