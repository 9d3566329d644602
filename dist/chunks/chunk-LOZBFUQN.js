import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  formsOf,
  masked
} from "./chunk-3KAQEIT3.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/repository/password-source.ts
import { execFile } from "node:child_process";
function passwordSource(setting, variables, told = () => {
}) {
  if (setting === void 0) return void 0;
  return async () => {
    const password = "from-variable" in setting ? ofVariable(setting["from-variable"], variables) : await ofCommand(setting, variables);
    for (const form of formsOf(password)) told(form);
    return password;
  };
}
function ofVariable(name, variables) {
  const password = variables[name];
  if (password !== void 0 && password !== "") return password;
  throw new UserError(`The variable ${name}, from which the password of the target is taken, is empty.`);
}
var longest = 64 * 1024;
function ofCommand({ "from-command": command, environment, timeout }, variables) {
  const [program = "", ...args] = command;
  const env = Object.fromEntries(
    Object.entries(variables).filter(([name]) => environment.some((wanted) => matches(name, wanted)))
  );
  return new Promise((resolve, reject) => {
    const options = { env, timeout, killSignal: "SIGKILL", maxBuffer: longest, windowsHide: true };
    const child = execFile(program, args, options, (error, out, err) => {
      const password = out.replace(/\r?\n$/, "");
      if (error === null && password !== "" && !/[\r\n\0]/.test(password)) return resolve(password);
      const said = masked(err.trim(), [password]).slice(0, 500);
      const why = error === null ? `it printed ${password === "" ? "nothing" : "more than one line"}` : error.killed === true ? `it ran longer than ${timeout} ms` : `${error.code === "ENOENT" ? "there is no such program" : `it ended with ${error.code}`}`;
      reject(
        new UserError(
          `The command ${program}, from which the password of the target is taken, gave none: ${why}${said === "" ? "" : `: ${said}`}.`
        )
      );
    });
    child.stdin?.end();
  });
}
function matches(name, wanted) {
  return wanted.endsWith("*") ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
}

export {
  passwordSource
};
