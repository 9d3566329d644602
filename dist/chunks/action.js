import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  tokenAuthor
} from "./chunk-U5VURZ3U.js";
import {
  configAt,
  debug,
  eachOf,
  encodePath,
  error,
  explain,
  fileAt,
  getInput,
  info,
  isFollowedLink,
  kindOf,
  listingOf,
  needed,
  notice,
  openWorkspace,
  readBranchSnapshot,
  readScope,
  repositoryPath,
  require_tunnel,
  require_undici,
  setFailed,
  setOutput,
  setSecret,
  summary,
  warning
} from "./chunk-YZDCWQ5D.js";
import {
  ApiError,
  openGitHub
} from "./chunk-J7AXUF7P.js";
import {
  Octokit,
  paginateRest,
  restEndpointMethods
} from "./chunk-QRTJOG62.js";
import {
  inBackground
} from "./chunk-42GY4P64.js";
import {
  requireSameDialects,
  requireSameFormats
} from "./chunk-REQAMVXZ.js";
import {
  findFolders
} from "./chunk-KUFVHCIY.js";
import {
  listing
} from "./chunk-XXY3I5X6.js";
import {
  requireSupportedDialect,
  shown,
  withFormats
} from "./chunk-GBTQ5OFU.js";
import {
  defaultConfigPath,
  filesBeside,
  foldersBeside,
  foldersOf,
  listOf,
  mergeInputs,
  shadowOf
} from "./chunk-3GYKE3LZ.js";
import "./chunk-I3LDIYRX.js";
import "./chunk-XGIPAGGL.js";
import {
  snapshotName
} from "./chunk-PWRGAOC4.js";
import {
  isInScope
} from "./chunk-LCXQTN2M.js";
import {
  belongsToMigrations,
  isBelow,
  isManifest,
  isPairHalf,
  isSql
} from "./chunk-YWD77NZN.js";
import {
  acceptedPath,
  readAccepted
} from "./chunk-36WICP3Z.js";
import "./chunk-C77DWL4K.js";
import "./chunk-BN32I45N.js";
import "./chunk-F7WNQ2CY.js";
import "./chunk-O2I6HDI3.js";
import "./chunk-5WBXDTBY.js";
import {
  homepage,
  version
} from "./chunk-FRBTFSE7.js";
import {
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";
import "./chunk-ZUS5H5UN.js";
import {
  __commonJS,
  __require,
  __toESM
} from "./chunk-OFTNAEHV.js";

// node_modules/@actions/github/node_modules/@actions/http-client/lib/proxy.js
var require_proxy = __commonJS({
  "node_modules/@actions/github/node_modules/@actions/http-client/lib/proxy.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.getProxyUrl = getProxyUrl;
    exports.checkBypass = checkBypass;
    function getProxyUrl(reqUrl) {
      const usingSsl = reqUrl.protocol === "https:";
      if (checkBypass(reqUrl)) {
        return void 0;
      }
      const proxyVar = (() => {
        if (usingSsl) {
          return process.env["https_proxy"] || process.env["HTTPS_PROXY"];
        } else {
          return process.env["http_proxy"] || process.env["HTTP_PROXY"];
        }
      })();
      if (proxyVar) {
        try {
          return new DecodedURL(proxyVar);
        } catch (_a) {
          if (!proxyVar.startsWith("http://") && !proxyVar.startsWith("https://"))
            return new DecodedURL(`http://${proxyVar}`);
        }
      } else {
        return void 0;
      }
    }
    function checkBypass(reqUrl) {
      if (!reqUrl.hostname) {
        return false;
      }
      const reqHost = reqUrl.hostname;
      if (isLoopbackAddress(reqHost)) {
        return true;
      }
      const noProxy = process.env["no_proxy"] || process.env["NO_PROXY"] || "";
      if (!noProxy) {
        return false;
      }
      let reqPort;
      if (reqUrl.port) {
        reqPort = Number(reqUrl.port);
      } else if (reqUrl.protocol === "http:") {
        reqPort = 80;
      } else if (reqUrl.protocol === "https:") {
        reqPort = 443;
      }
      const upperReqHosts = [reqUrl.hostname.toUpperCase()];
      if (typeof reqPort === "number") {
        upperReqHosts.push(`${upperReqHosts[0]}:${reqPort}`);
      }
      for (const upperNoProxyItem of noProxy.split(",").map((x) => x.trim().toUpperCase()).filter((x) => x)) {
        if (upperNoProxyItem === "*" || upperReqHosts.some((x) => x === upperNoProxyItem || x.endsWith(`.${upperNoProxyItem}`) || upperNoProxyItem.startsWith(".") && x.endsWith(`${upperNoProxyItem}`))) {
          return true;
        }
      }
      return false;
    }
    function isLoopbackAddress(host) {
      const hostLower = host.toLowerCase();
      return hostLower === "localhost" || hostLower.startsWith("127.") || hostLower.startsWith("[::1]") || hostLower.startsWith("[0:0:0:0:0:0:0:1]");
    }
    var DecodedURL = class extends URL {
      constructor(url, base) {
        super(url, base);
        this._decodedUsername = decodeURIComponent(super.username);
        this._decodedPassword = decodeURIComponent(super.password);
      }
      get username() {
        return this._decodedUsername;
      }
      get password() {
        return this._decodedPassword;
      }
    };
  }
});

// node_modules/@actions/github/node_modules/@actions/http-client/lib/index.js
var require_lib = __commonJS({
  "node_modules/@actions/github/node_modules/@actions/http-client/lib/index.js"(exports) {
    "use strict";
    var __createBinding = exports && exports.__createBinding || (Object.create ? (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      var desc = Object.getOwnPropertyDescriptor(m, k);
      if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
        desc = { enumerable: true, get: function() {
          return m[k];
        } };
      }
      Object.defineProperty(o, k2, desc);
    }) : (function(o, m, k, k2) {
      if (k2 === void 0) k2 = k;
      o[k2] = m[k];
    }));
    var __setModuleDefault = exports && exports.__setModuleDefault || (Object.create ? (function(o, v) {
      Object.defineProperty(o, "default", { enumerable: true, value: v });
    }) : function(o, v) {
      o["default"] = v;
    });
    var __importStar = exports && exports.__importStar || /* @__PURE__ */ (function() {
      var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function(o2) {
          var ar = [];
          for (var k in o2) if (Object.prototype.hasOwnProperty.call(o2, k)) ar[ar.length] = k;
          return ar;
        };
        return ownKeys(o);
      };
      return function(mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) {
          for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        }
        __setModuleDefault(result, mod);
        return result;
      };
    })();
    var __awaiter2 = exports && exports.__awaiter || function(thisArg, _arguments, P, generator) {
      function adopt(value) {
        return value instanceof P ? value : new P(function(resolve) {
          resolve(value);
        });
      }
      return new (P || (P = Promise))(function(resolve, reject) {
        function fulfilled(value) {
          try {
            step(generator.next(value));
          } catch (e) {
            reject(e);
          }
        }
        function rejected(value) {
          try {
            step(generator["throw"](value));
          } catch (e) {
            reject(e);
          }
        }
        function step(result) {
          result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
        }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
      });
    };
    Object.defineProperty(exports, "__esModule", { value: true });
    exports.HttpClient = exports.HttpClientResponse = exports.HttpClientError = exports.MediaTypes = exports.Headers = exports.HttpCodes = void 0;
    exports.getProxyUrl = getProxyUrl;
    exports.isHttps = isHttps;
    var http2 = __importStar(__require("http"));
    var https = __importStar(__require("https"));
    var pm = __importStar(require_proxy());
    var tunnel = __importStar(require_tunnel());
    var undici_1 = require_undici();
    var HttpCodes;
    (function(HttpCodes2) {
      HttpCodes2[HttpCodes2["OK"] = 200] = "OK";
      HttpCodes2[HttpCodes2["MultipleChoices"] = 300] = "MultipleChoices";
      HttpCodes2[HttpCodes2["MovedPermanently"] = 301] = "MovedPermanently";
      HttpCodes2[HttpCodes2["ResourceMoved"] = 302] = "ResourceMoved";
      HttpCodes2[HttpCodes2["SeeOther"] = 303] = "SeeOther";
      HttpCodes2[HttpCodes2["NotModified"] = 304] = "NotModified";
      HttpCodes2[HttpCodes2["UseProxy"] = 305] = "UseProxy";
      HttpCodes2[HttpCodes2["SwitchProxy"] = 306] = "SwitchProxy";
      HttpCodes2[HttpCodes2["TemporaryRedirect"] = 307] = "TemporaryRedirect";
      HttpCodes2[HttpCodes2["PermanentRedirect"] = 308] = "PermanentRedirect";
      HttpCodes2[HttpCodes2["BadRequest"] = 400] = "BadRequest";
      HttpCodes2[HttpCodes2["Unauthorized"] = 401] = "Unauthorized";
      HttpCodes2[HttpCodes2["PaymentRequired"] = 402] = "PaymentRequired";
      HttpCodes2[HttpCodes2["Forbidden"] = 403] = "Forbidden";
      HttpCodes2[HttpCodes2["NotFound"] = 404] = "NotFound";
      HttpCodes2[HttpCodes2["MethodNotAllowed"] = 405] = "MethodNotAllowed";
      HttpCodes2[HttpCodes2["NotAcceptable"] = 406] = "NotAcceptable";
      HttpCodes2[HttpCodes2["ProxyAuthenticationRequired"] = 407] = "ProxyAuthenticationRequired";
      HttpCodes2[HttpCodes2["RequestTimeout"] = 408] = "RequestTimeout";
      HttpCodes2[HttpCodes2["Conflict"] = 409] = "Conflict";
      HttpCodes2[HttpCodes2["Gone"] = 410] = "Gone";
      HttpCodes2[HttpCodes2["TooManyRequests"] = 429] = "TooManyRequests";
      HttpCodes2[HttpCodes2["InternalServerError"] = 500] = "InternalServerError";
      HttpCodes2[HttpCodes2["NotImplemented"] = 501] = "NotImplemented";
      HttpCodes2[HttpCodes2["BadGateway"] = 502] = "BadGateway";
      HttpCodes2[HttpCodes2["ServiceUnavailable"] = 503] = "ServiceUnavailable";
      HttpCodes2[HttpCodes2["GatewayTimeout"] = 504] = "GatewayTimeout";
    })(HttpCodes || (exports.HttpCodes = HttpCodes = {}));
    var Headers;
    (function(Headers2) {
      Headers2["Accept"] = "accept";
      Headers2["ContentType"] = "content-type";
    })(Headers || (exports.Headers = Headers = {}));
    var MediaTypes;
    (function(MediaTypes2) {
      MediaTypes2["ApplicationJson"] = "application/json";
    })(MediaTypes || (exports.MediaTypes = MediaTypes = {}));
    function getProxyUrl(serverUrl) {
      const proxyUrl = pm.getProxyUrl(new URL(serverUrl));
      return proxyUrl ? proxyUrl.href : "";
    }
    var HttpRedirectCodes = [
      HttpCodes.MovedPermanently,
      HttpCodes.ResourceMoved,
      HttpCodes.SeeOther,
      HttpCodes.TemporaryRedirect,
      HttpCodes.PermanentRedirect
    ];
    var HttpResponseRetryCodes = [
      HttpCodes.BadGateway,
      HttpCodes.ServiceUnavailable,
      HttpCodes.GatewayTimeout
    ];
    var RetryableHttpVerbs = ["OPTIONS", "GET", "DELETE", "HEAD"];
    var ExponentialBackoffCeiling = 10;
    var ExponentialBackoffTimeSlice = 5;
    var HttpClientError = class _HttpClientError extends Error {
      constructor(message, statusCode) {
        super(message);
        this.name = "HttpClientError";
        this.statusCode = statusCode;
        Object.setPrototypeOf(this, _HttpClientError.prototype);
      }
    };
    exports.HttpClientError = HttpClientError;
    var HttpClientResponse = class {
      constructor(message) {
        this.message = message;
      }
      readBody() {
        return __awaiter2(this, void 0, void 0, function* () {
          return new Promise((resolve) => __awaiter2(this, void 0, void 0, function* () {
            let output = Buffer.alloc(0);
            this.message.on("data", (chunk) => {
              output = Buffer.concat([output, chunk]);
            });
            this.message.on("end", () => {
              resolve(output.toString());
            });
          }));
        });
      }
      readBodyBuffer() {
        return __awaiter2(this, void 0, void 0, function* () {
          return new Promise((resolve) => __awaiter2(this, void 0, void 0, function* () {
            const chunks = [];
            this.message.on("data", (chunk) => {
              chunks.push(chunk);
            });
            this.message.on("end", () => {
              resolve(Buffer.concat(chunks));
            });
          }));
        });
      }
    };
    exports.HttpClientResponse = HttpClientResponse;
    function isHttps(requestUrl) {
      const parsedUrl = new URL(requestUrl);
      return parsedUrl.protocol === "https:";
    }
    var HttpClient2 = class {
      constructor(userAgent, handlers, requestOptions) {
        this._ignoreSslError = false;
        this._allowRedirects = true;
        this._allowRedirectDowngrade = false;
        this._maxRedirects = 50;
        this._allowRetries = false;
        this._maxRetries = 1;
        this._keepAlive = false;
        this._disposed = false;
        this.userAgent = this._getUserAgentWithOrchestrationId(userAgent);
        this.handlers = handlers || [];
        this.requestOptions = requestOptions;
        if (requestOptions) {
          if (requestOptions.ignoreSslError != null) {
            this._ignoreSslError = requestOptions.ignoreSslError;
          }
          this._socketTimeout = requestOptions.socketTimeout;
          if (requestOptions.allowRedirects != null) {
            this._allowRedirects = requestOptions.allowRedirects;
          }
          if (requestOptions.allowRedirectDowngrade != null) {
            this._allowRedirectDowngrade = requestOptions.allowRedirectDowngrade;
          }
          if (requestOptions.maxRedirects != null) {
            this._maxRedirects = Math.max(requestOptions.maxRedirects, 0);
          }
          if (requestOptions.keepAlive != null) {
            this._keepAlive = requestOptions.keepAlive;
          }
          if (requestOptions.allowRetries != null) {
            this._allowRetries = requestOptions.allowRetries;
          }
          if (requestOptions.maxRetries != null) {
            this._maxRetries = requestOptions.maxRetries;
          }
        }
      }
      options(requestUrl, additionalHeaders) {
        return __awaiter2(this, void 0, void 0, function* () {
          return this.request("OPTIONS", requestUrl, null, additionalHeaders || {});
        });
      }
      get(requestUrl, additionalHeaders) {
        return __awaiter2(this, void 0, void 0, function* () {
          return this.request("GET", requestUrl, null, additionalHeaders || {});
        });
      }
      del(requestUrl, additionalHeaders) {
        return __awaiter2(this, void 0, void 0, function* () {
          return this.request("DELETE", requestUrl, null, additionalHeaders || {});
        });
      }
      post(requestUrl, data, additionalHeaders) {
        return __awaiter2(this, void 0, void 0, function* () {
          return this.request("POST", requestUrl, data, additionalHeaders || {});
        });
      }
      patch(requestUrl, data, additionalHeaders) {
        return __awaiter2(this, void 0, void 0, function* () {
          return this.request("PATCH", requestUrl, data, additionalHeaders || {});
        });
      }
      put(requestUrl, data, additionalHeaders) {
        return __awaiter2(this, void 0, void 0, function* () {
          return this.request("PUT", requestUrl, data, additionalHeaders || {});
        });
      }
      head(requestUrl, additionalHeaders) {
        return __awaiter2(this, void 0, void 0, function* () {
          return this.request("HEAD", requestUrl, null, additionalHeaders || {});
        });
      }
      sendStream(verb, requestUrl, stream, additionalHeaders) {
        return __awaiter2(this, void 0, void 0, function* () {
          return this.request(verb, requestUrl, stream, additionalHeaders);
        });
      }
      /**
       * Gets a typed object from an endpoint
       * Be aware that not found returns a null.  Other errors (4xx, 5xx) reject the promise
       */
      getJson(requestUrl_1) {
        return __awaiter2(this, arguments, void 0, function* (requestUrl, additionalHeaders = {}) {
          additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
          const res = yield this.get(requestUrl, additionalHeaders);
          return this._processResponse(res, this.requestOptions);
        });
      }
      postJson(requestUrl_1, obj_1) {
        return __awaiter2(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
          const data = JSON.stringify(obj, null, 2);
          additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
          additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
          const res = yield this.post(requestUrl, data, additionalHeaders);
          return this._processResponse(res, this.requestOptions);
        });
      }
      putJson(requestUrl_1, obj_1) {
        return __awaiter2(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
          const data = JSON.stringify(obj, null, 2);
          additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
          additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
          const res = yield this.put(requestUrl, data, additionalHeaders);
          return this._processResponse(res, this.requestOptions);
        });
      }
      patchJson(requestUrl_1, obj_1) {
        return __awaiter2(this, arguments, void 0, function* (requestUrl, obj, additionalHeaders = {}) {
          const data = JSON.stringify(obj, null, 2);
          additionalHeaders[Headers.Accept] = this._getExistingOrDefaultHeader(additionalHeaders, Headers.Accept, MediaTypes.ApplicationJson);
          additionalHeaders[Headers.ContentType] = this._getExistingOrDefaultContentTypeHeader(additionalHeaders, MediaTypes.ApplicationJson);
          const res = yield this.patch(requestUrl, data, additionalHeaders);
          return this._processResponse(res, this.requestOptions);
        });
      }
      /**
       * Makes a raw http request.
       * All other methods such as get, post, patch, and request ultimately call this.
       * Prefer get, del, post and patch
       */
      request(verb, requestUrl, data, headers) {
        return __awaiter2(this, void 0, void 0, function* () {
          if (this._disposed) {
            throw new Error("Client has already been disposed.");
          }
          const parsedUrl = new URL(requestUrl);
          let info2 = this._prepareRequest(verb, parsedUrl, headers);
          const maxTries = this._allowRetries && RetryableHttpVerbs.includes(verb) ? this._maxRetries + 1 : 1;
          let numTries = 0;
          let response;
          do {
            response = yield this.requestRaw(info2, data);
            if (response && response.message && response.message.statusCode === HttpCodes.Unauthorized) {
              let authenticationHandler;
              for (const handler of this.handlers) {
                if (handler.canHandleAuthentication(response)) {
                  authenticationHandler = handler;
                  break;
                }
              }
              if (authenticationHandler) {
                return authenticationHandler.handleAuthentication(this, info2, data);
              } else {
                return response;
              }
            }
            let redirectsRemaining = this._maxRedirects;
            while (response.message.statusCode && HttpRedirectCodes.includes(response.message.statusCode) && this._allowRedirects && redirectsRemaining > 0) {
              const redirectUrl = response.message.headers["location"];
              if (!redirectUrl) {
                break;
              }
              const parsedRedirectUrl = new URL(redirectUrl);
              if (parsedUrl.protocol === "https:" && parsedUrl.protocol !== parsedRedirectUrl.protocol && !this._allowRedirectDowngrade) {
                throw new Error("Redirect from HTTPS to HTTP protocol. This downgrade is not allowed for security reasons. If you want to allow this behavior, set the allowRedirectDowngrade option to true.");
              }
              yield response.readBody();
              if (parsedRedirectUrl.hostname !== parsedUrl.hostname) {
                for (const header in headers) {
                  if (header.toLowerCase() === "authorization") {
                    delete headers[header];
                  }
                }
              }
              info2 = this._prepareRequest(verb, parsedRedirectUrl, headers);
              response = yield this.requestRaw(info2, data);
              redirectsRemaining--;
            }
            if (!response.message.statusCode || !HttpResponseRetryCodes.includes(response.message.statusCode)) {
              return response;
            }
            numTries += 1;
            if (numTries < maxTries) {
              yield response.readBody();
              yield this._performExponentialBackoff(numTries);
            }
          } while (numTries < maxTries);
          return response;
        });
      }
      /**
       * Needs to be called if keepAlive is set to true in request options.
       */
      dispose() {
        if (this._agent) {
          this._agent.destroy();
        }
        this._disposed = true;
      }
      /**
       * Raw request.
       * @param info
       * @param data
       */
      requestRaw(info2, data) {
        return __awaiter2(this, void 0, void 0, function* () {
          return new Promise((resolve, reject) => {
            function callbackForResult(err, res) {
              if (err) {
                reject(err);
              } else if (!res) {
                reject(new Error("Unknown error"));
              } else {
                resolve(res);
              }
            }
            this.requestRawWithCallback(info2, data, callbackForResult);
          });
        });
      }
      /**
       * Raw request with callback.
       * @param info
       * @param data
       * @param onResult
       */
      requestRawWithCallback(info2, data, onResult) {
        if (typeof data === "string") {
          if (!info2.options.headers) {
            info2.options.headers = {};
          }
          info2.options.headers["Content-Length"] = Buffer.byteLength(data, "utf8");
        }
        let callbackCalled = false;
        function handleResult(err, res) {
          if (!callbackCalled) {
            callbackCalled = true;
            onResult(err, res);
          }
        }
        const req = info2.httpModule.request(info2.options, (msg) => {
          const res = new HttpClientResponse(msg);
          handleResult(void 0, res);
        });
        let socket;
        req.on("socket", (sock) => {
          socket = sock;
        });
        req.setTimeout(this._socketTimeout || 3 * 6e4, () => {
          if (socket) {
            socket.end();
          }
          handleResult(new Error(`Request timeout: ${info2.options.path}`));
        });
        req.on("error", function(err) {
          handleResult(err);
        });
        if (data && typeof data === "string") {
          req.write(data, "utf8");
        }
        if (data && typeof data !== "string") {
          data.on("close", function() {
            req.end();
          });
          data.pipe(req);
        } else {
          req.end();
        }
      }
      /**
       * Gets an http agent. This function is useful when you need an http agent that handles
       * routing through a proxy server - depending upon the url and proxy environment variables.
       * @param serverUrl  The server URL where the request will be sent. For example, https://api.github.com
       */
      getAgent(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        return this._getAgent(parsedUrl);
      }
      getAgentDispatcher(serverUrl) {
        const parsedUrl = new URL(serverUrl);
        const proxyUrl = pm.getProxyUrl(parsedUrl);
        const useProxy2 = proxyUrl && proxyUrl.hostname;
        if (!useProxy2) {
          return;
        }
        return this._getProxyAgentDispatcher(parsedUrl, proxyUrl);
      }
      _prepareRequest(method, requestUrl, headers) {
        const info2 = {};
        info2.parsedUrl = requestUrl;
        const usingSsl = info2.parsedUrl.protocol === "https:";
        info2.httpModule = usingSsl ? https : http2;
        const defaultPort = usingSsl ? 443 : 80;
        info2.options = {};
        info2.options.host = info2.parsedUrl.hostname;
        info2.options.port = info2.parsedUrl.port ? parseInt(info2.parsedUrl.port) : defaultPort;
        info2.options.path = (info2.parsedUrl.pathname || "") + (info2.parsedUrl.search || "");
        info2.options.method = method;
        info2.options.headers = this._mergeHeaders(headers);
        if (this.userAgent != null) {
          info2.options.headers["user-agent"] = this.userAgent;
        }
        info2.options.agent = this._getAgent(info2.parsedUrl);
        if (this.handlers) {
          for (const handler of this.handlers) {
            handler.prepareRequest(info2.options);
          }
        }
        return info2;
      }
      _mergeHeaders(headers) {
        if (this.requestOptions && this.requestOptions.headers) {
          return Object.assign({}, lowercaseKeys(this.requestOptions.headers), lowercaseKeys(headers || {}));
        }
        return lowercaseKeys(headers || {});
      }
      /**
       * Gets an existing header value or returns a default.
       * Handles converting number header values to strings since HTTP headers must be strings.
       * Note: This returns string | string[] since some headers can have multiple values.
       * For headers that must always be a single string (like Content-Type), use the
       * specialized _getExistingOrDefaultContentTypeHeader method instead.
       */
      _getExistingOrDefaultHeader(additionalHeaders, header, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
          const headerValue = lowercaseKeys(this.requestOptions.headers)[header];
          if (headerValue) {
            clientHeader = typeof headerValue === "number" ? headerValue.toString() : headerValue;
          }
        }
        const additionalValue = additionalHeaders[header];
        if (additionalValue !== void 0) {
          return typeof additionalValue === "number" ? additionalValue.toString() : additionalValue;
        }
        if (clientHeader !== void 0) {
          return clientHeader;
        }
        return _default;
      }
      /**
       * Specialized version of _getExistingOrDefaultHeader for Content-Type header.
       * Always returns a single string (not an array) since Content-Type should be a single value.
       * Converts arrays to comma-separated strings and numbers to strings to ensure type safety.
       * This was split from _getExistingOrDefaultHeader to provide stricter typing for callers
       * that assign the result to places expecting a string (e.g., additionalHeaders[Headers.ContentType]).
       */
      _getExistingOrDefaultContentTypeHeader(additionalHeaders, _default) {
        let clientHeader;
        if (this.requestOptions && this.requestOptions.headers) {
          const headerValue = lowercaseKeys(this.requestOptions.headers)[Headers.ContentType];
          if (headerValue) {
            if (typeof headerValue === "number") {
              clientHeader = String(headerValue);
            } else if (Array.isArray(headerValue)) {
              clientHeader = headerValue.join(", ");
            } else {
              clientHeader = headerValue;
            }
          }
        }
        const additionalValue = additionalHeaders[Headers.ContentType];
        if (additionalValue !== void 0) {
          if (typeof additionalValue === "number") {
            return String(additionalValue);
          } else if (Array.isArray(additionalValue)) {
            return additionalValue.join(", ");
          } else {
            return additionalValue;
          }
        }
        if (clientHeader !== void 0) {
          return clientHeader;
        }
        return _default;
      }
      _getAgent(parsedUrl) {
        let agent;
        const proxyUrl = pm.getProxyUrl(parsedUrl);
        const useProxy2 = proxyUrl && proxyUrl.hostname;
        if (this._keepAlive && useProxy2) {
          agent = this._proxyAgent;
        }
        if (!useProxy2) {
          agent = this._agent;
        }
        if (agent) {
          return agent;
        }
        const usingSsl = parsedUrl.protocol === "https:";
        let maxSockets = 100;
        if (this.requestOptions) {
          maxSockets = this.requestOptions.maxSockets || http2.globalAgent.maxSockets;
        }
        if (proxyUrl && proxyUrl.hostname) {
          const agentOptions = {
            maxSockets,
            keepAlive: this._keepAlive,
            proxy: Object.assign(Object.assign({}, (proxyUrl.username || proxyUrl.password) && {
              proxyAuth: `${proxyUrl.username}:${proxyUrl.password}`
            }), { host: proxyUrl.hostname, port: proxyUrl.port })
          };
          let tunnelAgent;
          const overHttps = proxyUrl.protocol === "https:";
          if (usingSsl) {
            tunnelAgent = overHttps ? tunnel.httpsOverHttps : tunnel.httpsOverHttp;
          } else {
            tunnelAgent = overHttps ? tunnel.httpOverHttps : tunnel.httpOverHttp;
          }
          agent = tunnelAgent(agentOptions);
          this._proxyAgent = agent;
        }
        if (!agent) {
          const options = { keepAlive: this._keepAlive, maxSockets };
          agent = usingSsl ? new https.Agent(options) : new http2.Agent(options);
          this._agent = agent;
        }
        if (usingSsl && this._ignoreSslError) {
          agent.options = Object.assign(agent.options || {}, {
            rejectUnauthorized: false
          });
        }
        return agent;
      }
      _getProxyAgentDispatcher(parsedUrl, proxyUrl) {
        let proxyAgent;
        if (this._keepAlive) {
          proxyAgent = this._proxyAgentDispatcher;
        }
        if (proxyAgent) {
          return proxyAgent;
        }
        const usingSsl = parsedUrl.protocol === "https:";
        proxyAgent = new undici_1.ProxyAgent(Object.assign({ uri: proxyUrl.href, pipelining: !this._keepAlive ? 0 : 1 }, (proxyUrl.username || proxyUrl.password) && {
          token: `Basic ${Buffer.from(`${proxyUrl.username}:${proxyUrl.password}`).toString("base64")}`
        }));
        this._proxyAgentDispatcher = proxyAgent;
        if (usingSsl && this._ignoreSslError) {
          proxyAgent.options = Object.assign(proxyAgent.options.requestTls || {}, {
            rejectUnauthorized: false
          });
        }
        return proxyAgent;
      }
      _getUserAgentWithOrchestrationId(userAgent) {
        const baseUserAgent = userAgent || "actions/http-client";
        const orchId = process.env["ACTIONS_ORCHESTRATION_ID"];
        if (orchId) {
          const sanitizedId = orchId.replace(/[^a-z0-9_.-]/gi, "_");
          return `${baseUserAgent} actions_orchestration_id/${sanitizedId}`;
        }
        return baseUserAgent;
      }
      _performExponentialBackoff(retryNumber) {
        return __awaiter2(this, void 0, void 0, function* () {
          retryNumber = Math.min(ExponentialBackoffCeiling, retryNumber);
          const ms = ExponentialBackoffTimeSlice * Math.pow(2, retryNumber);
          return new Promise((resolve) => setTimeout(() => resolve(), ms));
        });
      }
      _processResponse(res, options) {
        return __awaiter2(this, void 0, void 0, function* () {
          return new Promise((resolve, reject) => __awaiter2(this, void 0, void 0, function* () {
            const statusCode = res.message.statusCode || 0;
            const response = {
              statusCode,
              result: null,
              headers: {}
            };
            if (statusCode === HttpCodes.NotFound) {
              resolve(response);
            }
            function dateTimeDeserializer(key, value) {
              if (typeof value === "string") {
                const a = new Date(value);
                if (!isNaN(a.valueOf())) {
                  return a;
                }
              }
              return value;
            }
            let obj;
            let contents;
            try {
              contents = yield res.readBody();
              if (contents && contents.length > 0) {
                if (options && options.deserializeDates) {
                  obj = JSON.parse(contents, dateTimeDeserializer);
                } else {
                  obj = JSON.parse(contents);
                }
                response.result = obj;
              }
              response.headers = res.message.headers;
            } catch (err) {
            }
            if (statusCode > 299) {
              let msg;
              if (obj && obj.message) {
                msg = obj.message;
              } else if (contents && contents.length > 0) {
                msg = contents;
              } else {
                msg = `Failed request: (${statusCode})`;
              }
              const err = new HttpClientError(msg, statusCode);
              err.result = response.result;
              reject(err);
            } else {
              resolve(response);
            }
          }));
        });
      }
    };
    exports.HttpClient = HttpClient2;
    var lowercaseKeys = (obj) => Object.keys(obj).reduce((c, k) => (c[k.toLowerCase()] = obj[k], c), {});
  }
});

// src/action.ts
import { createHash as createHash3 } from "node:crypto";

// src/github/actions-cache.ts
import { createHash } from "node:crypto";
var patience = { answer: 5e3, download: 15e3, upload: 3e4 };
var mostKeys = 10;
var largestState = 256 * 1024 * 1024;
var prefix = "migration-gate-base-";
var version2 = createHash("sha256").update("migration-gate base state 1").digest("hex");
function cacheService(variables) {
  const { ACTIONS_CACHE_SERVICE_V2, ACTIONS_RESULTS_URL: url, ACTIONS_RUNTIME_TOKEN: token } = variables;
  if (!ACTIONS_CACHE_SERVICE_V2 || !token || !url || !URL.canParse(url)) return null;
  const mode = variables.ACTIONS_CACHE_MODE?.trim().toLowerCase() ?? "";
  return {
    url,
    token,
    reads: mode !== "none" && mode !== "write-only",
    writes: mode !== "none" && mode !== "read"
  };
}
function actionsCache(service, debug2) {
  const unlessBroken = async (work) => {
    try {
      return await work();
    } catch (error2) {
      debug2(`The cache of the base: ${error2}`);
      return null;
    }
  };
  return {
    find: async (keys) => service.reads ? await unlessBroken(() => find(service, keys)) : null,
    async keep(key, state) {
      if (service.writes) await unlessBroken(() => keep(service, key, state));
    }
  };
}
var found = external_exports.object({
  ok: external_exports.boolean().optional(),
  signed_download_url: external_exports.url().optional(),
  matched_key: external_exports.string().optional()
});
var reserved = external_exports.object({ ok: external_exports.boolean().optional(), signed_upload_url: external_exports.url().optional() });
var finished = external_exports.object({ ok: external_exports.boolean().optional() });
async function find(service, keys) {
  const [first, ...older] = keys.slice(0, mostKeys).map((key2) => prefix + key2);
  if (first === void 0) return null;
  const asked = { key: first, restore_keys: older, version: version2 };
  const { ok, signed_download_url, matched_key } = await ask(
    service,
    "GetCacheEntryDownloadURL",
    asked,
    found
  );
  const key = keys.find((key2) => prefix + key2 === matched_key);
  if (ok !== true || signed_download_url === void 0 || key === void 0) return null;
  const response = await fetch(signed_download_url, { signal: AbortSignal.timeout(patience.download) });
  const size = Number(response.headers.get("content-length") ?? Number.NaN);
  if (!response.ok || !(size <= largestState)) {
    await response.body?.cancel();
    throw new Error(`the download was answered with ${response.status}, ${size} bytes`);
  }
  return { key, state: await response.bytes() };
}
async function keep(service, key, state) {
  const entry = { key: prefix + key, version: version2 };
  const { ok, signed_upload_url } = await ask(service, "CreateCacheEntry", entry, reserved);
  if (ok !== true || signed_upload_url === void 0) return;
  const response = await fetch(signed_upload_url, {
    method: "PUT",
    // https://learn.microsoft.com/rest/api/storageservices/put-blob
    headers: { "x-ms-blob-type": "BlockBlob", "content-type": "application/octet-stream" },
    body: state,
    signal: AbortSignal.timeout(patience.upload)
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the upload was answered with ${response.status}`);
  await ask(service, "FinalizeCacheEntryUpload", { ...entry, size_bytes: String(state.length) }, finished);
}
async function ask(service, method, body, answer) {
  const url = new URL(`/twirp/github.actions.results.api.v1.CacheService/${method}`, service.url);
  const response = await fetch(url, {
    method: "POST",
    headers: { authorization: `Bearer ${service.token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(patience.answer)
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`${method} was answered with ${response.status}`);
  }
  return answer.parse(await response.json());
}

// src/github/command.ts
var eventsOf = {
  check: ["pull_request", "merge_group"],
  snapshot: ["schedule", "workflow_dispatch", "push"]
};
function commandOf(said, eventName) {
  if (said === "apply") throw new UserError(`\`command: apply\` is what ${notYet}`);
  if (said !== "" && said !== "check" && said !== "snapshot")
    throw new UserError(`Input \`command\` is \`${said}\`. Allowed: ${Object.keys(eventsOf).join(", ")}.`);
  if (eventName === "pull_request_target") return "check";
  const command = said === "" ? meaningOf(eventName) : said;
  const events = eventsOf[command];
  if (events.includes(eventName)) return command;
  throw new UserError(
    `\`command: ${command}\` does not run on \`${eventName}\`. It runs on: ${events.join(", ")}.${reasons[command]}`
  );
}
function meaningOf(eventName) {
  switch (eventName) {
    case "pull_request":
    case "merge_group":
      return "check";
    case "schedule":
      return "snapshot";
    case "workflow_dispatch":
      throw new UserError("`workflow_dispatch` may mean anything. Say it: `command: snapshot`.");
    case "push":
      throw new UserError(
        `\`push\` means \`command: apply\`, which ${notYet} To take a snapshot on a push, say \`command: snapshot\`.`
      );
    default:
      throw new UserError(
        `Migration Gate does not know the event \`${eventName}\`. It runs on: ${eventsOf.check.join(", ")} (check), ${eventsOf.snapshot.join(", ")} (snapshot).`
      );
  }
}
var notYet = "this version does not know yet.";
var reasons = {
  check: "",
  snapshot: " A pull request has no business with the address of the target."
};

// node_modules/@actions/github/lib/context.js
import { readFileSync, existsSync } from "fs";
import { EOL } from "os";
var Context = class {
  /**
   * Hydrate the context from the environment
   */
  constructor() {
    var _a, _b, _c;
    this.payload = {};
    if (process.env.GITHUB_EVENT_PATH) {
      if (existsSync(process.env.GITHUB_EVENT_PATH)) {
        this.payload = JSON.parse(readFileSync(process.env.GITHUB_EVENT_PATH, { encoding: "utf8" }));
      } else {
        const path = process.env.GITHUB_EVENT_PATH;
        process.stdout.write(`GITHUB_EVENT_PATH ${path} does not exist${EOL}`);
      }
    }
    this.eventName = process.env.GITHUB_EVENT_NAME;
    this.sha = process.env.GITHUB_SHA;
    this.ref = process.env.GITHUB_REF;
    this.workflow = process.env.GITHUB_WORKFLOW;
    this.action = process.env.GITHUB_ACTION;
    this.actor = process.env.GITHUB_ACTOR;
    this.job = process.env.GITHUB_JOB;
    this.runAttempt = parseInt(process.env.GITHUB_RUN_ATTEMPT, 10);
    this.runNumber = parseInt(process.env.GITHUB_RUN_NUMBER, 10);
    this.runId = parseInt(process.env.GITHUB_RUN_ID, 10);
    this.apiUrl = (_a = process.env.GITHUB_API_URL) !== null && _a !== void 0 ? _a : `https://api.github.com`;
    this.serverUrl = (_b = process.env.GITHUB_SERVER_URL) !== null && _b !== void 0 ? _b : `https://github.com`;
    this.graphqlUrl = (_c = process.env.GITHUB_GRAPHQL_URL) !== null && _c !== void 0 ? _c : `https://api.github.com/graphql`;
  }
  get issue() {
    const payload = this.payload;
    return Object.assign(Object.assign({}, this.repo), { number: (payload.issue || payload.pull_request || payload).number });
  }
  get repo() {
    if (process.env.GITHUB_REPOSITORY) {
      const [owner, repo] = process.env.GITHUB_REPOSITORY.split("/");
      return { owner, repo };
    }
    if (this.payload.repository) {
      return {
        owner: this.payload.repository.owner.login,
        repo: this.payload.repository.name
      };
    }
    throw new Error("context.repo requires a GITHUB_REPOSITORY environment variable like 'owner/repo'");
  }
};

// node_modules/@actions/github/lib/internal/utils.js
var httpClient = __toESM(require_lib(), 1);
var import_undici = __toESM(require_undici(), 1);
var __awaiter = function(thisArg, _arguments, P, generator) {
  function adopt(value) {
    return value instanceof P ? value : new P(function(resolve) {
      resolve(value);
    });
  }
  return new (P || (P = Promise))(function(resolve, reject) {
    function fulfilled(value) {
      try {
        step(generator.next(value));
      } catch (e) {
        reject(e);
      }
    }
    function rejected(value) {
      try {
        step(generator["throw"](value));
      } catch (e) {
        reject(e);
      }
    }
    function step(result) {
      result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected);
    }
    step((generator = generator.apply(thisArg, _arguments || [])).next());
  });
};
function getProxyAgent(destinationUrl) {
  const hc = new httpClient.HttpClient();
  return hc.getAgent(destinationUrl);
}
function getProxyAgentDispatcher(destinationUrl) {
  const hc = new httpClient.HttpClient();
  return hc.getAgentDispatcher(destinationUrl);
}
function getProxyFetch(destinationUrl) {
  const httpDispatcher = getProxyAgentDispatcher(destinationUrl);
  const proxyFetch = (url, opts) => __awaiter(this, void 0, void 0, function* () {
    return (0, import_undici.fetch)(url, Object.assign(Object.assign({}, opts), { dispatcher: httpDispatcher }));
  });
  return proxyFetch;
}
function getApiBaseUrl() {
  return process.env["GITHUB_API_URL"] || "https://api.github.com";
}

// node_modules/@actions/github/lib/utils.js
var context = new Context();
var baseUrl = getApiBaseUrl();
var defaults = {
  baseUrl,
  request: {
    agent: getProxyAgent(baseUrl),
    fetch: getProxyFetch(baseUrl)
  }
};
var GitHub = Octokit.plugin(restEndpointMethods, paginateRest).defaults(defaults);

// node_modules/@actions/github/lib/github.js
var context2 = new Context();

// src/github/environment.ts
function readEnvironment(variables) {
  const required = (name) => {
    const value = variables[name];
    if (value) return value;
    throw new UserError(
      `The variable ${name} is not set: this is not a job of GitHub Actions. On a laptop, use \`migration-gate check\`.`
    );
  };
  return {
    eventName: required("GITHUB_EVENT_NAME"),
    payload: context2.payload,
    repository: required("GITHUB_REPOSITORY"),
    workspace: required("GITHUB_WORKSPACE"),
    temp: required("RUNNER_TEMP"),
    apiUrl: context2.apiUrl,
    graphqlUrl: variables.GITHUB_GRAPHQL_URL || `${context2.apiUrl}/graphql`,
    serverUrl: context2.serverUrl,
    runId: variables.GITHUB_RUN_ID ?? "",
    actionRepository: variables.GITHUB_ACTION_REPOSITORY ?? "",
    actionRef: variables.GITHUB_ACTION_REF ?? "",
    commit: context2.sha,
    cache: cacheService(variables)
  };
}

// src/github/event.ts
var knownEvents = ["pull_request", "merge_group"];
var sha = external_exports.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
var repository = external_exports.object({ full_name: external_exports.string() });
var pullRequestEvent = external_exports.object({
  action: external_exports.string(),
  pull_request: external_exports.object({
    number: external_exports.int().min(1),
    base: external_exports.object({ ref: external_exports.string(), sha, repo: repository }),
    // The repository is null once the fork has been deleted.
    head: external_exports.object({ ref: external_exports.string(), sha, repo: repository.nullish() })
  })
});
var mergeGroupEvent = external_exports.object({
  merge_group: external_exports.object({ base_ref: external_exports.string(), base_sha: sha, head_ref: external_exports.string(), head_sha: sha })
});
function readEvent(name, payload) {
  switch (name) {
    case "pull_request":
      return fromPullRequest(parse(pullRequestEvent, name, payload));
    case "merge_group":
      return fromMergeGroup(parse(mergeGroupEvent, name, payload));
    case "pull_request_target":
      throw new UserError(
        "Migration Gate does not run on `pull_request_target`: there the job has write access and secrets, and a gate runs the SQL of strangers. Use `on: pull_request`, which works for forks as well."
      );
    default:
      throw new UserError(
        `Migration Gate does not know the event \`${name}\`. It runs on: ${knownEvents.join(", ")}.`
      );
  }
}
function fromPullRequest({ action, pull_request }) {
  if (action === "closed") return { kind: "closed" };
  const { number, base, head } = pull_request;
  return {
    kind: "pull-request",
    number,
    fork: head.repo?.full_name !== base.repo.full_name,
    base: { ref: base.ref, sha: base.sha },
    head: { ref: head.ref, sha: head.sha }
  };
}
function fromMergeGroup({ merge_group: group }) {
  return {
    kind: "merge-group",
    base: { ref: branch(group.base_ref), sha: group.base_sha },
    head: { ref: branch(group.head_ref), sha: group.head_sha }
  };
}
var branch = (ref) => ref.replace(/^refs\/heads\//, "");
function parse(schema, name, payload) {
  const parsed = schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new UserError(
    `The payload of this \`${name}\` event is not what GitHub documents:
${external_exports.prettifyError(parsed.error)}`
  );
}

// src/github/acceptance.ts
import { lstatSync, readFileSync as readFileSync2 } from "node:fs";
import { join } from "node:path";
var largest = 4 * 1024 * 1024;
function acceptanceIn(workspace, fork) {
  return { today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10), fork, file: acceptedFile(workspace) };
}
function acceptedFile(workspace) {
  const kind = kindOf(workspace, acceptedPath);
  if (kind === "absent") return null;
  const path = join(workspace.root, acceptedPath);
  if (kind !== "file") throw new UserError(`${acceptedPath} is not a plain file. Put the file itself there.`);
  if (lstatSync(path).size > largest) throw new UserError(`${acceptedPath} is larger than 4 MB.`);
  return { path: acceptedPath, entries: readAccepted(readFileSync2(path, "utf8"), acceptedPath) };
}

// src/github/change-set.ts
var mostOldFiles = 500;
function touchedMigrations(workspace, folders, changed) {
  return changed.filter(
    ({ path }) => folders.some((folder) => path === folder || isBelow(folder, path)) && (isSql(path) || isPairHalf(path) || isManifest(path) || isFollowedLink(workspace, path))
  );
}
async function readChangeSet(workspace, scope, touched, baseRef, oldContent) {
  const head = readScope(workspace, scope);
  for (const file2 of touched) requireChange(head, file2);
  const base = new Map(head);
  for (const { path } of touched) base.delete(path);
  const old = touched.filter(({ change }) => change !== "added").map(({ path }) => path);
  if (old.length > mostOldFiles) {
    throw new UserError(
      `This change edits or removes ${old.length} files of ${scope.folders.join(", ")}; more than ${mostOldFiles} cannot be compared with the base branch. Split the change.`
    );
  }
  const contents = await eachOf(old, 8, oldContent);
  for (const [index, path] of old.entries()) {
    const content = contents[index];
    if (content) base.set(path, content);
  }
  return { base, head, baseRef };
}
function requireChange(head, { path, change }) {
  const bytes = head.get(path);
  const name = JSON.stringify(path);
  const mend = "Check out the pull request: `actions/checkout` without `ref:`, with nothing that changes files after it.";
  if (change === "removed") {
    if (bytes !== void 0) {
      throw new UserError(`The workspace still holds ${name}, which this change removes. ${mend}`);
    }
    return;
  }
  if (bytes === void 0) {
    throw new UserError(`The workspace lacks ${name}, which is part of this change. ${mend}`);
  }
}

// src/github/changed-files.ts
var pullRequestLimit = 3e3;
var comparisonLimit = 300;
var file = external_exports.object({
  filename: external_exports.string(),
  previous_filename: external_exports.string().optional(),
  status: external_exports.enum(["added", "removed", "modified", "renamed", "copied", "changed", "unchanged"])
});
async function pullRequestFiles(github, repository2, number) {
  const what = "the files of the pull request";
  const entries = await needed(
    what,
    "pull-requests: read",
    github.list(`${repository2}/pulls/${number}/files`)
  );
  if (entries.length >= pullRequestLimit) {
    throw new UserError(
      `This pull request changes ${pullRequestLimit} files or more. GitHub lists no more than that, so migrations may hide among the rest. Split the pull request.`
    );
  }
  return onePerPath(entries.flatMap((entry) => changesOf(parse2(file, what, entry))));
}
var comparison = external_exports.object({ files: external_exports.array(file) });
var tree = external_exports.object({
  truncated: external_exports.boolean(),
  tree: external_exports.array(external_exports.object({ path: external_exports.string(), type: external_exports.string(), sha: external_exports.string() }))
});
async function filesBetween(github, repository2, base, head) {
  const what = `the files changed between ${base} and ${head}`;
  const answer = await needed(
    what,
    "contents: read",
    github.get(`${repository2}/compare/${base}...${head}?per_page=1`)
  );
  const { files } = parse2(comparison, what, answer);
  if (files.length < comparisonLimit) return onePerPath(files.flatMap(changesOf));
  return treeDifference(
    await filesOfCommit(github, repository2, base),
    await filesOfCommit(github, repository2, head)
  );
}
async function filesOfCommit(github, repository2, commit) {
  const what = `the files of ${commit}`;
  const answer = await needed(
    what,
    "contents: read",
    github.get(`${repository2}/git/trees/${commit}?recursive=1`)
  );
  const listing2 = parse2(tree, what, answer);
  if (listing2.truncated) {
    throw new UserError(
      `This change touches ${comparisonLimit} files or more, and the repository is too large for GitHub to list. Migrations may hide among the rest. Split the change.`
    );
  }
  return new Map(listing2.tree.filter((entry) => entry.type !== "tree").map((entry) => [entry.path, entry.sha]));
}
function treeDifference(base, head) {
  const changed = [];
  for (const [path, blob] of head) {
    if (!base.has(path)) changed.push({ path, change: "added" });
    else if (base.get(path) !== blob) changed.push({ path, change: "modified" });
  }
  for (const path of base.keys()) {
    if (!head.has(path)) changed.push({ path, change: "removed" });
  }
  return changed;
}
function changesOf(entry) {
  const path = entry.filename;
  switch (entry.status) {
    case "added":
    case "copied":
      return [{ path, change: "added" }];
    case "modified":
    case "changed":
    case "unchanged":
      return [{ path, change: "modified" }];
    case "removed":
      return [{ path, change: "removed" }];
    case "renamed":
      if (entry.previous_filename === void 0) {
        throw new UserError(`GitHub lists ${JSON.stringify(path)} as renamed without its old name.`);
      }
      return [
        { path, change: "added" },
        { path: entry.previous_filename, change: "removed" }
      ];
  }
}
function onePerPath(files) {
  const byPath = /* @__PURE__ */ new Map();
  for (const file2 of files) {
    const known = byPath.get(file2.path);
    byPath.set(
      file2.path,
      known && known.change !== file2.change ? { path: file2.path, change: "modified" } : file2
    );
  }
  return [...byPath.values()];
}
function parse2(schema, what, answer) {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new UserError(`GitHub's answer about ${what} cannot be read:
${external_exports.prettifyError(parsed.error)}`);
}

// src/github/touched-folders.ts
function sidesOf(workspace, changed, oldText) {
  let sides;
  return () => {
    sides ??= readSides(workspace, changed, oldText);
    return sides;
  };
}
function readSides(workspace, changed, oldText) {
  const now = listingOf(workspace);
  const left = changed.filter(({ change }) => change !== "removed").flatMap((file2) => namesOf(workspace, file2));
  const added = new Set(changed.filter(({ change }) => change === "added").map(({ path }) => path));
  const old = new Set(changed.filter(({ change }) => change !== "added").map(({ path }) => path));
  return {
    head: listing([.../* @__PURE__ */ new Set([...now.paths, ...left])], now.text),
    base: listing(
      [.../* @__PURE__ */ new Set([...now.paths.filter((path) => !added.has(path)), ...old])],
      (path) => old.has(path) ? oldText(path) : now.text(path)
    )
  };
}
function namesOf(workspace, { path }) {
  return isFollowedLink(workspace, path) ? [`${path}.sql`, `${path}/linked.sql`] : [path];
}
function mayTouchMigrations(workspace, changed) {
  return changed.some((file2) => concernsMigrations(workspace, file2));
}
function concernsMigrations(workspace, { path }) {
  return belongsToMigrations(path) || isFollowedLink(workspace, path);
}
async function touchedFolders(workspace, { head, base }, changed) {
  const [before, after] = await Promise.all([findFolders(base), findFolders(head)]);
  const relevant = changed.filter((file2) => concernsMigrations(workspace, file2));
  const touched = [.../* @__PURE__ */ new Set([...after, ...before])].filter(
    (folder) => relevant.some(({ path }) => isBelow(folder, path) || path === folder)
  );
  for (const folder of touched) {
    const inner = touched.find((other) => other !== folder && isBelow(folder, other));
    if (inner === void 0) continue;
    throw new UserError(
      `With this change ${shown(folder)} and ${shown(inner)} look like migration folders, and one lies in the other. Say which are meant with \`dir\`.`
    );
  }
  return touched.toSorted();
}

// src/github/gate.ts
var Superseded = class extends UserError {
};
async function prepare(request) {
  const workspace = openWorkspace(request.workspace);
  const [file2, changed] = await Promise.all([baseConfig(request), changedFiles(request)]);
  return { config: mergeInputs(file2, request.inputs.settings), changed, workspace };
}
async function judge({ github, repository: repository2, event, baseStore }, { config, changed, workspace }, progress) {
  const configured = foldersOf(config.dir);
  const oldContent = oncePerPath((path) => fileAt(github, repository2, path, event.base.sha));
  const mayTouch = mayTouchMigrations(workspace, changed);
  const sides = sidesOf(
    workspace,
    changed,
    async (path) => Buffer.from(await oldContent(path) ?? "").toString()
  );
  const find2 = async () => mayTouch ? touchedFolders(workspace, sides(), changed) : [];
  if (configured !== null) await lookForTypos(workspace, configured, changed, find2);
  const folders = configured ?? await find2();
  const touched = touchedMigrations(workspace, folders, changed);
  if (touched.length === 0) return { kind: "untouched" };
  const detected = await withFormats(folders, config["format-name"] ?? null, sides().head);
  const dialect = requireSupportedDialect(config.dialect, detected);
  const besides = filesBeside(config);
  const shadow = trustedShadow(config, event);
  const beside = foldersBeside(config);
  const scope = { folders: [...folders, ...beside], files: besides };
  const changedBesides = changed.filter(({ path }) => isInScope({ folders: beside, files: besides }, path));
  const changeSet = await readChangeSet(
    workspace,
    scope,
    [...touched, ...changedBesides],
    event.base.ref,
    oldContent
  );
  if (config["format-name"] === void 0) await requireSameFormats(detected, sides().base, event.base.ref);
  if (config.dialect === void 0) await requireSameDialects(detected, sides().base, event.base.ref);
  const snapshot2 = await branchSnapshot({ github, repository: repository2 }, config);
  const { check: check2 } = await import("./check-RCQSFZTS.js");
  const checked = { folders: detected, dialect, changeSet, config };
  const now = (/* @__PURE__ */ new Date()).toISOString();
  const acceptance = acceptanceIn(workspace, isFork(event));
  const review = await check2(
    { ...checked, ...snapshot2, shadow, acceptance, now, ...trustedStore(baseStore, event) },
    progress
  );
  requireReviewed(review, changeSet, touched);
  return { kind: "reviewed", review, folders, suggestions: await suggestionsFor(checked, review, event) };
}
async function branchSnapshot(at, { snapshot: place }) {
  if (place?.branch === void 0) return {};
  const read = await readBranchSnapshot({ ...at, place: { ...place, branch: place.branch } });
  return read.kind === "read" ? { snapshot: read.snapshot } : { unusableSnapshot: read };
}
async function suggestionsFor(checked, review, event) {
  if (checked.config.suggestions === "off" || event.kind !== "pull-request" || event.fork) return [];
  const { suggest } = await import("./suggest-BVZBKJFV.js");
  return suggest(checked, review);
}
function oncePerPath(ask2) {
  const answers = /* @__PURE__ */ new Map();
  return (path) => {
    const answer = answers.get(path) ?? ask2(path);
    answers.set(path, answer);
    return answer;
  };
}
function baseConfig({ github, repository: repository2, event, inputs }) {
  return configAt(github, repository2, inputs.configPath, event.base.sha, event.base.ref);
}
async function changedFiles({ github, repository: repository2, event }) {
  if (event.kind === "merge-group") return filesBetween(github, repository2, event.base.sha, event.head.sha);
  const [files] = await Promise.all([
    pullRequestFiles(github, repository2, event.number),
    requireCurrent(github, repository2, event.number, event.head.sha)
  ]);
  return files;
}
var pullRequest = external_exports.object({ head: external_exports.object({ sha: external_exports.string() }) });
async function requireCurrent(github, repository2, number, head) {
  const answer = await github.get(`${repository2}/pulls/${number}`).catch((error2) => {
    if (error2 instanceof ApiError) return null;
    throw error2;
  });
  const parsed = pullRequest.safeParse(answer);
  if (!parsed.success || parsed.data.head.sha === head) return;
  throw new Superseded(
    `This run is for ${head.slice(0, 7)}, and the pull request has moved on to ${parsed.data.head.sha.slice(0, 7)}. The run for the newer commit decides.`
  );
}
function trustedShadow(config, event) {
  const shadow = shadowOf(config.shadow);
  if (shadow.kind === "server" && isFork(event)) {
    throw new UserError(
      "This pull request comes from a fork, whose SQL does not run on a server of yours. Leave out the input `shadow` for forks: the embedded database is then used."
    );
  }
  return shadow;
}
function trustedStore(baseStore, event) {
  return baseStore === null || isFork(event) ? {} : { baseStore };
}
function isFork(event) {
  return event.kind === "pull-request" && event.fork;
}
function requireReviewed(review, { base, head }, touched) {
  const reviewed = new Set(review.migrations.flatMap(({ path, down }) => [path, down.path]));
  const missed = touched.find(({ path }) => {
    if (isManifest(path)) return false;
    const now = head.get(path);
    const before = base?.get(path);
    const changed = now !== void 0 && !(before && Buffer.compare(now, before) === 0);
    return changed && !reviewed.has(path);
  });
  if (missed === void 0) return;
  throw new UserError(
    `${JSON.stringify(missed.path)} is part of this change, and was not read as a migration. Give it a name that its format knows, or move it out of the migration folder.`
  );
}
async function lookForTypos(workspace, folders, changed, find2) {
  const missing = folders.filter(
    (folder) => kindOf(workspace, folder) === "absent" && !changed.some(({ path }) => path.startsWith(`${folder}/`))
  );
  if (missing.length === 0) return;
  const message = `\`dir\` names ${missing.map((folder) => JSON.stringify(folder)).join(", ")}, which the repository does not have.`;
  const elsewhere = await find2();
  if (elsewhere.length === 0) warning(message);
  else
    throw new UserError(
      `${message} This change touches SQL in ${elsewhere.map((f) => JSON.stringify(f)).join(", ")}.`
    );
}

// src/github/inputs.ts
function readInputs() {
  const token = getInput("github-token");
  const shadow = getInput("shadow");
  const url = getInput("url");
  for (const secret of [token, ...secretsOf(shadow), url, ...secretsOf(url)])
    if (secret !== "") setSecret(secret);
  if (token === "") {
    throw new UserError("Input `github-token` is empty. Leave it out to use the token of the job.");
  }
  const dir = listOf(getInput("dir"));
  return {
    token,
    command: getInput("command"),
    url,
    environment: getInput("environment") || "staging",
    configPath: getInput("config") || defaultConfigPath,
    settings: {
      ...dir.length > 0 && { dir },
      ...given("dialect"),
      ...given("format-name"),
      ...given("fail-on"),
      ...given("comment"),
      ...shadow !== "" && { shadow }
    }
  };
}
function given(name) {
  const value = getInput(name);
  return value === "" ? {} : { [name]: value };
}
function secretsOf(address) {
  if (!URL.canParse(address)) return [];
  const { password, searchParams } = new URL(address);
  const given2 = searchParams.getAll("password").flatMap((one) => [one, encodeURIComponent(one)]);
  const secrets = [address, password, decoded(password), ...given2];
  return [...new Set(secrets.filter((secret) => secret !== ""))];
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

// src/github/log.ts
function log(text) {
  info(logLine(text));
}
function logLine(text) {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").replaceAll("##[", "## [");
  return `Migration Gate: ${line}`;
}

// src/github/proxy.ts
import http from "node:http";
function useProxy(variables) {
  const named = Object.keys(variables).some((name) => /^https?_proxy$/i.test(name) && variables[name]);
  if (named && "setGlobalProxyFromEnv" in http) http.setGlobalProxyFromEnv(variables);
}

// src/github/speak.ts
import { writeFileSync } from "node:fs";
import { join as join2 } from "node:path";

// src/github/comment.ts
import { createHash as createHash2 } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
var longestComment = 6e4;
var version3 = 1;
var commentSchema = external_exports.object({
  id: external_exports.number(),
  body: external_exports.string(),
  html_url: external_exports.string(),
  user: external_exports.object({ login: external_exports.string() })
});
function markerLine({ key, digest }) {
  const target = key === "" ? "" : ` key=${key}`;
  return `<!-- migration-gate:check version=${version3}${target} digest=${digest} -->
`;
}
function readMarker(body) {
  const fields = body.match(/^\s*<!-- migration-gate:check((?: [a-z]+=[\w:.-]*)*) -->/)?.[1];
  if (fields === void 0) return null;
  const field = (name) => fields.match(new RegExp(` ${name}=(\\S*)`))?.[1] ?? "";
  return { key: field("key"), digest: field("digest") };
}
function roomFor(key) {
  return longestComment - markerLine({ key, digest: digestOf("") }).length;
}
async function putComment(place, text) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await put(place, text, true);
    } catch (error2) {
      const fault = error2 instanceof ApiError && (error2.status >= 500 || error2.status === 0);
      if (!fault || attempt === 3) throw error2;
      await pause(attempt * 1e3);
    }
  }
}
async function refreshComment(place, text) {
  return put(place, text, false);
}
async function put(place, { body, content }, create) {
  const { github, repository: repository2, number, key } = place;
  const digest = digestOf(content);
  const ours = await findOurs(place);
  if (ours !== null && readMarker(ours.body)?.digest === digest)
    return { kind: "unchanged", url: ours.html_url };
  const marked = { body: markerLine({ key, digest }) + body };
  if (ours !== null) {
    const written2 = await github.send("PATCH", `${repository2}/issues/comments/${ours.id}`, marked);
    return { kind: "updated", url: urlOf(written2) ?? ours.html_url };
  }
  if (!create) return { kind: "none" };
  const written = await github.send("POST", `${repository2}/issues/${number}/comments`, marked);
  return { kind: "created", url: urlOf(written) ?? "" };
}
async function findOurs(place) {
  const { github, repository: repository2, number, key, token, graphqlUrl } = place;
  const entries = await github.list(`${repository2}/issues/${number}/comments`);
  const marked = entries.flatMap((entry) => {
    const parsed = commentSchema.safeParse(entry);
    return parsed.success && readMarker(parsed.data.body)?.key === key ? [parsed.data] : [];
  });
  if (marked.length === 0) return null;
  const author = await tokenAuthor(
    github,
    token,
    graphqlUrl,
    marked.map((comment) => comment.user.login)
  );
  return marked.find((comment) => comment.user.login === author) ?? null;
}
function urlOf(answer) {
  const parsed = external_exports.object({ html_url: external_exports.string() }).safeParse(answer);
  return parsed.success ? parsed.data.html_url : null;
}
function digestOf(content) {
  return `sha256:${createHash2("sha256").update(content).digest("hex")}`;
}

// src/github/speak.ts
function contextOf(environment, commit, folders, snapshot2) {
  const { serverUrl, repository: repository2, runId } = environment;
  const home = `${serverUrl}/${encodePath(repository2)}`;
  const [docsHome, docsRef] = environment.actionRepository ? [`${serverUrl}/${environment.actionRepository}`, environment.actionRef] : [home, environment.commit];
  const blob = (ref, path) => `${home}/blob/${encodePath(ref)}/${encodePath(path)}`;
  return {
    commit,
    runUrl: runId === "" ? null : `${home}/actions/runs/${runId}`,
    fileUrl: (path, line) => snapshot2?.branch !== void 0 && path === snapshotName(snapshot2) ? blob(snapshot2.branch, snapshot2.file) : `${blob(commit, path)}#L${line}`,
    ruleUrl: (rule) => `${docsHome}/blob/${encodePath(docsRef)}/docs/rules/${rule}.md`,
    acceptUrl: `${docsHome}/blob/${encodePath(docsRef)}/docs/guide.md#accepting-a-danger-on-purpose`,
    folders,
    now: (/* @__PURE__ */ new Date()).toISOString()
  };
}
async function writeReport(review, temp) {
  const { renderJson } = await import("./json-TKJ4MANQ.js");
  const path = join2(temp, "migration-gate-review.json");
  writeFileSync(path, renderJson(review));
  return path;
}
async function writeSarif(review, { ruleUrl }, temp) {
  const [{ renderSarif }, { rules }] = await Promise.all([
    import("./sarif-GDIR5CPV.js"),
    import("./registry-6FPSGO42.js")
  ]);
  const path = join2(temp, "migration-gate.sarif");
  writeFileSync(path, renderSarif(review, { version: version(), homepage, rules, ruleUrl }));
  return path;
}
async function annotate(review) {
  const { annotationsOf } = await import("./annotations-6AEQAKQK.js");
  for (const annotation of annotationsOf(review)) {
    const { title, path, line, endLine, message } = annotation;
    annotator(annotation)(message, { title, file: path, startLine: line, endLine });
  }
}
function annotator({ level }) {
  switch (level) {
    case "error":
      return error;
    case "warning":
      return warning;
    case "notice":
      return notice;
  }
}
var longestSummary = 1024 * 1024;
async function summarize(text) {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  const fits = Buffer.byteLength(text) < longestSummary;
  await summary.addRaw(fits ? text : "The report is too long for a job summary.", true).write();
}
async function keptSnapshot({ snapshot: snapshot2, name, stored }) {
  const { environment = "the target", schema, serverVersion, unread = [] } = snapshot2;
  for (const { object, reason } of unread) log(`not in the snapshot: ${object}: ${reason}`);
  const become = {
    committed: "committed to",
    unchanged: "unchanged on",
    laid: "written to the workspace, for a next step to commit, as",
    left: "unchanged in"
  };
  const commit = "commit" in stored ? ` (${stored.commit.slice(0, 7)})` : "";
  const missing = unread.length === 0 ? "" : `, ${unread.length} not read`;
  const what = `${schema?.objects.length ?? 0} objects of version ${serverVersion}${missing}`;
  const { md, paragraph, strong, code, written } = await import("./markdown-writer-JMTXTJ3J.js");
  const title = md`📷 ${strong(md`Migration Gate`)}: snapshot of ${strong(md`${environment}`)}`;
  await summarize(
    `${written([paragraph(md`${title}: ${what}; ${become[stored.kind]} ${code(name)}${commit}.`)])}
`
  );
  return `snapshot of ${environment}: ${what}; ${become[stored.kind]} ${name}${commit}`;
}
async function summarizeReview(review, context3) {
  const { renderSummary } = await import("./summary-IE2YPZ6G.js");
  await summarize(renderSummary(review, context3));
}
async function commentReview(place, review, context3) {
  const { renderMarkdown } = await import("./markdown-LAM632NF.js");
  const limit = roomFor(place.key);
  return besideVerdict(
    place,
    () => putComment(place, {
      body: renderMarkdown(review, { ...context3, limit }),
      // A run repeated for the same commit says nothing new: its address and its hour are no reason to write.
      content: renderMarkdown(review, { ...context3, limit, runUrl: null, now: null })
    })
  );
}
async function offerFixes(place, commit, suggestions) {
  if (suggestions.length === 0) return;
  const { suggestFixes } = await import("./suggestions-KN36VHWM.js");
  try {
    await suggestFixes(place, commit, suggestions);
  } catch (error2) {
    if (!(error2 instanceof ApiError)) throw error2;
    warning(
      `Fixes could not be offered between the lines; the verdict stands. ${explain(error2, "pull-requests: write")}`,
      { title: "Migration Gate: no suggestions" }
    );
  }
}
function uncheckedText(context3) {
  const commit = `<code>${context3.commit?.slice(0, 7)}</code>`;
  const log2 = context3.runUrl === null ? "The log of the run" : `[The log of the run](${context3.runUrl})`;
  return `### \u26D4 Migration Gate: commit ${commit} could not be checked

${log2} tells why.
`;
}
async function commentLine(place, text) {
  return besideVerdict(place, () => refreshComment(place, text));
}
async function besideVerdict({ fork }, write) {
  try {
    const written = await write();
    return written.kind === "none" ? "" : written.url;
  } catch (error2) {
    if (!(error2 instanceof ApiError)) throw error2;
    const readOnly = fork && (error2.status === 403 || error2.status === 404);
    const reason = readOnly ? `The job of a pull request from a fork may only read (${error2.status}: ${error2.message}); see the job summary.` : explain(error2, "pull-requests: write");
    warning(`The comment could not be written; the verdict stands. ${reason}`, {
      title: "Migration Gate: no comment"
    });
    return "";
  }
}

// src/action.ts
var talk = 12e4;
var outputs = {
  verdict: "block",
  "plan-digest": "",
  "findings-count": "",
  "applied-count": "0",
  "failure-reason": "",
  "comment-url": "",
  "report-path": "",
  "sarif-path": ""
};
async function main() {
  useProxy(process.env);
  const environment = readEnvironment(process.env);
  const inputs = readInputs();
  switch (commandOf(inputs.command, environment.eventName)) {
    case "check":
      return check(environment, inputs);
    case "snapshot":
      return snapshot(environment, inputs);
  }
}
async function snapshot(environment, inputs) {
  const { takeAndKeep } = await import("./take-C42B2LWV.js");
  const { repository: repository2, workspace, temp } = environment;
  const place = { repository: repositoryPath(repository2), workspace, temp };
  const open = () => connect(environment, inputs);
  const kept = await takeAndKeep({ ...place, open, inputs, now: /* @__PURE__ */ new Date() }, log);
  outputs["report-path"] = kept.path;
  return { verdict: "", words: await keptSnapshot(kept) };
}
async function check(environment, inputs) {
  const event = readEvent(environment.eventName, environment.payload);
  if (event.kind === "closed")
    return { verdict: "pass", words: "the pull request is closed, there is nothing to gate" };
  const github = await connect(environment, inputs);
  const repository2 = repositoryPath(environment.repository);
  const { workspace, cache } = environment;
  const baseStore = cache === null ? null : inBackground(actionsCache(cache, debug));
  const request = { github, repository: repository2, workspace, event, inputs, baseStore };
  try {
    return await gate(environment, request);
  } catch (error2) {
    if (!(error2 instanceof Superseded)) await withdraw(environment, request, error2);
    throw error2;
  } finally {
    await baseStore?.settled();
  }
}
async function gate(environment, request) {
  const preparation = await prepare(request);
  const outcome = await judge(request, preparation, log);
  const place = preparation.config.comment === "off" ? null : await commentPlace(environment, request);
  if (outcome.kind === "untouched") {
    const text = "\u2705 **Migration Gate**: no migrations changed.\n";
    await summarize(text);
    if (place) outputs["comment-url"] = await commentLine(place, { body: text, content: text });
    outputs["findings-count"] = "0";
    return { verdict: "pass", words: "no migrations changed" };
  }
  const { review, folders, suggestions } = outcome;
  const { snapshot: snapshot2 } = preparation.config;
  const context3 = contextOf(environment, request.event.head.sha, folders, snapshot2);
  outputs["plan-digest"] = review.planDigest;
  outputs["findings-count"] = String(review.findings.filter((finding) => finding.suppressed === null).length);
  outputs["report-path"] = await writeReport(review, environment.temp);
  outputs["sarif-path"] = await writeSarif(review, context3, environment.temp);
  await annotate(review);
  await summarizeReview(review, context3);
  if (place) {
    outputs["comment-url"] = await commentReview(place, review, context3);
    await offerFixes(place, request.event.head.sha, suggestions);
  }
  const { verdictOf } = await import("./verdict-words-EACJ56UQ.js");
  return { verdict: review.verdict, words: verdictOf(review).words };
}
async function withdraw(environment, request, cause) {
  try {
    const place = await commentPlace(environment, request);
    if (!place || request.inputs.settings.comment === "off") return;
    const text = uncheckedText(contextOf(environment, request.event.head.sha, []));
    await commentLine(place, { body: text, content: text });
  } catch (error2) {
    debug(`The comment could not be withdrawn after ${cause}: ${error2}`);
  }
}
async function commentPlace(environment, request) {
  const { event, inputs, repository: repository2 } = request;
  if (event.kind !== "pull-request") return null;
  return {
    github: await connect(environment, inputs),
    repository: repository2,
    number: event.number,
    fork: event.fork,
    token: inputs.token,
    graphqlUrl: environment.graphqlUrl,
    key: commentKey(inputs)
  };
}
function commentKey({ settings }) {
  const { dir } = settings;
  return Array.isArray(dir) ? createHash3("sha256").update(dir.toSorted().join("\n")).digest("hex").slice(0, 12) : "";
}
function connect(environment, { token }) {
  return openGitHub({ token, apiUrl: environment.apiUrl, budget: talk, debug });
}
function fail(error2) {
  if (error2 instanceof UserError) {
    setFailed(error2.message);
    process.exitCode = 2;
    return;
  }
  const report = "This is a fault of Migration Gate; please report it with the lines below.";
  setFailed(`${report}
${error2 instanceof Error ? error2.stack ?? error2.message : String(error2)}`);
  process.exitCode = 3;
}
var end;
try {
  const { verdict, words } = await main();
  outputs.verdict = verdict;
  end = () => verdict === "block" ? setFailed(logLine(words)) : log(words);
} catch (error2) {
  end = () => fail(error2);
}
for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
end();
setTimeout(() => process.exit(), 3e3).unref();
