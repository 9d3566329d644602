import type { Node } from 'libpg-query'
import type { Operation } from '../../../model/operation.ts'
import { alterTable } from './alter-table.ts'
import type { Context, Readers } from './context.ts'
import { nameInSchema, qualifiedName, quoteIdentifier } from './names.ts'
import { objectName, objectWord } from './object-words.ts'
import { privilegeReaders } from './privilege-operations.ts'
import { nodeAs, relationName, stringsOf } from './tree.ts'
import { typeText } from './type-text.ts'

function create(object: string, name: string): readonly Operation[] {
  return [{ kind: 'create', object, name }]
}

function alter(object: string, name: string): readonly Operation[] {
  return [{ kind: 'alter', object, name }]
}

function drop(object: string, name: string, behavior?: string): readonly Operation[] {
  return [{ kind: 'drop', object, name, cascade: behavior === 'DROP_CASCADE' }]
}

function named(parts: readonly Node[] | undefined, { schema }: Context): string {
  return nameInSchema(stringsOf(parts), schema)
}

function plain(name: string | undefined): string {
  return quoteIdentifier(name ?? '')
}

/** SET NOT NULL, ADD CONSTRAINT and VALIDATE CONSTRAINT, in the letters of `AlterDomainStmt`. */
const readsDomainRows: ReadonlySet<string> = new Set(['O', 'C', 'V'])

/** CREATE, ALTER and DROP of everything but tables and their parts. */
export const objectReaders: Readers = {
  AlterTableStmt: alterTable,
  DropStmt: ({ objects, removeType, behavior, concurrent, missing_ok }, { schema }) => {
    const cascade = behavior === 'DROP_CASCADE'
    return (objects ?? []).map((object): Operation => {
      const name = objectName(removeType, object, schema)
      if (removeType === 'OBJECT_TABLE') return { kind: 'drop-table', table: name, cascade }
      if (removeType === 'OBJECT_INDEX')
        return {
          kind: 'drop-index',
          index: name,
          concurrently: concurrent ?? false,
          ifExists: missing_ok ?? false,
          cascade,
        }
      return { kind: 'drop', object: objectWord(removeType), name, cascade }
    })
  },
  CommentStmt: ({ objtype, object }, { schema }) => alter('comment', objectName(objtype, object, schema)),
  SecLabelStmt: ({ objtype, object }, { schema }) =>
    alter('security-label', objectName(objtype, object, schema)),
  ...privilegeReaders,

  ViewStmt: ({ view }, { schema }) => create('view', relationName(view, schema)),
  RefreshMatViewStmt: ({ relation, concurrent, skipData }, { schema }) => [
    {
      kind: 'refresh-view',
      view: relationName(relation, schema),
      concurrently: concurrent ?? false,
      filled: skipData !== true,
    },
  ],
  CreateSeqStmt: ({ sequence }, { schema }) => create('sequence', relationName(sequence, schema)),
  AlterSeqStmt: ({ sequence }, { schema }) => alter('sequence', relationName(sequence, schema)),
  CreateStatsStmt: ({ defnames, relations }, { schema }) => {
    const table = nodeAs(relations?.[0], 'RangeVar')
    const parts = stringsOf(defnames)
    return create(
      'statistics',
      parts.length > 0 ? nameInSchema(parts, schema) : relationName(table ?? {}, schema),
    )
  },
  AlterStatsStmt: ({ defnames }, context) => alter('statistics', named(defnames, context)),

  CreateFunctionStmt: ({ funcname, is_procedure }, context) =>
    create(is_procedure === true ? 'procedure' : 'function', named(funcname, context)),
  AlterFunctionStmt: ({ objtype, func }, context) =>
    alter(objectWord(objtype), named(func?.objname, context)),
  CreateTrigStmt: ({ trigname, relation }, { schema }) =>
    create('trigger', `${relationName(relation, schema)}.${plain(trigname)}`),
  CreateEventTrigStmt: ({ trigname }) => create('event-trigger', plain(trigname)),
  AlterEventTrigStmt: ({ trigname }) => alter('event-trigger', plain(trigname)),
  RuleStmt: ({ rulename, relation }, { schema }) =>
    create('rule', `${relationName(relation, schema)}.${plain(rulename)}`),
  CreatePolicyStmt: ({ policy_name, table }, { schema }) =>
    create('policy', `${relationName(table, schema)}.${plain(policy_name)}`),
  AlterPolicyStmt: ({ policy_name, table }, { schema }) =>
    alter('policy', `${relationName(table, schema)}.${plain(policy_name)}`),
  CreatePLangStmt: ({ plname }) => create('language', plain(plname)),

  CreateEnumStmt: ({ typeName }, context) => create('type', named(typeName, context)),
  CreateRangeStmt: ({ typeName }, context) => create('type', named(typeName, context)),
  CompositeTypeStmt: ({ typevar }, { schema }) => create('type', relationName(typevar, schema)),
  AlterTypeStmt: ({ typeName }, context) => alter('type', named(typeName, context)),
  CreateDomainStmt: ({ domainname }, context) => create('domain', named(domainname, context)),
  AlterDomainStmt: ({ typeName, subtype, def }, context) => {
    const name = named(typeName, context)
    const isNow = nodeAs(def, 'Constraint')?.skip_validation !== true
    const checksRows = readsDomainRows.has(subtype ?? '') && isNow
    return [{ kind: 'alter', object: 'domain', name, ...(checksRows ? { checksRows } : {}) }]
  },
  CreateCastStmt: ({ sourcetype, targettype }) =>
    create('cast', `${typeText(sourcetype)} AS ${typeText(targettype)}`),
  CreateTransformStmt: ({ type_name, lang }) =>
    create('transform', `${typeText(type_name)} FOR ${plain(lang)}`),
  DefineStmt: ({ kind, defnames }, { schema }) =>
    create(objectWord(kind), objectName(kind, { List: { items: defnames ?? [] } }, schema)),
  AlterOperatorStmt: ({ opername }, { schema }) =>
    alter('operator', objectName('OBJECT_OPERATOR', { ObjectWithArgs: opername ?? {} }, schema)),
  CreateOpClassStmt: ({ opclassname }, context) => create('operator-class', named(opclassname, context)),
  CreateOpFamilyStmt: ({ opfamilyname }, context) => create('operator-family', named(opfamilyname, context)),
  AlterOpFamilyStmt: ({ opfamilyname }, context) => alter('operator-family', named(opfamilyname, context)),
  CreateConversionStmt: ({ conversion_name }, context) =>
    create('conversion', named(conversion_name, context)),
  AlterCollationStmt: ({ collname }, context) => alter('collation', named(collname, context)),
  AlterTSConfigurationStmt: ({ cfgname }, context) =>
    alter('text-search-configuration', named(cfgname, context)),
  AlterTSDictionaryStmt: ({ dictname }, context) => alter('text-search-dictionary', named(dictname, context)),

  CreateExtensionStmt: ({ extname }) => [{ kind: 'create-extension', name: extname ?? '' }],
  AlterExtensionStmt: ({ extname }) => alter('extension', plain(extname)),
  AlterExtensionContentsStmt: ({ extname }) => alter('extension', plain(extname)),
  CreatePublicationStmt: ({ pubname }) => create('publication', plain(pubname)),
  AlterPublicationStmt: ({ pubname }) => alter('publication', plain(pubname)),
  CreateSubscriptionStmt: ({ subname }) => create('subscription', plain(subname)),
  AlterSubscriptionStmt: ({ subname }) => alter('subscription', plain(subname)),
  DropSubscriptionStmt: ({ subname, behavior }) => drop('subscription', plain(subname), behavior),
  CreateAmStmt: ({ amname }) => create('access-method', plain(amname)),

  CreateFdwStmt: ({ fdwname }) => create('foreign-data-wrapper', plain(fdwname)),
  AlterFdwStmt: ({ fdwname }) => alter('foreign-data-wrapper', plain(fdwname)),
  CreateForeignServerStmt: ({ servername }) => create('server', plain(servername)),
  AlterForeignServerStmt: ({ servername }) => alter('server', plain(servername)),
  CreateUserMappingStmt: ({ user, servername }) =>
    create('user-mapping', mapping(user?.rolename, servername)),
  AlterUserMappingStmt: ({ user, servername }) => alter('user-mapping', mapping(user?.rolename, servername)),
  DropUserMappingStmt: ({ user, servername }) => drop('user-mapping', mapping(user?.rolename, servername)),
  ImportForeignSchemaStmt: ({ local_schema, remote_schema }) =>
    create('foreign-table', qualifiedName(local_schema ?? '', remote_schema ?? '')),

  CreatedbStmt: ({ dbname }) => create('database', plain(dbname)),
  AlterDatabaseStmt: ({ dbname }) => alter('database', plain(dbname)),
  AlterDatabaseSetStmt: ({ dbname }) => alter('database', plain(dbname)),
  AlterDatabaseRefreshCollStmt: ({ dbname }) => alter('database', plain(dbname)),
  DropdbStmt: ({ dbname }) => drop('database', plain(dbname)),
  AlterSystemStmt: ({ setstmt }) => alter('system', plain(setstmt?.name ?? 'all')),
  CreateTableSpaceStmt: ({ tablespacename }) => create('tablespace', plain(tablespacename)),
  AlterTableSpaceOptionsStmt: ({ tablespacename }) => alter('tablespace', plain(tablespacename)),
  AlterTableMoveAllStmt: ({ orig_tablespacename }) => alter('tablespace', plain(orig_tablespacename)),
  DropTableSpaceStmt: ({ tablespacename }) => drop('tablespace', plain(tablespacename)),
}

function mapping(role: string | undefined, server: string | undefined): string {
  return `${plain(role ?? 'current_user')} FOR ${plain(server)}`
}
