import { execFile } from 'node:child_process'
import type { PasswordSetting } from '../config/password.ts'
import { UserError } from '../model/errors.ts'
import { formsOf, masked } from '../model/secret.ts'

/** Asks for the password anew, since some live for minutes only. @throws UserError never with the password */
export type PasswordSource = () => Promise<string>

/**
 * The password as the configuration of the base branch says it is found; `undefined` where it says nothing. `told` hears
 * of every form of it before anything can be printed.
 */
export function passwordSource(
  setting: PasswordSetting | undefined,
  variables: Readonly<Record<string, string | undefined>>,
  told: (secret: string) => void = () => {},
): PasswordSource | undefined {
  if (setting === undefined) return undefined
  return async () => {
    const password =
      'from-variable' in setting
        ? ofVariable(setting['from-variable'], variables)
        : await ofCommand(setting, variables)
    for (const form of formsOf(password)) told(form)
    return password
  }
}

function ofVariable(name: string, variables: Readonly<Record<string, string | undefined>>): string {
  const password = variables[name]
  if (password !== undefined && password !== '') return password
  throw new UserError(`The variable ${name}, from which the password of the target is taken, is empty.`)
}

type Command = Extract<PasswordSetting, { 'from-command': unknown }>

/** Longest password, in bytes: a token of IAM has about two thousand. */
const longest = 64 * 1024

function ofCommand(
  { 'from-command': command, environment, timeout }: Command,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const [program = '', ...args] = command
  const env = Object.fromEntries(
    Object.entries(variables).filter(([name]) => environment.some(wanted => matches(name, wanted))),
  )
  return new Promise((resolve, reject) => {
    const options = { env, timeout, killSignal: 'SIGKILL', maxBuffer: longest, windowsHide: true } as const
    const child = execFile(program, args, options, (error, out, err) => {
      const password = out.replace(/\r?\n$/, '')
      if (error === null && password !== '' && !/[\r\n\0]/.test(password)) return resolve(password)
      const said = masked(err.trim(), [password]).slice(0, 500)
      const why =
        error === null
          ? `it printed ${password === '' ? 'nothing' : 'more than one line'}`
          : error.killed === true
            ? `it ran longer than ${timeout} ms`
            : `${(error.code as unknown) === 'ENOENT' ? 'there is no such program' : `it ended with ${error.code}`}`
      reject(
        new UserError(
          `The command ${program}, from which the password of the target is taken, gave none: ${why}${said === '' ? '' : `: ${said}`}.`,
        ),
      )
    })
    child.stdin?.end()
  })
}

function matches(name: string, wanted: string): boolean {
  return wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted
}
