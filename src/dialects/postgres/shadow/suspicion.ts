import type { Operation } from '../../../model/operation.ts'
import type { Change } from '../../../model/schema.ts'
import type { Statement } from '../../../model/statement.ts'
import { breaksShadow, evidenceHazard, onlyBlinds, writesCatalog } from '../parse/facts.ts'
import type { DatabaseError, Session } from '../session.ts'
import type { Reason, TraceContext } from '../trace/context.ts'
import { CallGraph } from './call-graph.ts'
import type { Knowledge } from './kept.ts'
import { LostObjects } from './lost-objects.ts'
import { MissingExtensions } from './missing-extensions.ts'

/** Objects of the whole server. In a throwaway database of a shared one they would outlive the check. */
const clusterWide = new Set(['role', 'database', 'tablespace', 'system', 'membership'])

/** What the replay has learned not to trust: what is not there, and code that can hide what it does. */
export class Suspicion implements Omit<TraceContext, 'provided'> {
  readonly #extensions: MissingExtensions
  readonly #lost: LostObjects
  readonly #calls: CallGraph
  readonly #kind: Session['kind']

  constructor(
    kind: Session['kind'],
    missingExtensions: ReadonlySet<string>,
    knowledge: Knowledge | null = null,
  ) {
    this.#kind = kind
    this.#extensions = new MissingExtensions(kind, missingExtensions, knowledge?.lacked ?? [])
    this.#lost = new LostObjects(this.#extensions, knowledge)
    this.#calls = new CallGraph(knowledge)
  }

  /** All that was learned so far; a new one that is given it answers as this one does. */
  knowledge(): Knowledge {
    return { ...this.#lost.knowledge(), ...this.#calls.knowledge(), lacked: this.#extensions.lacked }
  }

  /** Told of each statement that had its effect. */
  learn(statement: Statement): void {
    this.#lost.settle(statement)
    this.#calls.learn(statement)
  }

  /** The same for the base, whose code is trusted. */
  learnInBase(statement: Statement): void {
    this.#lost.settle(statement)
  }

  /** Told of each statement that had none, with its failure and its place. */
  lose(statement: Statement, message = '', place = ''): void {
    this.#lost.lose(statement, message, place)
  }

  /** Told of what differs from the target that a base stands for. */
  loseObjects(difference: readonly Change[]): void {
    this.#lost.loseObjects(difference)
  }

  /** Told of each failure that can show that the base does not begin where production began. */
  missBeginning(message: string, place: string): void {
    this.#lost.missBeginning(message, place)
  }

  hasLost(name: string): boolean {
    return this.#lost.has(name)
  }

  /** Why the statement must not run where it is measured. */
  refuse(statement: Statement): Reason | null {
    const hazard = this.#hazard(statement)
    return hazard === null || onlyBlinds(hazard)
      ? this.refuseToRun(statement)
      : { code: 'refused', message: hazard }
  }

  /** Why the statement must not run at all, measured or not. */
  refuseToRun(statement: Statement): Reason | null {
    const broken = breaksShadow(statement)
    return broken === null ? this.#refuseObjects(statement) : { code: 'refused', message: broken }
  }

  /** The same for the base: nobody can hide anything by what was merged and run long ago. */
  refuseInBase(statement: Statement): Reason | null {
    const broken = breaksShadow(statement)
    if (broken === null || writesCatalog(broken)) return this.#refuseObjects(statement)
    return { code: 'refused', message: broken }
  }

  #refuseObjects(statement: Statement): Reason | null {
    const extension = this.#extensions.wantedBy(statement)
    if (extension !== null) {
      const message = `the embedded engine has no extension "${extension}"; give --shadow the URL of a server that has it`
      return { code: 'extension-missing', message }
    }
    if (this.#kind === 'server' && statement.operations.some(isClusterWide))
      return { code: 'refused', message: 'it changes the whole server, not only the throwaway database' }
    return null
  }

  /** Why what is measured of the statement is not to be believed; `null` where it is. */
  distrust(statement: Statement, notices: readonly string[] = []): Reason | null {
    const hazard = this.#hazard(statement)
    if (hazard !== null && onlyBlinds(hazard)) return { code: 'doubtful', message: hazard }
    const message = this.#lost.distrust(statement, notices)
    return message === null ? null : { code: 'base-incomplete', message }
  }

  /** What the statement itself may hide, or what it reaches of the change. */
  #hazard(statement: Statement): string | null {
    return evidenceHazard(statement) ?? this.#calls.hazardReachedBy(statement)
  }

  /** Why a failure is not the statement's own fault; `null` where it is. */
  excuse(statement: Statement, error: DatabaseError): string | null {
    if (this.lacks(statement, error)) return this.#extensions.blamed(error)
    return this.#lost.excuse(statement, error) ?? wantsSetting(statement, error)
  }

  /** Whether the failure says that the engine does not have an extension, or does not let this role create it. */
  lacks(statement: Statement, error: DatabaseError): boolean {
    return this.#extensions.lacks(statement, error)
  }

  /** A comment on what was left out, as dumps have it. */
  describesMissingExtension(statement: Statement): boolean {
    return this.#extensions.describedBy(statement)
  }
}

/** A setting of the application's own (`app.tenant`), which whoever runs migrations may give the session. */
const asksForSetting = /\bcurrent_setting\s*\(\s*'([a-z_]\w*\.\w[\w.]*)'/i

/** What fails for want of a setting that no migration sets may run where the application's own runner sets it. */
function wantsSetting({ sql }: Statement, { message }: DatabaseError): string | null {
  const setting = asksForSetting.exec(sql)?.[1]
  return setting === undefined
    ? null
    : `${message}: it asks for the setting ${setting}, which is not set here and may be in production`
}

function isClusterWide(operation: Operation): boolean {
  return 'object' in operation && clusterWide.has(operation.object)
}
