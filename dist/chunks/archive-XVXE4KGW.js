import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  defaultBranch,
  requireTarget
} from "./chunk-IZXDHG73.js";
import "./chunk-FANCXYX5.js";
import {
  archiveList,
  archivePurge
} from "./chunk-BNBYPEH3.js";
import {
  renderArchiveJson,
  renderPurgedJson,
  sizeWords
} from "./chunk-KNZQE774.js";
import {
  passwordSource
} from "./chunk-LOZBFUQN.js";
import "./chunk-YOECREFQ.js";
import "./chunk-UVWYFCW5.js";
import "./chunk-AAWHN7OB.js";
import "./chunk-GVUU3IVM.js";
import "./chunk-VQG22WEY.js";
import "./chunk-3KAQEIT3.js";
import {
  Stopped
} from "./chunk-MWRBQAB6.js";
import {
  context
} from "./chunk-FTE7U4PY.js";
import {
  configAt,
  setSecret
} from "./chunk-QZCUVXC7.js";
import "./chunk-QRTJOG62.js";
import "./chunk-J7AXUF7P.js";
import "./chunk-XXY3I5X6.js";
import {
  mergeInputs
} from "./chunk-FY5KUYHL.js";
import "./chunk-NLXL7WHC.js";
import "./chunk-TQ4DWPR5.js";
import "./chunk-PWRGAOC4.js";
import "./chunk-LCXQTN2M.js";
import "./chunk-YWD77NZN.js";
import "./chunk-36WICP3Z.js";
import "./chunk-C77DWL4K.js";
import "./chunk-BN32I45N.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import "./chunk-ZEN2BLOB.js";
import "./chunk-Z5VTRVHZ.js";
import {
  code,
  md,
  paragraph,
  strong,
  table,
  written
} from "./chunk-IGJAPURO.js";
import "./chunk-ZD5JZTLD.js";
import "./chunk-ZUS5H5UN.js";
import "./chunk-OFTNAEHV.js";

// src/github/deploy/archive.ts
import { randomBytes } from "node:crypto";

// src/report/archive-markdown.ts
function archiveWords({ verb, purged, left }) {
  const standing = left.length === 0 ? "nothing is set aside" : `${left.length} set aside`;
  if (verb === "list") return standing;
  return `${purged.length === 0 ? "nothing to purge" : `${purged.length} purged`}, ${standing}`;
}
function renderArchiveMarkdown(story) {
  const { verb, environment, purged, left, failure } = story;
  const end = failure === null ? md`${archiveWords(story)}` : md`stopped: ${code(failure.reason)}`;
  const mark = failure === null ? "\u{1F4E6}" : "\u26D4";
  const blocks = [
    paragraph(
      md`${mark} ${strong(md`Migration Gate`)} archive ${verb} on ${strong(md`${environment}`)}: ${end}`
    )
  ];
  if (failure !== null) blocks.push(paragraph(md`${failure.message}`));
  if (purged.length > 0) blocks.push(paragraph(md`Purged:`), tableOf(purged));
  if (left.length > 0) blocks.push(...verb === "purge" ? [paragraph(md`Left:`)] : [], tableOf(left));
  return `${written(blocks)}
`;
}
function tableOf(objects) {
  return table(
    [md`id`, md`what`, md`dropped by`, md`kept since`, md`expires`, md`size`],
    objects.map((one) => [
      code(one.id),
      md`${one.kind} ${code(one.object)}`,
      code(one.migration),
      md`${one.keptAt}`,
      one.expired ? md`expired ${one.expiresAt}` : md`${one.expiresAt}`,
      md`${sizeWords(one)}`
    ])
  );
}

// src/github/deploy/archive.ts
async function tendArchive(request) {
  const { inputs } = request;
  requireTarget(inputs.url);
  const found = await tend(request).catch((error) => {
    if (error instanceof Stopped) return error;
    throw error;
  });
  const title = { verb: inputs.verb, environment: inputs.environment };
  if (found instanceof Stopped) {
    const words = `${found.reason}: ${found.message}`;
    const nothing = { purged: [], left: [] };
    return {
      failureReason: found.reason,
      words,
      markdown: renderArchiveMarkdown({ ...title, ...nothing, failure: found }),
      json: renderArchiveJson([])
    };
  }
  return {
    failureReason: null,
    words: archiveWords({ ...title, ...found }),
    markdown: renderArchiveMarkdown({ ...title, ...found, failure: null }),
    json: inputs.verb === "list" ? renderArchiveJson(found.left) : renderPurgedJson(found)
  };
}
async function tend({
  open,
  repository,
  environment: { payload, commit },
  inputs,
  told
}) {
  const { url, environment, settings, configPath, verb, acceptLoss } = inputs;
  const home = defaultBranch(payload) ?? commit;
  const config = mergeInputs(await configAt(await open(), repository, configPath, home, home), settings);
  const password = passwordSource(config.apply.password, process.env, setSecret);
  const run = {
    id: randomBytes(16).toString("hex"),
    command: "archive",
    actor: context.actor || null,
    commit,
    environment,
    planDigest: null
  };
  const request = { url, run, ...password && { password } };
  if (verb === "list") return { purged: [], left: await archiveList(request) };
  const which = acceptLoss.length > 0 ? new Set(acceptLoss) : "expired";
  return archivePurge({ ...request, which, waiting: config.apply.waiting }, told);
}
export {
  tendArchive
};
