import type { Blocker } from '../../deploy-target.ts'
import { tokensOf } from '../parse/lexer.ts'
import type { Row, Session } from '../session.ts'

/** How often somebody looks who stands in the way, in ms: a few times in a short lock timeout. */
const interval = 150

/** How often it is told, in ms. */
const tellEvery = 1000

/** Longest text of a query that is shown. */
const longest = 200

/** Looks on, in a session of its own, while another one works. */
export interface Watch {
  /** Those that stood in the way last. */
  readonly blockers: readonly Blocker[]
  stop(): void
}

/** Begins to look who keeps a backend waiting. Where it cannot look, nobody is named. */
export function watch(
  observer: Session | null,
  pid: number,
  told: (blockers: readonly Blocker[]) => void,
): Watch {
  let blockers: readonly Blocker[] = []
  let busy = false
  let lastTold = Number.NEGATIVE_INFINITY
  const timer = setInterval(() => {
    if (busy || observer === null) return
    busy = true
    void blockersOf(observer, pid)
      .then(found => {
        if (found.length === 0) return
        blockers = found
        if (performance.now() - lastTold < tellEvery) return
        lastTold = performance.now()
        told(found)
      })
      .catch(() => {})
      .finally(() => {
        busy = false
      })
  }, interval)
  timer.unref()
  return {
    get blockers() {
      return blockers
    },
    stop: () => clearInterval(timer),
  }
}

/** Who holds what a backend waits for. */
async function blockersOf(observer: Session, pid: number): Promise<readonly Blocker[]> {
  const { rows } = await observer.query(
    `select a.pid, a.application_name::pg_catalog.text as application, a.state, a.query,
      (extract(epoch from pg_catalog.clock_timestamp() - coalesce(a.xact_start, a.query_start)) * 1000)::pg_catalog.float8 as age
    from pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) with ordinality as b (pid, place)
    join pg_catalog.pg_stat_activity a on a.pid = b.pid order by b.place limit 5`,
    [pid],
  )
  return rows.map(blockerOf)
}

function blockerOf({ pid, application, state, query, age }: Row): Blocker {
  return {
    pid: Number(pid),
    ageMs: Math.round(Number(age ?? 0)),
    application: String(application ?? ''),
    state: String(state ?? ''),
    query: shapeOf(String(query ?? '')),
  }
}

/** A query without its values, on one line: they are somebody's data. */
function shapeOf(query: string): string {
  const shape = tokensOf(query)
    .flatMap(token => {
      const text = query.slice(token.start, token.end)
      if (/^(?:--|\/\*)/.test(text)) return []
      return [/^(?:[eEbBxXnN]?'|[uU]&'|\$|\d|\.\d)/.test(text) ? '?' : text]
    })
    .join(' ')
  return shape.length > longest ? `${shape.slice(0, longest - 1)}…` : shape
}
