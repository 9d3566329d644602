import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  UserError
} from "./chunk-ZEN2BLOB.js";

// src/github/client.ts
var ApiError = class extends Error {
  name = "ApiError";
  status;
  request;
  constructor(status, request, message, cause) {
    super(message, { cause });
    this.status = status;
    this.request = request;
  }
};
var longestPause = 60;
var pageSize = 100;
async function openGitHub(options) {
  const { Octokit } = await import("./dist-bundle-7JURG6KA.js");
  const deadline = Date.now() + options.budget;
  const mayPause = (seconds, retries) => retries < 2 && seconds <= longestPause && Date.now() + seconds * 1e3 < deadline;
  const { debug } = options;
  const octokit = new Octokit({
    auth: options.token,
    baseUrl: options.apiUrl.replace(/\/+$/, ""),
    userAgent: "migration-gate",
    log: { debug, info: debug, warn: debug, error: debug },
    retry: {
      retries: 3,
      retryAfterBaseValue: 500,
      doNotRetry: [400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 422, 429, 451]
    },
    throttle: {
      onRateLimit: (seconds, _options, _octokit, retries) => mayPause(seconds, retries),
      onSecondaryRateLimit: (seconds, _options, _octokit, retries) => mayPause(seconds, retries)
    },
    request: { fetch: patientFetch(options.patience ?? 2e4, deadline, mayPause) }
  });
  async function request(method, path, body = {}) {
    try {
      return await octokit.request({
        method,
        url: path,
        headers: { "x-github-api-version": "2022-11-28" },
        ...body,
        ...method === "POST" && { request: { retries: 0 } }
      });
    } catch (error) {
      throw apiError(error, `${method} ${path.replace(/\?.*/, "")}`);
    }
  }
  return {
    get: async (path) => (await request("GET", path)).data,
    send: async (method, path, body) => (await request(method, path, body)).data,
    list: async (path) => {
      const entries = [];
      const separator = path.includes("?") ? "&" : "?";
      let next = `${path}${separator}per_page=${pageSize}`;
      while (next !== null) {
        const { data, headers } = await request("GET", next);
        if (!Array.isArray(data)) {
          throw new ApiError(0, `GET ${path}`, "the answer is not a list", null);
        }
        entries.push(...data);
        next = nextPage(headers.link, options.apiUrl);
      }
      return entries;
    }
  };
}
function nextPage(link, apiUrl) {
  const next = link?.match(/<([^<>]+)>;\s*rel="next"/)?.[1];
  if (next === void 0) return null;
  if (new URL(next, apiUrl).origin !== new URL(apiUrl).origin) {
    throw new UserError(`GitHub's next page is on another host than ${apiUrl}; check GITHUB_API_URL.`);
  }
  return next;
}
function patientFetch(patience, deadline, mayPause) {
  return async (input, init) => {
    for (let retries = 0; ; retries++) {
      const timeLeft = deadline - Date.now();
      if (timeLeft <= 0) throw new DOMException("the time for talking to GitHub is up", "AbortError");
      const signal = AbortSignal.timeout(Math.min(patience, timeLeft));
      const response = await fetch(input, { ...init, signal });
      const pause = pauseBeforeRetry(response.status, response.headers.get("retry-after"));
      if (pause === null || !mayPause(pause, retries)) return response;
      await response.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, pause * 1e3));
    }
  };
}
function pauseBeforeRetry(status, retryAfter) {
  if (status !== 429 && status !== 403) return null;
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) : null;
}
function apiError(error, request) {
  if (!(error instanceof Error)) return error;
  const status = "status" in error && typeof error.status === "number" ? error.status : null;
  if (status === null && error.name !== "AbortError") return error;
  const answered = "response" in error && error.response !== void 0;
  return new ApiError(answered && status !== null ? status : 0, request, error.message, error);
}

export {
  ApiError,
  openGitHub
};
