import { createRequire as __createRequire } from 'node:module';
import { fileURLToPath as __fileURLToPath } from 'node:url';
const require = __createRequire(import.meta.url);
const __dirname = __fileURLToPath(new URL("../shadow/postgres", import.meta.url));
import {
  masked
} from "./chunk-3KAQEIT3.js";
import {
  statementChecksum
} from "./chunk-EWF2UWJ3.js";
import {
  Stopped
} from "./chunk-MWRBQAB6.js";
import {
  schemaToSnapshot,
  snapshotStep,
  targetOf
} from "./chunk-5U5MJJPE.js";
import {
  RunAgain,
  TraceRecord,
  around,
  beginning,
  commentsBetween,
  doubtful,
  engineFolder,
  engineProgram,
  lineChange,
  objectOrder,
  oneLine,
  standingsByText,
  startEngine,
  textChange,
  whenAsked
} from "./chunk-OGN3SM2H.js";
import {
  linesOf
} from "./chunk-A3E4NWVU.js";
import {
  compareText,
  nothingSeen,
  splitLast
} from "./chunk-5W7K3ED5.js";
import {
  ShadowGone,
  UserError
} from "./chunk-ZEN2BLOB.js";
import {
  external_exports
} from "./chunk-Z5VTRVHZ.js";
import {
  dottedName,
  isKeyword,
  nameInSchema,
  qualifiedName,
  quoteIdentifier,
  quoteLiteral,
  relationName
} from "./chunk-J2TPRL3J.js";
import "./chunk-DSG2YL4B.js";
import {
  __commonJS,
  __export,
  __require,
  __toESM
} from "./chunk-OFTNAEHV.js";

// node_modules/libpg-query/wasm/libpg-query.js
var require_libpg_query = __commonJS({
  "node_modules/libpg-query/wasm/libpg-query.js"(exports, module) {
    var PgQueryModule = (() => {
      var _scriptName = globalThis.document?.currentScript?.src;
      return async function(moduleArg = {}) {
        var Module = moduleArg;
        var ENVIRONMENT_IS_WEB = !!globalThis.window;
        var ENVIRONMENT_IS_WORKER = !!globalThis.WorkerGlobalScope;
        var ENVIRONMENT_IS_NODE = globalThis.process?.versions?.node && globalThis.process?.type != "renderer";
        var programArgs = [];
        var thisProgram = "./this.program";
        var quit_ = (status, toThrow) => {
          throw toThrow;
        };
        if (typeof __filename != "undefined") {
          _scriptName = __filename;
        } else if (ENVIRONMENT_IS_WORKER) {
          _scriptName = self.location.href;
        }
        var scriptDirectory = "";
        function locateFile(path) {
          if (Module["locateFile"]) {
            return Module["locateFile"](path, scriptDirectory);
          }
          return scriptDirectory + path;
        }
        var readAsync, readBinary;
        if (ENVIRONMENT_IS_NODE) {
          var fs = __require("node:fs");
          scriptDirectory = __dirname + "/";
          readBinary = (filename) => {
            filename = isFileURI(filename) ? new URL(filename) : filename;
            var ret = fs.readFileSync(filename);
            return ret;
          };
          readAsync = async (filename, binary = true) => {
            filename = isFileURI(filename) ? new URL(filename) : filename;
            var ret = fs.readFileSync(filename, binary ? void 0 : "utf8");
            return ret;
          };
          if (process.argv.length > 1) {
            thisProgram = process.argv[1].replace(/\\/g, "/");
          }
          programArgs = process.argv.slice(2);
          quit_ = (status, toThrow) => {
            process.exitCode = status;
            throw toThrow;
          };
        } else if (ENVIRONMENT_IS_WEB || ENVIRONMENT_IS_WORKER) {
          try {
            scriptDirectory = new URL(".", _scriptName).href;
          } catch {
          }
          {
            if (ENVIRONMENT_IS_WORKER) {
              readBinary = (url) => {
                var xhr = new XMLHttpRequest();
                xhr.open("GET", url, false);
                xhr.responseType = "arraybuffer";
                xhr.send(null);
                return new Uint8Array(xhr.response);
              };
            }
            readAsync = async (url) => {
              var response = await fetch(url, { credentials: "same-origin" });
              if (response.ok) {
                return response.arrayBuffer();
              }
              throw new Error(response.status + " : " + response.url);
            };
          }
        } else {
        }
        var out = console.log.bind(console);
        var err = console.error.bind(console);
        var wasmBinary;
        var ABORT = false;
        var EXITSTATUS;
        var isFileURI = (filename) => filename.startsWith("file://");
        class EmscriptenEH {
        }
        class EmscriptenSjLj extends EmscriptenEH {
        }
        var runtimeInitialized = false;
        function getMemoryBuffer() {
          return wasmMemory.buffer;
        }
        function updateMemoryViews() {
          if (HEAP8?.buffer?.resizable) return;
          var b = getMemoryBuffer();
          HEAP8 = new Int8Array(b);
          HEAP16 = new Int16Array(b);
          Module["HEAPU8"] = HEAPU8 = new Uint8Array(b);
          HEAPU16 = new Uint16Array(b);
          HEAP32 = new Int32Array(b);
          Module["HEAPU32"] = HEAPU32 = new Uint32Array(b);
          HEAPF32 = new Float32Array(b);
          HEAPF64 = new Float64Array(b);
          HEAP64 = new BigInt64Array(b);
          HEAPU64 = new BigUint64Array(b);
        }
        function preRun() {
          var preRun2 = Module["preRun"];
          if (preRun2) {
            if (typeof preRun2 == "function") preRun2 = [preRun2];
            onPreRuns.push(...preRun2);
          }
          callRuntimeCallbacks(onPreRuns);
        }
        function initRuntime() {
          runtimeInitialized = true;
          if (!Module["noFSInit"] && !FS.initialized) FS.init();
          TTY.init();
          wasmExports["A"]();
          FS.ignorePermissions = false;
        }
        function postRun() {
          var postRun2 = Module["postRun"];
          if (postRun2) {
            if (typeof postRun2 == "function") postRun2 = [postRun2];
            onPostRuns.push(...postRun2);
          }
          callRuntimeCallbacks(onPostRuns);
        }
        function abort(what) {
          Module["onAbort"]?.(what);
          what = `Aborted(${what})`;
          err(what);
          ABORT = true;
          what += ". Build with -sASSERTIONS for more info.";
          var e = new WebAssembly.RuntimeError(what);
          throw e;
        }
        var wasmBinaryFile;
        function findWasmBinary() {
          return locateFile("libpg-query.wasm");
        }
        function getBinarySync(file) {
          if (readBinary) {
            return readBinary(file);
          }
          throw "both async and sync fetching of the wasm failed";
        }
        async function getWasmBinary(binaryFile) {
          if (!wasmBinary) {
            try {
              var response = await readAsync(binaryFile);
              return new Uint8Array(response);
            } catch {
            }
          }
          return getBinarySync(binaryFile);
        }
        async function instantiateArrayBuffer(binaryFile, imports) {
          try {
            var binary = await getWasmBinary(binaryFile);
            var instance = await WebAssembly.instantiate(binary, imports);
            return instance;
          } catch (reason) {
            err(`failed to asynchronously prepare wasm: ${reason}`);
            abort(reason);
          }
        }
        async function instantiateAsync(binary, binaryFile, imports) {
          if (!binary && !ENVIRONMENT_IS_NODE) {
            try {
              var response = fetch(binaryFile, { credentials: "same-origin" });
              var instantiationResult = await WebAssembly.instantiateStreaming(response, imports);
              return instantiationResult;
            } catch (reason) {
              err(`wasm streaming compile failed: ${reason}`);
              err("falling back to ArrayBuffer instantiation");
            }
          }
          return instantiateArrayBuffer(binaryFile, imports);
        }
        function getWasmImports() {
          var imports = { a: wasmImports };
          return imports;
        }
        async function createWasm() {
          function receiveInstance(instance) {
            wasmExports = instance.exports;
            assignWasmExports(wasmExports);
            updateMemoryViews();
            return wasmExports;
          }
          function receiveInstantiationResult(result2) {
            return receiveInstance(result2["instance"]);
          }
          var info = getWasmImports();
          var instantiateWasm = Module["instantiateWasm"];
          if (instantiateWasm) {
            return new Promise((resolve2) => {
              instantiateWasm(info, (inst) => resolve2(receiveInstance(inst)));
            });
          }
          wasmBinaryFile ??= findWasmBinary();
          var result = await instantiateAsync(wasmBinary, wasmBinaryFile, info);
          var exports2 = receiveInstantiationResult(result);
          return exports2;
        }
        class ExitStatus {
          name = "ExitStatus";
          constructor(status) {
            this.message = `Program terminated with exit(${status})`;
            this.status = status;
          }
        }
        var HEAP16;
        var HEAP32;
        var HEAP64;
        var HEAP8;
        var HEAPF32;
        var HEAPF64;
        var HEAPU16;
        var HEAPU32;
        var HEAPU64;
        var HEAPU8;
        var callRuntimeCallbacks = (callbacks) => {
          while (callbacks.length > 0) {
            callbacks.shift()(Module);
          }
        };
        var onPostRuns = [];
        var onPreRuns = [];
        function getValue(ptr, type = "i8") {
          if (type.endsWith("*")) type = "*";
          switch (type) {
            case "i1":
              return HEAP8[ptr];
            case "i8":
              return HEAP8[ptr];
            case "i16":
              return HEAP16[ptr >> 1];
            case "i32":
              return HEAP32[ptr >> 2];
            case "i64":
              return HEAP64[ptr >> 3];
            case "float":
              return HEAPF32[ptr >> 2];
            case "double":
              return HEAPF64[ptr >> 3];
            case "*":
              return HEAPU32[ptr >> 2];
            default:
              abort(`invalid type for getValue: ${type}`);
          }
        }
        var noExitRuntime = true;
        var stackRestore = (val) => __emscripten_stack_restore(val);
        var stackSave = () => _emscripten_stack_get_current();
        var UTF8Decoder = globalThis.TextDecoder && new TextDecoder();
        var findStringEnd = (heapOrArray, idx, maxBytesToRead, ignoreNul) => {
          var maxIdx = idx + maxBytesToRead;
          if (ignoreNul) return maxIdx;
          while (heapOrArray[idx] && !(idx >= maxIdx)) ++idx;
          return idx;
        };
        var UTF8ArrayToString = (heapOrArray, idx = 0, maxBytesToRead, ignoreNul) => {
          var endPtr = findStringEnd(heapOrArray, idx, maxBytesToRead, ignoreNul);
          if (endPtr - idx > 16 && heapOrArray.buffer && UTF8Decoder) {
            return UTF8Decoder.decode(heapOrArray.subarray(idx, endPtr));
          }
          var str = "";
          while (idx < endPtr) {
            var u0 = heapOrArray[idx++];
            if (!(u0 & 128)) {
              str += String.fromCharCode(u0);
              continue;
            }
            var u1 = heapOrArray[idx++] & 63;
            if ((u0 & 224) == 192) {
              str += String.fromCharCode((u0 & 31) << 6 | u1);
              continue;
            }
            var u2 = heapOrArray[idx++] & 63;
            if ((u0 & 240) == 224) {
              u0 = (u0 & 15) << 12 | u1 << 6 | u2;
            } else {
              u0 = (u0 & 7) << 18 | u1 << 12 | u2 << 6 | heapOrArray[idx++] & 63;
            }
            if (u0 < 65536) {
              str += String.fromCharCode(u0);
            } else {
              var ch = u0 - 65536;
              str += String.fromCharCode(55296 | ch >> 10, 56320 | ch & 1023);
            }
          }
          return str;
        };
        var UTF8ToString = (ptr, maxBytesToRead, ignoreNul) => ptr ? UTF8ArrayToString(HEAPU8, ptr, maxBytesToRead, ignoreNul) : "";
        var ___assert_fail = (condition, filename, line, func) => abort(`Assertion failed: ${UTF8ToString(condition)}, at: ` + [filename ? UTF8ToString(filename) : "unknown filename", line, func ? UTF8ToString(func) : "unknown function"]);
        var __abort_js = () => abort("");
        var runtimeKeepaliveCounter = 0;
        var __emscripten_runtime_keepalive_clear = () => {
          noExitRuntime = false;
          runtimeKeepaliveCounter = 0;
        };
        var __emscripten_throw_longjmp = () => {
          throw new EmscriptenSjLj();
        };
        var timers = {};
        var handleException = (e) => {
          if (e instanceof ExitStatus || e == "unwind") {
            return EXITSTATUS;
          }
          quit_(1, e);
        };
        var keepRuntimeAlive = () => noExitRuntime || runtimeKeepaliveCounter > 0;
        var _proc_exit = (code2) => {
          EXITSTATUS = code2;
          if (!keepRuntimeAlive()) {
            Module["onExit"]?.(code2);
            ABORT = true;
          }
          quit_(code2, new ExitStatus(code2));
        };
        var exitJS = (status, implicit) => {
          EXITSTATUS = status;
          _proc_exit(status);
        };
        var _exit = exitJS;
        var maybeExit = () => {
          if (!keepRuntimeAlive()) {
            try {
              _exit(EXITSTATUS);
            } catch (e) {
              handleException(e);
            }
          }
        };
        var callUserCallback = (func) => {
          if (ABORT) {
            return;
          }
          try {
            return func();
          } catch (e) {
            handleException(e);
          } finally {
            maybeExit();
          }
        };
        var _emscripten_get_now = () => performance.now();
        var __setitimer_js = (which, timeout_ms) => {
          if (timers[which]) {
            clearTimeout(timers[which].id);
            delete timers[which];
          }
          if (!timeout_ms) return 0;
          var id = setTimeout(() => {
            delete timers[which];
            callUserCallback(() => __emscripten_timeout(which, _emscripten_get_now()));
          }, timeout_ms);
          timers[which] = { id, timeout_ms };
          return 0;
        };
        var getHeapMax = () => 1073741824;
        var alignMemory = (size, alignment) => Math.ceil(size / alignment) * alignment;
        var growMemory = (size) => {
          var oldHeapSize = wasmMemory.buffer.byteLength;
          var pages = (size - oldHeapSize + 65535) / 65536 | 0;
          try {
            wasmMemory.grow(pages);
            updateMemoryViews();
            return 1;
          } catch (e) {
          }
        };
        var _emscripten_resize_heap = (requestedSize) => {
          var oldSize = HEAPU8.length;
          requestedSize >>>= 0;
          var maxHeapSize = getHeapMax();
          if (requestedSize > maxHeapSize) {
            return false;
          }
          for (var cutDown = 1; cutDown <= 4; cutDown *= 2) {
            var overGrownHeapSize = oldSize * (1 + 0.2 / cutDown);
            overGrownHeapSize = Math.min(overGrownHeapSize, requestedSize + 100663296);
            var newSize = Math.min(maxHeapSize, alignMemory(Math.max(requestedSize, overGrownHeapSize), 65536));
            var replacement = growMemory(newSize);
            if (replacement) {
              return true;
            }
          }
          return false;
        };
        var PATH = { isAbs: (path) => path.charAt(0) === "/", splitPath: (filename) => {
          var splitPathRe = /^(\/?|)([\s\S]*?)((?:\.{1,2}|[^\/]+?|)(\.[^.\/]*|))(?:[\/]*)$/;
          return splitPathRe.exec(filename).slice(1);
        }, normalizeArray: (parts3, allowAboveRoot) => {
          var up = 0;
          for (var i = parts3.length - 1; i >= 0; i--) {
            var last = parts3[i];
            if (last === ".") {
              parts3.splice(i, 1);
            } else if (last === "..") {
              parts3.splice(i, 1);
              up++;
            } else if (up) {
              parts3.splice(i, 1);
              up--;
            }
          }
          if (allowAboveRoot) {
            for (; up; up--) {
              parts3.unshift("..");
            }
          }
          return parts3;
        }, normalize: (path) => {
          var isAbsolute = PATH.isAbs(path), trailingSlash = path.slice(-1) === "/";
          path = PATH.normalizeArray(path.split("/").filter((p) => !!p), !isAbsolute).join("/");
          if (!path && !isAbsolute) {
            path = ".";
          }
          if (path && trailingSlash) {
            path += "/";
          }
          return (isAbsolute ? "/" : "") + path;
        }, dirname: (path) => {
          var result = PATH.splitPath(path), root = result[0], dir = result[1];
          if (!root && !dir) {
            return ".";
          }
          if (dir) {
            dir = dir.slice(0, -1);
          }
          return root + dir;
        }, basename: (path) => path && path.match(/([^\/]+|\/)\/*$/)[1], join: (...paths) => PATH.normalize(paths.join("/")), join2: (l, r) => PATH.normalize(l + "/" + r) };
        var initRandomFill = () => {
          if (ENVIRONMENT_IS_NODE) {
            var nodeCrypto = __require("node:crypto");
            return (view2) => (nodeCrypto.randomFillSync(view2), 0);
          }
          return (view2) => (crypto.getRandomValues(view2), 0);
        };
        var randomFill = (view2) => (randomFill = initRandomFill())(view2);
        var PATH_FS = { resolve: (...args) => {
          var resolvedPath = "", resolvedAbsolute = false;
          for (var i = args.length - 1; i >= -1 && !resolvedAbsolute; i--) {
            var path = i >= 0 ? args[i] : FS.cwd();
            if (typeof path != "string") {
              throw new TypeError("Arguments to path.resolve must be strings");
            } else if (!path) {
              return "";
            }
            resolvedPath = path + "/" + resolvedPath;
            resolvedAbsolute = PATH.isAbs(path);
          }
          resolvedPath = PATH.normalizeArray(resolvedPath.split("/").filter((p) => !!p), !resolvedAbsolute).join("/");
          return (resolvedAbsolute ? "/" : "") + resolvedPath || ".";
        }, relative: (from2, to) => {
          from2 = PATH_FS.resolve(from2).slice(1);
          to = PATH_FS.resolve(to).slice(1);
          function trim(arr) {
            var start = 0;
            for (; start < arr.length; start++) {
              if (arr[start] !== "") break;
            }
            var end = arr.length - 1;
            for (; end >= 0; end--) {
              if (arr[end] !== "") break;
            }
            if (start > end) return [];
            return arr.slice(start, end - start + 1);
          }
          var fromParts = trim(from2.split("/"));
          var toParts = trim(to.split("/"));
          var length = Math.min(fromParts.length, toParts.length);
          var samePartsLength = length;
          for (var i = 0; i < length; i++) {
            if (fromParts[i] !== toParts[i]) {
              samePartsLength = i;
              break;
            }
          }
          var outputParts = [];
          for (var i = samePartsLength; i < fromParts.length; i++) {
            outputParts.push("..");
          }
          outputParts = outputParts.concat(toParts.slice(samePartsLength));
          return outputParts.join("/");
        } };
        var FS_stdin_getChar_buffer = [];
        var lengthBytesUTF8 = (str) => {
          var len = 0;
          for (var i = 0; i < str.length; ++i) {
            var c = str.charCodeAt(i);
            if (c <= 127) {
              len++;
            } else if (c <= 2047) {
              len += 2;
            } else if (c >= 55296 && c <= 57343) {
              len += 4;
              ++i;
            } else {
              len += 3;
            }
          }
          return len;
        };
        var stringToUTF8Array = (str, heap, outIdx, maxBytesToWrite) => {
          if (!(maxBytesToWrite > 0)) return 0;
          var startIdx = outIdx;
          var endIdx = outIdx + maxBytesToWrite - 1;
          for (var i = 0; i < str.length; ++i) {
            var u = str.codePointAt(i);
            if (u <= 127) {
              if (outIdx >= endIdx) break;
              heap[outIdx++] = u;
            } else if (u <= 2047) {
              if (outIdx + 1 >= endIdx) break;
              heap[outIdx++] = 192 | u >> 6;
              heap[outIdx++] = 128 | u & 63;
            } else if (u <= 65535) {
              if (outIdx + 2 >= endIdx) break;
              heap[outIdx++] = 224 | u >> 12;
              heap[outIdx++] = 128 | u >> 6 & 63;
              heap[outIdx++] = 128 | u & 63;
            } else {
              if (outIdx + 3 >= endIdx) break;
              heap[outIdx++] = 240 | u >> 18;
              heap[outIdx++] = 128 | u >> 12 & 63;
              heap[outIdx++] = 128 | u >> 6 & 63;
              heap[outIdx++] = 128 | u & 63;
              i++;
            }
          }
          heap[outIdx] = 0;
          return outIdx - startIdx;
        };
        var intArrayFromString = (stringy, dontAddNull, length) => {
          var len = length > 0 ? length : lengthBytesUTF8(stringy) + 1;
          var u8array = new Array(len);
          var numBytesWritten = stringToUTF8Array(stringy, u8array, 0, u8array.length);
          if (dontAddNull) u8array.length = numBytesWritten;
          return u8array;
        };
        var FS_stdin_getChar = () => {
          if (!FS_stdin_getChar_buffer.length) {
            var result = null;
            if (ENVIRONMENT_IS_NODE) {
              var BUFSIZE = 256;
              var buf = Buffer.alloc(BUFSIZE);
              var bytesRead = 0;
              var fd = process.stdin.fd;
              try {
                bytesRead = fs.readSync(fd, buf, 0, BUFSIZE);
              } catch (e) {
                if (e.toString().includes("EOF")) bytesRead = 0;
                else throw e;
              }
              if (bytesRead > 0) {
                result = buf.slice(0, bytesRead).toString("utf-8");
              }
            } else if (globalThis.window?.prompt) {
              result = window.prompt("Input: ");
              if (result !== null) {
                result += "\n";
              }
            } else {
            }
            if (!result) {
              return null;
            }
            FS_stdin_getChar_buffer = intArrayFromString(result, true);
          }
          return FS_stdin_getChar_buffer.shift();
        };
        var TTY = { ttys: [], init() {
        }, shutdown() {
        }, register(dev, ops) {
          TTY.ttys[dev] = { input: [], output: [], ops };
          FS.registerDevice(dev, TTY.stream_ops);
        }, stream_ops: { open(stream) {
          var tty = TTY.ttys[stream.node.rdev];
          if (!tty) {
            throw new FS.ErrnoError(43);
          }
          stream.tty = tty;
          stream.seekable = false;
        }, close(stream) {
          stream.tty.ops.fsync(stream.tty);
        }, fsync(stream) {
          stream.tty.ops.fsync(stream.tty);
        }, read(stream, buffer, offset, length, pos) {
          if (!stream.tty || !stream.tty.ops.get_char) {
            throw new FS.ErrnoError(60);
          }
          var bytesRead = 0;
          for (var i = 0; i < length; i++) {
            var result;
            try {
              result = stream.tty.ops.get_char(stream.tty);
            } catch (e) {
              throw new FS.ErrnoError(29);
            }
            if (result === void 0 && bytesRead === 0) {
              throw new FS.ErrnoError(6);
            }
            if (result === null || result === void 0) break;
            bytesRead++;
            buffer[offset + i] = result;
          }
          if (bytesRead) {
            stream.node.atime = Date.now();
          }
          return bytesRead;
        }, write(stream, buffer, offset, length, pos) {
          if (!stream.tty || !stream.tty.ops.put_char) {
            throw new FS.ErrnoError(60);
          }
          try {
            for (var i = 0; i < length; i++) {
              stream.tty.ops.put_char(stream.tty, buffer[offset + i]);
            }
          } catch (e) {
            throw new FS.ErrnoError(29);
          }
          if (length) {
            stream.node.mtime = stream.node.ctime = Date.now();
          }
          return i;
        } }, default_tty_ops: { get_char(tty) {
          return FS_stdin_getChar();
        }, put_char(tty, val) {
          if (val === null || val === 10) {
            out(UTF8ArrayToString(tty.output));
            tty.output = [];
          } else {
            if (val != 0) tty.output.push(val);
          }
        }, fsync(tty) {
          if (tty.output?.length > 0) {
            out(UTF8ArrayToString(tty.output));
            tty.output = [];
          }
        }, ioctl_tcgets(tty) {
          return { c_iflag: 25856, c_oflag: 5, c_cflag: 191, c_lflag: 35387, c_cc: [3, 28, 127, 21, 4, 0, 1, 0, 17, 19, 26, 0, 18, 15, 23, 22, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };
        }, ioctl_tcsets(tty, optional_actions, data) {
          return 0;
        }, ioctl_tiocgwinsz(tty) {
          return [24, 80];
        } }, default_tty1_ops: { put_char(tty, val) {
          if (val === null || val === 10) {
            err(UTF8ArrayToString(tty.output));
            tty.output = [];
          } else {
            if (val != 0) tty.output.push(val);
          }
        }, fsync(tty) {
          if (tty.output?.length > 0) {
            err(UTF8ArrayToString(tty.output));
            tty.output = [];
          }
        } } };
        var mmapAlloc = (size) => {
          abort();
        };
        var MEMFS = { ops_table: null, mount(mount) {
          return MEMFS.createNode(null, "/", 16895, 0);
        }, createNode(parent, name4, mode, dev) {
          if (FS.isBlkdev(mode) || FS.isFIFO(mode)) {
            throw new FS.ErrnoError(63);
          }
          MEMFS.ops_table ||= { dir: { node: { getattr: MEMFS.node_ops.getattr, setattr: MEMFS.node_ops.setattr, lookup: MEMFS.node_ops.lookup, mknod: MEMFS.node_ops.mknod, rename: MEMFS.node_ops.rename, unlink: MEMFS.node_ops.unlink, rmdir: MEMFS.node_ops.rmdir, readdir: MEMFS.node_ops.readdir, symlink: MEMFS.node_ops.symlink }, stream: { llseek: MEMFS.stream_ops.llseek } }, file: { node: { getattr: MEMFS.node_ops.getattr, setattr: MEMFS.node_ops.setattr }, stream: { llseek: MEMFS.stream_ops.llseek, read: MEMFS.stream_ops.read, write: MEMFS.stream_ops.write, mmap: MEMFS.stream_ops.mmap, msync: MEMFS.stream_ops.msync } }, link: { node: { getattr: MEMFS.node_ops.getattr, setattr: MEMFS.node_ops.setattr, readlink: MEMFS.node_ops.readlink }, stream: {} }, chrdev: { node: { getattr: MEMFS.node_ops.getattr, setattr: MEMFS.node_ops.setattr }, stream: FS.chrdev_stream_ops } };
          var node = FS.createNode(parent, name4, mode, dev);
          if (FS.isDir(node.mode)) {
            node.node_ops = MEMFS.ops_table.dir.node;
            node.stream_ops = MEMFS.ops_table.dir.stream;
            node.contents = {};
          } else if (FS.isFile(node.mode)) {
            node.node_ops = MEMFS.ops_table.file.node;
            node.stream_ops = MEMFS.ops_table.file.stream;
            node.usedBytes = 0;
            node.contents = MEMFS.emptyFileContents ??= new Uint8Array(0);
          } else if (FS.isLink(node.mode)) {
            node.node_ops = MEMFS.ops_table.link.node;
            node.stream_ops = MEMFS.ops_table.link.stream;
          } else if (FS.isChrdev(node.mode)) {
            node.node_ops = MEMFS.ops_table.chrdev.node;
            node.stream_ops = MEMFS.ops_table.chrdev.stream;
          }
          node.atime = node.mtime = node.ctime = Date.now();
          if (parent) {
            parent.contents[name4] = node;
            parent.atime = parent.mtime = parent.ctime = node.atime;
          }
          return node;
        }, getFileDataAsTypedArray(node) {
          return node.contents.subarray(0, node.usedBytes);
        }, expandFileStorage(node, newCapacity) {
          var prevCapacity = node.contents.length;
          if (prevCapacity >= newCapacity) return;
          var CAPACITY_DOUBLING_MAX = 1024 * 1024;
          newCapacity = Math.max(newCapacity, prevCapacity * (prevCapacity < CAPACITY_DOUBLING_MAX ? 2 : 1.125) >>> 0);
          if (prevCapacity) newCapacity = Math.max(newCapacity, 256);
          var oldContents = MEMFS.getFileDataAsTypedArray(node);
          node.contents = new Uint8Array(newCapacity);
          node.contents.set(oldContents);
        }, resizeFileStorage(node, newSize) {
          if (node.usedBytes == newSize) return;
          var oldContents = node.contents;
          node.contents = new Uint8Array(newSize);
          node.contents.set(oldContents.subarray(0, Math.min(newSize, node.usedBytes)));
          node.usedBytes = newSize;
        }, node_ops: { getattr(node) {
          var attr = {};
          attr.dev = FS.isChrdev(node.mode) ? node.id : 1;
          attr.ino = node.id;
          attr.mode = node.mode;
          attr.nlink = 1;
          attr.uid = 0;
          attr.gid = 0;
          attr.rdev = node.rdev;
          if (FS.isDir(node.mode)) {
            attr.size = 4096;
          } else if (FS.isFile(node.mode)) {
            attr.size = node.usedBytes;
          } else if (FS.isLink(node.mode)) {
            attr.size = node.link.length;
          } else {
            attr.size = 0;
          }
          attr.atime = new Date(node.atime);
          attr.mtime = new Date(node.mtime);
          attr.ctime = new Date(node.ctime);
          attr.blksize = 4096;
          attr.blocks = Math.ceil(attr.size / attr.blksize);
          return attr;
        }, setattr(node, attr) {
          for (const key2 of ["mode", "atime", "mtime", "ctime"]) {
            if (attr[key2] != null) {
              node[key2] = attr[key2];
            }
          }
          if (attr.size !== void 0) {
            MEMFS.resizeFileStorage(node, attr.size);
          }
        }, lookup(parent, name4) {
          if (!MEMFS.doesNotExistError) {
            MEMFS.doesNotExistError = new FS.ErrnoError(44);
            MEMFS.doesNotExistError.stack = "<generic error, no stack>";
          }
          throw MEMFS.doesNotExistError;
        }, mknod(parent, name4, mode, dev) {
          return MEMFS.createNode(parent, name4, mode, dev);
        }, rename(old_node, new_dir, new_name) {
          var new_node;
          try {
            new_node = FS.lookupNode(new_dir, new_name);
          } catch (e) {
          }
          if (new_node) {
            if (FS.isDir(old_node.mode)) {
              for (var i in new_node.contents) {
                throw new FS.ErrnoError(55);
              }
            }
            FS.hashRemoveNode(new_node);
          }
          delete old_node.parent.contents[old_node.name];
          new_dir.contents[new_name] = old_node;
          old_node.name = new_name;
          new_dir.ctime = new_dir.mtime = old_node.parent.ctime = old_node.parent.mtime = Date.now();
        }, unlink(parent, name4) {
          delete parent.contents[name4];
          parent.ctime = parent.mtime = Date.now();
        }, rmdir(parent, name4) {
          var node = FS.lookupNode(parent, name4);
          for (var i in node.contents) {
            throw new FS.ErrnoError(55);
          }
          delete parent.contents[name4];
          parent.ctime = parent.mtime = Date.now();
        }, readdir(node) {
          return [".", "..", ...Object.keys(node.contents)];
        }, symlink(parent, newname, oldpath) {
          var node = MEMFS.createNode(parent, newname, 511 | 40960, 0);
          node.link = oldpath;
          return node;
        }, readlink(node) {
          if (!FS.isLink(node.mode)) {
            throw new FS.ErrnoError(28);
          }
          return node.link;
        } }, stream_ops: { read(stream, buffer, offset, length, position) {
          var contents = stream.node.contents;
          if (position >= stream.node.usedBytes) return 0;
          var size = Math.min(stream.node.usedBytes - position, length);
          buffer.set(contents.subarray(position, position + size), offset);
          return size;
        }, write(stream, buffer, offset, length, position, canOwn) {
          if (buffer.buffer === HEAP8.buffer) {
            canOwn = false;
          }
          if (!length) return 0;
          var node = stream.node;
          node.mtime = node.ctime = Date.now();
          if (canOwn) {
            node.contents = buffer.subarray(offset, offset + length);
            node.usedBytes = length;
          } else if (node.usedBytes === 0 && position === 0) {
            node.contents = buffer.slice(offset, offset + length);
            node.usedBytes = length;
          } else {
            MEMFS.expandFileStorage(node, position + length);
            node.contents.set(buffer.subarray(offset, offset + length), position);
            node.usedBytes = Math.max(node.usedBytes, position + length);
          }
          return length;
        }, llseek(stream, offset, whence) {
          var position = offset;
          if (whence === 1) {
            position += stream.position;
          } else if (whence === 2) {
            if (FS.isFile(stream.node.mode)) {
              position += stream.node.usedBytes;
            }
          }
          if (position < 0) {
            throw new FS.ErrnoError(28);
          }
          return position;
        }, mmap(stream, length, position, prot, flags) {
          if (!FS.isFile(stream.node.mode)) {
            throw new FS.ErrnoError(43);
          }
          var ptr;
          var allocated;
          var contents = stream.node.contents;
          if (!(flags & 2) && contents.buffer === HEAP8.buffer) {
            allocated = false;
            ptr = contents.byteOffset;
          } else {
            allocated = true;
            ptr = mmapAlloc(length);
            if (!ptr) {
              throw new FS.ErrnoError(48);
            }
            if (contents) {
              if (position > 0 || position + length < contents.length) {
                if (contents.subarray) {
                  contents = contents.subarray(position, position + length);
                } else {
                  contents = Array.prototype.slice.call(contents, position, position + length);
                }
              }
              HEAP8.set(contents, ptr);
            }
          }
          return { ptr, allocated };
        }, msync(stream, buffer, offset, length, mmapFlags) {
          MEMFS.stream_ops.write(stream, buffer, 0, length, offset, false);
          return 0;
        } } };
        var FS_modeStringToFlags = (str) => {
          if (typeof str != "string") return str;
          var flagModes = { r: 0, "r+": 2, w: 512 | 64 | 1, "w+": 512 | 64 | 2, a: 1024 | 64 | 1, "a+": 1024 | 64 | 2 };
          var flags = flagModes[str];
          if (typeof flags == "undefined") {
            throw new Error(`Unknown file open mode: ${str}`);
          }
          return flags;
        };
        var FS_fileDataToTypedArray = (data) => {
          if (typeof data == "string") {
            data = intArrayFromString(data, true);
          }
          if (!data.subarray) {
            data = new Uint8Array(data);
          }
          return data;
        };
        var FS_getMode = (canRead, canWrite) => {
          var mode = 0;
          if (canRead) mode |= 292 | 73;
          if (canWrite) mode |= 146;
          return mode;
        };
        var asyncLoad = async (url) => {
          var arrayBuffer = await readAsync(url);
          return new Uint8Array(arrayBuffer);
        };
        var FS_createDataFile = (...args) => FS.createDataFile(...args);
        var getUniqueRunDependency = (id) => id;
        var dependenciesPromise = null;
        var resolveRunDependencies = async () => dependenciesPromise;
        var runDependencies = 0;
        var dependenciesPromiseResolve = null;
        var removeRunDependency = (id) => {
          runDependencies--;
          Module["monitorRunDependencies"]?.(runDependencies);
          if (!runDependencies) {
            dependenciesPromiseResolve();
          }
        };
        var addRunDependency = (id) => {
          if (!runDependencies) {
            dependenciesPromise = new Promise((resolve2) => dependenciesPromiseResolve = resolve2);
          }
          runDependencies++;
          Module["monitorRunDependencies"]?.(runDependencies);
        };
        var preloadPlugins = [];
        var FS_handledByPreloadPlugin = async (byteArray, fullname) => {
          if (typeof Browser != "undefined") Browser.init();
          for (var plugin of preloadPlugins) {
            if (plugin["canHandle"](fullname)) {
              return plugin["handle"](byteArray, fullname);
            }
          }
          return byteArray;
        };
        var FS_preloadFile = async (parent, name4, url, canRead, canWrite, dontCreateFile, canOwn, preFinish) => {
          var fullname = name4 ? PATH_FS.resolve(PATH.join2(parent, name4)) : parent;
          var dep = getUniqueRunDependency(`cp ${fullname}`);
          addRunDependency(dep);
          try {
            var byteArray = url;
            if (typeof url == "string") {
              byteArray = await asyncLoad(url);
            }
            byteArray = await FS_handledByPreloadPlugin(byteArray, fullname);
            preFinish?.();
            if (!dontCreateFile) {
              FS_createDataFile(parent, name4, byteArray, canRead, canWrite, canOwn);
            }
          } finally {
            removeRunDependency(dep);
          }
        };
        var FS_createPreloadedFile = (parent, name4, url, canRead, canWrite, onload, onerror, dontCreateFile, canOwn, preFinish) => {
          FS_preloadFile(parent, name4, url, canRead, canWrite, dontCreateFile, canOwn, preFinish).then(onload).catch(onerror);
        };
        var FS = { root: null, mounts: [], devices: {}, streams: [], nextInode: 1, nameTable: null, currentPath: "/", initialized: false, ignorePermissions: true, filesystems: null, syncFSRequests: 0, ErrnoError: class {
          name = "ErrnoError";
          constructor(errno) {
            this.errno = errno;
          }
        }, FSStream: class {
          shared = {};
          get object() {
            return this.node;
          }
          set object(val) {
            this.node = val;
          }
          get isRead() {
            return (this.flags & 2097155) !== 1;
          }
          get isWrite() {
            return (this.flags & 2097155) !== 0;
          }
          get isAppend() {
            return this.flags & 1024;
          }
          get flags() {
            return this.shared.flags;
          }
          set flags(val) {
            this.shared.flags = val;
          }
          get position() {
            return this.shared.position;
          }
          set position(val) {
            this.shared.position = val;
          }
        }, FSNode: class {
          node_ops = {};
          stream_ops = {};
          readMode = 292 | 73;
          writeMode = 146;
          mounted = null;
          constructor(parent, name4, mode, rdev) {
            if (!parent) {
              parent = this;
            }
            this.parent = parent;
            this.mount = parent.mount;
            this.id = FS.nextInode++;
            this.name = name4;
            this.mode = mode;
            this.rdev = rdev;
            this.atime = this.mtime = this.ctime = Date.now();
          }
          get read() {
            return (this.mode & this.readMode) === this.readMode;
          }
          set read(val) {
            val ? this.mode |= this.readMode : this.mode &= ~this.readMode;
          }
          get write() {
            return (this.mode & this.writeMode) === this.writeMode;
          }
          set write(val) {
            val ? this.mode |= this.writeMode : this.mode &= ~this.writeMode;
          }
          get isFolder() {
            return FS.isDir(this.mode);
          }
          get isDevice() {
            return FS.isChrdev(this.mode);
          }
          addListener(cb, exclusive = false) {
            var entry = { cb, exclusive };
            var listeners = this.listeners ??= /* @__PURE__ */ new Set();
            listeners.add(entry);
            return { listeners, entry };
          }
          notifyListeners(flags) {
            if (!this.listeners) return;
            var excl;
            for (var entry of this.listeners) {
              if (entry.exclusive) (excl ||= []).push(entry);
              else entry.cb(flags);
            }
            if (excl) {
              var i = (this.exclTurn || 0) % excl.length;
              this.exclTurn = i + 1;
              excl[i].cb(flags);
            }
          }
        }, lookupPath(path, opts = {}) {
          if (!path) {
            throw new FS.ErrnoError(44);
          }
          opts.follow_mount ??= true;
          if (!PATH.isAbs(path)) {
            path = FS.cwd() + "/" + path;
          }
          linkloop: for (var nlinks = 0; nlinks < 40; nlinks++) {
            var parts3 = path.split("/").filter((p) => !!p);
            var current2 = FS.root;
            var current_path = "/";
            for (var i = 0; i < parts3.length; i++) {
              var islast = i === parts3.length - 1;
              if (islast && opts.parent) {
                break;
              }
              if (parts3[i] === ".") {
                continue;
              }
              if (parts3[i] === "..") {
                current_path = PATH.dirname(current_path);
                if (FS.isRoot(current2)) {
                  path = current_path + "/" + parts3.slice(i + 1).join("/");
                  nlinks--;
                  continue linkloop;
                } else {
                  current2 = current2.parent;
                }
                continue;
              }
              current_path = PATH.join2(current_path, parts3[i]);
              try {
                current2 = FS.lookupNode(current2, parts3[i]);
              } catch (e) {
                if (e?.errno === 44 && islast && opts.noent_okay) {
                  return { path: current_path };
                }
                throw e;
              }
              if (FS.isMountpoint(current2) && (!islast || opts.follow_mount)) {
                current2 = current2.mounted.root;
              }
              if (FS.isLink(current2.mode) && (!islast || opts.follow)) {
                if (!current2.node_ops.readlink) {
                  throw new FS.ErrnoError(52);
                }
                var link = current2.node_ops.readlink(current2);
                if (!PATH.isAbs(link)) {
                  link = PATH.dirname(current_path) + "/" + link;
                }
                path = link + "/" + parts3.slice(i + 1).join("/");
                continue linkloop;
              }
            }
            return { path: current_path, node: current2 };
          }
          throw new FS.ErrnoError(32);
        }, getPath(node) {
          var path;
          while (true) {
            if (FS.isRoot(node)) {
              var mount = node.mount.mountpoint;
              if (!path) return mount;
              return mount[mount.length - 1] !== "/" ? `${mount}/${path}` : mount + path;
            }
            path = path ? `${node.name}/${path}` : node.name;
            node = node.parent;
          }
        }, hashName(parentid, name4) {
          var hash = 0;
          for (var i = 0; i < name4.length; i++) {
            hash = (hash << 5) - hash + name4.charCodeAt(i) | 0;
          }
          return (parentid + hash >>> 0) % FS.nameTable.length;
        }, hashAddNode(node) {
          var hash = FS.hashName(node.parent.id, node.name);
          node.name_next = FS.nameTable[hash];
          FS.nameTable[hash] = node;
        }, hashRemoveNode(node) {
          var hash = FS.hashName(node.parent.id, node.name);
          if (FS.nameTable[hash] === node) {
            FS.nameTable[hash] = node.name_next;
          } else {
            var current2 = FS.nameTable[hash];
            while (current2) {
              if (current2.name_next === node) {
                current2.name_next = node.name_next;
                break;
              }
              current2 = current2.name_next;
            }
          }
        }, lookupNode(parent, name4) {
          var errCode = FS.mayLookup(parent);
          if (errCode) {
            throw new FS.ErrnoError(errCode);
          }
          var hash = FS.hashName(parent.id, name4);
          for (var node = FS.nameTable[hash]; node; node = node.name_next) {
            var nodeName = node.name;
            if (node.parent.id === parent.id && nodeName === name4) {
              return node;
            }
          }
          return FS.lookup(parent, name4);
        }, createNode(parent, name4, mode, rdev) {
          var node = new FS.FSNode(parent, name4, mode, rdev);
          FS.hashAddNode(node);
          return node;
        }, destroyNode(node) {
          FS.hashRemoveNode(node);
        }, isRoot(node) {
          return node === node.parent;
        }, isMountpoint(node) {
          return !!node.mounted;
        }, isFile(mode) {
          return (mode & 61440) === 32768;
        }, isDir(mode) {
          return (mode & 61440) === 16384;
        }, isLink(mode) {
          return (mode & 61440) === 40960;
        }, isChrdev(mode) {
          return (mode & 61440) === 8192;
        }, isBlkdev(mode) {
          return (mode & 61440) === 24576;
        }, isFIFO(mode) {
          return (mode & 61440) === 4096;
        }, isSocket(mode) {
          return (mode & 49152) === 49152;
        }, flagsToPermissionString(flag2) {
          var perms = ["r", "w", "rw"][flag2 & 3];
          if (flag2 & 512) {
            perms += "w";
          }
          return perms;
        }, nodePermissions(node, perms) {
          if (FS.ignorePermissions) {
            return 0;
          }
          if (perms.includes("r") && !(node.mode & 292)) {
            return 2;
          }
          if (perms.includes("w") && !(node.mode & 146)) {
            return 2;
          }
          if (perms.includes("x") && !(node.mode & 73)) {
            return 2;
          }
          return 0;
        }, mayLookup(dir) {
          if (!FS.isDir(dir.mode)) return 54;
          var errCode = FS.nodePermissions(dir, "x");
          if (errCode) return errCode;
          if (!dir.node_ops.lookup) return 2;
          return 0;
        }, mayCreate(dir, name4) {
          if (!FS.isDir(dir.mode)) {
            return 54;
          }
          try {
            var node = FS.lookupNode(dir, name4);
            return 20;
          } catch (e) {
          }
          return FS.nodePermissions(dir, "wx");
        }, mayDelete(dir, name4, isdir) {
          var node;
          try {
            node = FS.lookupNode(dir, name4);
          } catch (e) {
            return e.errno;
          }
          var errCode = FS.nodePermissions(dir, "wx");
          if (errCode) {
            return errCode;
          }
          if (isdir) {
            if (!FS.isDir(node.mode)) {
              return 54;
            }
            if (FS.isRoot(node) || FS.getPath(node) === FS.cwd()) {
              return 10;
            }
          } else if (FS.isDir(node.mode)) {
            return 31;
          }
          return 0;
        }, mayOpen(node, flags) {
          if (!node) {
            return 44;
          }
          if (FS.isLink(node.mode)) {
            return 32;
          }
          var mode = FS.flagsToPermissionString(flags);
          if (FS.isDir(node.mode)) {
            if (mode !== "r" || flags & (512 | 64)) {
              return 31;
            }
          }
          return FS.nodePermissions(node, mode);
        }, checkOpExists(op, err2) {
          if (!op) {
            throw new FS.ErrnoError(err2);
          }
          return op;
        }, MAX_OPEN_FDS: 4096, nextfd() {
          for (var fd = 0; fd <= FS.MAX_OPEN_FDS; fd++) {
            if (!FS.streams[fd]) {
              return fd;
            }
          }
          throw new FS.ErrnoError(33);
        }, getStreamChecked(fd) {
          var stream = FS.getStream(fd);
          if (!stream) {
            throw new FS.ErrnoError(8);
          }
          return stream;
        }, getStream: (fd) => FS.streams[fd], createStream(stream, fd = -1) {
          stream = Object.assign(new FS.FSStream(), stream);
          if (fd == -1) {
            fd = FS.nextfd();
          }
          stream.fd = fd;
          FS.streams[fd] = stream;
          return stream;
        }, closeStream(fd) {
          FS.streams[fd] = null;
        }, dupStream(origStream, fd = -1) {
          var stream = FS.createStream(origStream, fd);
          stream.stream_ops?.dup?.(stream);
          return stream;
        }, doSetAttr(stream, node, attr) {
          var setattr = stream?.stream_ops.setattr;
          var arg = setattr ? stream : node;
          setattr ??= node.node_ops.setattr;
          FS.checkOpExists(setattr, 63);
          try {
            setattr(arg, attr);
          } catch (e) {
            if (e instanceof RangeError) {
              throw new FS.ErrnoError(22);
            }
            throw e;
          }
        }, chrdev_stream_ops: { open(stream) {
          var device = FS.getDevice(stream.node.rdev);
          stream.stream_ops = device.stream_ops;
          stream.stream_ops.open?.(stream);
        }, llseek() {
          throw new FS.ErrnoError(70);
        } }, major: (dev) => dev >> 8, minor: (dev) => dev & 255, makedev: (ma, mi) => ma << 8 | mi, registerDevice(dev, ops) {
          FS.devices[dev] = { stream_ops: ops };
        }, getDevice: (dev) => FS.devices[dev], getMounts(mount) {
          var mounts = [];
          var check = [mount];
          while (check.length) {
            var m = check.pop();
            mounts.push(m);
            check.push(...m.mounts);
          }
          return mounts;
        }, syncfs(populate, callback) {
          if (typeof populate == "function") {
            callback = populate;
            populate = false;
          }
          FS.syncFSRequests++;
          if (FS.syncFSRequests > 1) {
            err(`warning: ${FS.syncFSRequests} FS.syncfs operations in flight at once, probably just doing extra work`);
          }
          var mounts = FS.getMounts(FS.root.mount);
          var completed = 0;
          function doCallback(errCode) {
            FS.syncFSRequests--;
            return callback(errCode);
          }
          function done(errCode) {
            if (errCode) {
              if (!done.errored) {
                done.errored = true;
                return doCallback(errCode);
              }
              return;
            }
            if (++completed >= mounts.length) {
              doCallback(null);
            }
          }
          for (var mount of mounts) {
            if (mount.type.syncfs) {
              mount.type.syncfs(mount, populate, done);
            } else {
              done(null);
            }
          }
        }, mount(type, opts, mountpoint) {
          var root = mountpoint === "/";
          var pseudo = !mountpoint;
          var node;
          if (root && FS.root) {
            throw new FS.ErrnoError(10);
          } else if (!root && !pseudo) {
            var lookup = FS.lookupPath(mountpoint, { follow_mount: false });
            mountpoint = lookup.path;
            node = lookup.node;
            if (FS.isMountpoint(node)) {
              throw new FS.ErrnoError(10);
            }
            if (!FS.isDir(node.mode)) {
              throw new FS.ErrnoError(54);
            }
          }
          var mount = { type, opts, mountpoint, mounts: [] };
          var mountRoot = type.mount(mount);
          mountRoot.mount = mount;
          mount.root = mountRoot;
          if (root) {
            FS.root = mountRoot;
          } else if (node) {
            node.mounted = mount;
            if (node.mount) {
              node.mount.mounts.push(mount);
            }
          }
          return mountRoot;
        }, unmount(mountpoint) {
          var lookup = FS.lookupPath(mountpoint, { follow_mount: false });
          if (!FS.isMountpoint(lookup.node)) {
            throw new FS.ErrnoError(28);
          }
          var node = lookup.node;
          var mount = node.mounted;
          var mounts = FS.getMounts(mount);
          for (var [hash, current2] of Object.entries(FS.nameTable)) {
            while (current2) {
              var next = current2.name_next;
              if (mounts.includes(current2.mount)) {
                FS.destroyNode(current2);
              }
              current2 = next;
            }
          }
          node.mounted = null;
          var idx = node.mount.mounts.indexOf(mount);
          node.mount.mounts.splice(idx, 1);
        }, lookup(parent, name4) {
          return parent.node_ops.lookup(parent, name4);
        }, mknod(path, mode, dev) {
          var lookup = FS.lookupPath(path, { parent: true });
          var parent = lookup.node;
          var name4 = PATH.basename(path);
          if (!name4) {
            throw new FS.ErrnoError(28);
          }
          if (name4 === "." || name4 === "..") {
            throw new FS.ErrnoError(20);
          }
          var errCode = FS.mayCreate(parent, name4);
          if (errCode) {
            throw new FS.ErrnoError(errCode);
          }
          if (!parent.node_ops.mknod) {
            throw new FS.ErrnoError(63);
          }
          return parent.node_ops.mknod(parent, name4, mode, dev);
        }, statfs(path) {
          return FS.statfsNode(FS.lookupPath(path, { follow: true }).node);
        }, statfsStream(stream) {
          return FS.statfsNode(stream.node);
        }, statfsNode(node) {
          var rtn = { bsize: 4096, frsize: 4096, blocks: 1e6, bfree: 5e5, bavail: 5e5, files: FS.nextInode, ffree: FS.nextInode - 1, fsid: 42, flags: 2, namelen: 255 };
          if (node.node_ops.statfs) {
            Object.assign(rtn, node.node_ops.statfs(node.mount.opts.root));
          }
          return rtn;
        }, create(path, mode = 438) {
          mode &= 4095;
          mode |= 32768;
          return FS.mknod(path, mode, 0);
        }, mkdir(path, mode = 511) {
          mode &= 511 | 512;
          mode |= 16384;
          return FS.mknod(path, mode, 0);
        }, mkdirTree(path, mode) {
          var dirs = path.split("/");
          var d = "";
          for (var dir of dirs) {
            if (!dir) continue;
            if (d || PATH.isAbs(path)) d += "/";
            d += dir;
            try {
              FS.mkdir(d, mode);
            } catch (e) {
              if (e.errno != 20) throw e;
            }
          }
        }, mkdev(path, mode, dev) {
          if (typeof dev == "undefined") {
            dev = mode;
            mode = 438;
          }
          mode |= 8192;
          return FS.mknod(path, mode, dev);
        }, symlink(oldpath, newpath) {
          if (!PATH_FS.resolve(oldpath)) {
            throw new FS.ErrnoError(44);
          }
          var lookup = FS.lookupPath(newpath, { parent: true });
          var parent = lookup.node;
          if (!parent) {
            throw new FS.ErrnoError(44);
          }
          var newname = PATH.basename(newpath);
          var errCode = FS.mayCreate(parent, newname);
          if (errCode) {
            throw new FS.ErrnoError(errCode);
          }
          if (!parent.node_ops.symlink) {
            throw new FS.ErrnoError(63);
          }
          return parent.node_ops.symlink(parent, newname, oldpath);
        }, link(oldpath, newpath, flags) {
          var lookup = FS.lookupPath(newpath, { parent: true });
          var parent = lookup.node;
          if (!parent) {
            throw new FS.ErrnoError(44);
          }
          var newname = PATH.basename(newpath);
          var errCode = FS.mayCreate(parent, newname);
          if (errCode) {
            throw new FS.ErrnoError(errCode);
          }
          if (!parent.node_ops.link) {
            throw new FS.ErrnoError(34);
          }
          return parent.node_ops.link(parent, newname, oldpath, flags);
        }, rename(old_path, new_path) {
          var old_dirname = PATH.dirname(old_path);
          var new_dirname = PATH.dirname(new_path);
          var old_name = PATH.basename(old_path);
          var new_name = PATH.basename(new_path);
          var lookup, old_dir, new_dir;
          lookup = FS.lookupPath(old_path, { parent: true });
          old_dir = lookup.node;
          lookup = FS.lookupPath(new_path, { parent: true });
          new_dir = lookup.node;
          if (!old_dir || !new_dir) throw new FS.ErrnoError(44);
          if (old_dir.mount !== new_dir.mount) {
            throw new FS.ErrnoError(75);
          }
          var old_node = FS.lookupNode(old_dir, old_name);
          var relative = PATH_FS.relative(old_path, new_dirname);
          if (relative.charAt(0) !== ".") {
            throw new FS.ErrnoError(28);
          }
          relative = PATH_FS.relative(new_path, old_dirname);
          if (relative.charAt(0) !== ".") {
            throw new FS.ErrnoError(55);
          }
          var new_node;
          try {
            new_node = FS.lookupNode(new_dir, new_name);
          } catch (e) {
          }
          if (old_node === new_node) {
            return;
          }
          var isdir = FS.isDir(old_node.mode);
          var errCode = FS.mayDelete(old_dir, old_name, isdir);
          if (errCode) {
            throw new FS.ErrnoError(errCode);
          }
          errCode = new_node ? FS.mayDelete(new_dir, new_name, isdir) : FS.mayCreate(new_dir, new_name);
          if (errCode) {
            throw new FS.ErrnoError(errCode);
          }
          if (!old_dir.node_ops.rename) {
            throw new FS.ErrnoError(63);
          }
          if (FS.isMountpoint(old_node) || new_node && FS.isMountpoint(new_node)) {
            throw new FS.ErrnoError(10);
          }
          if (new_dir !== old_dir) {
            errCode = FS.nodePermissions(old_dir, "w");
            if (errCode) {
              throw new FS.ErrnoError(errCode);
            }
          }
          FS.hashRemoveNode(old_node);
          try {
            old_dir.node_ops.rename(old_node, new_dir, new_name);
            old_node.parent = new_dir;
          } catch (e) {
            throw e;
          } finally {
            FS.hashAddNode(old_node);
          }
        }, rmdir(path) {
          var lookup = FS.lookupPath(path, { parent: true });
          var parent = lookup.node;
          var name4 = PATH.basename(path);
          var node = FS.lookupNode(parent, name4);
          var errCode = FS.mayDelete(parent, name4, true);
          if (errCode) {
            throw new FS.ErrnoError(errCode);
          }
          if (!parent.node_ops.rmdir) {
            throw new FS.ErrnoError(63);
          }
          if (FS.isMountpoint(node)) {
            throw new FS.ErrnoError(10);
          }
          parent.node_ops.rmdir(parent, name4);
          FS.destroyNode(node);
        }, readdir(path) {
          var lookup = FS.lookupPath(path, { follow: true });
          var node = lookup.node;
          var readdir = FS.checkOpExists(node.node_ops.readdir, 54);
          return readdir(node);
        }, unlink(path) {
          var lookup = FS.lookupPath(path, { parent: true });
          var parent = lookup.node;
          if (!parent) {
            throw new FS.ErrnoError(44);
          }
          var name4 = PATH.basename(path);
          var node = FS.lookupNode(parent, name4);
          var errCode = FS.mayDelete(parent, name4, false);
          if (errCode) {
            throw new FS.ErrnoError(errCode);
          }
          if (!parent.node_ops.unlink) {
            throw new FS.ErrnoError(63);
          }
          if (FS.isMountpoint(node)) {
            throw new FS.ErrnoError(10);
          }
          parent.node_ops.unlink(parent, name4);
          FS.destroyNode(node);
        }, readlink(path) {
          var lookup = FS.lookupPath(path);
          var link = lookup.node;
          if (!link) {
            throw new FS.ErrnoError(44);
          }
          if (!link.node_ops.readlink) {
            throw new FS.ErrnoError(28);
          }
          return link.node_ops.readlink(link);
        }, stat(path, dontFollow) {
          var lookup = FS.lookupPath(path, { follow: !dontFollow });
          var node = lookup.node;
          var getattr = FS.checkOpExists(node.node_ops.getattr, 63);
          return getattr(node);
        }, fstat(fd) {
          var stream = FS.getStreamChecked(fd);
          var node = stream.node;
          var getattr = stream.stream_ops.getattr;
          var arg = getattr ? stream : node;
          getattr ??= node.node_ops.getattr;
          FS.checkOpExists(getattr, 63);
          return getattr(arg);
        }, lstat(path) {
          return FS.stat(path, true);
        }, doChmod(stream, node, mode, dontFollow) {
          FS.doSetAttr(stream, node, { mode: mode & 4095 | node.mode & ~4095, ctime: Date.now(), dontFollow });
        }, chmod(path, mode, dontFollow) {
          var node;
          if (typeof path == "string") {
            var lookup = FS.lookupPath(path, { follow: !dontFollow });
            node = lookup.node;
          } else {
            node = path;
          }
          FS.doChmod(null, node, mode, dontFollow);
        }, lchmod(path, mode) {
          FS.chmod(path, mode, true);
        }, fchmod(fd, mode) {
          var stream = FS.getStreamChecked(fd);
          FS.doChmod(stream, stream.node, mode, false);
        }, doChown(stream, node, dontFollow) {
          FS.doSetAttr(stream, node, { timestamp: Date.now(), dontFollow });
        }, chown(path, uid, gid, dontFollow) {
          var node;
          if (typeof path == "string") {
            var lookup = FS.lookupPath(path, { follow: !dontFollow });
            node = lookup.node;
          } else {
            node = path;
          }
          FS.doChown(null, node, dontFollow);
        }, lchown(path, uid, gid) {
          FS.chown(path, uid, gid, true);
        }, fchown(fd, uid, gid) {
          var stream = FS.getStreamChecked(fd);
          FS.doChown(stream, stream.node, false);
        }, doTruncate(stream, node, len) {
          if (FS.isDir(node.mode)) {
            throw new FS.ErrnoError(31);
          }
          if (!FS.isFile(node.mode)) {
            throw new FS.ErrnoError(28);
          }
          var errCode = FS.nodePermissions(node, "w");
          if (errCode) {
            throw new FS.ErrnoError(errCode);
          }
          FS.doSetAttr(stream, node, { size: len, timestamp: Date.now() });
        }, truncate(path, len) {
          if (len < 0) {
            throw new FS.ErrnoError(28);
          }
          var node;
          if (typeof path == "string") {
            var lookup = FS.lookupPath(path, { follow: true });
            node = lookup.node;
          } else {
            node = path;
          }
          FS.doTruncate(null, node, len);
        }, ftruncate(fd, len) {
          var stream = FS.getStreamChecked(fd);
          if (len < 0 || (stream.flags & 2097155) === 0) {
            throw new FS.ErrnoError(28);
          }
          FS.doTruncate(stream, stream.node, len);
        }, utime(path, atime, mtime, dontFollow) {
          var lookup = FS.lookupPath(path, { follow: !dontFollow });
          FS.doSetAttr(null, lookup.node, { atime, mtime, dontFollow });
        }, open(path, flags, mode = 438) {
          if (path === "") {
            throw new FS.ErrnoError(44);
          }
          flags = FS_modeStringToFlags(flags);
          if (flags & 64) {
            mode = mode & 4095 | 32768;
          } else {
            mode = 0;
          }
          var node;
          var isDirPath;
          if (typeof path == "object") {
            node = path;
          } else {
            isDirPath = path.endsWith("/");
            var lookup = FS.lookupPath(path, { follow: !(flags & 131072), noent_okay: true });
            node = lookup.node;
            path = lookup.path;
          }
          var created2 = false;
          if (flags & 64) {
            if (node) {
              if (flags & 128) {
                throw new FS.ErrnoError(20);
              }
            } else if (isDirPath) {
              throw new FS.ErrnoError(31);
            } else {
              node = FS.mknod(path, mode | 511, 0);
              created2 = true;
            }
          }
          if (!node) {
            throw new FS.ErrnoError(44);
          }
          if (FS.isChrdev(node.mode)) {
            flags &= ~512;
          }
          if (flags & 65536 && !FS.isDir(node.mode)) {
            throw new FS.ErrnoError(54);
          }
          if (!created2) {
            var errCode = FS.mayOpen(node, flags);
            if (errCode) {
              throw new FS.ErrnoError(errCode);
            }
          }
          if (flags & 512 && !created2) {
            FS.truncate(node, 0);
          }
          flags &= ~(128 | 512 | 131072);
          var stream = FS.createStream({ node, path: FS.getPath(node), flags, seekable: true, position: 0, stream_ops: node.stream_ops, ungotten: [], error: false });
          if (stream.stream_ops.open) {
            stream.stream_ops.open(stream);
          }
          if (created2) {
            FS.chmod(node, mode & 511);
          }
          return stream;
        }, close(stream) {
          if (FS.isClosed(stream)) {
            throw new FS.ErrnoError(8);
          }
          if (stream.getdents) stream.getdents = null;
          stream.node?.notifyListeners(32);
          try {
            if (stream.stream_ops.close) {
              stream.stream_ops.close(stream);
            }
          } catch (e) {
            throw e;
          } finally {
            FS.closeStream(stream.fd);
          }
          stream.fd = null;
        }, isClosed(stream) {
          return stream.fd === null;
        }, llseek(stream, offset, whence) {
          if (FS.isClosed(stream)) {
            throw new FS.ErrnoError(8);
          }
          if (!stream.seekable || !stream.stream_ops.llseek) {
            throw new FS.ErrnoError(70);
          }
          if (whence != 0 && whence != 1 && whence != 2) {
            throw new FS.ErrnoError(28);
          }
          stream.position = stream.stream_ops.llseek(stream, offset, whence);
          stream.ungotten = [];
          return stream.position;
        }, read(stream, buffer, offset, length, position) {
          if (length < 0 || position < 0) {
            throw new FS.ErrnoError(28);
          }
          if (FS.isClosed(stream)) {
            throw new FS.ErrnoError(8);
          }
          if ((stream.flags & 2097155) === 1) {
            throw new FS.ErrnoError(8);
          }
          if (FS.isDir(stream.node.mode)) {
            throw new FS.ErrnoError(31);
          }
          if (!stream.stream_ops.read) {
            throw new FS.ErrnoError(28);
          }
          var seeking = typeof position != "undefined";
          if (!seeking) {
            position = stream.position;
          } else if (!stream.seekable) {
            throw new FS.ErrnoError(70);
          }
          var bytesRead = stream.stream_ops.read(stream, buffer, offset, length, position);
          if (!seeking) stream.position += bytesRead;
          return bytesRead;
        }, write(stream, buffer, offset, length, position, canOwn) {
          if (length < 0 || position < 0) {
            throw new FS.ErrnoError(28);
          }
          if (FS.isClosed(stream)) {
            throw new FS.ErrnoError(8);
          }
          if ((stream.flags & 2097155) === 0) {
            throw new FS.ErrnoError(8);
          }
          if (FS.isDir(stream.node.mode)) {
            throw new FS.ErrnoError(31);
          }
          if (!stream.stream_ops.write) {
            throw new FS.ErrnoError(28);
          }
          if (stream.seekable && stream.flags & 1024) {
            FS.llseek(stream, 0, 2);
          }
          var seeking = typeof position != "undefined";
          if (!seeking) {
            position = stream.position;
          } else if (!stream.seekable) {
            throw new FS.ErrnoError(70);
          }
          var bytesWritten = stream.stream_ops.write(stream, buffer, offset, length, position, canOwn);
          if (!seeking) stream.position += bytesWritten;
          return bytesWritten;
        }, mmap(stream, length, position, prot, flags) {
          if ((prot & 2) !== 0 && (flags & 2) === 0 && (stream.flags & 2097155) !== 2) {
            throw new FS.ErrnoError(2);
          }
          if ((stream.flags & 2097155) === 1) {
            throw new FS.ErrnoError(2);
          }
          if (!stream.stream_ops.mmap) {
            throw new FS.ErrnoError(43);
          }
          if (!length) {
            throw new FS.ErrnoError(28);
          }
          return stream.stream_ops.mmap(stream, length, position, prot, flags);
        }, msync(stream, buffer, offset, length, mmapFlags) {
          if (!stream.stream_ops.msync) {
            return 0;
          }
          return stream.stream_ops.msync(stream, buffer, offset, length, mmapFlags);
        }, ioctl(stream, cmd, arg) {
          if (!stream.stream_ops.ioctl) {
            throw new FS.ErrnoError(59);
          }
          return stream.stream_ops.ioctl(stream, cmd, arg);
        }, readFile(path, opts = {}) {
          opts.flags = opts.flags ?? 0;
          opts.encoding = opts.encoding ?? "binary";
          if (opts.encoding !== "utf8" && opts.encoding !== "binary") {
            abort(`Invalid encoding type "${opts.encoding}"`);
          }
          var stream = FS.open(path, opts.flags);
          var stat = FS.stat(path);
          var length = stat.size;
          var buf = new Uint8Array(length);
          FS.read(stream, buf, 0, length, 0);
          if (opts.encoding === "utf8") {
            buf = UTF8ArrayToString(buf);
          }
          FS.close(stream);
          return buf;
        }, writeFile(path, data, opts = {}) {
          opts.flags = opts.flags ?? 577;
          var stream = FS.open(path, opts.flags, opts.mode);
          data = FS_fileDataToTypedArray(data);
          FS.write(stream, data, 0, data.byteLength, void 0, opts.canOwn);
          FS.close(stream);
        }, cwd: () => FS.currentPath, chdir(path) {
          var lookup = FS.lookupPath(path, { follow: true });
          if (lookup.node === null) {
            throw new FS.ErrnoError(44);
          }
          if (!FS.isDir(lookup.node.mode)) {
            throw new FS.ErrnoError(54);
          }
          var errCode = FS.nodePermissions(lookup.node, "x");
          if (errCode) {
            throw new FS.ErrnoError(errCode);
          }
          FS.currentPath = lookup.path;
        }, createDefaultDirectories() {
          FS.mkdir("/tmp");
          FS.mkdir("/home");
          FS.mkdir("/home/web_user");
        }, createDefaultDevices() {
          FS.mkdir("/dev");
          FS.registerDevice(FS.makedev(1, 3), { read: () => 0, write: (stream, buffer, offset, length, pos) => length, llseek: () => 0 });
          FS.mkdev("/dev/null", FS.makedev(1, 3));
          TTY.register(FS.makedev(5, 0), TTY.default_tty_ops);
          TTY.register(FS.makedev(6, 0), TTY.default_tty1_ops);
          FS.mkdev("/dev/tty", FS.makedev(5, 0));
          FS.mkdev("/dev/tty1", FS.makedev(6, 0));
          var randomBuffer = new Uint8Array(1024), randomLeft = 0;
          var randomByte = () => {
            if (randomLeft === 0) {
              randomFill(randomBuffer);
              randomLeft = randomBuffer.byteLength;
            }
            return randomBuffer[--randomLeft];
          };
          FS.createDevice("/dev", "random", randomByte);
          FS.createDevice("/dev", "urandom", randomByte);
          FS.mkdir("/dev/shm");
          FS.mkdir("/dev/shm/tmp");
        }, createSpecialDirectories() {
          FS.mkdir("/proc");
          var proc_self = FS.mkdir("/proc/self");
          FS.mkdir("/proc/self/fd");
          FS.mount({ mount() {
            var node = FS.createNode(proc_self, "fd", 16895, 73);
            node.stream_ops = { llseek: MEMFS.stream_ops.llseek };
            node.node_ops = { lookup(parent, name4) {
              var fd = +name4;
              var stream = FS.getStreamChecked(fd);
              var ret = { parent: null, mount: { mountpoint: "fake" }, node_ops: { readlink: () => stream.path }, id: fd + 1 };
              ret.parent = ret;
              return ret;
            }, readdir() {
              return Array.from(FS.streams.entries()).filter(([k, v]) => v).map(([k, v]) => k.toString());
            } };
            return node;
          } }, {}, "/proc/self/fd");
        }, createStandardStreams(input, output, error) {
          if (input) {
            FS.createDevice("/dev", "stdin", input);
          } else {
            FS.symlink("/dev/tty", "/dev/stdin");
          }
          if (output) {
            FS.createDevice("/dev", "stdout", null, output);
          } else {
            FS.symlink("/dev/tty", "/dev/stdout");
          }
          if (error) {
            FS.createDevice("/dev", "stderr", null, error);
          } else {
            FS.symlink("/dev/tty1", "/dev/stderr");
          }
          var stdin = FS.open("/dev/stdin", 0);
          var stdout = FS.open("/dev/stdout", 1);
          var stderr = FS.open("/dev/stderr", 1);
        }, staticInit() {
          FS.nameTable = new Array(4096);
          FS.mount(MEMFS, {}, "/");
          FS.createDefaultDirectories();
          FS.createDefaultDevices();
          FS.createSpecialDirectories();
          FS.filesystems = { MEMFS };
        }, init(input, output, error) {
          FS.initialized = true;
          input ??= Module["stdin"];
          output ??= Module["stdout"];
          error ??= Module["stderr"];
          FS.createStandardStreams(input, output, error);
        }, quit() {
          FS.initialized = false;
          for (var stream of FS.streams) {
            if (stream) {
              FS.close(stream);
            }
          }
        }, findObject(path, dontResolveLastLink) {
          var ret = FS.analyzePath(path, dontResolveLastLink);
          if (!ret.exists) {
            return null;
          }
          return ret.object;
        }, analyzePath(path, dontResolveLastLink) {
          try {
            var lookup = FS.lookupPath(path, { follow: !dontResolveLastLink });
            path = lookup.path;
          } catch (e) {
          }
          var ret = { isRoot: false, exists: false, error: 0, name: null, path: null, object: null, parentExists: false, parentPath: null, parentObject: null };
          try {
            var lookup = FS.lookupPath(path, { parent: true });
            ret.parentExists = true;
            ret.parentPath = lookup.path;
            ret.parentObject = lookup.node;
            ret.name = PATH.basename(path);
            lookup = FS.lookupPath(path, { follow: !dontResolveLastLink });
            ret.exists = true;
            ret.path = lookup.path;
            ret.object = lookup.node;
            ret.name = lookup.node.name;
            ret.isRoot = lookup.path === "/";
          } catch (e) {
            ret.error = e.errno;
          }
          return ret;
        }, createPath(parent, path, canRead, canWrite) {
          parent = typeof parent == "string" ? parent : FS.getPath(parent);
          var parts3 = path.split("/").reverse();
          while (parts3.length) {
            var part2 = parts3.pop();
            if (!part2) continue;
            var current2 = PATH.join2(parent, part2);
            try {
              FS.mkdir(current2);
            } catch (e) {
              if (e.errno != 20) throw e;
            }
            parent = current2;
          }
          return current2;
        }, createFile(parent, name4, properties, canRead, canWrite) {
          var path = PATH.join2(typeof parent == "string" ? parent : FS.getPath(parent), name4);
          var mode = FS_getMode(canRead, canWrite);
          return FS.create(path, mode);
        }, createDataFile(parent, name4, data, canRead, canWrite, canOwn) {
          var path = name4;
          if (parent) {
            parent = typeof parent == "string" ? parent : FS.getPath(parent);
            path = name4 ? PATH.join2(parent, name4) : parent;
          }
          var mode = FS_getMode(canRead, canWrite);
          var node = FS.create(path, mode);
          if (data) {
            data = FS_fileDataToTypedArray(data);
            FS.chmod(node, mode | 146);
            var stream = FS.open(node, 577);
            FS.write(stream, data, 0, data.length, 0, canOwn);
            FS.close(stream);
            FS.chmod(node, mode);
          }
        }, createDevice(parent, name4, input, output) {
          var path = PATH.join2(typeof parent == "string" ? parent : FS.getPath(parent), name4);
          var mode = FS_getMode(!!input, !!output);
          FS.createDevice.major ??= 64;
          var dev = FS.makedev(FS.createDevice.major++, 0);
          FS.registerDevice(dev, { open(stream) {
            stream.seekable = false;
          }, close(stream) {
            if (output?.buffer?.length) {
              output(10);
            }
          }, read(stream, buffer, offset, length, pos) {
            var bytesRead = 0;
            for (var i = 0; i < length; i++) {
              var result;
              try {
                result = input();
              } catch (e) {
                throw new FS.ErrnoError(29);
              }
              if (result === void 0 && bytesRead === 0) {
                throw new FS.ErrnoError(6);
              }
              if (result === null || result === void 0) break;
              bytesRead++;
              buffer[offset + i] = result;
            }
            if (bytesRead) {
              stream.node.atime = Date.now();
            }
            return bytesRead;
          }, write(stream, buffer, offset, length, pos) {
            for (var i = 0; i < length; i++) {
              try {
                output(buffer[offset + i]);
              } catch (e) {
                throw new FS.ErrnoError(29);
              }
            }
            if (length) {
              stream.node.mtime = stream.node.ctime = Date.now();
            }
            return i;
          } });
          return FS.mkdev(path, mode, dev);
        }, forceLoadFile(obj) {
          if (obj.isDevice || obj.isFolder || obj.link || obj.contents) return true;
          if (globalThis.XMLHttpRequest) {
            abort("Lazy loading should have been performed (contents set) in createLazyFile, but it was not. Lazy loading only works in web workers. Use --embed-file or --preload-file in emcc on the main thread.");
          } else {
            try {
              obj.contents = readBinary(obj.url);
            } catch (e) {
              throw new FS.ErrnoError(29);
            }
          }
        }, createLazyFile(parent, name4, url, canRead, canWrite) {
          class LazyUint8Array {
            lengthKnown = false;
            chunks = [];
            get(idx) {
              if (idx > this.length - 1 || idx < 0) {
                return void 0;
              }
              var chunkOffset = idx % this.chunkSize;
              var chunkNum = idx / this.chunkSize | 0;
              return this.getter(chunkNum)[chunkOffset];
            }
            setDataGetter(getter) {
              this.getter = getter;
            }
            cacheLength() {
              var xhr = new XMLHttpRequest();
              xhr.open("HEAD", url, false);
              xhr.send(null);
              if (!(xhr.status >= 200 && xhr.status < 300 || xhr.status === 304)) abort("Couldn't load " + url + ". Status: " + xhr.status);
              var datalength = Number(xhr.getResponseHeader("Content-length"));
              var header;
              var hasByteServing = (header = xhr.getResponseHeader("Accept-Ranges")) && header === "bytes";
              var usesGzip = (header = xhr.getResponseHeader("Content-Encoding")) && header === "gzip";
              var chunkSize = 1024 * 1024;
              if (!hasByteServing) chunkSize = datalength;
              var doXHR = (from2, to) => {
                if (from2 > to) abort(`invalid range (${from2}, ${to}) or no bytes requested!`);
                if (to > datalength - 1) abort(`only ${datalength} bytes available! programmer error!`);
                var xhr2 = new XMLHttpRequest();
                xhr2.open("GET", url, false);
                if (datalength !== chunkSize) xhr2.setRequestHeader("Range", "bytes=" + from2 + "-" + to);
                xhr2.responseType = "arraybuffer";
                if (xhr2.overrideMimeType) {
                  xhr2.overrideMimeType("text/plain; charset=x-user-defined");
                }
                xhr2.send(null);
                if (!(xhr2.status >= 200 && xhr2.status < 300 || xhr2.status === 304)) abort("Couldn't load " + url + ". Status: " + xhr2.status);
                if (xhr2.response !== void 0) {
                  return new Uint8Array(xhr2.response || []);
                }
                return intArrayFromString(xhr2.responseText ?? "", true);
              };
              var lazyArray2 = this;
              lazyArray2.setDataGetter((chunkNum) => {
                var start = chunkNum * chunkSize;
                var end = (chunkNum + 1) * chunkSize - 1;
                end = Math.min(end, datalength - 1);
                if (typeof lazyArray2.chunks[chunkNum] == "undefined") {
                  lazyArray2.chunks[chunkNum] = doXHR(start, end);
                }
                if (typeof lazyArray2.chunks[chunkNum] == "undefined") abort("doXHR failed!");
                return lazyArray2.chunks[chunkNum];
              });
              if (usesGzip || !datalength) {
                chunkSize = datalength = 1;
                datalength = this.getter(0).length;
                chunkSize = datalength;
                out("LazyFiles on gzip forces download of the whole file when length is accessed");
              }
              this._length = datalength;
              this._chunkSize = chunkSize;
              this.lengthKnown = true;
            }
            get length() {
              if (!this.lengthKnown) {
                this.cacheLength();
              }
              return this._length;
            }
            get chunkSize() {
              if (!this.lengthKnown) {
                this.cacheLength();
              }
              return this._chunkSize;
            }
          }
          if (globalThis.XMLHttpRequest) {
            if (!ENVIRONMENT_IS_WORKER) abort("Cannot do synchronous binary XHRs outside webworkers in modern browsers. Use --embed-file or --preload-file in emcc");
            var lazyArray = new LazyUint8Array();
            var properties = { isDevice: false, contents: lazyArray };
          } else {
            var properties = { isDevice: false, url };
          }
          var node = FS.createFile(parent, name4, properties, canRead, canWrite);
          if (properties.contents) {
            node.contents = properties.contents;
          } else if (properties.url) {
            node.contents = null;
            node.url = properties.url;
          }
          Object.defineProperties(node, { usedBytes: { get: function() {
            return this.contents.length;
          } } });
          var stream_ops = {};
          for (const [key2, fn] of Object.entries(node.stream_ops)) {
            stream_ops[key2] = (...args) => {
              FS.forceLoadFile(node);
              return fn(...args);
            };
          }
          function writeChunks(stream, buffer, offset, length, position) {
            var contents = stream.node.contents;
            if (position >= contents.length) return 0;
            var size = Math.min(contents.length - position, length);
            if (contents.slice) {
              for (var i = 0; i < size; i++) {
                buffer[offset + i] = contents[position + i];
              }
            } else {
              for (var i = 0; i < size; i++) {
                buffer[offset + i] = contents.get(position + i);
              }
            }
            return size;
          }
          stream_ops.read = (stream, buffer, offset, length, position) => {
            FS.forceLoadFile(node);
            return writeChunks(stream, buffer, offset, length, position);
          };
          stream_ops.mmap = (stream, length, position, prot, flags) => {
            FS.forceLoadFile(node);
            var ptr = mmapAlloc(length);
            if (!ptr) {
              throw new FS.ErrnoError(48);
            }
            writeChunks(stream, HEAP8, ptr, length, position);
            return { ptr, allocated: true };
          };
          node.stream_ops = stream_ops;
          return node;
        } };
        var SYSCALLS = { currentUmask: 18, calculateAt(dirfd, path, allowEmpty) {
          if (PATH.isAbs(path)) {
            return path;
          }
          var dir;
          if (dirfd === -100) {
            dir = FS.cwd();
          } else {
            var dirstream = SYSCALLS.getStreamFromFD(dirfd);
            dir = dirstream.path;
          }
          if (path.length == 0) {
            if (!allowEmpty) {
              throw new FS.ErrnoError(44);
            }
            return dir;
          }
          return dir + "/" + path;
        }, writeStat(buf, stat) {
          HEAPU32[buf >> 2] = stat.dev;
          HEAPU32[buf + 4 >> 2] = stat.mode;
          HEAPU32[buf + 8 >> 2] = stat.nlink;
          HEAPU32[buf + 12 >> 2] = stat.uid;
          HEAPU32[buf + 16 >> 2] = stat.gid;
          HEAPU32[buf + 20 >> 2] = stat.rdev;
          HEAP64[buf + 24 >> 3] = BigInt(stat.size);
          HEAP32[buf + 32 >> 2] = 4096;
          HEAP32[buf + 36 >> 2] = stat.blocks;
          var atime = stat.atime.getTime();
          var mtime = stat.mtime.getTime();
          var ctime = stat.ctime.getTime();
          HEAP64[buf + 40 >> 3] = BigInt(Math.floor(atime / 1e3));
          HEAPU32[buf + 48 >> 2] = atime % 1e3 * 1e3 * 1e3;
          HEAP64[buf + 56 >> 3] = BigInt(Math.floor(mtime / 1e3));
          HEAPU32[buf + 64 >> 2] = mtime % 1e3 * 1e3 * 1e3;
          HEAP64[buf + 72 >> 3] = BigInt(Math.floor(ctime / 1e3));
          HEAPU32[buf + 80 >> 2] = ctime % 1e3 * 1e3 * 1e3;
          HEAP64[buf + 88 >> 3] = BigInt(stat.ino);
          return 0;
        }, writeStatFs(buf, stats) {
          HEAPU32[buf + 4 >> 2] = stats.bsize;
          HEAPU32[buf + 60 >> 2] = stats.bsize;
          HEAP64[buf + 8 >> 3] = BigInt(stats.blocks);
          HEAP64[buf + 16 >> 3] = BigInt(stats.bfree);
          HEAP64[buf + 24 >> 3] = BigInt(stats.bavail);
          HEAP64[buf + 32 >> 3] = BigInt(stats.files);
          HEAP64[buf + 40 >> 3] = BigInt(stats.ffree);
          HEAPU32[buf + 48 >> 2] = stats.fsid;
          HEAPU32[buf + 64 >> 2] = stats.flags;
          HEAPU32[buf + 56 >> 2] = stats.namelen;
        }, doMsync(addr, stream, len, flags, offset) {
          if (!FS.isFile(stream.node.mode)) {
            throw new FS.ErrnoError(43);
          }
          if (flags & 2) {
            return 0;
          }
          var buffer = HEAPU8.subarray(addr, addr + len);
          FS.msync(stream, buffer, offset, len, flags);
        }, getStreamFromFD(fd) {
          var stream = FS.getStreamChecked(fd);
          return stream;
        }, varargs: void 0, getStr(ptr) {
          var ret = UTF8ToString(ptr);
          return ret;
        } };
        function _fd_close(fd) {
          try {
            var stream = SYSCALLS.getStreamFromFD(fd);
            FS.close(stream);
            return 0;
          } catch (e) {
            if (typeof FS == "undefined" || !(e.name === "ErrnoError")) throw e;
            return e.errno;
          }
        }
        var doReadv = (stream, iov, iovcnt, offset) => {
          var ret = 0;
          for (var i = 0; i < iovcnt; i++) {
            var ptr = HEAPU32[iov >> 2];
            var len = HEAPU32[iov + 4 >> 2];
            iov += 8;
            try {
              var curr = FS.read(stream, HEAP8, ptr, len, offset);
            } catch (e) {
              if (ret > 0 && e instanceof FS.ErrnoError && (e.errno == 6 || e.errno == 6)) {
                break;
              }
              throw e;
            }
            if (curr < 0) return -1;
            ret += curr;
            if (curr < len) break;
            if (typeof offset != "undefined") {
              offset += curr;
            }
          }
          return ret;
        };
        function _fd_read(fd, iov, iovcnt, pnum) {
          try {
            var stream = SYSCALLS.getStreamFromFD(fd);
            var num = doReadv(stream, iov, iovcnt);
            HEAPU32[pnum >> 2] = num;
            return 0;
          } catch (e) {
            if (typeof FS == "undefined" || !(e.name === "ErrnoError")) throw e;
            return e.errno;
          }
        }
        var INT53_MAX = 9007199254740992;
        var INT53_MIN = -9007199254740992;
        var bigintToI53Checked = (num) => num < INT53_MIN || num > INT53_MAX ? NaN : Number(num);
        function _fd_seek(fd, offset, whence, newOffset) {
          offset = bigintToI53Checked(offset);
          try {
            if (isNaN(offset)) return 22;
            var stream = SYSCALLS.getStreamFromFD(fd);
            FS.llseek(stream, offset, whence);
            HEAP64[newOffset >> 3] = BigInt(stream.position);
            if (stream.getdents && offset === 0 && whence === 0) stream.getdents = null;
            return 0;
          } catch (e) {
            if (typeof FS == "undefined" || !(e.name === "ErrnoError")) throw e;
            return e.errno;
          }
        }
        var doWritev = (stream, iov, iovcnt, offset) => {
          if (iovcnt == 1) {
            return FS.write(stream, HEAP8, HEAPU32[iov >> 2], HEAPU32[iov + 4 >> 2], offset);
          }
          var total = 0;
          for (var i = 0, p = iov; i < iovcnt; i++, p += 8) {
            total += HEAPU32[p + 4 >> 2];
          }
          var view2 = new Uint8Array(total);
          var voff = 0;
          for (var i = 0; i < iovcnt; i++, iov += 8) {
            var ptr = HEAPU32[iov >> 2];
            var len = HEAPU32[iov + 4 >> 2];
            view2.set(HEAPU8.subarray(ptr, ptr + len), voff);
            voff += len;
          }
          return FS.write(stream, view2, 0, total, offset);
        };
        function _fd_write(fd, iov, iovcnt, pnum) {
          try {
            var stream = SYSCALLS.getStreamFromFD(fd);
            var num = doWritev(stream, iov, iovcnt);
            HEAPU32[pnum >> 2] = num;
            return 0;
          } catch (e) {
            if (typeof FS == "undefined" || !(e.name === "ErrnoError")) throw e;
            return e.errno;
          }
        }
        var wasmTableMirror = [];
        var getWasmTableEntry = (funcPtr) => {
          var func = wasmTableMirror[funcPtr];
          if (!func) {
            wasmTableMirror[funcPtr] = func = wasmTable.get(funcPtr);
          }
          return func;
        };
        var stringToUTF8 = (str, outPtr, maxBytesToWrite) => stringToUTF8Array(str, HEAPU8, outPtr, maxBytesToWrite);
        FS.createPreloadedFile = FS_createPreloadedFile;
        FS.preloadFile = FS_preloadFile;
        FS.staticInit();
        {
          if (Module["noExitRuntime"]) noExitRuntime = Module["noExitRuntime"];
          if (Module["print"]) out = Module["print"];
          if (Module["printErr"]) err = Module["printErr"];
          if (Module["arguments"]) programArgs = Module["arguments"];
          if (Module["thisProgram"]) thisProgram = Module["thisProgram"];
          var preInit = Module["preInit"];
          if (preInit) {
            if (typeof preInit == "function") Module["preInit"] = preInit = [preInit];
            while (preInit.length > 0) {
              preInit.shift()();
            }
          }
        }
        Module["getValue"] = getValue;
        Module["UTF8ToString"] = UTF8ToString;
        Module["stringToUTF8"] = stringToUTF8;
        Module["lengthBytesUTF8"] = lengthBytesUTF8;
        var _wasm_parse_query, _malloc, _free, _wasm_parse_query_raw, _wasm_free_parse_result, _wasm_parse_plpgsql, _wasm_fingerprint, _wasm_normalize_query, _wasm_parse_query_detailed, _wasm_free_detailed_result, _wasm_scan, _wasm_free_string, __emscripten_timeout, _setThrew, __emscripten_stack_restore, _emscripten_stack_get_current, memory, __indirect_function_table, wasmMemory, wasmTable;
        function assignWasmExports(wasmExports2) {
          _wasm_parse_query = Module["_wasm_parse_query"] = wasmExports2["B"];
          _malloc = Module["_malloc"] = wasmExports2["C"];
          _free = Module["_free"] = wasmExports2["E"];
          _wasm_parse_query_raw = Module["_wasm_parse_query_raw"] = wasmExports2["F"];
          _wasm_free_parse_result = Module["_wasm_free_parse_result"] = wasmExports2["G"];
          _wasm_parse_plpgsql = Module["_wasm_parse_plpgsql"] = wasmExports2["H"];
          _wasm_fingerprint = Module["_wasm_fingerprint"] = wasmExports2["I"];
          _wasm_normalize_query = Module["_wasm_normalize_query"] = wasmExports2["J"];
          _wasm_parse_query_detailed = Module["_wasm_parse_query_detailed"] = wasmExports2["K"];
          _wasm_free_detailed_result = Module["_wasm_free_detailed_result"] = wasmExports2["L"];
          _wasm_scan = Module["_wasm_scan"] = wasmExports2["M"];
          _wasm_free_string = Module["_wasm_free_string"] = wasmExports2["N"];
          __emscripten_timeout = wasmExports2["O"];
          _setThrew = wasmExports2["P"];
          __emscripten_stack_restore = wasmExports2["Q"];
          _emscripten_stack_get_current = wasmExports2["R"];
          memory = wasmMemory = wasmExports2["z"];
          __indirect_function_table = wasmTable = wasmExports2["D"];
        }
        var wasmImports = { c: ___assert_fail, x: __abort_js, w: __emscripten_runtime_keepalive_clear, p: __emscripten_throw_longjmp, o: __setitimer_js, q: _emscripten_resize_heap, m: _exit, u: _fd_close, r: _fd_read, s: _fd_seek, t: _fd_write, g: invoke_i, b: invoke_ii, a: invoke_iii, d: invoke_iiii, k: invoke_iiiii, l: invoke_ji, e: invoke_v, f: invoke_vi, h: invoke_vii, j: invoke_viii, i: invoke_viiii, y: invoke_viiiii, n: invoke_viiiiiiiiiiiii, v: _proc_exit };
        function invoke_iii(index, a1, a2) {
          var sp = stackSave();
          try {
            return getWasmTableEntry(index)(a1, a2);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_ii(index, a1) {
          var sp = stackSave();
          try {
            return getWasmTableEntry(index)(a1);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_i(index) {
          var sp = stackSave();
          try {
            return getWasmTableEntry(index)();
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_v(index) {
          var sp = stackSave();
          try {
            getWasmTableEntry(index)();
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_iiii(index, a1, a2, a3) {
          var sp = stackSave();
          try {
            return getWasmTableEntry(index)(a1, a2, a3);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_viiii(index, a1, a2, a3, a4) {
          var sp = stackSave();
          try {
            getWasmTableEntry(index)(a1, a2, a3, a4);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_viiiiiiiiiiiii(index, a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13) {
          var sp = stackSave();
          try {
            getWasmTableEntry(index)(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_iiiii(index, a1, a2, a3, a4) {
          var sp = stackSave();
          try {
            return getWasmTableEntry(index)(a1, a2, a3, a4);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_viii(index, a1, a2, a3) {
          var sp = stackSave();
          try {
            getWasmTableEntry(index)(a1, a2, a3);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_vi(index, a1) {
          var sp = stackSave();
          try {
            getWasmTableEntry(index)(a1);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_vii(index, a1, a2) {
          var sp = stackSave();
          try {
            getWasmTableEntry(index)(a1, a2);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_viiiii(index, a1, a2, a3, a4, a5) {
          var sp = stackSave();
          try {
            getWasmTableEntry(index)(a1, a2, a3, a4, a5);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
          }
        }
        function invoke_ji(index, a1) {
          var sp = stackSave();
          try {
            return getWasmTableEntry(index)(a1);
          } catch (e) {
            stackRestore(sp);
            if (!(e instanceof EmscriptenEH)) throw e;
            _setThrew(1, 0);
            return 0n;
          }
        }
        async function run() {
          preRun();
          if (runDependencies) {
            await resolveRunDependencies();
          }
          var setStatus = Module["setStatus"];
          if (setStatus) {
            setStatus("Running...");
            await new Promise((resolve2) => setTimeout(resolve2, 1));
            setTimeout(setStatus, 1, "");
          }
          if (ABORT) return;
          initRuntime();
          Module["onRuntimeInitialized"]?.();
          postRun();
        }
        var wasmExports;
        wasmExports = await createWasm();
        await run();
        ;
        return Module;
      };
    })();
    if (typeof exports === "object" && typeof module === "object") {
      module.exports = PgQueryModule;
      module.exports.default = PgQueryModule;
    } else if (typeof define === "function" && define["amd"]) define([], () => PgQueryModule);
  }
});

// src/dialects/postgres/parse/lexer.ts
var lexer_exports = {};
__export(lexer_exports, {
  commentEnd: () => commentEnd,
  isUnreadable: () => isUnreadable,
  lineEnd: () => lineEnd,
  nextToken: () => nextToken,
  skipBlank: () => skipBlank,
  tokensOf: () => tokensOf
});
var quote = 39;
var doubleQuote = 34;
var backslash = 92;
var dollar = 36;
var dash = 45;
var slash = 47;
var star = 42;
var newline = 10;
var carriageReturn = 13;
var longestRun = 400;
function skipBlank(text, position) {
  let at = position;
  while (at < text.length) {
    if (isSpace(text.charCodeAt(at))) at++;
    else {
      const end = commentEnd(text, at);
      if (end === -1) break;
      at = end;
    }
  }
  return at;
}
function commentEnd(text, position) {
  const code2 = text.charCodeAt(position);
  const next = text.charCodeAt(position + 1);
  if (code2 === dash && next === dash) return lineEnd(text, position);
  return code2 === slash && next === star ? blockCommentEnd(text, position) : -1;
}
function nextToken(text, position) {
  const start = skipBlank(text, position);
  if (start >= text.length) return null;
  const code2 = text.charCodeAt(start);
  if (isNameStart(code2)) return nameOrPrefixed(text, start, code2);
  if (code2 === quote) return { kind: "string", start, end: quotedEnd(text, start + 1, "'") };
  if (code2 === doubleQuote) return { kind: "quoted", start, end: quotedEnd(text, start + 1, '"') };
  if (code2 === dollar) return dollarToken(text, start);
  if (isDigit(code2)) return { kind: "number", start, end: numberEnd(text, start) };
  const startsRun = start === 0 || start > position || !isOperator(text.charCodeAt(start - 1));
  const unended = code2 === slash && text.charCodeAt(start + 1) === star;
  const unreadable2 = unended || startsRun && isLongRun(text, start);
  return { kind: "symbol", start, end: unreadable2 ? text.length : start + 1 };
}
function isUnreadable({ kind, start, end }) {
  return kind === "symbol" && end - start > 1;
}
function tokensOf(text) {
  const tokens2 = [];
  for (let token = nextToken(text, 0); token !== null; token = nextToken(text, token.end)) tokens2.push(token);
  return tokens2;
}
function lineEnd(text, position) {
  let at = position;
  while (at < text.length) {
    const code2 = text.charCodeAt(at);
    if (code2 === newline || code2 === carriageReturn) break;
    at++;
  }
  return at;
}
function nameOrPrefixed(text, start, code2) {
  const next = text.charCodeAt(start + 1);
  const lower = code2 | 32;
  if (next === quote) {
    if (lower === 101) return { kind: "string", start, end: escapedEnd(text, start + 2) };
    if (lower === 98 || lower === 120 || lower === 110)
      return { kind: "string", start, end: quotedEnd(text, start + 2, "'") };
  }
  if (lower === 117 && next === 38) {
    const after = text.charCodeAt(start + 2);
    if (after === quote) return { kind: "string", start, end: quotedEnd(text, start + 3, "'") };
    if (after === doubleQuote) return { kind: "quoted", start, end: quotedEnd(text, start + 3, '"') };
  }
  let end = start + 1;
  while (end < text.length && isNamePart(text.charCodeAt(end))) end++;
  return { kind: "word", start, end };
}
function quotedEnd(text, from2, mark) {
  let at = text.indexOf(mark, from2);
  while (at !== -1 && text[at + 1] === mark) at = text.indexOf(mark, at + 2);
  return at === -1 ? text.length : at + 1;
}
function escapedEnd(text, from2) {
  let at = from2;
  while (at < text.length) {
    const code2 = text.charCodeAt(at);
    if (code2 === backslash) at += 2;
    else if (code2 !== quote) at++;
    else if (text.charCodeAt(at + 1) === quote) at += 2;
    else {
      const more = continuation(text, at + 1);
      if (more === -1) return at + 1;
      at = more;
    }
  }
  return text.length;
}
function continuation(text, position) {
  let at = position;
  let broken = false;
  while (at < text.length) {
    const code2 = text.charCodeAt(at);
    if (code2 === newline || code2 === carriageReturn) broken = true;
    if (isSpace(code2)) at++;
    else if (code2 === dash && text.charCodeAt(at + 1) === dash) at = lineEnd(text, at);
    else return broken && code2 === quote ? at + 1 : -1;
  }
  return -1;
}
function dollarToken(text, start) {
  let at = start + 1;
  if (isDigit(text.charCodeAt(at))) {
    while (isDigit(text.charCodeAt(at))) at++;
    return { kind: "parameter", start, end: at };
  }
  if (isNameStart(text.charCodeAt(at))) {
    at++;
    while (at < text.length && isNamePart(text.charCodeAt(at)) && text.charCodeAt(at) !== dollar) at++;
  }
  if (text.charCodeAt(at) !== dollar) return { kind: "symbol", start, end: start + 1 };
  const tag = text.slice(start, at + 1);
  const close = text.indexOf(tag, at + 1);
  return { kind: "string", start, end: close === -1 ? text.length : close + tag.length };
}
function numberEnd(text, start) {
  let at = start + 1;
  while (at < text.length) {
    const code2 = text.charCodeAt(at);
    if (!isDigit(code2) && code2 !== 46 && code2 !== 95 && !isLetter(code2)) break;
    at++;
  }
  return at;
}
function isLongRun(text, start) {
  for (let at = start; at <= start + longestRun; at++) if (!isOperator(text.charCodeAt(at))) return false;
  return true;
}
function blockCommentEnd(text, start) {
  if (isLongRun(text, start)) return -1;
  let depth2 = 1;
  let at = start + 2;
  while (at < text.length) {
    const code2 = text.charCodeAt(at);
    const next = text.charCodeAt(at + 1);
    if (code2 === slash && next === star) {
      if (isLongRun(text, at)) return -1;
      depth2++;
      at += 2;
    } else if (code2 === star && next === slash) {
      depth2--;
      at += 2;
      if (depth2 === 0) return at;
    } else at++;
  }
  return -1;
}
function isSpace(code2) {
  return code2 === 32 || code2 >= 9 && code2 <= 13;
}
var operators = new Set(
  [..."~!@#^&|`?+-*/%<>="].map((character) => character.charCodeAt(0))
);
function isOperator(code2) {
  return operators.has(code2);
}
function isDigit(code2) {
  return code2 >= 48 && code2 <= 57;
}
function isLetter(code2) {
  const lower = code2 | 32;
  return lower >= 97 && lower <= 122;
}
function isNameStart(code2) {
  return isLetter(code2) || code2 === 95 || code2 >= 128;
}
function isNamePart(code2) {
  return isNameStart(code2) || isDigit(code2) || code2 === dollar;
}

// src/dialects/postgres/parse/hide-literals.ts
function hideLiterals(sql) {
  let shown2 = "";
  let from2 = 0;
  for (let token = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) {
    shown2 += sql.slice(from2, token.start).replace(/\S[\s\S]*\S|\S/, " ");
    shown2 += hidden[token.kind] ?? sql.slice(token.start, token.end);
    from2 = token.end;
  }
  return shown2;
}
var hidden = { string: "'***'", number: "***" };

// src/dialects/postgres/schema/history-tables.ts
function historyTable(name4) {
  const [first = "", second] = name4.split(".");
  return second === void 0 ? { schema: "public", table: first } : { schema: first, table: second };
}
function bookkeeping(tables2) {
  const names2 = [...tables2, ...ownTables].map(
    ({ schema: schema3, table: table3 }) => `(${quoteLiteral(schema3)}, ${quoteLiteral(table3)})`
  );
  const values = names2.length === 0 ? `select '', '' where false` : `values ${names2.join(", ")}`;
  return `history as materialized (
  select c.oid, c.relnamespace from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where (n.nspname::pg_catalog.text, c.relname::pg_catalog.text) in (${values})
    or (n.nspname ~ '^migration_gate_archive_[0-9a-f]{12}_[0-9]+$' and c.relkind in ('r', 'i', 'S', 't'))
), bookkeeping as materialized (
  select oid from history
  union select indexrelid from pg_catalog.pg_index where indrelid in (select oid from history)
  union select objid from pg_catalog.pg_depend where classid = 'pg_catalog.pg_class'::pg_catalog.regclass
    and refclassid = classid and deptype in ('a', 'i') and refobjid in (select oid from history)
), bookkeeping_schema as materialized (
  select n.oid from pg_catalog.pg_namespace n
  where n.nspname <> 'public' and n.oid in (select relnamespace from history)
    and not exists (select from pg_catalog.pg_class where relnamespace = n.oid and oid not in (select oid from bookkeeping))
    and not exists (select from pg_catalog.pg_proc where pronamespace = n.oid)
)`;
}
var ownTables = ["run", "migration", "statement", "archive"].map((table3) => ({
  schema: "migration_gate",
  table: table3
}));
async function dropHistoryTables(session, tables2) {
  for (const { schema: schema3, table: table3 } of [...tables2, ...ownTables]) {
    const name4 = `${quoteIdentifier(schema3)}.${quoteIdentifier(table3)}`;
    await attempt(session, `DROP TABLE IF EXISTS ${name4} CASCADE`);
    if (schema3 !== "public") await attempt(session, `DROP SCHEMA IF EXISTS ${quoteIdentifier(schema3)}`);
  }
}
async function attempt(session, sql) {
  await session.script(
    `DO LANGUAGE plpgsql ${quoteLiteral(`BEGIN ${sql}; EXCEPTION WHEN OTHERS THEN NULL; END`)}`
  );
}

// src/dialects/postgres/schema/attributes.ts
function attributesOf(raw) {
  const attributes = {};
  for (const [name4, value] of Object.entries(raw)) {
    const text = value === null ? null : isList(value) ? [...value].sort().join(", ") : typeof value === "object" ? rightsText(value) : String(value);
    if (text !== null) attributes[name4] = text;
  }
  return attributes;
}
function isList(value) {
  return Array.isArray(value);
}
function rightsText({ acl, default: usual2 = [], owner }) {
  const given3 = rightsByRole(acl, owner);
  const expected = rightsByRole(usual2, owner);
  const entries = [.../* @__PURE__ */ new Set([...given3.keys(), ...expected.keys()])].sort(compareText).flatMap((role3) => {
    const [has, should] = [given3.get(role3) ?? none, expected.get(role3) ?? none];
    const more = [...has].filter((right) => !should.has(right));
    const fewer = [...should].filter((right) => !has.has(right)).map((right) => `no ${right}`);
    return more.length + fewer.length === 0 ? [] : [`${role3}: ${[...more.sort(), ...fewer.sort()].join(", ")}`];
  });
  return entries.length === 0 ? null : entries.join("; ");
}
var none = /* @__PURE__ */ new Set();
function rightsByRole(acl, owner) {
  const byRole = /* @__PURE__ */ new Map();
  for (const item of acl) {
    const [, grantee = "", letters = ""] = /^((?:"(?:[^"]|"")*"|[^"=])*)=([a-zA-Z*]*)\//.exec(item) ?? [];
    const name4 = grantee.startsWith('"') ? grantee.slice(1, -1).replaceAll('""', '"') : grantee;
    const role3 = name4 === "" ? "PUBLIC" : name4 === owner ? "OWNER" : grantee;
    const rights2 = byRole.get(role3) ?? /* @__PURE__ */ new Set();
    for (const [, letter = "", grantable] of letters.matchAll(/([a-zA-Z])(\*?)/g))
      rights2.add(`${rightNames[letter] ?? letter}${grantable === "" ? "" : " with grant option"}`);
    byRole.set(role3, rights2);
  }
  return byRole;
}
var rightNames = {
  r: "SELECT",
  a: "INSERT",
  w: "UPDATE",
  d: "DELETE",
  D: "TRUNCATE",
  x: "REFERENCES",
  t: "TRIGGER",
  C: "CREATE",
  c: "CONNECT",
  T: "TEMPORARY",
  X: "EXECUTE",
  U: "USAGE",
  s: "SET",
  A: "ALTER SYSTEM",
  m: "MAINTAIN"
};

// src/dialects/postgres/schema/catalog.ts
import { randomBytes } from "node:crypto";
function prelude(historyTables) {
  return `with ${bookkeeping(historyTables)},
member as materialized (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
), ns as materialized (
  select oid, quote_ident(nspname) as name, nspowner, nspacl,
    nspname not in ('pg_catalog', 'information_schema') as own
  from pg_catalog.pg_namespace
  where nspname not like 'pg\\_toast%' and nspname not like 'pg\\_temp\\_%'
    and oid not in (select oid from bookkeeping_schema)
), rel as materialized (
  select c.oid, ns.name || '.' || quote_ident(c.relname) as name, ns.name as schema, c.relkind, c.relpersistence,
    c.relispartition, c.relpartbound, c.reloftype, c.reloptions, c.reltoastrelid, c.relrowsecurity,
    c.relforcerowsecurity, c.relreplident, c.relam, c.reltablespace, c.relowner, c.relacl, c.relispopulated
  from pg_catalog.pg_class c join ns on ns.oid = c.relnamespace
  where c.oid >= 16384 and (${catalog("pg_class")}, c.oid) not in (select classid, objid from member)
    and c.oid not in (select oid from bookkeeping)
)`;
}
function catalog(name4) {
  return `'pg_catalog.${name4}'::pg_catalog.regclass::pg_catalog.oid`;
}
function identity(name4, oid) {
  return `'${name4}:' || ${oid}`;
}
function usersOwn(name4, oid) {
  return `${oid} >= 16384 and (${catalog(name4)}, ${oid}) not in (select classid, objid from member)`;
}
function anyIn(name4, more = "true") {
  return `exists (select from pg_catalog.${name4} where oid >= 16384 and ${more})`;
}
function flag(condition) {
  return `case when ${condition} then 'yes' end`;
}
function role(oid) {
  return `quote_ident(pg_get_userbyid(${oid}))`;
}
function relation(oid) {
  return `${oid}::pg_catalog.regclass::pg_catalog.text`;
}
function routine(oid) {
  return `case when ${oid} <> 0 then ${oid}::pg_catalog.oid::pg_catalog.regprocedure::pg_catalog.text end`;
}
function qualified(name4, prefix, oid) {
  return `(select q.${prefix}namespace::pg_catalog.regnamespace || '.' || quote_ident(q.${prefix}name)
    from pg_catalog.${name4} q where q.oid = ${oid})`;
}
function collation(oid) {
  return `${oid}::pg_catalog.regcollation::pg_catalog.text`;
}
function commentOn(name4, oid) {
  return `case when ${oid} is not null then (select description from pg_catalog.pg_description
    where classoid = ${catalog(name4)} and objoid = ${oid} and objsubid = 0) end`;
}
function withoutSecrets({ secrets }, array) {
  const value = `substring(o from '=(.*)$')`;
  const digest = secrets === "apart" ? `' ' || left(md5('${salt}' || ${value}), 8)` : `''`;
  return `(select array_agg(case when o !~* '^[^=]*(pass|secret|key|token)[^=]*=' then o
    else substring(o from '^[^=]*') || case when ${value} ~ '^__OPTION_.*__$' then '=(unknown)'
      else '=(hidden' || ${digest} || ')' end end) from unnest(${array}) o)`;
}
var salt = randomBytes(16).toString("hex");
function privileges(acl, objectType, owner) {
  return `case when ${acl} is not null then json_build_object('acl', ${acl},
    'default', acldefault('${objectType}', ${owner}), 'owner', pg_get_userbyid(${owner})) end`;
}
function storage(c) {
  return {
    "access method": `case when ${c}.relam not in (0, 2, 403) then (select quote_ident(amname)
      from pg_catalog.pg_am where oid = ${c}.relam) end`,
    tablespace: `case when ${c}.reltablespace <> 0 then (select quote_ident(spcname)
      from pg_catalog.pg_tablespace where oid = ${c}.reltablespace) end`
  };
}
function sequenceOptions(s) {
  const lowest = `case ${s}.seqtypid when 21 then -32768 when 23 then -2147483648 else -9223372036854775808 end`;
  const highest = `case ${s}.seqtypid when 21 then 32767 when 23 then 2147483647 else 9223372036854775807 end`;
  const up = `${s}.seqincrement > 0`;
  const unless = (usual2, column, word) => `case when ${s}.${column} <> ${usual2} then ' ${word} ' || ${s}.${column} else '' end`;
  return [
    `format_type(${s}.seqtypid, null)`,
    unless("1", "seqincrement", "increment"),
    unless(`case when ${up} then 1 else ${lowest} end`, "seqmin", "minvalue"),
    unless(`case when ${up} then ${highest} else -1 end`, "seqmax", "maxvalue"),
    unless(`case when ${up} then ${s}.seqmin else ${s}.seqmax end`, "seqstart", "start"),
    unless("1", "seqcache", "cache"),
    `case when ${s}.seqcycle then ' cycle' else '' end`
  ].join(" || ");
}
function toSql(query2) {
  const pairs2 = Object.entries(query2.attributes).map(([name4, value]) => `'${name4}', ${value}`);
  return `select (${query2.kind})::pg_catalog.text as kind, (${query2.name})::pg_catalog.text as name,
    (${query2.identity})::pg_catalog.text as identity, ${query2.position ?? "0"}::integer as position,
    json_build_object(${pairs2.join(", ")}) as attributes
  ${query2.from}`;
}

// src/dialects/postgres/schema/database.ts
var said = `nullif(shobj_description(b.oid, 'pg_database'), 'default administrative connection database')`;
var touched = `(b.datacl is not null or b.datconnlimit <> -1
  or ${said} is not null
  or exists (select from pg_catalog.pg_shseclabel l where l.classoid = ${catalog("pg_database")} and l.objoid = b.oid))`;
function databaseWide(server2) {
  return [schema, extension, defaultPrivileges, eventTrigger, settings(server2), database];
}
var schema = {
  kind: `'schema'`,
  name: "ns.name",
  identity: identity("pg_namespace", "ns.oid"),
  attributes: { owner: role("ns.nspowner"), privileges: privileges("ns.nspacl", "n", "ns.nspowner") },
  from: `from ns where ns.own and (${catalog("pg_namespace")}, ns.oid) not in (select classid, objid from member)`,
  where: "true"
};
var extension = {
  kind: `'extension'`,
  name: "quote_ident(e.extname)",
  identity: identity("pg_extension", "e.oid"),
  attributes: {
    schema: "e.extnamespace::pg_catalog.regnamespace",
    version: "e.extversion",
    owner: role("e.extowner")
  },
  from: "from pg_catalog.pg_extension e",
  where: "true"
};
var defaultPrivileges = {
  kind: `'default privileges'`,
  name: `'for ' || ${role("d.defaclrole")}
    || case when d.defaclnamespace = 0 then '' else ' in ' || d.defaclnamespace::pg_catalog.regnamespace end || ' on '
    || case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
      when 'T' then 'types' when 'n' then 'schemas' else 'large objects' end`,
  identity: identity("pg_default_acl", "d.oid"),
  attributes: { privileges: `json_build_object('acl', d.defaclacl, 'owner', pg_get_userbyid(d.defaclrole))` },
  from: "from pg_catalog.pg_default_acl d",
  where: anyIn("pg_default_acl")
};
var eventTrigger = {
  kind: `'event trigger'`,
  name: "quote_ident(t.evtname)",
  identity: identity("pg_event_trigger", "t.oid"),
  attributes: {
    event: "t.evtevent",
    tags: "t.evttags",
    function: "t.evtfoid::pg_catalog.regprocedure",
    enabled: `case t.evtenabled when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always' end`,
    owner: role("t.evtowner")
  },
  from: `from pg_catalog.pg_event_trigger t where ${usersOwn("pg_event_trigger", "t.oid")}`,
  where: anyIn("pg_event_trigger")
};
var settings = (server2) => ({
  kind: `'setting'`,
  name: `'of the database' || case when s.setrole = 0 then '' else ' for ' || ${role("s.setrole")} end`,
  identity: `'pg_db_role_setting:' || s.setrole`,
  attributes: {
    values: `(select string_agg(case when c ~ '^[^=]*=\\((hidden|unknown)' then replace(c, '=(', ' =(')
        else split_part(c, '=', 1) || ' = ' || quote_literal(substr(c, strpos(c, '=') + 1)) end, ', ' order by c collate "C")
      from unnest(${withoutSecrets(server2, "s.setconfig")}) c)`
  },
  from: `from pg_catalog.pg_db_role_setting s join pg_catalog.pg_database b on b.oid = s.setdatabase
    where b.datname = current_database()`,
  where: "exists (select from pg_catalog.pg_db_role_setting)"
});
var database = {
  kind: `'property'`,
  name: `'of the database'`,
  identity: `'pg_database:'`,
  attributes: {
    privileges: privileges("b.datacl", "d", "b.datdba"),
    "connection limit": "nullif(b.datconnlimit, -1)",
    comment: said,
    "security label": `(select string_agg(l.provider || ' ' || l.label, ', ' order by l.provider)
      from pg_catalog.pg_shseclabel l where l.classoid = ${catalog("pg_database")} and l.objoid = b.oid)`
  },
  from: `from pg_catalog.pg_database b where b.datname = current_database() and ${touched}`,
  where: `exists (select from pg_catalog.pg_database b where b.datname = current_database() and ${touched})`
};
function roles() {
  return [
    {
      kind: `'role'`,
      name: "quote_ident(r.rolname)",
      identity: identity("pg_authid", "r.oid"),
      attributes: {
        may: `concat_ws(', ', case when r.rolsuper then 'everything' end, case when r.rolcanlogin then 'log in' end,
          case when r.rolcreatedb then 'create databases' end, case when r.rolcreaterole then 'create roles' end,
          case when r.rolreplication then 'replicate' end, case when r.rolbypassrls then 'bypass row security' end,
          case when not r.rolinherit then 'not inherit' end)`,
        "connection limit": "nullif(r.rolconnlimit, -1)",
        "valid until": "r.rolvaliduntil",
        settings: "(select s.setconfig from pg_catalog.pg_db_role_setting s where s.setrole = r.oid and s.setdatabase = 0)",
        "member of": `(select array_agg(pg_get_userbyid(m.roleid) || case when m.admin_option then ' with admin option' else '' end)
          from pg_catalog.pg_auth_members m where m.member = r.oid)`,
        comment: `shobj_description(r.oid, 'pg_authid')`
      },
      from: "from pg_catalog.pg_roles r where r.oid >= 16384",
      where: "exists (select from pg_catalog.pg_roles where oid >= 16384)"
    }
  ];
}

// src/dialects/postgres/schema/foreign.ts
function foreign(server2) {
  return [
    wrapper(server2),
    foreignServer(server2),
    userMapping(server2),
    publication(server2),
    subscription(server2),
    connection
  ];
}
var wrapper = (server2) => ({
  kind: `'foreign data wrapper'`,
  name: "quote_ident(w.fdwname)",
  identity: identity("pg_foreign_data_wrapper", "w.oid"),
  attributes: {
    handler: routine("w.fdwhandler"),
    validator: routine("w.fdwvalidator"),
    options: withoutSecrets(server2, "w.fdwoptions"),
    owner: role("w.fdwowner"),
    privileges: privileges("w.fdwacl", "F", "w.fdwowner")
  },
  from: `from pg_catalog.pg_foreign_data_wrapper w where ${usersOwn("pg_foreign_data_wrapper", "w.oid")}`,
  where: anyIn("pg_foreign_data_wrapper")
});
var foreignServer = (server2) => ({
  kind: `'foreign server'`,
  name: "quote_ident(s.srvname)",
  identity: identity("pg_foreign_server", "s.oid"),
  attributes: {
    wrapper: "(select quote_ident(w.fdwname) from pg_catalog.pg_foreign_data_wrapper w where w.oid = s.srvfdw)",
    type: "s.srvtype",
    version: "s.srvversion",
    options: withoutSecrets(server2, "s.srvoptions"),
    owner: role("s.srvowner"),
    privileges: privileges("s.srvacl", "S", "s.srvowner")
  },
  from: `from pg_catalog.pg_foreign_server s where ${usersOwn("pg_foreign_server", "s.oid")}`,
  where: anyIn("pg_foreign_server")
});
var userMapping = (server2) => ({
  kind: `'user mapping'`,
  name: `'for ' || case when m.umuser = 0 then 'PUBLIC' else ${role("m.umuser")} end || ' server ' || quote_ident(m.srvname)`,
  identity: identity("pg_user_mapping", "m.umid"),
  attributes: { options: withoutSecrets(server2, "m.umoptions") },
  from: "from pg_catalog.pg_user_mappings m",
  where: anyIn("pg_foreign_server")
});
function publication(server2) {
  const filters = server2.version >= 15e4;
  const detail = filters ? `|| coalesce(' (' || (select string_agg(quote_ident(a.attname), ', ' order by a.attname)
        from pg_catalog.pg_attribute a where a.attrelid = r.prrelid and a.attnum = any (r.prattrs)) || ')', '')
      || coalesce(' where ' || pg_get_expr(r.prqual, r.prrelid), '')` : "";
  return {
    kind: `'publication'`,
    name: "quote_ident(p.pubname)",
    identity: identity("pg_publication", "p.oid"),
    attributes: {
      "all tables": flag("p.puballtables"),
      tables: `(select array_agg(${relation("r.prrelid")} ${detail}) from pg_catalog.pg_publication_rel r where r.prpubid = p.oid)`,
      schemas: filters ? `(select array_agg(s.pnnspid::pg_catalog.regnamespace::pg_catalog.text)
            from pg_catalog.pg_publication_namespace s where s.pnpubid = p.oid)` : "null",
      publishes: `concat_ws(', ', case when p.pubinsert then 'insert' end, case when p.pubupdate then 'update' end,
        case when p.pubdelete then 'delete' end, case when p.pubtruncate then 'truncate' end)`,
      "via root": flag("p.pubviaroot"),
      "generated columns": server2.version >= 18e4 ? `nullif(p.pubgencols, 'n')` : "null",
      owner: role("p.pubowner")
    },
    from: `from pg_catalog.pg_publication p where ${usersOwn("pg_publication", "p.oid")}`,
    where: anyIn("pg_publication")
  };
}
function subscription({ version }) {
  const options = [
    `'synchronous_commit=' || s.subsynccommit`,
    `case when s.subbinary then 'binary' end`,
    `case when s.substream::pg_catalog.text not in ('f', 'false') then 'streaming ' || s.substream::pg_catalog.text end`,
    ...version >= 15e4 ? [
      `case when s.subtwophasestate <> 'd' then 'two-phase' end`,
      `case when s.subdisableonerr then 'disable on error' end`
    ] : [],
    ...version >= 16e4 ? [
      `case when not s.subpasswordrequired then 'no password required' end`,
      `case when s.subrunasowner then 'run as owner' end`,
      `'origin ' || s.suborigin`
    ] : [],
    ...version >= 17e4 ? [`case when s.subfailover then 'failover' end`] : []
  ];
  return {
    kind: `'subscription'`,
    name: "quote_ident(s.subname)",
    identity: identity("pg_subscription", "s.oid"),
    attributes: {
      publications: "s.subpublications",
      enabled: flag("s.subenabled"),
      slot: "s.subslotname",
      options: `concat_ws(', ', ${options.join(", ")})`,
      owner: role("s.subowner")
    },
    from: `from pg_catalog.pg_subscription s join pg_catalog.pg_database b on b.oid = s.subdbid
    where b.datname = current_database()`,
    where: anyIn("pg_subscription")
  };
}
var connection = {
  kind: `''`,
  name: `''`,
  identity: identity("pg_subscription", "s.oid"),
  attributes: {
    connection: `regexp_replace(regexp_replace(s.subconninfo,
      'password\\s*=\\s*(''([^''\\\\]|\\\\.)*''|\\S*)', 'password=(hidden)', 'gi'), '(://[^:@/]*):[^@]*@', '\\1:(hidden)@')`
  },
  from: `from pg_catalog.pg_subscription s join pg_catalog.pg_database b on b.oid = s.subdbid
    where b.datname = current_database()`,
  where: `${anyIn("pg_subscription")}
    and has_column_privilege('pg_catalog.pg_subscription', 'subconninfo', 'SELECT')`
};

// src/dialects/postgres/schema/fragments.ts
function fragments(server2) {
  return [comments, securityLabels, extensionTies, parents, foreignTables(server2), indexStatistics];
}
var comments = {
  kind: `''`,
  name: `''`,
  identity: `case when d.objsubid > 0 then 'pg_attribute:' || d.objoid || '.' || d.objsubid
    else ${addressed("d", "classoid", "objoid")} end`,
  attributes: { comment: "d.description" },
  from: `from pg_catalog.pg_description d where d.objoid >= 16384 or d.classoid = ${catalog("pg_namespace")}`,
  where: "true"
};
function addressed(d, classId, objectId) {
  return `(select relname from pg_catalog.pg_class where oid = ${d}.${classId}) || ':' || ${d}.${objectId}`;
}
var securityLabels = {
  kind: `''`,
  name: `''`,
  identity: `case when min(l.objsubid) > 0 then 'pg_attribute:' || l.objoid || '.' || min(l.objsubid)
    else min(${addressed("l", "classoid", "objoid")}) end`,
  attributes: { "security label": `string_agg(l.provider || ' ' || l.label, ', ' order by l.provider)` },
  from: "from pg_catalog.pg_seclabel l group by l.classoid, l.objoid, l.objsubid",
  where: "exists (select from pg_catalog.pg_seclabel)"
};
var extensionTies = {
  kind: `''`,
  name: `''`,
  identity: `min(${addressed("d", "classid", "objid")})`,
  attributes: { "depends on extension": `string_agg(quote_ident(e.extname), ', ' order by e.extname)` },
  from: `from pg_catalog.pg_depend d join pg_catalog.pg_extension e on e.oid = d.refobjid
    where d.deptype = 'x' and d.refclassid = ${catalog("pg_extension")} group by d.classid, d.objid`,
  where: `exists (select from pg_catalog.pg_depend where deptype = 'x')`
};
var parents = {
  kind: `''`,
  name: `''`,
  identity: `'pg_class:' || c.oid`,
  attributes: {
    "partition of": `case when c.relispartition and c.relkind in ('r', 'p', 'f') then ${parentNames()} end`,
    "detach pending": flag("bool_or(h.inhdetachpending)"),
    inherits: `case when not c.relispartition and c.relkind in ('r', 'p', 'f') then ${parentNames()} end`,
    "attached to": `case when c.relkind in ('i', 'I') then ${parentNames()} end`
  },
  from: `from pg_catalog.pg_inherits h join rel c on c.oid = h.inhrelid group by c.oid, c.relispartition, c.relkind`,
  where: "exists (select from pg_catalog.pg_inherits)"
};
function parentNames() {
  return `string_agg(${relation("h.inhparent")}, ', ' order by h.inhseqno)`;
}
var foreignTables = (server2) => ({
  kind: `''`,
  name: `''`,
  identity: `'pg_class:' || f.ftrelid`,
  attributes: { server: "quote_ident(s.srvname)", "foreign options": withoutSecrets(server2, "f.ftoptions") },
  from: "from pg_catalog.pg_foreign_table f join pg_catalog.pg_foreign_server s on s.oid = f.ftserver",
  where: "exists (select from pg_catalog.pg_foreign_table)"
});
var indexStatistics = {
  kind: `''`,
  name: `''`,
  identity: `'pg_class:' || a.attrelid`,
  attributes: { statistics: `string_agg(a.attnum || ' ' || a.attstattarget, ', ' order by a.attnum)` },
  from: `from rel c join pg_catalog.pg_attribute a on a.attrelid = c.oid
    where c.relkind in ('i', 'I') and a.attstattarget >= 0 group by a.attrelid`,
  where: `exists (select from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    where a.attstattarget > 0 and c.relkind in ('i', 'I'))`
};

// src/dialects/postgres/schema/operators.ts
function operators2() {
  return [operator, family, operatorClass];
}
var operand = (oid) => `case when ${oid} = 0 then 'NONE' else format_type(${oid}, null) end`;
var other = (oid) => `case when ${oid} <> 0 then ${oid}::pg_catalog.regoperator end`;
var operator = {
  kind: `'operator'`,
  name: `ns.name || '.' || o.oprname || '(' || ${operand("o.oprleft")} || ', ' || ${operand("o.oprright")} || ')'`,
  identity: identity("pg_operator", "o.oid"),
  attributes: {
    function: `coalesce(${routine("o.oprcode")}, 'shell')`,
    commutator: other("o.oprcom"),
    negator: other("o.oprnegate"),
    restrict: routine("o.oprrest"),
    join: routine("o.oprjoin"),
    hashes: flag("o.oprcanhash"),
    merges: flag("o.oprcanmerge"),
    owner: role("o.oprowner")
  },
  from: `from pg_catalog.pg_operator o join ns on ns.oid = o.oprnamespace where ${usersOwn("pg_operator", "o.oid")}`,
  where: anyIn("pg_operator")
};
var family = {
  kind: `'operator family'`,
  name: `ns.name || '.' || quote_ident(f.opfname) || ' using ' || quote_ident(m.amname)`,
  identity: identity("pg_opfamily", "f.oid"),
  attributes: {
    operators: `(select string_agg(concat_ws(' ', a.amopstrategy, a.amopopr::pg_catalog.regoperator, a.amoppurpose,
        (select s.opfname from pg_catalog.pg_opfamily s where s.oid = a.amopsortfamily)), '; '
        order by a.amopstrategy, a.amopopr::pg_catalog.regoperator::pg_catalog.text)
      from pg_catalog.pg_amop a where a.amopfamily = f.oid)`,
    functions: `(select string_agg(concat_ws(' ', a.amprocnum, format_type(a.amproclefttype, null),
        format_type(a.amprocrighttype, null), ${routine("a.amproc")}), '; ' order by a.amprocnum, ${routine("a.amproc")})
      from pg_catalog.pg_amproc a where a.amprocfamily = f.oid)`,
    owner: role("f.opfowner")
  },
  from: `from pg_catalog.pg_opfamily f join ns on ns.oid = f.opfnamespace join pg_catalog.pg_am m on m.oid = f.opfmethod
    where ${usersOwn("pg_opfamily", "f.oid")}`,
  where: anyIn("pg_opfamily")
};
var operatorClass = {
  kind: `'operator class'`,
  name: `ns.name || '.' || quote_ident(c.opcname) || ' using ' || quote_ident(m.amname)`,
  identity: identity("pg_opclass", "c.oid"),
  attributes: {
    type: "format_type(c.opcintype, null)",
    default: flag("c.opcdefault"),
    family: qualified("pg_opfamily", "opf", "c.opcfamily"),
    storage: "case when c.opckeytype <> 0 then format_type(c.opckeytype, null) end",
    owner: role("c.opcowner")
  },
  from: `from pg_catalog.pg_opclass c join ns on ns.oid = c.opcnamespace join pg_catalog.pg_am m on m.oid = c.opcmethod
    where ${usersOwn("pg_opclass", "c.oid")}`,
  where: anyIn("pg_opclass")
};

// src/dialects/postgres/schema/rights.ts
function rights(server2) {
  return [largeObjects, ...server2.version >= 15e4 ? [parameter] : [], systemRights];
}
var parameter = {
  kind: `'parameter'`,
  name: "quote_ident(a.parname)",
  identity: identity("pg_parameter_acl", "a.oid"),
  attributes: { privileges: privileges("a.paracl", "p", "10::pg_catalog.oid") },
  from: "from pg_catalog.pg_parameter_acl a",
  where: "exists (select from pg_catalog.pg_parameter_acl)"
};
var largeObjects = {
  kind: `'large objects'`,
  name: `'of ' || quote_ident(pg_get_userbyid(o.lomowner))`,
  identity: `'pg_largeobject_metadata:' || o.lomowner`,
  attributes: {
    privileges: `string_agg(o.lomacl || ' on ' || o.objects, ', ' order by o.lomacl)`
  },
  from: `from (select lomowner, lomacl::pg_catalog.text as lomacl,
      count(*) || ' of digest ' || left(md5(string_agg(oid::pg_catalog.text, ',' order by oid)), 8) as objects
    from pg_catalog.pg_largeobject_metadata where lomacl is not null group by lomowner, lomacl::pg_catalog.text) o group by o.lomowner`,
  where: "exists (select from pg_catalog.pg_largeobject_metadata where lomacl is not null)"
};
var systemSchema = `'pg_catalog'::pg_catalog.regnamespace`;
var carriers = [
  {
    catalog: "pg_class",
    acl: "o.relacl",
    owner: "o.relowner",
    letter: `case o.relkind when 'S' then 's'::"char" else 'r' end`,
    words: `case o.relkind when 'S' then 'sequence ' else 'table ' end || o.oid::pg_catalog.regclass`,
    system: `o.relnamespace = ${systemSchema}`
  },
  {
    catalog: "pg_proc",
    acl: "o.proacl",
    owner: "o.proowner",
    letter: `'f'`,
    words: `case o.prokind when 'p' then 'procedure ' else 'function ' end || o.oid::pg_catalog.regprocedure`,
    system: `o.pronamespace = ${systemSchema}`
  },
  {
    catalog: "pg_type",
    acl: "o.typacl",
    owner: "o.typowner",
    letter: `'T'`,
    words: `'type ' || o.oid::pg_catalog.regtype`,
    system: `o.typnamespace = ${systemSchema}`
  },
  {
    catalog: "pg_language",
    acl: "o.lanacl",
    owner: "o.lanowner",
    letter: `'l'`,
    words: `'language ' || quote_ident(o.lanname)`,
    system: "true"
  },
  {
    catalog: "pg_namespace",
    acl: "o.nspacl",
    owner: "o.nspowner",
    letter: `'n'`,
    words: `'schema ' || quote_ident(o.nspname)`,
    system: `o.oid = ${systemSchema}`
  }
];
var ofExtension = (name4, oid) => `exists (select from pg_catalog.pg_depend m
  where m.classid = ${catalog(name4)} and m.objid = ${oid} and m.deptype = 'e')`;
var rows = [
  ...carriers.map(
    ({
      catalog: name4,
      acl,
      owner,
      letter,
      words: words2,
      system
    }) => `select ${catalog(name4)} as class, o.oid, 0 as sub,
      ${acl} as acl, ${letter}::"char" as letter, ${owner} as owner, ${words2} as words
    from pg_catalog.${name4} o
    where ${acl} is not null and (o.oid < 16384 and ${system} or ${ofExtension(name4, "o.oid")})`
  ),
  `select ${catalog("pg_class")}, a.attrelid, a.attnum, a.attacl, 'c'::"char", c.relowner,
      'column ' || c.oid::pg_catalog.regclass || '.' || quote_ident(a.attname)
    from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid
    where a.attacl is not null
      and (c.oid < 16384 and c.relnamespace = ${systemSchema} or ${ofExtension("pg_class", "c.oid")})`
].join(" union all ");
var usual = "coalesce(i.initprivs, acldefault(o.letter, o.owner))";
var systemRights = {
  kind: `'privileges'`,
  name: `'on ' || o.words`,
  identity: `'pg_init_privs:' || o.class || '.' || o.oid || '.' || o.sub`,
  attributes: {
    privileges: `json_build_object('acl', o.acl, 'default', ${usual}, 'owner', pg_get_userbyid(o.owner))`
  },
  from: `from (${rows}) o left join pg_catalog.pg_init_privs i
      on i.classoid = o.class and i.objoid = o.oid and i.objsubid = o.sub
    where not (o.acl @> ${usual} and ${usual} @> o.acl)`,
  // What carries rights and is not noted as it is: cheaper to ask than the query.
  where: `exists (select o.class, o.oid, o.sub, o.acl::pg_catalog.text from (${rows}) o
    except select classoid, objoid, objsubid, initprivs::pg_catalog.text from pg_catalog.pg_init_privs)`
};

// src/dialects/postgres/schema/routines.ts
function routines() {
  return [functions, aggregate, cast, language, transform, accessMethod];
}
var signature = `ns.name || '.' || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')'`;
var common = { owner: role("p.proowner"), privileges: privileges("p.proacl", "f", "p.proowner") };
var functions = {
  kind: `case p.prokind when 'p' then 'procedure' else 'function' end`,
  name: signature,
  identity: identity("pg_proc", "p.oid"),
  attributes: {
    definition: "pg_get_functiondef(p.oid)",
    ...common
  },
  from: `from pg_catalog.pg_proc p join ns on ns.oid = p.pronamespace
    where ${usersOwn("pg_proc", "p.oid")} and p.prokind <> 'a' and not exists (select from pg_catalog.pg_depend i
      where i.classid = ${catalog("pg_proc")} and i.objid = p.oid and i.deptype = 'i')`,
  where: anyIn("pg_proc", `prokind <> 'a'`)
};
var aggregate = {
  kind: `'aggregate'`,
  name: signature,
  identity: identity("pg_proc", "p.oid"),
  attributes: {
    arguments: "pg_get_function_arguments(p.oid)",
    returns: "pg_get_function_result(p.oid)",
    kind: `case a.aggkind when 'o' then 'ordered set' when 'h' then 'hypothetical set' end`,
    state: `concat_ws(' ', ${routine("a.aggtransfn")}, 'on', format_type(a.aggtranstype, null), 'space', a.aggtransspace,
      'initially ' || quote_literal(a.agginitval), 'combine ' || ${routine("a.aggcombinefn")},
      'serial ' || ${routine("a.aggserialfn")}, 'deserial ' || ${routine("a.aggdeserialfn")})`,
    final: `concat_ws(' ', ${routine("a.aggfinalfn")}, case when a.aggfinalextra then 'extra' end, a.aggfinalmodify)`,
    moving: `case when a.aggmtransfn <> 0 then concat_ws(' ', ${routine("a.aggmtransfn")}, 'inverse', ${routine("a.aggminvtransfn")},
      'on', format_type(a.aggmtranstype, null), 'space', a.aggmtransspace, 'initially ' || quote_literal(a.aggminitval),
      'final ' || ${routine("a.aggmfinalfn")}, case when a.aggmfinalextra then 'extra' end, a.aggmfinalmodify) end`,
    "sort operator": "case when a.aggsortop <> 0 then a.aggsortop::pg_catalog.regoperator end",
    parallel: `case p.proparallel when 's' then 'safe' when 'r' then 'restricted' end`,
    ...common
  },
  from: `from pg_catalog.pg_proc p join pg_catalog.pg_aggregate a on a.aggfnoid = p.oid
    join ns on ns.oid = p.pronamespace where ${usersOwn("pg_proc", "p.oid")}`,
  where: anyIn("pg_proc", `prokind = 'a'`)
};
var cast = {
  kind: `'cast'`,
  name: `'(' || format_type(c.castsource, null) || ' AS ' || format_type(c.casttarget, null) || ')'`,
  identity: identity("pg_cast", "c.oid"),
  attributes: {
    method: `case c.castmethod when 'i' then 'inout' when 'b' then 'binary' else ${routine("c.castfunc")} end`,
    context: `case c.castcontext when 'a' then 'assignment' when 'i' then 'implicit' end`
  },
  from: `from pg_catalog.pg_cast c where ${usersOwn("pg_cast", "c.oid")} and not exists (select from pg_catalog.pg_depend i
    where i.classid = ${catalog("pg_cast")} and i.objid = c.oid and i.deptype = 'i')`,
  where: anyIn("pg_cast")
};
var language = {
  kind: `'language'`,
  name: "quote_ident(l.lanname)",
  identity: identity("pg_language", "l.oid"),
  attributes: {
    trusted: flag("l.lanpltrusted"),
    handler: routine("l.lanplcallfoid"),
    inline: routine("l.laninline"),
    validator: routine("l.lanvalidator"),
    owner: role("l.lanowner"),
    privileges: privileges("l.lanacl", "l", "l.lanowner")
  },
  from: `from pg_catalog.pg_language l where ${usersOwn("pg_language", "l.oid")}`,
  where: anyIn("pg_language")
};
var transform = {
  kind: `'transform'`,
  name: `'for ' || format_type(t.trftype, null) || ' language ' || quote_ident(l.lanname)`,
  identity: identity("pg_transform", "t.oid"),
  attributes: { from: routine("t.trffromsql"), to: routine("t.trftosql") },
  from: `from pg_catalog.pg_transform t join pg_catalog.pg_language l on l.oid = t.trflang
    where ${usersOwn("pg_transform", "t.oid")}`,
  where: anyIn("pg_transform")
};
var accessMethod = {
  kind: `'access method'`,
  name: "quote_ident(m.amname)",
  identity: identity("pg_am", "m.oid"),
  attributes: {
    type: `case m.amtype when 'i' then 'index' when 't' then 'table' end`,
    handler: routine("m.amhandler")
  },
  from: `from pg_catalog.pg_am m where ${usersOwn("pg_am", "m.oid")}`,
  where: anyIn("pg_am")
};

// src/dialects/postgres/schema/table-parts.ts
function tableParts() {
  return [constraints, indexes, triggers, rules, policies, statistics];
}
var indexState = {
  invalid: flag("not i.indisvalid"),
  clustered: flag("i.indisclustered"),
  ...storage("x")
};
var constraints = {
  kind: `'constraint'`,
  name: `c.name || '.' || quote_ident(k.conname)`,
  identity: identity("pg_constraint", "k.oid"),
  attributes: {
    definition: `pg_get_constraintdef(k.oid, k.contype = 'c')`,
    index: "pg_get_indexdef(i.indexrelid)",
    "index comment": commentOn("pg_class", "i.indexrelid"),
    "index statistics": `(select string_agg(a.attnum || ' ' || a.attstattarget, ', ' order by a.attnum)
      from pg_catalog.pg_attribute a where a.attrelid = i.indexrelid and a.attstattarget >= 0)`,
    ...indexState,
    // A foreign key whose triggers sleep keeps nothing together.
    triggers: `(select case min(t.tgenabled) when 'D' then 'disabled' when 'R' then 'replica' when 'A' then 'always' end
      from pg_catalog.pg_trigger t where t.tgconstraint = k.oid and t.tgisinternal and t.tgenabled <> 'O')`,
    inherited: `case when k.coninhcount > 0 and not c.relispartition then
      case when k.conislocal then 'and local' else 'yes' end end`,
    of: `p.conrelid::pg_catalog.regclass || '.' || quote_ident(p.conname)`
  },
  from: `from pg_catalog.pg_constraint k join rel c on c.oid = k.conrelid
    left join pg_catalog.pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u', 'x')
    left join pg_catalog.pg_class x on x.oid = i.indexrelid
    left join pg_catalog.pg_constraint p on p.oid = k.conparentid
    where k.contype in ('c', 'f', 'p', 'u', 'x') and not coalesce(k.contype = 'f' and p.conrelid = k.conrelid, false)`,
  where: "true"
};
var indexes = {
  kind: `'index'`,
  name: "x.name",
  identity: identity("pg_class", "x.oid"),
  attributes: { table: "c.name", definition: "pg_get_indexdef(x.oid)", ...indexState },
  from: `from pg_catalog.pg_index i join rel x on x.oid = i.indexrelid join rel c on c.oid = i.indrelid
    where not exists (select from pg_catalog.pg_constraint k
      where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))`,
  where: "true"
};
var enabled = (column) => `case ${column} when 'D' then 'no' when 'R' then 'replica' when 'A' then 'always' end`;
var triggers = {
  kind: `'trigger'`,
  name: `c.name || '.' || quote_ident(t.tgname)`,
  identity: identity("pg_trigger", "t.oid"),
  attributes: {
    definition: "pg_get_triggerdef(t.oid)",
    enabled: enabled("t.tgenabled"),
    of: `case when t.tgparentid <> 0 then (select ${relation("p.tgrelid")} || '.' || quote_ident(p.tgname)
      from pg_catalog.pg_trigger p where p.oid = t.tgparentid) end`
  },
  from: "from pg_catalog.pg_trigger t join rel c on c.oid = t.tgrelid where not t.tgisinternal",
  where: anyIn("pg_trigger", "not tgisinternal")
};
var rules = {
  kind: `'rule'`,
  name: `c.name || '.' || quote_ident(r.rulename)`,
  identity: identity("pg_rewrite", "r.oid"),
  attributes: { definition: "pg_get_ruledef(r.oid)", enabled: enabled("r.ev_enabled") },
  from: `from pg_catalog.pg_rewrite r join rel c on c.oid = r.ev_class where r.rulename <> '_RETURN'`,
  where: anyIn("pg_rewrite", `rulename <> '_RETURN'`)
};
var policies = {
  kind: `'policy'`,
  name: `c.name || '.' || quote_ident(p.polname)`,
  identity: identity("pg_policy", "p.oid"),
  attributes: {
    restrictive: flag("not p.polpermissive"),
    for: `case p.polcmd when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update'
      when 'd' then 'delete' else 'all' end`,
    to: `(select string_agg(case when r = 0 then 'PUBLIC' else ${role("r")} end, ', ' order by ${role("r")})
      from unnest(p.polroles) r)`,
    using: "pg_get_expr(p.polqual, p.polrelid, true)",
    check: "pg_get_expr(p.polwithcheck, p.polrelid, true)"
  },
  from: "from pg_catalog.pg_policy p join rel c on c.oid = p.polrelid",
  where: anyIn("pg_policy")
};
var statistics = {
  kind: `'statistics'`,
  name: qualified("pg_statistic_ext", "stx", "s.oid"),
  identity: identity("pg_statistic_ext", "s.oid"),
  attributes: {
    table: "c.name",
    kinds: `(select string_agg(case k when 'd' then 'ndistinct' when 'f' then 'dependencies' when 'm' then 'mcv'
      else k::pg_catalog.text end, ', ' order by k) from unnest(s.stxkind) k)`,
    columns: `(select string_agg(quote_ident(a.attname), ', ' order by a.attname) from pg_catalog.pg_attribute a
      where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys))`,
    expressions: `(select string_agg('(' || e || ')', ', ' order by e)
      from unnest(pg_get_statisticsobjdef_expressions(s.oid)) e)`,
    target: "case when s.stxstattarget >= 0 then s.stxstattarget end",
    owner: role("s.stxowner")
  },
  from: `from pg_catalog.pg_statistic_ext s join rel c on c.oid = s.stxrelid where ${usersOwn("pg_statistic_ext", "s.oid")}`,
  where: anyIn("pg_statistic_ext")
};

// src/dialects/postgres/schema/tables.ts
function tables(server2) {
  return [table, columns(server2)];
}
var table = {
  kind: `case c.relkind when 'f' then 'foreign table' else 'table' end`,
  name: "c.name",
  identity: identity("pg_class", "c.oid"),
  attributes: {
    unlogged: flag(`c.relpersistence = 'u'`),
    "partition key": `case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end`,
    "partition bound": "pg_get_expr(c.relpartbound, c.oid)",
    "of type": "case when c.reloftype <> 0 then format_type(c.reloftype, null) end",
    options: "c.reloptions",
    "toast options": "t.reloptions",
    "row security": flag("c.relrowsecurity"),
    "row security forced": flag("c.relforcerowsecurity"),
    "replica identity": `case c.relreplident when 'n' then 'nothing' when 'f' then 'full'
      when 'i' then coalesce('index ' || ${relation("i.indexrelid")}, 'nothing') end`,
    ...storage("c"),
    owner: role("c.relowner"),
    privileges: privileges("c.relacl", "r", "c.relowner")
  },
  from: `from rel c left join pg_catalog.pg_class t on t.oid = c.reltoastrelid
    left join pg_catalog.pg_index i on i.indrelid = c.oid and i.indisreplident and c.relreplident = 'i'
    where c.relkind in ('r', 'p', 'f')`,
  where: "true"
};
function columns(server2) {
  const named2 = server2.version >= 18e4;
  return {
    kind: `case when c.relkind in ('v', 'm') then 'view column' else 'column' end`,
    name: `c.name || '.' || quote_ident(a.attname)`,
    identity: `'pg_attribute:' || a.attrelid || '.' || a.attnum`,
    position: "a.attnum",
    attributes: {
      type: "format_type(a.atttypid, a.atttypmod)",
      collation: `case when a.attcollation not in (0, t.typcollation)
        then ${collation("a.attcollation")} end`,
      "not null": named2 ? `case when not a.attnotnull then null when nn.convalidated is false then 'not valid' else 'yes' end` : flag("a.attnotnull"),
      ...named2 ? {
        "not null constraint": `case when nn.conname !~ '_not_null[0-9]*$' then quote_ident(nn.conname) end`,
        "not null no inherit": flag("nn.connoinherit"),
        "not null comment": commentOn("pg_constraint", "nn.oid")
      } : {},
      default: `case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end`,
      generated: `case a.attgenerated when 's' then 'stored ' when 'v' then 'virtual ' end
        || pg_get_expr(d.adbin, d.adrelid)`,
      identity: `case a.attidentity when 'a' then 'always' when 'd' then 'by default' end`,
      "identity sequence": "q.name",
      "identity options": sequenceOptions("s"),
      "identity privileges": privileges("q.relacl", "s", "q.relowner"),
      "identity comment": commentOn("pg_class", "q.oid"),
      storage: `case when a.attstorage <> t.typstorage then case a.attstorage
        when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' when 'x' then 'extended' end end`,
      compression: `case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end`,
      statistics: "case when a.attstattarget >= 0 then a.attstattarget end",
      options: "a.attoptions",
      "foreign options": "a.attfdwoptions",
      inherited: `case when a.attinhcount > 0 and not c.relispartition then
        case when a.attislocal then 'and local' else 'yes' end end`,
      privileges: privileges("a.attacl", "c", "c.relowner")
    },
    from: `from rel c
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      join pg_catalog.pg_type t on t.oid = a.atttypid
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      ${named2 ? `left join pg_catalog.pg_constraint nn on nn.conrelid = a.attrelid and nn.contype = 'n' and nn.conkey[1] = a.attnum` : ""}
      left join pg_catalog.pg_depend p on a.attidentity <> '' and p.refclassid = ${catalog("pg_class")}
        and p.refobjid = a.attrelid and p.refobjsubid = a.attnum and p.classid = p.refclassid and p.deptype = 'i'
      left join rel q on q.oid = p.objid
      left join pg_catalog.pg_sequence s on s.seqrelid = p.objid
      where c.relkind in ('r', 'p', 'f') or (c.relkind in ('v', 'm') and (a.attacl is not null
        or d.adbin is not null or a.attoptions is not null or a.attstattarget >= 0
        or a.attcompression <> '' or a.attstorage <> t.typstorage
        or exists (select from pg_catalog.pg_seclabel where classoid = ${catalog("pg_class")}
          and objoid = a.attrelid and objsubid = a.attnum)
        or exists (select from pg_catalog.pg_description where classoid = ${catalog("pg_class")}
          and objoid = a.attrelid and objsubid = a.attnum)))`,
    where: "true"
  };
}

// src/dialects/postgres/schema/text-search.ts
function textSearch(server2) {
  return [collation2(server2), conversion, configuration, dictionary, parser, template];
}
function prefixed(kind, catalog2, prefix, attributes) {
  return {
    kind: `'${kind}'`,
    name: `ns.name || '.' || quote_ident(o.${prefix}name)`,
    identity: identity(catalog2, "o.oid"),
    attributes,
    from: `from pg_catalog.${catalog2} o join ns on ns.oid = o.${prefix}namespace where ${usersOwn(catalog2, "o.oid")}`,
    where: anyIn(catalog2)
  };
}
function collation2({ version }) {
  return prefixed("collation", "pg_collation", "coll", {
    provider: `case o.collprovider when 'c' then 'libc' when 'i' then 'icu' when 'b' then 'builtin' else 'default' end`,
    collate: "o.collcollate",
    ctype: "o.collctype",
    locale: version >= 17e4 ? "o.colllocale" : version >= 15e4 ? "o.colliculocale" : "null",
    rules: version >= 16e4 ? "o.collicurules" : "null",
    "not deterministic": flag("not o.collisdeterministic"),
    owner: role("o.collowner")
  });
}
var conversion = prefixed("conversion", "pg_conversion", "con", {
  definition: `pg_encoding_to_char(o.conforencoding) || ' to ' || pg_encoding_to_char(o.contoencoding)
    || ' by ' || ${routine("o.conproc")}`,
  default: flag("o.condefault"),
  owner: role("o.conowner")
});
var configuration = prefixed("text search configuration", "pg_ts_config", "cfg", {
  parser: qualified("pg_ts_parser", "prs", "o.cfgparser"),
  mappings: `(select string_agg(quote_ident(y.alias) || ' with ' || m.dictionaries, '; ' order by y.alias)
    from (select maptokentype,
        string_agg(${qualified("pg_ts_dict", "dict", "mapdict")}, ', ' order by mapseqno) as dictionaries
      from pg_catalog.pg_ts_config_map where mapcfg = o.oid group by maptokentype) m
    join ts_token_type(o.cfgparser) y on y.tokid = m.maptokentype)`,
  owner: role("o.cfgowner")
});
var dictionary = prefixed("text search dictionary", "pg_ts_dict", "dict", {
  template: qualified("pg_ts_template", "tmpl", "o.dicttemplate"),
  options: "o.dictinitoption",
  owner: role("o.dictowner")
});
var parser = prefixed("text search parser", "pg_ts_parser", "prs", {
  functions: `concat_ws(' ', o.prsstart, o.prstoken, o.prsend, o.prsheadline, o.prslextype)`
});
var template = prefixed("text search template", "pg_ts_template", "tmpl", {
  functions: `concat_ws(' ', o.tmplinit, o.tmpllexize)`
});

// src/dialects/postgres/schema/types.ts
function types() {
  return [enumeration, enumValue, domain, composite, range, baseType];
}
var name = `ns.name || '.' || quote_ident(t.typname)`;
var common2 = { owner: role("t.typowner"), privileges: privileges("t.typacl", "T", "t.typowner") };
var from = `from pg_catalog.pg_type t join ns on ns.oid = t.typnamespace`;
var own = usersOwn("pg_type", "t.oid");
var enumeration = {
  kind: `'type'`,
  name,
  identity: identity("pg_type", "t.oid"),
  attributes: {
    labels: `coalesce((select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
      from pg_catalog.pg_enum e where e.enumtypid = t.oid), 'none')`,
    ...common2
  },
  from: `${from} where ${own} and t.typtype = 'e'`,
  where: anyIn("pg_type", `typtype = 'e'`)
};
var enumValue = {
  kind: `'enum value'`,
  name: `${name} || '.' || quote_ident(e.enumlabel)`,
  identity: identity("pg_enum", "e.oid"),
  attributes: {},
  from: `${from} join pg_catalog.pg_enum e on e.enumtypid = t.oid where ${own}`,
  where: anyIn("pg_enum")
};
var domain = {
  kind: `'domain'`,
  name,
  identity: identity("pg_type", "t.oid"),
  attributes: {
    base: "format_type(t.typbasetype, t.typtypmod)",
    collation: `case when t.typcollation not in (0, b.typcollation) then ${collation("t.typcollation")} end`,
    "not null": flag("t.typnotnull"),
    default: `case when t.typdefaultbin is not null then pg_get_expr(t.typdefaultbin, 0)
      else quote_literal(t.typdefault) end`,
    constraints: `(select string_agg(quote_ident(k.conname) || ' ' || pg_get_constraintdef(k.oid, true)
        || coalesce(' comment ' || quote_literal(d.description), ''), '; ' order by k.conname)
      from pg_catalog.pg_constraint k left join pg_catalog.pg_description d
        on d.classoid = ${catalog("pg_constraint")} and d.objoid = k.oid
      where k.contypid = t.oid and (k.contype = 'c'
        or k.contype = 'n' and (d.description is not null or k.conname !~ '_not_null[0-9]*$')))`,
    ...common2
  },
  from: `${from} join pg_catalog.pg_type b on b.oid = t.typbasetype where ${own} and t.typtype = 'd'`,
  where: anyIn("pg_type", `typtype = 'd'`)
};
var composite = {
  kind: `'type'`,
  name,
  identity: identity("pg_type", "t.oid"),
  attributes: {
    attributes: `coalesce((select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attcollation not in (0, b.typcollation)
          then ' collate ' || ${collation("a.attcollation")} else '' end
        || coalesce(' comment ' || quote_literal(d.description), ''), ', ' order by a.attnum)
      from pg_catalog.pg_attribute a join pg_catalog.pg_type b on b.oid = a.atttypid
        left join pg_catalog.pg_description d on d.classoid = ${catalog("pg_class")}
          and d.objoid = a.attrelid and d.objsubid = a.attnum
      where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped), 'none')`,
    ...common2
  },
  from: `${from} join pg_catalog.pg_class c on c.oid = t.typrelid and c.relkind = 'c' where ${own}`,
  where: `exists (select from pg_catalog.pg_class where oid >= 16384 and relkind = 'c')`
};
var range = {
  kind: `'type'`,
  name,
  identity: identity("pg_type", "t.oid"),
  attributes: {
    subtype: "format_type(r.rngsubtype, null)",
    "operator class": qualified("pg_opclass", "opc", "r.rngsubopc"),
    collation: `case when r.rngcollation <> 0 then ${collation("r.rngcollation")} end`,
    canonical: routine("r.rngcanonical"),
    "subtype difference": routine("r.rngsubdiff"),
    multirange: "format_type(r.rngmultitypid, null)",
    ...common2
  },
  from: `${from} join pg_catalog.pg_range r on r.rngtypid = t.oid where ${own}`,
  where: anyIn("pg_type", `typtype = 'r'`)
};
var baseType = {
  kind: `'type'`,
  name,
  identity: identity("pg_type", "t.oid"),
  attributes: {
    "base type": `case when t.typisdefined then concat_ws(' ', 'input', ${routine("t.typinput")}, 'output', ${routine("t.typoutput")},
      'receive ' || ${routine("t.typreceive")}, 'send ' || ${routine("t.typsend")},
      'typmod_in ' || ${routine("t.typmodin")}, 'typmod_out ' || ${routine("t.typmodout")},
      'analyze ' || ${routine("t.typanalyze")}, 'subscript ' || ${routine("t.typsubscript")}, 'length', t.typlen, 'by value', t.typbyval, 'alignment', t.typalign,
      'storage', t.typstorage, 'category', t.typcategory, 'preferred', t.typispreferred, 'delimiter', t.typdelim,
      'element ' || case when t.typelem <> 0 then format_type(t.typelem, null) end,
      'collatable ' || case when t.typcollation <> 0 then 'yes' end) else 'shell' end`,
    default: "quote_literal(t.typdefault)",
    ...common2
  },
  from: `${from} where ${own} and (t.typtype = 'b' and t.typarray <> 0 or not t.typisdefined)`,
  where: anyIn("pg_type", `(typtype = 'b' and typarray <> 0 or not typisdefined)`)
};

// src/dialects/postgres/schema/views.ts
function views() {
  return [view, sequence];
}
var view = {
  kind: `case c.relkind when 'm' then 'materialized view' else 'view' end`,
  name: "c.name",
  identity: identity("pg_class", "c.oid"),
  attributes: {
    columns: `(select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attcollation not in (0, t.typcollation)
        then ' collate ' || ${collation("a.attcollation")} else '' end, ', ' order by a.attnum)
      from pg_catalog.pg_attribute a join pg_catalog.pg_type t on t.oid = a.atttypid
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)`,
    definition: "pg_get_viewdef(c.oid)",
    unlogged: flag(`c.relpersistence = 'u'`),
    options: "c.reloptions",
    "not populated": flag("not c.relispopulated"),
    ...storage("c"),
    owner: role("c.relowner"),
    privileges: privileges("c.relacl", "r", "c.relowner")
  },
  from: `from rel c where c.relkind in ('v', 'm')`,
  where: `exists (select from pg_catalog.pg_class where oid >= 16384 and relkind in ('v', 'm'))`
};
var sequence = {
  kind: `'sequence'`,
  name: "c.name",
  identity: identity("pg_class", "c.oid"),
  attributes: {
    options: sequenceOptions("s"),
    "owned by": `case when a.attname is not null then ${relation("p.refobjid")} || '.' || quote_ident(a.attname) end`,
    unlogged: flag(`c.relpersistence = 'u'`),
    owner: role("c.relowner"),
    privileges: privileges("c.relacl", "s", "c.relowner")
  },
  from: `from rel c join pg_catalog.pg_sequence s on s.seqrelid = c.oid
    left join pg_catalog.pg_depend p on p.classid = ${catalog("pg_class")} and p.objid = c.oid
      and p.refclassid = p.classid and p.deptype in ('a', 'i')
    left join pg_catalog.pg_attribute a on a.attrelid = p.refobjid and a.attnum = p.refobjsubid
    where p.deptype is distinct from 'i'`,
  where: "exists (select from pg_catalog.pg_sequence)"
};

// src/dialects/postgres/schema/read.ts
async function readSchema(session, historyTables = [], secrets = session.kind === "embedded" ? "apart" : "hidden") {
  const { version, previous } = await settle(session);
  const own2 = session.kind === "embedded" ? roles() : [];
  const queries = await worthAsking(session, [...queriesFor({ version, secrets }), ...own2]);
  const { rows: rows2 } = await session.query(
    `${prelude(historyTables)} select coalesce(json_agg(json_build_array(o.kind, o.name, o.identity, o.position, o.attributes)),
      '[]')::pg_catalog.text as objects from (${queries.map(toSql).join("\nunion all\n")}) o`
  );
  if (previous.length > 0) await session.query(setting(previous));
  return toSchema(JSON.parse(String(rows2[0]?.objects)));
}
var settings2 = {
  search_path: "pg_catalog, pg_temp",
  timezone: "UTC",
  datestyle: "ISO, MDY",
  intervalstyle: "postgres",
  extra_float_digits: "1",
  quote_all_identifiers: "off"
};
async function settle(session) {
  const names2 = Object.keys(settings2);
  const { rows: rows2, transaction } = await session.query(
    `select ${["server_version_num", ...names2].map((name4) => `pg_catalog.current_setting('${name4}') as ${name4}`).join(", ")}`
  );
  if (transaction !== "open") throw new Error("readSchema runs inside an open transaction");
  const previous = names2.map((name4) => [name4, String(rows2[0]?.[name4])]).filter(([name4, value]) => value !== settings2[name4]);
  if (previous.length > 0)
    await session.query(setting(previous.map(([name4]) => [name4, settings2[name4] ?? ""])));
  return { version: Number(rows2[0]?.server_version_num), previous };
}
function setting(values) {
  return `select ${values.map(([name4, value]) => `pg_catalog.set_config('${name4}', '${value.replaceAll("'", "''")}', true)`).join(", ")}`;
}
function queriesFor(server2) {
  return [
    ...databaseWide(server2),
    ...types(),
    ...tables(server2),
    ...tableParts(),
    ...views(),
    ...routines(),
    ...operators2(),
    ...textSearch(server2),
    ...foreign(server2),
    ...rights(server2),
    ...fragments(server2)
  ];
}
async function worthAsking(session, queries) {
  const conditions = queries.map(({ where }) => `(${where})`);
  const { rows: rows2 } = await session.query(
    `select json_build_array(${conditions.join(", ")})::pg_catalog.text as worth`
  );
  const worth = JSON.parse(String(rows2[0]?.worth));
  return queries.filter((_, index) => worth[index]);
}
function toSchema(rows2) {
  const sorted2 = [...rows2].sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
  const more = Map.groupBy(
    sorted2.filter(([kind]) => kind === ""),
    ([, , identity2]) => identity2
  );
  const objects = /* @__PURE__ */ new Map();
  for (const [kind, name4, identity2, , raw] of sorted2) {
    if (kind === "") continue;
    const key2 = `${kind} ${name4}`;
    if (objects.has(key2)) throw new Error(`two objects are called ${key2}`);
    const shared = (more.get(identity2) ?? []).map(([, , , , attributes]) => attributesOf(attributes));
    objects.set(key2, { kind, name: name4, identity: identity2, attributes: Object.assign(attributesOf(raw), ...shared) });
  }
  return { objects, columnOrder: columnOrder(sorted2) };
}
function columnOrder(rows2) {
  const order = /* @__PURE__ */ new Map();
  for (const [kind, name4] of rows2) {
    if (kind === "table" || kind === "foreign table") order.set(name4, []);
  }
  for (const [, name4] of rows2.filter(([kind]) => kind === "column").sort((a, b) => a[3] - b[3])) {
    const { parent, local } = splitLast(name4);
    order.get(parent)?.push(local);
  }
  return order;
}

// src/dialects/postgres/session.ts
var DatabaseError = class extends Error {
  name = "DatabaseError";
  /** SQLSTATE. */
  code;
  /** Character offset in the statement, from 1; 0 where the server gave none. */
  position;
  transaction;
  constructor(message, code2, position, transaction) {
    super(message);
    this.code = code2;
    this.position = position;
    this.transaction = transaction;
  }
};

// src/dialects/postgres/target/tls.ts
var modes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full", "no-verify"];
function strictly(address) {
  const mode = address.searchParams.get("sslmode");
  if (mode === null || address.searchParams.get("uselibpqcompat") === "true") return address.href;
  if (!modes.some((known) => known === mode))
    throw new UserError(`sslmode is ${JSON.stringify(mode)}. Allowed: ${modes.join(", ")}. Use verify-full.`);
  const strict = new URL(address.href);
  if (mode !== "disable" && mode !== "no-verify") strict.searchParams.set("sslmode", "verify-full");
  return strict.href;
}
function distrustOf(cause, { host, searchParams }) {
  const { code: code2 = "", message = "" } = cause;
  const ca = searchParams.get("sslrootcert");
  const given3 = ca === null ? "the certificates that Node knows" : ca;
  if (code2 === "ERR_TLS_CERT_ALTNAME_INVALID")
    return `The certificate of the database at ${host} is for another host: ${message}. Use the name that is in it; sslmode=verify-full asks for that.`;
  if (noChain.has(String(code2)))
    return `The certificate of the database at ${host} was signed by nobody in ${given3} (${code2}). Say with sslrootcert=<file> whose signature counts.`;
  if (code2 === "CERT_HAS_EXPIRED" || code2 === "CERT_NOT_YET_VALID")
    return `The certificate of the database at ${host} is not valid now (${code2}).`;
  if (/server does not support SSL/i.test(message))
    return `The database at ${host} offers no TLS, and sslmode=${searchParams.get("sslmode")} asks for it.`;
  return null;
}
var noChain = /* @__PURE__ */ new Set([
  "SELF_SIGNED_CERT_IN_CHAIN",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "CERT_SIGNATURE_FAILURE",
  "CERT_UNTRUSTED",
  "INVALID_CA"
]);

// src/dialects/postgres/target/connect.ts
var ConnectionLost = class extends UserError {
};
var UntrustedServer = class extends UserError {
};
var connectTimeoutMs = 1e4;
async function connectTarget(url, purpose, password) {
  const { client, address } = await connect(url, `migration-gate ${purpose}`, password);
  return sessionOver(client, address);
}
async function connect(url, name4, password) {
  const address = requireUrl(url);
  if (password !== void 0) address.password = encodeURIComponent(await password());
  const { default: pg } = await import("./esm-NVQNPB5H.js");
  const connectionString = strictly(address);
  const client = made(() => {
    return new pg.Client({
      connectionString,
      application_name: name4,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true
    });
  }, address);
  client.on("error", () => {
  });
  try {
    await client.connect();
  } catch (cause) {
    const distrust = distrustOf(cause, address);
    if (distrust !== null) throw new UntrustedServer(distrust);
    throw new UserError(
      `The database at ${place(address)} cannot be reached: ${withoutSecret(cause, address)}`
    );
  }
  return { client, address };
}
function made(work, address) {
  try {
    return work();
  } catch (cause) {
    throw new UserError(
      `The address of the database at ${place(address)} cannot be used: ${withoutSecret(cause, address)}`
    );
  }
}
function requireUrl(url) {
  if (URL.canParse(url)) {
    const address = new URL(url);
    if (/^postgres(?:ql)?:$/.test(address.protocol)) return address;
  }
  throw new UserError("--url takes the address of a database, such as postgres://gate@host:5432/name.");
}
function place({ host }) {
  return host === "" ? "the local socket" : host;
}
function withoutSecret(cause, { password }) {
  const { message, code: code2 } = cause;
  return masked(message || String(code2), [password, decoded(password)]);
}
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
async function withoutRows(client, text) {
  const { Query } = client.constructor;
  const query2 = new Query(text);
  query2.on("row", () => {
  });
  const ended = new Promise((resolve2, reject) => {
    query2.on("end", () => resolve2());
    query2.on("error", reject);
  });
  client.query(query2);
  await ended;
  return { rows: [], rowCount: null };
}
function sessionOver(client, address) {
  let gone = null;
  client.on("error", (cause) => {
    gone ??= withoutSecret(cause, address);
  });
  function status() {
    const letter = client.getTransactionStatus();
    return letter === "T" ? "open" : letter === "E" ? "failed" : "idle";
  }
  async function ask2(work) {
    if (gone !== null) throw lost(gone);
    try {
      const { rows: rows2, rowCount } = await work();
      return { rows: rows2, rowsAffected: rowCount ?? 0, transaction: status() };
    } catch (error) {
      const { code: code2, message, position } = error;
      if (typeof code2 === "string" && /^[0-9A-Z]{5}$/.test(code2))
        throw new DatabaseError(message, code2, Number(position ?? 0), status());
      throw lost(withoutSecret(error, address));
    }
  }
  function lost(reason) {
    return new ConnectionLost(`The connection to the database at ${place(address)} broke: ${reason}`);
  }
  const query2 = (text, values) => client.query({ text, values: [...values] });
  return {
    kind: "server",
    query: (sql, parameters = []) => ask2(() => query2(sql, parameters)),
    script: (sql) => ask2(() => withoutRows(client, sql)),
    run: async (sql) => ({ notices: [], ...await ask2(() => query2(sql, [])) }),
    async close() {
      gone ??= "it was closed";
      await client.end().catch(() => {
      });
    }
  };
}

// src/dialects/postgres/target/history.ts
var mostRows = 5e4;
async function readHistory(session, sources) {
  const history = [];
  const refused2 = [];
  const standing = /* @__PURE__ */ new Map();
  for (const { schema: schema3, table: table3, columns: columns3, readable, all } of await find(session, sources)) {
    const name4 = `${quoteIdentifier(schema3)}.${quoteIdentifier(table3)}`;
    standing.set(name4, all);
    if (columns3 === null) continue;
    if (!readable) {
      refused2.push(name4);
      continue;
    }
    const list4 = columns3.map((column) => `${quoteIdentifier(column)}::pg_catalog.text`).join(", ");
    const { rows: rows2 } = await session.query(
      `select ${list4} from ${name4} order by ${columns3.map((_, index) => index + 1).join(", ")} limit ${mostRows}`
    );
    history.push({
      table: name4,
      rows: rows2.map(
        (row) => Object.fromEntries(columns3.map((column) => [column, row[column] ?? null]))
      )
    });
  }
  return { history, refused: refused2, standing };
}
async function find(session, sources) {
  const { rows: rows2 } = await session.query(
    `select n.nspname::pg_catalog.text as schema, c.relname::pg_catalog.text as table,
      pg_catalog.json_agg(a.attname order by a.attnum)::pg_catalog.text as columns,
      pg_catalog.has_schema_privilege(n.oid, 'USAGE') and pg_catalog.has_table_privilege(c.oid, 'SELECT') as readable
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relname::pg_catalog.text = any ($1::pg_catalog.text[])
    group by n.oid, n.nspname, c.oid, c.relname order by 1, 2`,
    [sources.map(({ table: table3 }) => table3)]
  );
  return rows2.map((row) => {
    const standing = JSON.parse(String(row.columns));
    const source = sources.filter(
      ({ table: table3, columns: columns3 }) => table3 === row.table && columns3.every((column) => standing.includes(column))
    ).toSorted((a, b) => b.columns.length - a.columns.length)[0];
    return {
      schema: String(row.schema),
      table: String(row.table),
      columns: source?.columns ?? null,
      all: standing,
      readable: row.readable === true
    };
  });
}

// src/dialects/postgres/deploy/journal.ts
var schema2 = "migration_gate";
var createJournal = `
CREATE SCHEMA IF NOT EXISTS ${schema2};
CREATE TABLE IF NOT EXISTS ${schema2}.run (
  id text PRIMARY KEY, command text NOT NULL, actor text, commit text, environment text, plan_digest text,
  started_at timestamptz NOT NULL DEFAULT pg_catalog.clock_timestamp(), finished_at timestamptz, outcome text, error text
);
CREATE TABLE IF NOT EXISTS ${schema2}.migration (
  folder text NOT NULL, id text NOT NULL, state text NOT NULL, direction text NOT NULL, pass integer NOT NULL,
  digest text NOT NULL, checksum text NOT NULL, down text, losses text NOT NULL DEFAULT '[]', run_id text NOT NULL, error text,
  changed_at timestamptz NOT NULL, PRIMARY KEY (folder, id)
);
ALTER TABLE ${schema2}.migration ADD COLUMN IF NOT EXISTS kept text;
CREATE TABLE IF NOT EXISTS ${schema2}.statement (
  folder text NOT NULL, migration text NOT NULL, pass integer NOT NULL, number integer NOT NULL,
  direction text NOT NULL, class text NOT NULL, checksum text NOT NULL, state text NOT NULL, observation text,
  run_id text NOT NULL, error text, started_at timestamptz NOT NULL, finished_at timestamptz,
  PRIMARY KEY (folder, migration, pass, number)
);
CREATE TABLE IF NOT EXISTS ${schema2}.archive (
  id text PRIMARY KEY, folder text NOT NULL, migration text NOT NULL, pass integer NOT NULL, kind text NOT NULL,
  object text NOT NULL, place text NOT NULL, purge text NOT NULL, state text NOT NULL, run_id text NOT NULL,
  kept_at timestamptz NOT NULL, expires_at timestamptz NOT NULL, changed_at timestamptz NOT NULL
);
`;
async function isCurrent(session) {
  const { rows: rows2 } = await session.query(
    `select pg_catalog.to_regclass('${schema2}.archive') is not null as found`
  );
  return rows2[0]?.found === true;
}
async function hasJournal(session) {
  const { rows: rows2 } = await session.query(
    `select pg_catalog.to_regclass('${schema2}.statement') is not null as found`
  );
  return rows2[0]?.found === true;
}
async function readJournal(session) {
  if (!await hasJournal(session)) return { migrations: [], statements: [] };
  const migrations = await session.query(
    `select m.folder, m.id, m.state, m.direction, m.pass, m.digest, m.checksum, m.down, m.losses,
      pg_catalog.to_jsonb(m) ->> 'kept' as kept, m.run_id, m.error, r.plan_digest,
      pg_catalog.to_char(m.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as changed_at
    from ${schema2}.migration m left join ${schema2}.run r on r.id = m.run_id order by m.folder, m.id`
  );
  const statements = await session.query(
    `select s.folder, s.migration as id, s.direction, s.number, s.state, s.checksum, s.observation, s.error
    from ${schema2}.statement s
    join ${schema2}.migration m on m.folder = s.folder and m.id = s.migration and m.pass = s.pass
    where m.state in ('running', 'failed') order by s.folder, s.migration, s.number`
  );
  return { migrations: migrations.rows.map(migrationOf), statements: statements.rows.map(statementOf) };
}
function migrationOf(row) {
  return {
    folder: String(row.folder),
    id: String(row.id),
    state: row.state,
    direction: row.direction,
    pass: Number(row.pass),
    digest: String(row.digest),
    checksum: String(row.checksum),
    down: textOrNull(row.down),
    losses: JSON.parse(String(row.losses)),
    kept: typeof row.kept === "string" ? JSON.parse(row.kept) : null,
    changedAt: String(row.changed_at),
    runId: String(row.run_id),
    planDigest: textOrNull(row.plan_digest),
    error: textOrNull(row.error)
  };
}
function statementOf(row) {
  return {
    folder: String(row.folder),
    id: String(row.id),
    direction: row.direction,
    number: Number(row.number),
    state: row.state,
    checksum: String(row.checksum),
    observation: typeof row.observation === "string" ? JSON.parse(row.observation) : null,
    error: textOrNull(row.error)
  };
}
function textOrNull(value) {
  return value === null || value === void 0 ? null : String(value);
}
function runBegins({ id, command, actor, commit, environment, planDigest }) {
  const values = [id, command, actor, commit, environment, planDigest].map(literal).join(", ");
  return `INSERT INTO ${schema2}.run (id, command, actor, commit, environment, plan_digest) VALUES (${values})`;
}
function runEnds(id, outcome2, error) {
  return `UPDATE ${schema2}.run SET finished_at = pg_catalog.clock_timestamp(), outcome = ${literal(outcome2)}, error = ${literal(error)} WHERE id = ${literal(id)}`;
}
function migrationIs(runId, migration, error) {
  const { losses, folder, id, state, direction, pass, digest, checksum, down } = migration;
  const kept = migration.kept === null ? null : JSON.stringify(migration.kept);
  const back = { down, losses: JSON.stringify(losses), kept };
  const columns3 = { folder, id, state, direction, pass, digest, checksum, ...back, run_id: runId, error };
  const values = Object.values(columns3).map(literal).join(", ");
  const changed = Object.keys(columns3).slice(2).map((name4) => `${name4} = EXCLUDED.${name4}`);
  return `INSERT INTO ${schema2}.migration (${Object.keys(columns3).join(", ")}, changed_at)
    VALUES (${values}, pg_catalog.clock_timestamp())
    ON CONFLICT (folder, id) DO UPDATE SET ${changed.join(", ")}, changed_at = EXCLUDED.changed_at`;
}
function statementsAre(statements, { runId, migration, kind, state, observation = null, error = null }) {
  const { folder, id, pass, direction } = migration;
  const finished = state === "running" ? "NULL" : "pg_catalog.clock_timestamp()";
  const observed = observation === null ? null : JSON.stringify(observation);
  const rows2 = statements.map(({ number, checksum }) => {
    const values = [folder, id, pass, number, direction, kind, checksum, state, observed, runId, error];
    return `(${values.map(literal).join(", ")}, pg_catalog.now(), ${finished})`;
  });
  return `INSERT INTO ${schema2}.statement
    (folder, migration, pass, number, direction, class, checksum, state, observation, run_id, error, started_at, finished_at)
    VALUES ${rows2.join(", ")}
    ON CONFLICT (folder, migration, pass, number) DO UPDATE SET state = EXCLUDED.state, run_id = EXCLUDED.run_id,
      observation = coalesce(EXCLUDED.observation, statement.observation), error = EXCLUDED.error, finished_at = EXCLUDED.finished_at`;
}
function inlined({ sql, parameters }) {
  return sql.replace(/\$(\d+)/g, (_, place4) => literal(parameters[Number(place4) - 1] ?? null));
}
function literal(value) {
  if (value === null) return "NULL";
  if (typeof value !== "string") return String(value);
  return quoteLiteral(value);
}

// src/dialects/postgres/deploy/archive.ts
var table2 = "migration_gate.archive";
function archived(runId, { folder, id, pass }, { days }, objects) {
  const now = "pg_catalog.clock_timestamp()";
  const rows2 = objects.map((object) => {
    const purge = JSON.stringify(object.purge);
    const values = [object.id, folder, id, pass, object.kind, object.name, object.place, purge, "kept", runId];
    return `(${values.map(literal).join(", ")}, ${now}, ${now} + pg_catalog.make_interval(days => ${days}), ${now})`;
  });
  return `INSERT INTO ${table2}
    (id, folder, migration, pass, kind, object, place, purge, state, run_id, kept_at, expires_at, changed_at)
    VALUES ${rows2.join(", ")}`;
}
function archiveIs(ids, state) {
  return `UPDATE ${table2} SET state = ${literal(state)}, changed_at = pg_catalog.clock_timestamp()
    WHERE state = 'kept' AND id IN (${ids.map(literal).join(", ")})`;
}
var counted = 1e8;
async function readSetAside(session) {
  return (await rowsOf(session)).map(objectOf);
}
async function readArchive(session) {
  const found2 = [];
  for (const row of await rowsOf(session)) found2.push({ ...objectOf(row), ...await sizeOf(session, row) });
  return found2;
}
async function rowsOf(session) {
  if (!await isCurrent(session)) return [];
  const { rows: rows2 } = await session.query(
    `select a.id, a.folder, a.migration, a.kind, a.object, a.place, a.purge, a.run_id,
      pg_catalog.to_char(a.kept_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as kept_at,
      pg_catalog.to_char(a.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as expires_at,
      a.expires_at <= pg_catalog.clock_timestamp() as expired, c.oid is not null as stands,
      pg_catalog.pg_total_relation_size(c.oid)::pg_catalog.float8 as bytes, c.reltuples::pg_catalog.float8 as estimate
    from ${table2} a left join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(a.place)
    where a.state = 'kept' order by a.kept_at, a.id`
  );
  return rows2;
}
function objectOf(row) {
  return {
    id: String(row.id),
    kind: row.kind,
    object: String(row.object),
    place: String(row.place),
    folder: String(row.folder),
    migration: String(row.migration),
    runId: String(row.run_id),
    keptAt: String(row.kept_at),
    expiresAt: String(row.expires_at),
    expired: row.expired === true,
    purge: JSON.parse(String(row.purge))
  };
}
async function sizeOf(session, { stands, bytes, estimate: estimate2, place: place4 }) {
  if (stands !== true) return { bytes: null, rows: null, rowsAre: "gone" };
  const size = Number(bytes);
  if (size > counted)
    return { bytes: size, rows: Math.max(0, Number(estimate2)), rowsAre: "estimated" };
  const { rows: rows2 } = await session.query(`select count(*)::pg_catalog.float8 as rows from ${String(place4)}`);
  return { bytes: size, rows: Number(rows2[0]?.rows), rowsAre: "counted" };
}

// src/dialects/postgres/parse/token-text.ts
function wordOf(text, token) {
  return token?.kind === "word" ? text.slice(token.start, token.end).toLowerCase() : "";
}
function nameOf(text, token) {
  if (token?.kind === "word") return wordOf(text, token);
  if (token?.kind !== "quoted") return null;
  const written = text.slice(token.start, token.end);
  const content = written.slice(written.indexOf('"') + 1, -1).replaceAll('""', '"');
  return written.startsWith('"') ? content : unicodeUnescaped(content);
}
function stringOf(text, token) {
  const written = text.slice(token.start, token.end);
  if (written.startsWith("$")) {
    const tag = written.slice(0, written.indexOf("$", 1) + 1);
    return written.endsWith(tag) && written.length >= tag.length * 2 ? written.slice(tag.length, -tag.length) : written.slice(tag.length);
  }
  const open = written.indexOf("'");
  const content = written.slice(open + 1, written.endsWith("'") && written.length > open + 1 ? -1 : void 0);
  const plain5 = content.replaceAll("''", "'");
  const prefix = written.slice(0, open).toLowerCase();
  if (prefix === "e") return escapesResolved(plain5);
  return prefix === "u&" ? unicodeUnescaped(plain5) : plain5;
}
var simpleEscapes = { b: "\b", f: "\f", n: "\n", r: "\r", t: "	" };
function escapesResolved(content) {
  return content.replaceAll(
    /\\(?:x([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|(.))/gs,
    (_, hex, short, long, octal, other2) => {
      const digits = hex ?? short ?? long;
      if (digits !== void 0) return codePoint(Number.parseInt(digits, 16));
      if (octal !== void 0) return codePoint(Number.parseInt(octal, 8));
      return other2 === void 0 ? "" : simpleEscapes[other2] ?? other2;
    }
  );
}
function unicodeUnescaped(content) {
  return content.replaceAll(
    /\\(?:\+([0-9a-f]{6})|([0-9a-f]{4})|\\)/gi,
    (_, long, short) => {
      const digits = long ?? short;
      return digits === void 0 ? "\\" : codePoint(Number.parseInt(digits, 16));
    }
  );
}
function codePoint(value) {
  return value > 1114111 ? "\uFFFD" : String.fromCodePoint(value);
}

// src/dialects/postgres/parse/tree.ts
function nodeAs(node, kind) {
  if (node === void 0 || !(kind in node)) return null;
  return node[kind];
}
function nodesAs(nodes, kind) {
  return (nodes ?? []).flatMap((node) => nodeAs(node, kind) ?? []);
}
function kindOf(node) {
  return Object.keys(node)[0];
}
function stringsOf(nodes) {
  return nodesAs(nodes, "String").map(({ sval }) => sval ?? "");
}
function hasOption(options, name4) {
  const option = nodesAs(options, "DefElem").findLast(({ defname }) => defname === name4);
  if (option === void 0) return false;
  const text = nodeAs(option.arg, "String")?.sval ?? stringsOf(nodeAs(option.arg, "TypeName")?.names).at(-1);
  const number = nodeAs(option.arg, "Integer");
  if (number !== null) return (number.ival ?? 0) !== 0;
  return text === void 0 || !["false", "off"].includes(text.toLowerCase());
}
function relationName2(relation2, defaultSchema) {
  return qualifiedName(relation2?.schemaname ?? defaultSchema, relation2?.relname ?? "");
}
function walk(root, visit) {
  const open = [{ key: "", value: root }];
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    const { key: key2, value } = next;
    if (Array.isArray(value)) {
      for (let at = value.length - 1; at >= 0; at--) open.push({ key: key2, value: value[at] });
    } else if (typeof value === "object" && value !== null) {
      const fields = value;
      if (visit({ key: key2, fields }) === false) continue;
      const names2 = Object.keys(fields);
      for (let at = names2.length - 1; at >= 0; at--) {
        const name4 = names2[at] ?? "";
        const child = fields[name4];
        if (typeof child === "object") open.push({ key: name4, value: child });
      }
    }
  }
}
function calledFunctions(root) {
  const called = [];
  walk(root, ({ key: key2, fields }) => {
    if (key2 === "FuncCall" || key2 === "funccall")
      called.push(stringsOf(fields.funcname));
  });
  return called;
}
function treeOf(statement) {
  return statement.tree === null ? null : statement.tree;
}

// src/dialects/postgres/parse/concurrently.ts
function isConcurrent(tree) {
  const reindex = nodeAs(tree, "ReindexStmt");
  if (reindex !== null) return hasOption(reindex.params, "concurrently");
  return nodeAs(tree, "IndexStmt")?.concurrent === true || nodeAs(tree, "DropStmt")?.concurrent === true || nodeAs(tree, "RefreshMatViewStmt")?.concurrent === true || detachesConcurrently(tree);
}
function detachesConcurrently(tree) {
  return nodesAs(nodeAs(tree, "AlterTableStmt")?.cmds, "AlterTableCmd").some(
    ({ subtype, def }) => subtype === "AT_DetachPartition" && nodeAs(def, "PartitionCmd")?.concurrent === true
  );
}
function withoutConcurrently(statement) {
  const { sql } = statement;
  const tree = treeOf(statement);
  if (tree === null || !isConcurrent(tree)) return sql;
  const tokens2 = tokensOf(sql);
  const found2 = tokens2.findIndex((token) => wordOf(sql, token) === "concurrently");
  const keyword = tokens2[found2];
  if (keyword === void 0) return sql;
  const symbol = (at) => sql.slice(tokens2[at]?.start, tokens2[at]?.end);
  let first = found2;
  let last = found2;
  if (nodeAs(tree, "ReindexStmt") !== null && ["(", ","].includes(symbol(found2 - 1))) {
    if (![",", ")"].includes(symbol(found2 + 1))) last++;
    if (symbol(found2 - 1) === ",") first--;
    else if (symbol(last + 1) === ",") last++;
    else {
      first--;
      last++;
    }
  }
  const from2 = tokens2[first]?.start ?? keyword.start;
  const to = tokens2[last + 1]?.start ?? sql.length;
  return (sql.slice(0, from2) + sql.slice(to)).trimEnd();
}

// src/dialects/postgres/parse/code.ts
function codeOf(tree) {
  if (tree === null) return null;
  const block = nodeAs(tree, "DoStmt");
  if (block !== null) return fromOptions(nodesAs(block.args, "DefElem"), "plpgsql");
  const routine2 = nodeAs(tree, "CreateFunctionStmt");
  return routine2 === null ? null : fromOptions(nodesAs(routine2.options, "DefElem"), "sql");
}
function languageOf(options) {
  return fromOptions(nodesAs(options, "DefElem"), "sql").language;
}
function fromOptions(options, otherwise) {
  const language2 = textOf(options.find(({ defname }) => defname === "language")?.arg);
  const body = textOf(options.find(({ defname }) => defname === "as")?.arg);
  return { language: (language2 ?? otherwise).toLowerCase(), body: body ?? "" };
}
function textOf(argument) {
  const list4 = nodeAs(argument, "List");
  const text = nodeAs(list4 === null ? argument : list4.items?.[0], "String");
  return text === null ? null : text.sval ?? "";
}

// src/dialects/postgres/parse/code-reader.ts
var deepest = 6;
function readCode(text) {
  const tokens2 = tokensOf(text);
  const symbol = (at) => symbolOf(text, tokens2[at]);
  const word = (at) => wordOf(text, tokens2[at]);
  return {
    length: tokens2.length,
    word,
    symbol,
    name: (at) => nameOf(text, tokens2[at]),
    string: (at) => {
      const token = tokens2[at];
      return token?.kind === "string" ? stringOf(text, token) : null;
    },
    startsStatement: (at) => at === 0 || [";", ">"].includes(symbol(at - 1)) || statementOpeners.has(word(at - 1))
  };
}
var statementOpeners = /* @__PURE__ */ new Set(["begin", "then", "else", "loop", "atomic"]);
function symbolOf(text, token) {
  return token?.kind === "symbol" ? text[token.start] ?? "" : "";
}
function withNestedCode(text) {
  const codes = [{ text, isBody: true }];
  let from2 = 0;
  for (let level = 0; level < deepest; level++) {
    const to = codes.length;
    for (let at = from2; at < to; at++) codes.push(...stringsIn(codes[at]?.text ?? ""));
    if (codes.length === to) return { codes, tooDeep: false };
    from2 = to;
  }
  return { codes, tooDeep: codes.slice(from2).some((code2) => stringsIn(code2.text).length > 0) };
}
function stringsIn(text) {
  const reader = readCode(text);
  const found2 = [];
  for (let at = 0; at < reader.length; at++) {
    const content = reader.string(at);
    if (content !== null && content !== "")
      found2.push({
        text: content,
        isBody: ["do", "as", "plpgsql"].includes(reader.word(at - 1)) || isRun(reader, at)
      });
  }
  return found2;
}
function isRun(reader, at) {
  let before7 = at - 1;
  while (reader.symbol(before7) === "(") before7--;
  return reader.word(before7) === "execute" && reader.symbol(at + 1) !== "|";
}

// src/dialects/postgres/parse/hazard-words.ts
var settings3 = {
  track_counts: "which hides scans",
  allow_system_table_mods: "which opens the system catalogs for changes",
  session_preload_libraries: "which loads libraries",
  local_preload_libraries: "which loads libraries",
  shared_preload_libraries: "which loads libraries",
  stats_fetch_consistency: "which freezes the counters that scans are measured by",
  standard_conforming_strings: "which changes where strings end, so that code reads otherwise than it runs",
  backslash_quote: "which changes where strings end, so that code reads otherwise than it runs",
  stats_temp_directory: "which moves the counters that scans are measured by"
};
var planner = /^(?:enable_(?:seqscan|indexscan|indexonlyscan|bitmapscan|tidscan|hashjoin|mergejoin|nestloop|sort|incremental_sort|material|memoize|hashagg|gathermerge|parallel_append|parallel_hash|partition_pruning|partitionwise_join|partitionwise_aggregate|async_append|presorted_aggregate)|seq_page_cost|random_page_cost|cpu_(?:index_)?tuple_cost|cpu_operator_cost)$/;
function settingReason(name4) {
  const setting2 = name4.toLowerCase();
  if (settings3[setting2] !== void 0) return settings3[setting2];
  if (planner.test(setting2) || setting2.startsWith("enable_")) return "which changes how rows are looked up";
  return setting2.startsWith("stats_") ? "which changes how counters are kept" : null;
}
function isHazardousSetting(word) {
  return settings3[word.toLowerCase()] !== void 0 || planner.test(word.toLowerCase());
}
var counters = "which changes the counters that scans are measured by";
var files = "which reads or writes files of the server";
var server = "which changes the running server";
var otherSession = "which works in a session of its own, where nothing is measured";
var functions2 = [
  [/^pg_stat_(?:reset|.*_reset$|force_next_flush$|clear_snapshot$)/, counters],
  [/^pg_(?:restore|clear)_(?:relation|attribute)_stats$/, "which writes statistics by hand"],
  [/^pg_(?:terminate|cancel)_backend$/, "which ends sessions, the measuring one too"],
  [/^(?:lo_import|lo_export|pg_read_file|pg_read_binary_file|pg_stat_file)$/, files],
  [/^pg_(?:ls_|file_)/, files],
  [/^pg_(?:reload_conf|rotate_logfile|rotate_logfile_old|promote|switch_wal)$/, server],
  [/^dblink/, otherSession]
];
function functionReason(name4) {
  return functions2.find(([pattern]) => pattern.test(name4))?.[1] ?? null;
}
function runsText(name4) {
  return /^(?:query_to_xml|query_to_xmlschema|query_to_xml_and_xmlschema|ts_stat|crosstab.*|xpath_table)$/.test(
    name4
  );
}
function isSystemSchema(name4) {
  return name4 === "pg_catalog" || name4 === "information_schema" || name4 === "pg_toast";
}
var readableStarts = new Map([
  ..."drop grant revoke comment truncate reindex analyze".split(" ").map((word) => [word, null]),
  [
    "alter",
    new Set("table index sequence view materialized type domain schema policy publication".split(" "))
  ],
  [
    "create",
    new Set("index unique trigger policy sequence role schema extension type publication".split(" "))
  ]
]);
function isReadableStart(first, second) {
  const seconds = readableStarts.get(first);
  return seconds === null || seconds?.has(second) === true;
}
var unreadable = "runs SQL that cannot be read beforehand";
var unreadableSetting = "sets a setting whose name cannot be read beforehand";
var copies = "uses COPY, which moves data past the measured session";
var systemWrite = "changes a system catalog directly";
var systemGrant = "changes who may use an object of the server itself";
var holds = "keeps a cursor beyond its transaction, where it runs unseen";
var twoPhase = "uses two-phase commit, which takes the transaction out of the measured session";
var loads = "loads a library into the server";
var subscribes = "creates a subscription, which connects to another server";
var ownCommit = "commits or rolls back inside";

// src/dialects/postgres/parse/code-hazards.ts
function hazardInCode(language2, body) {
  if (language2 === "c" || language2 === "internal") return loads;
  if (language2 !== "plpgsql" && language2 !== "sql")
    return `is written in ${language2}, which cannot be read beforehand`;
  const { codes, tooDeep } = withNestedCode(body);
  if (tooDeep) return unreadable;
  for (const [at, code2] of codes.entries()) {
    const hazard = hazardInText(code2, at === 0 && language2 === "sql");
    if (hazard !== null) return hazard;
  }
  return null;
}
function endsTransaction(body) {
  const code2 = readCode(body);
  for (let at = 0; at < code2.length; at++) {
    if (!["commit", "rollback"].includes(code2.word(at)) || !code2.startsStatement(at)) continue;
    if (code2.symbol(at + 1) === ";" || code2.word(at + 1) === "and" || at + 1 === code2.length) return true;
  }
  return false;
}
function hazardInText({ text, isBody }, isSql) {
  if (isHazardousSetting(text.trim()))
    return `sets ${text.trim().toLowerCase()}, ${settingReason(text.trim())}`;
  if (isBody && tokensOf(text).some((token) => isUnreadable(token) || isUnended(text, token))) return unreadable;
  const code2 = readCode(text);
  for (let at = 0; at < code2.length; at++) {
    const hazard = hazardousName(code2, at) ?? hazardousStatement(code2, at) ?? (isBody && !isSql && code2.word(at) === "execute" ? hazardousExecute(code2, at) : null);
    if (hazard !== null) return hazard;
  }
  return null;
}
function hazardousName(code2, at) {
  const name4 = code2.name(at);
  if (name4 === null) return null;
  if (code2.word(at) === "uescape") return unreadable;
  if (isHazardousSetting(name4)) return `sets ${name4}, ${settingReason(name4)}`;
  if (code2.symbol(at + 1) !== "(") return null;
  const reason = functionReason(name4);
  if (reason !== null) return `calls ${name4}, ${reason}`;
  if (name4 === "set_config") return settingCall(code2, at + 2);
  return runsText(name4) && code2.string(at + 2) === null ? unreadable : null;
}
function settingCall(code2, at) {
  const setting2 = code2.string(at);
  if (setting2 === null || code2.symbol(at + 1) !== ",") return unreadableSetting;
  const reason = settingReason(setting2);
  return reason === null ? null : `sets ${setting2}, ${reason}`;
}
function hazardousStatement(code2, at) {
  const word = code2.word(at);
  const next = code2.word(at + 1);
  if (word === "language") {
    const language2 = next || (code2.string(at + 1) ?? "").toLowerCase();
    return language2 === "c" || language2 === "internal" ? loads : null;
  }
  if (word === "prepare" && next === "transaction") return twoPhase;
  if ((word === "commit" || word === "rollback") && next === "prepared") return twoPhase;
  if (word === "create" && next === "subscription") return subscribes;
  if (word === "with" && next === "hold" && code2.word(at + 2) === "for") return holds;
  if (writesSystem(code2, at)) return systemWrite;
  if (!code2.startsStatement(at)) return null;
  if ((word === "grant" || word === "revoke") && namesSystem(code2, at)) return systemGrant;
  if (word === "copy" && (code2.name(at + 1) !== null || code2.symbol(at + 1) === "(")) return copies;
  return word === "load" && code2.string(at + 1) !== null ? loads : null;
}
function isUnended(text, { kind, start, end }) {
  if (end < text.length || kind !== "string" && kind !== "quoted") return false;
  const written = text.slice(start, end);
  if (written.startsWith("$")) {
    const tag = written.slice(0, written.indexOf("$", 1) + 1);
    return written.length < tag.length * 2 || !written.endsWith(tag);
  }
  const [again2] = tokensOf(`${written} `);
  return again2 !== void 0 && again2.end > written.length;
}
function namesSystem(code2, from2) {
  for (let at = from2; at < code2.length && code2.symbol(at) !== ";"; at++) {
    const name4 = code2.name(at);
    if (name4 !== null && (isSystemSchema(name4) || code2.word(at - 1) === "on" && name4.startsWith("pg_")))
      return true;
  }
  return false;
}
var between = new Set(
  "or replace if exists not only unique temp temporary table view materialized index sequence function procedure trigger type domain schema aggregate operator cast rule policy collation concurrently foreign".split(" ")
);
function writesSystem(code2, at) {
  const word = code2.word(at);
  const next = code2.word(at + 1);
  if (word === "update") return isSystemName(code2, next === "only" ? at + 2 : at + 1, true);
  if ((word === "insert" || word === "merge") && next === "into") return isSystemName(code2, at + 2, true);
  if (word === "delete" && next === "from")
    return isSystemName(code2, code2.word(at + 2) === "only" ? at + 3 : at + 2, true);
  if (!["truncate", "alter", "drop", "create"].includes(word)) return false;
  let target2 = at + 1;
  while (between.has(code2.word(target2))) target2++;
  return isSystemName(code2, target2, word !== "create");
}
function isSystemName(code2, at, alsoPlain) {
  const name4 = code2.name(at);
  if (name4 === null) return false;
  if (code2.symbol(at + 1) === ".") return isSystemSchema(name4);
  return alsoPlain && name4.startsWith("pg_");
}
function hazardousExecute(code2, at) {
  if (["on", "function", "procedure"].includes(code2.word(at + 1))) return null;
  let first = at + 1;
  while (code2.symbol(first) === "(") first++;
  const builds = code2.word(first) === "format" && code2.symbol(first + 1) === "(";
  const place4 = builds ? first + 2 : first;
  const literal3 = code2.string(place4);
  if (literal3 === null) return unreadable;
  if (isWhole(code2, place4 + 1)) return null;
  const start = readCode(literal3);
  if (!isReadableStart(start.word(0), start.word(1))) return unreadable;
  const joined = builds ? isWhole(code2, afterParenthesis(code2, first + 1)) && formatted(literal3) : joinedLiterals(code2, place4);
  return joined === null || joined === false || callsPlaceholder(joined) ? unreadable : hazardInCode("sql", joined);
}
var placeholder = "put_in";
function isPlainPiece(piece) {
  return !/[;$\\]|--|\/\*|^[-*/]|[-*/]$/.test(piece) && !tokensOf(piece).some((token) => isUnended(piece, token));
}
function formatted(literal3) {
  const filled = literal3.replaceAll("%%", " ").replaceAll(/%(?:\d+\$)?([IL])/g, (_, kind) => kind === "I" ? placeholder : `'${placeholder}'`);
  if (filled.includes("%") || !isPlainPiece(filled)) return null;
  const inside = tokensOf(filled).some(
    ({ kind, start, end }) => (kind === "string" || kind === "quoted") && end - start > placeholder.length + 2 && filled.slice(start, end).includes(placeholder)
  );
  return inside ? null : filled;
}
function joinedLiterals(code2, from2) {
  let joined = "";
  for (let at = from2; at < code2.length && code2.symbol(at) !== ";"; ) {
    if (["into", "using", "loop"].includes(code2.word(at))) return joined;
    const literal3 = code2.string(at);
    if (literal3 !== null) {
      if (!isPlainPiece(literal3)) return null;
      joined += literal3;
      at += 1;
    } else if (/^quote_(?:ident|literal|nullable)$/.test(code2.word(at)) && code2.symbol(at + 1) === "(") {
      joined += code2.word(at) === "quote_ident" ? placeholder : `'${placeholder}'`;
      at = afterParenthesis(code2, at + 1);
    } else if (code2.symbol(at) === "|" || code2.symbol(at) === ")") {
      at += 1;
    } else return null;
  }
  return joined;
}
function callsPlaceholder(joined) {
  const code2 = readCode(joined);
  for (let at = 0; at < code2.length; at++) {
    if (!code2.word(at).includes(placeholder) || code2.symbol(at + 1) !== "(") continue;
    let before7 = at - 1;
    while (code2.symbol(before7) === ".") before7 -= 2;
    if (!["on", "references", "table", "exists", "only"].includes(code2.word(before7))) return true;
  }
  return false;
}
function afterParenthesis(code2, open) {
  let depth2 = 0;
  for (let at = open; at < code2.length; at++) {
    if (code2.symbol(at) === "(") depth2 += 1;
    if (code2.symbol(at) === ")") depth2 -= 1;
    if (depth2 === 0) return at + 1;
  }
  return code2.length;
}
function isWhole(code2, at) {
  let after = at;
  while (code2.symbol(after) === ")") after++;
  return after === code2.length || code2.symbol(after) === ";" || ["into", "using", "loop"].includes(code2.word(after));
}

// src/dialects/postgres/parse/extensions.ts
function wantedExtensions(statements) {
  const wanted3 = /* @__PURE__ */ new Set();
  for (const statement of statements) {
    for (const operation of statement.operations)
      if (operation.kind === "create-extension") wanted3.add(operation.name);
    const code2 = codeOf(treeOf(statement));
    if (code2 === null) continue;
    for (const { text } of withNestedCode(code2.body).codes)
      for (const name4 of extensionsIn(text)) wanted3.add(name4);
  }
  return [...wanted3];
}
function extensionsIn(text) {
  const code2 = readCode(text);
  const found2 = [];
  for (let at = 0; at < code2.length; at++) {
    if (code2.word(at) !== "create" || code2.word(at + 1) !== "extension") continue;
    const conditional = code2.word(at + 2) === "if" && code2.word(at + 3) === "not" && code2.word(at + 4) === "exists";
    const name4 = code2.name(at + (conditional ? 5 : 2));
    if (name4 !== null) found2.push(name4);
  }
  return found2;
}

// src/dialects/postgres/parse/system-targets.ts
function changesSystem(statement, tree) {
  const moved = nodeAs(tree, "AlterObjectSchemaStmt");
  if (moved !== null && isSystemSchema(moved.newschema ?? "")) return true;
  return statement.operations.some(changesSystemObject);
}
function grantsSystem({ operations }) {
  return operations.some(
    (operation) => "object" in operation && ["privilege", "default-privilege"].includes(operation.object) && isSystemName2(operation.name, true)
  );
}
var spoken = /* @__PURE__ */ new Set([
  "comment",
  "privilege",
  "default-privilege",
  "role-membership",
  "security-label"
]);
function changesSystemObject(operation) {
  switch (operation.kind) {
    case "create":
      return !spoken.has(operation.object) && isSystemName2(operation.name, false);
    case "alter":
    case "drop":
      return !spoken.has(operation.object) && isSystemName2(operation.name, true);
    case "create-table":
      return isSystemName2(operation.table, false);
    case "rename-table":
      return isSystemName2(operation.table, true) || isSystemName2(operation.to, false);
    case "drop-index":
      return isSystemName2(operation.index, true);
    default:
      return "table" in operation && isSystemName2(operation.table, true);
  }
}
function isSystemName2(name4, looksUp) {
  const [schema3 = ""] = name4.split(".", 1);
  return isSystemSchema(schema3) || looksUp && name4.startsWith("public.pg_");
}

// src/dialects/postgres/parse/hazards.ts
function evidenceHazard(statement) {
  const tree = treeOf(statement);
  if (tree === null) return null;
  const routine2 = nodeAs(tree, "CreateFunctionStmt");
  const hazard = (routine2 === null ? hazardInTree(tree) : nativeRoutine(routine2)) ?? (changesSystem(statement, tree) ? systemWrite : null) ?? (grantsSystem(statement) ? systemGrant : null);
  return hazard === null ? null : `it ${hazard}`;
}
var breaking = [
  copies,
  twoPhase,
  loads,
  subscribes,
  systemWrite
];
function breaksShadow(statement) {
  const hazard = evidenceHazard(statement);
  return hazard !== null && breaking.some((reason) => hazard.endsWith(reason)) ? hazard : null;
}
function writesCatalog(hazard) {
  return hazard.endsWith(systemWrite);
}
function onlyBlinds(hazard) {
  if (/ sets (?:standard_conforming_strings|backslash_quote),/.test(hazard)) return false;
  return hazard.endsWith(unreadable) || hazard.endsWith(unreadableSetting) || / sets /.test(hazard);
}
function definesHazard(statement) {
  const tree = treeOf(statement);
  const routine2 = nodeAs(tree ?? void 0, "CreateFunctionStmt");
  if (tree === null || routine2 === null) return null;
  const reason = hazardInRoutine(tree, routine2);
  return reason === null ? null : { name: nameInSchema(stringsOf(routine2.funcname), "public"), reason };
}
function hazardInRoutine(tree, routine2) {
  if (routine2.sql_body !== void 0) return hazardInTree(tree);
  const code2 = codeOf(tree);
  if (code2 === null) return null;
  const hazard = hazardInCode(code2.language, code2.body) ?? hazardInTree(tree);
  return hazard ?? (routine2.is_procedure === true && endsTransaction(code2.body) ? ownCommit : null);
}
function nativeRoutine(routine2) {
  return ["c", "internal"].includes(languageOf(routine2.options)) ? loads : null;
}
function hazardInTree(tree) {
  let found2 = null;
  walk(tree, (visited) => {
    found2 ??= hazardOf(visited);
    return found2 === null;
  });
  return found2;
}
var withHold = 32;
function hazardOf({ key: key2, fields }) {
  switch (key2) {
    case "FuncCall":
    case "funccall":
      return hazardousCall(fields);
    case "VariableSetStmt":
    case "setstmt":
      return hazardousSetting(String(fields.name ?? ""));
    case "InsertStmt":
    case "UpdateStmt":
    case "DeleteStmt":
    case "MergeStmt":
      return isSystemRelation(fields.relation) ? systemWrite : null;
    case "CopyStmt":
      return copies;
    case "DeclareCursorStmt":
      return (Number(fields.options ?? 0) & withHold) === 0 ? null : holds;
    case "LoadStmt":
      return loads;
    case "CreateSubscriptionStmt":
      return subscribes;
    case "TransactionStmt":
      return /PREPARE/.test(String(fields.kind)) ? twoPhase : null;
    case "DoStmt": {
      const code2 = codeOf({ DoStmt: fields });
      return code2 === null ? null : hazardInCode(code2.language, code2.body);
    }
    default:
      return null;
  }
}
function hazardousSetting(name4) {
  const reason = settingReason(name4);
  return reason === null ? null : `sets ${name4.toLowerCase()}, ${reason}`;
}
function hazardousCall(fields) {
  const name4 = stringsOf(fields.funcname).at(-1) ?? "";
  const reason = functionReason(name4);
  if (reason !== null) return `calls ${name4}, ${reason}`;
  if (name4 !== "set_config" && !runsText(name4)) return null;
  const literal3 = nodeAs(fields.args?.[0], "A_Const")?.sval;
  if (literal3 === void 0) return name4 === "set_config" ? unreadableSetting : unreadable;
  const text = literal3.sval ?? "";
  return name4 === "set_config" ? hazardousSetting(text) : hazardInCode("sql", text);
}
function isSystemRelation(relation2) {
  const { schemaname, relname = "" } = relation2 ?? {};
  return schemaname === void 0 ? relname.startsWith("pg_") : isSystemSchema(schemaname);
}

// src/dialects/postgres/parse/insert-values.ts
function givenColumns({ cols, selectStmt }) {
  const given3 = /* @__PURE__ */ new Set();
  for (const row of rowsOf2(nodeAs(selectStmt, "SelectStmt")))
    for (const [place4, value] of row.entries()) if (isOwnValue(value)) given3.add(place4);
  const named2 = nodesAs(cols, "ResTarget").map(({ name: name4 }) => name4 ?? "");
  return [...given3].sort((a, b) => a - b).map((place4) => cols === void 0 ? place4 : named2[place4] ?? place4);
}
function takesNoRows(statement) {
  const tree = treeOf(statement) ?? void 0;
  if (nodeAs(tree, "CreateStmt") !== null) return true;
  const insert2 = nodeAs(tree, "InsertStmt");
  if (insert2 === null) return false;
  let asks = insert2.withClause !== void 0 || insert2.onConflictClause !== void 0;
  if (insert2.selectStmt !== void 0)
    walk(insert2.selectStmt, ({ key: key2 }) => {
      if (key2 === "RangeVar" || key2 === "RangeFunction" || key2 === "FuncCall") asks = true;
    });
  return !asks;
}
function rowsOf2(select) {
  const rows2 = [];
  const open = [select];
  for (let next = open.pop(); next !== void 0; next = open.pop()) {
    if (next === null) continue;
    rows2.push(...nodesAs(next.valuesLists, "List").map(({ items }) => items ?? []));
    rows2.push(nodesAs(next.targetList, "ResTarget").flatMap(({ val }) => val ?? []));
    open.push(next.larg ?? null, next.rarg ?? null);
  }
  return rows2;
}
function isOwnValue(value) {
  if (nodeAs(value, "SetToDefault") !== null || nodeAs(value, "A_Const")?.isnull === true) return false;
  return stringsOf(nodeAs(value, "FuncCall")?.funcname).at(-1) !== "nextval";
}

// src/dialects/postgres/parse/mentioned-names.ts
var builtInTypes = new Set(
  "text varchar bpchar char name int2 int4 int8 float4 float8 numeric bool bytea uuid json jsonb xml date time timetz timestamp timestamptz interval inet cidr money bit varbit oid regclass regproc regtype serial bigserial smallserial serial2 serial4 serial8 record void trigger event_trigger tsvector tsquery public pg_catalog plpgsql sql".split(" ")
);
var nameFields = "relname colname name conname idxname indexname trigname policy_name rulename subname newname extname rolename role schemaname tablespacename servername fdwname pubname dbname newschema catalogname refname".split(" ");
var operator2 = /^[-+*/<>=~!@#%^&|`?]+$/;
var longestName = 63;
function mentionedNames(statement) {
  const names2 = /* @__PURE__ */ new Set();
  const tree = treeOf(statement);
  if (tree === null) return names2;
  const add = (parts3) => addName(names2, parts3);
  walk(tree, (visited) => addVisited(visited, add));
  const code2 = codeOf(tree);
  if (code2 !== null) for (const { text } of withNestedCode(code2.body).codes) addCode(text, add);
  return names2;
}
function addName(names2, parts3) {
  const last = parts3.at(-1) ?? "";
  if (operator2.test(last)) return;
  if (last === "" || last.length > longestName || parts3.length === 1 && builtInTypes.has(last)) return;
  if (parts3.length === 2 && builtInTypes.has(parts3[0] ?? "") && builtInTypes.has(last)) return;
  names2.add(last);
  names2.add(quoteIdentifier(last));
  if (parts3.length > 1) names2.add(dottedName(parts3));
}
function addVisited({ key: key2, fields }, add) {
  if (key2 === "DefElem" && fields.defname === "as") return false;
  if (typeof fields.relname === "string") {
    const { schemaname, relname } = fields;
    add([schemaname ?? "public", relname ?? ""]);
  }
  for (const field of nameFields) {
    const value = fields[field];
    if (typeof value === "string") add([value]);
  }
  for (const value of Object.values(fields)) {
    const parts3 = Array.isArray(value) ? stringsOf(value) : [];
    if (Array.isArray(value) && parts3.length > 0 && parts3.length === value.length) addList(parts3, add);
  }
  if (key2 === "String" && typeof fields.sval === "string") add([fields.sval]);
  if (key2 === "TypeCast" || key2 === "FuncCall") addLiteral(key2, fields, add);
  return true;
}
function addList(parts3, add) {
  add(parts3.length === 1 ? ["public", ...parts3] : parts3);
  if (parts3.length > 2) add(parts3.slice(0, -1));
}
function addLiteral(key2, fields, add) {
  const cast2 = key2 === "TypeCast";
  const typeNames = nodeAs({ TypeName: fields.typeName ?? {} }, "TypeName")?.names;
  const names2 = cast2 ? typeNames : fields.funcname;
  const name4 = stringsOf(names2).at(-1) ?? "";
  if (!(cast2 ? /^reg/ : /^(?:nextval|setval|currval|to_reg.*|pg_get_serial_sequence)$/).test(name4)) return;
  const argument = cast2 ? fields.arg : fields.args?.[0];
  const constant = nodeAs(nodeAs(argument, "TypeCast")?.arg ?? argument, "A_Const");
  const text = constant?.sval?.sval;
  if (text !== void 0) addCode(text, add);
}
function addCode(text, add) {
  const code2 = readCode(text);
  for (let at = 0; at < code2.length; at++) {
    const name4 = code2.name(at);
    if (name4 === null || isKeyword(code2.word(at))) continue;
    add([name4]);
    const before7 = code2.symbol(at - 1) === "." ? code2.name(at - 2) : null;
    if (before7 !== null) add([before7, name4]);
  }
}

// src/dialects/postgres/parse/no-op.ts
function isNoOp(statement) {
  const { operations } = statement;
  if (operations.length > 0 && operations.every(({ kind }) => kind === "transaction" || kind === "set"))
    return true;
  const select = nodeAs(treeOf(statement) ?? void 0, "SelectStmt");
  if (select === null || select.op !== "SETOP_NONE") return false;
  const { fromClause, whereClause, intoClause, valuesLists, withClause } = select;
  const more = [fromClause, whereClause, intoClause, valuesLists, withClause].some((part2) => part2 !== void 0);
  return !more && nodesAs(select.targetList, "ResTarget").every(({ val }) => isConstant(val));
}
function isConstant(node) {
  return nodeAs(nodeAs(node, "TypeCast")?.arg ?? node, "A_Const") !== null;
}

// src/dialects/postgres/parse/row-events.ts
var rowEvents = ["insert", "update", "delete", "truncate"];
var bits = { insert: 4, delete: 8, update: 16, truncate: 32 };
function triggerEvents(statement) {
  const events = nodeAs(treeOf(statement) ?? void 0, "CreateTrigStmt")?.events;
  return events === void 0 ? rowEvents : rowEvents.filter((event) => (events & bits[event]) !== 0);
}
function keyActions(statement) {
  const tree = treeOf(statement);
  const found2 = [];
  if (tree === null) return found2;
  walk(tree, ({ key: key2, fields }) => {
    const { contype, pktable, fk_del_action, fk_upd_action } = fields;
    if (key2 !== "Constraint" || contype !== "CONSTR_FOREIGN") return;
    const parent = pktable?.relname ?? "";
    if (fk_del_action === "c") found2.push({ parent, on: "delete", does: "delete" });
    if (fk_del_action === "n" || fk_del_action === "d") found2.push({ parent, on: "delete", does: "update" });
    if (fk_upd_action === "c" || fk_upd_action === "n" || fk_upd_action === "d")
      found2.push({ parent, on: "update", does: "update" });
  });
  return found2;
}
function ownRowEvents(statement) {
  const { operations, sql } = statement;
  if (operations.some(({ kind }) => kind !== "write-rows" && kind !== "truncate")) return null;
  return operations.flatMap((operation) => {
    if (operation.kind === "truncate") return [{ table: operation.table, event: "truncate" }];
    if (operation.kind !== "write-rows") return [];
    const { table: table3, verb } = operation;
    return eventsOf(verb, /\bconflict\b/i.test(sql)).map((event) => ({ table: table3, event }));
  });
}
function eventsOf(verb, onConflict) {
  switch (verb) {
    case "insert":
      return onConflict ? ["insert", "update"] : ["insert"];
    case "copy":
      return ["insert"];
    case "merge":
      return ["insert", "update", "delete"];
    case "update":
    case "delete":
      return [verb];
  }
}

// src/dialects/postgres/parse/wanted-names.ts
function wantedOwners(statement) {
  const tree = treeOf(statement);
  if (tree === null || nodeAs(tree, "DropRoleStmt") !== null) return [];
  const wanted3 = [
    ...rolesIn(tree).map((name4) => ({ kind: "role", name: name4 })),
    ...schemasIn(tree).map((name4) => ({ kind: "schema", name: name4 })),
    ...databasesIn(tree).map((name4) => ({ kind: "database", name: name4 }))
  ].filter(({ name: name4 }) => !isServers(name4));
  return [...new Map(wanted3.map((owner) => [`${owner.kind} ${owner.name}`, owner])).values()];
}
function madeOwner(statement) {
  const tree = treeOf(statement) ?? void 0;
  const role3 = nodeAs(tree, "CreateRoleStmt")?.role;
  if (role3 !== void 0) return { kind: "role", name: role3 };
  const database3 = nodeAs(tree, "CreatedbStmt")?.dbname;
  if (database3 !== void 0) return { kind: "database", name: database3 };
  const schema3 = nodeAs(tree, "CreateSchemaStmt");
  const name4 = schema3?.schemaname ?? schema3?.authrole?.rolename;
  return name4 === void 0 ? null : { kind: "schema", name: name4 };
}
function isServers(name4) {
  return name4 === "" || name4.startsWith("pg_") || ["public", "none", "information_schema"].includes(name4);
}
function rolesIn(tree) {
  const roles3 = [];
  walk(tree, ({ fields }) => {
    if (fields.roletype === "ROLESPEC_CSTRING") roles3.push(String(fields.rolename ?? ""));
  });
  const granted = nodesAs(nodeAs(tree, "GrantRoleStmt")?.granted_roles, "AccessPriv");
  roles3.push(...granted.map(({ priv_name }) => priv_name ?? ""));
  const set = nodeAs(tree, "VariableSetStmt");
  if (set?.name === "role" || set?.name === "session_authorization") roles3.push(...constants(set.args));
  return roles3;
}
function schemasIn(tree) {
  return [...homesOf(tree), ...namedSchemas(tree)].filter((name4) => name4 !== void 0);
}
function homesOf(tree) {
  const relations4 = [
    nodeAs(tree, "CreateStmt")?.relation,
    nodeAs(tree, "CreateForeignTableStmt")?.base?.relation,
    nodeAs(tree, "CreateTableAsStmt")?.into?.rel,
    nodeAs(tree, "ViewStmt")?.view,
    nodeAs(tree, "CreateSeqStmt")?.sequence,
    nodeAs(tree, "CompositeTypeStmt")?.typevar
  ];
  const names2 = [
    nodeAs(tree, "CreateFunctionStmt")?.funcname,
    nodeAs(tree, "CreateEnumStmt")?.typeName,
    nodeAs(tree, "CreateRangeStmt")?.typeName,
    nodeAs(tree, "CreateDomainStmt")?.domainname,
    nodeAs(tree, "DefineStmt")?.defnames,
    nodeAs(tree, "CreateOpClassStmt")?.opclassname,
    nodeAs(tree, "CreateOpFamilyStmt")?.opfamilyname,
    nodeAs(tree, "CreateStatsStmt")?.defnames
  ];
  return [...relations4.map((relation2) => relation2?.schemaname), ...names2.map((name4) => stringsOf(name4).at(-2))];
}
function namedSchemas(tree) {
  const extension2 = optionOf(nodeAs(tree, "CreateExtensionStmt")?.options, "schema");
  const defaults = optionOf(nodeAs(tree, "AlterDefaultPrivilegesStmt")?.options, "schemas");
  const grant2 = nodeAs(tree, "GrantStmt");
  const onSchema = grant2?.objtype === "OBJECT_SCHEMA" || grant2?.targtype === "ACL_TARGET_ALL_IN_SCHEMA";
  const owned2 = nodeAs(tree, "AlterOwnerStmt");
  const comment = nodeAs(tree, "CommentStmt");
  const set = nodeAs(tree, "VariableSetStmt");
  const path = set?.name === "search_path" ? constants(set.args) : [];
  return [
    nodeAs(extension2, "String")?.sval,
    ...stringsOf(nodeAs(defaults, "List")?.items),
    ...onSchema ? stringsOf(grant2?.objects) : [],
    ...nodeAs(tree, "AlterObjectSchemaStmt") === null ? [] : [nodeAs(tree, "AlterObjectSchemaStmt")?.newschema],
    owned2?.objectType === "OBJECT_SCHEMA" ? nodeAs(owned2.object, "String")?.sval : void 0,
    comment?.objtype === "OBJECT_SCHEMA" ? nodeAs(comment.object, "String")?.sval : void 0,
    // With one schema on the path all that follows goes there; of several, some may well be missing.
    ...path.length === 1 && path[0] !== "$user" ? path : []
  ];
}
function databasesIn(tree) {
  const grant2 = nodeAs(tree, "GrantStmt");
  const owned2 = nodeAs(tree, "AlterOwnerStmt");
  const comment = nodeAs(tree, "CommentStmt");
  return [
    nodeAs(tree, "AlterDatabaseSetStmt")?.dbname,
    nodeAs(tree, "AlterDatabaseStmt")?.dbname,
    nodeAs(tree, "AlterRoleSetStmt")?.database,
    ...grant2?.objtype === "OBJECT_DATABASE" ? stringsOf(grant2.objects) : [],
    owned2?.objectType === "OBJECT_DATABASE" ? nodeAs(owned2.object, "String")?.sval : void 0,
    comment?.objtype === "OBJECT_DATABASE" ? nodeAs(comment.object, "String")?.sval : void 0
  ].filter((name4) => name4 !== void 0);
}
function optionOf(options, name4) {
  return nodesAs(options, "DefElem").find(({ defname }) => defname === name4)?.arg;
}
function constants(args) {
  return nodesAs(args, "A_Const").map(({ sval }) => sval?.sval ?? "");
}

// src/dialects/postgres/parse/facts.ts
function cannotRunInTransaction(statement) {
  const tree = treeOf(statement);
  if (tree === null) return null;
  const simple = outsideOnly[Object.keys(tree)[0] ?? ""];
  if (simple !== void 0) return simple;
  if (nodeAs(tree, "IndexStmt") !== null && isConcurrent(tree)) return "CREATE INDEX CONCURRENTLY";
  if (nodeAs(tree, "DropStmt") !== null && isConcurrent(tree)) return "DROP INDEX CONCURRENTLY";
  if (detachesConcurrently(tree)) return "DETACH PARTITION CONCURRENTLY";
  return reindexAlone(tree) ?? maintenanceAlone(tree) ?? subscriptionAlone(tree) ?? twoPhaseAlone(tree);
}
var outsideOnly = {
  CreatedbStmt: "CREATE DATABASE",
  DropdbStmt: "DROP DATABASE",
  CreateTableSpaceStmt: "CREATE TABLESPACE",
  DropTableSpaceStmt: "DROP TABLESPACE",
  AlterSystemStmt: "ALTER SYSTEM",
  // Allowed there once its slot is detached, which the text does not tell.
  DropSubscriptionStmt: "DROP SUBSCRIPTION"
};
function reindexAlone(tree) {
  const reindex = nodeAs(tree, "ReindexStmt");
  if (reindex === null) return null;
  if (isConcurrent(tree)) return "REINDEX CONCURRENTLY";
  const whole = {
    REINDEX_OBJECT_SCHEMA: "REINDEX SCHEMA",
    REINDEX_OBJECT_SYSTEM: "REINDEX SYSTEM",
    REINDEX_OBJECT_DATABASE: "REINDEX DATABASE"
  };
  return whole[reindex.kind ?? ""] ?? null;
}
function maintenanceAlone(tree) {
  if (nodeAs(tree, "VacuumStmt")?.is_vacuumcmd === true) return "VACUUM";
  const cluster = nodeAs(tree, "ClusterStmt");
  if (cluster !== null && cluster.relation === void 0) return "CLUSTER without a table";
  if (nodeAs(tree, "DiscardStmt")?.target === "DISCARD_ALL") return "DISCARD ALL";
  const database3 = nodeAs(tree, "AlterDatabaseStmt");
  const moves = nodesAs(database3?.options, "DefElem").some(({ defname }) => defname === "tablespace");
  return moves ? "ALTER DATABASE SET TABLESPACE" : null;
}
function subscriptionAlone(tree) {
  const created2 = nodeAs(tree, "CreateSubscriptionStmt");
  if (created2 !== null) {
    const without = ["connect", "create_slot"].some((option) => isOff(created2.options, option));
    return without ? null : "CREATE SUBSCRIPTION with a replication slot";
  }
  const altered = nodeAs(tree, "AlterSubscriptionStmt");
  const refreshes = [
    "ALTER_SUBSCRIPTION_SET_PUBLICATION",
    "ALTER_SUBSCRIPTION_ADD_PUBLICATION",
    "ALTER_SUBSCRIPTION_DROP_PUBLICATION"
  ];
  if (altered === null) return null;
  const slotOptions = nodesAs(altered.options, "DefElem").map(({ defname }) => defname);
  if (altered.kind === "ALTER_SUBSCRIPTION_OPTIONS" && ["failover", "two_phase"].some((one2) => slotOptions.includes(one2)))
    return "ALTER SUBSCRIPTION that changes its slot";
  const refresh = altered.kind === "ALTER_SUBSCRIPTION_REFRESH" || refreshes.includes(altered.kind) && !isOff(altered.options, "refresh");
  return refresh ? "ALTER SUBSCRIPTION with refresh" : null;
}
function isOff(options, name4) {
  return nodesAs(options, "DefElem").some(({ defname }) => defname === name4) && !hasOption(options, name4);
}
function twoPhaseAlone(tree) {
  const kind = nodeAs(tree, "TransactionStmt")?.kind;
  if (kind === "TRANS_STMT_COMMIT_PREPARED") return "COMMIT PREPARED";
  return kind === "TRANS_STMT_ROLLBACK_PREPARED" ? "ROLLBACK PREPARED" : null;
}
function lockOfConcurrent(statement) {
  const tree = treeOf(statement);
  if (tree === null) return null;
  const relation2 = lockedRelation(tree, statement);
  if (relation2 === null) return null;
  const strong = nodeAs(tree, "ClusterStmt") !== null || hasOption(nodeAs(tree, "VacuumStmt")?.options, "full");
  return { relation: relation2, mode: strong ? "AccessExclusiveLock" : "ShareUpdateExclusiveLock" };
}
function lockedRelation(tree, statement) {
  const vacuum2 = nodeAs(tree, "VacuumStmt");
  const cluster = nodeAs(tree, "ClusterStmt");
  const only = nodesAs(vacuum2?.is_vacuumcmd === true ? vacuum2.rels : [], "VacuumRelation")[0]?.relation;
  const maintained2 = only ?? cluster?.relation;
  if (maintained2 !== void 0) return relationName2(maintained2, "public");
  if (cannotRunInTransaction(statement) === null || !isConcurrent(tree)) return null;
  const [operation] = statement.operations;
  if (operation?.kind === "drop-index") return operation.index;
  const reindex = nodeAs(tree, "ReindexStmt");
  if (reindex !== null)
    return reindex.relation === void 0 ? null : relationName2(reindex.relation, "public");
  const table3 = nodeAs(tree, "IndexStmt") ?? nodeAs(tree, "AlterTableStmt");
  return table3 === null ? null : relationName2(table3.relation, "public");
}
function isTransactionControl(statement) {
  return statement.operations.some(({ kind }) => kind === "transaction");
}
function hasOwnTransaction(statements) {
  return statements.some(
    ({ operations }) => operations.some(
      (operation) => operation.kind === "transaction" && ["begin", "commit", "rollback", "prepare"].includes(operation.verb)
    )
  );
}
function isOneTransaction(statements) {
  if (!hasOwnTransaction(statements)) return true;
  const verbs3 = statements.map(
    ({ operations: [operation] }) => operation?.kind === "transaction" ? operation.verb : null
  );
  const inside = verbs3.slice(1, -1);
  return verbs3[0] === "begin" && verbs3.at(-1) === "commit" && inside.every((verb) => verb === null);
}
function callsProcedure(statement) {
  return nodeAs(treeOf(statement) ?? void 0, "CallStmt") !== null;
}
function endsTransactionInside(statement) {
  const tree = treeOf(statement);
  if (nodeAs(tree ?? void 0, "DoStmt") === null) return false;
  const code2 = codeOf(tree);
  return code2 !== null && endsTransaction(code2.body);
}

// src/dialects/postgres/deploy/interrupted/judgement.ts
function applied(evidence) {
  return { kind: "applied", evidence };
}
function notApplied(evidence) {
  return { kind: "not-applied", evidence };
}
function halfApplied(evidence, clean, then) {
  return { kind: "half-applied", evidence, clean, then };
}
function unknown(evidence) {
  return { kind: "unknown", evidence };
}
function repeatable(evidence) {
  return withoutLooking("repeatable", { kind: "repeatable", evidence, clean: [] });
}
function askPeople(evidence) {
  return withoutLooking("ask", unknown(evidence));
}
function withoutLooking(recovery, judgement) {
  return { recovery, observe: async () => ({}), judge: async () => judgement };
}

// src/dialects/postgres/deploy/interrupted/catalog-witness.ts
function catalogWitness(trace) {
  return {
    recovery: trace.recovery ?? "catalog",
    observe: (session) => look(session, trace.names ?? [], trace.observe),
    async judge(session, before7) {
      const known = trace.before.safeParse(before7);
      if (!known.success) return unknown("the journal does not hold what the catalog said before it");
      return look(session, [], (ask2) => trace.judge(ask2, known.data));
    }
  };
}
async function look(session, names2, read3) {
  await session.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    const oids = [];
    for (const name4 of names2) oids.push(await resolve(session, name4));
    await session.script("SET LOCAL search_path = pg_catalog, pg_temp");
    return await read3(async (sql, parameters) => (await session.query(sql, parameters)).rows, oids);
  } finally {
    await session.script("ROLLBACK");
  }
}
async function resolve(session, name4) {
  if (name4?.relname === void 0) return null;
  const parts3 = name4.schemaname === void 0 ? [name4.relname] : [name4.schemaname, name4.relname];
  const { rows: rows2 } = await session.query(
    "select pg_catalog.to_regclass($1)::pg_catalog.oid::pg_catalog.text as oid",
    [dottedName(parts3)]
  );
  return textOrNull2(rows2[0]?.oid);
}
function textOrNull2(value) {
  return value === null || value === void 0 ? null : String(value);
}

// src/dialects/postgres/deploy/interrupted/indexes.ts
function isSound({ flags }) {
  return flags?.valid === true && flags.ready && flags.live;
}
async function candidates(ask2, condition, parameters) {
  const rows2 = await ask2(
    `select c.oid::pg_catalog.text as oid, c.relname::pg_catalog.text as name,
      pg_catalog.format('%I.%I', n.nspname, c.relname) as quoted, i.indrelid::pg_catalog.text as table,
      i.indisvalid as valid, i.indisready as ready, i.indislive as live, i.indisunique as is_unique,
      i.indpred is not null as partial,
      array(select a.attname::pg_catalog.text
        from pg_catalog.unnest(i.indkey::pg_catalog.int2[]) with ordinality k (number, place)
        left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
        order by k.place) as columns
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    left join pg_catalog.pg_index i on i.indexrelid = c.oid
    where ${condition} order by c.oid`,
    parameters
  );
  return rows2.map(candidateOf);
}
function candidateOf(row) {
  const { valid, ready, live } = row;
  return {
    oid: String(row.oid),
    name: String(row.name),
    quoted: String(row.quoted),
    table: textOrNull2(row.table),
    flags: row.table === null ? null : { valid: valid === true, ready: ready === true, live: live === true },
    unique: row.is_unique === true,
    partial: row.partial === true,
    columns: row.columns
  };
}
function dropOf({ quoted: quoted2 }) {
  return `DROP INDEX CONCURRENTLY ${quoted2}`;
}

// src/dialects/postgres/deploy/interrupted/reindex.ts
var remains = external_exports.object({ oid: external_exports.string(), name: external_exports.string() });
var before = external_exports.object({
  /** `tables`: their indexes are rebuilt. `schema`: those of its tables. `database`: all. */
  scope: external_exports.discriminatedUnion("kind", [
    external_exports.object({ kind: external_exports.literal("tables"), oids: external_exports.array(external_exports.string()) }),
    external_exports.object({ kind: external_exports.literal("schema"), name: external_exports.string() }),
    external_exports.object({ kind: external_exports.literal("database") })
  ]),
  /** Where one index is rebuilt: the names of it and of its parts in partitions. */
  only: external_exports.array(external_exports.string()).nullable(),
  stood: external_exports.array(remains)
});
function reindexConcurrently(statement) {
  return catalogWitness({
    recovery: "repeatable",
    names: [statement.relation],
    before,
    async observe(ask2, [relation2 = null]) {
      const scope = await scopeOf(ask2, statement, relation2);
      const only = statement.kind === "REINDEX_OBJECT_INDEX" ? await namesOf(ask2, relation2) : null;
      const stood = (await remainsIn(ask2, scope)).filter((one2) => only === null || isRemainsOf(one2.name, only));
      return { scope, only, stood: stood.map(({ oid, name: name4 }) => ({ oid, name: name4 })) };
    },
    async judge(ask2, { scope, only, stood }) {
      const left = (await remainsIn(ask2, scope)).filter(
        ({ oid, name: name4, busy }) => !busy && (only === null || isRemainsOf(name4, only)) && !stood.some((one2) => one2.oid === oid && one2.name === name4)
      );
      const evidence = left.map(({ quoted: quoted2 }) => `${quoted2} is left behind, INVALID`).join("; ");
      return {
        kind: "repeatable",
        evidence: evidence === "" ? "REINDEX left nothing behind, and may run again" : evidence,
        clean: left.map(dropOf)
      };
    }
  });
}
function isRemains(name4) {
  return suffix.test(name4);
}
var suffix = /_cc(?:new|old)\d*$/;
function isRemainsOf(name4, only) {
  const base = name4.replace(suffix, "");
  const cut2 = Buffer.byteLength(name4) >= 60;
  return only.some((one2) => one2 === base || cut2 && one2.startsWith(base));
}
async function scopeOf(ask2, { kind, name: name4 }, relation2) {
  if (kind === "REINDEX_OBJECT_SCHEMA") return { kind: "schema", name: name4 ?? "" };
  if (kind !== "REINDEX_OBJECT_INDEX" && kind !== "REINDEX_OBJECT_TABLE") return { kind: "database" };
  const rows2 = await ask2(
    `select coalesce(i.indrelid, p.oid)::pg_catalog.text as oid from (${family2}) p
    left join pg_catalog.pg_index i on i.indexrelid = p.oid`,
    [relation2]
  );
  return { kind: "tables", oids: rows2.map(({ oid }) => String(oid)) };
}
var family2 = `select $1::pg_catalog.oid as oid where $1 is not null union
  select relid::pg_catalog.oid from pg_catalog.pg_partition_tree($1::pg_catalog.oid::pg_catalog.regclass)`;
async function namesOf(ask2, relation2) {
  const rows2 = await ask2(
    `select c.relname::pg_catalog.text as name from (${family2}) p join pg_catalog.pg_class c on c.oid = p.oid`,
    [relation2]
  );
  return rows2.map(({ name: name4 }) => String(name4));
}
async function remainsIn(ask2, scope) {
  const rows2 = await ask2(
    `select c.oid::pg_catalog.text as oid, c.relname::pg_catalog.text as name,
      pg_catalog.format('%I.%I', n.nspname, c.relname) as quoted,
      exists (select from pg_catalog.pg_stat_progress_create_index b
        where b.relid in (t.oid, o.oid) and b.datname = pg_catalog.current_database()) as busy
    from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    join pg_catalog.pg_class t on t.oid = i.indrelid
    left join pg_catalog.pg_class o on o.reltoastrelid = t.oid
    where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$' and ${inScope[scope.kind]} order by c.oid`,
    scope.kind === "tables" ? [scope.oids] : scope.kind === "schema" ? [scope.name] : []
  );
  return rows2.map((row) => ({
    oid: String(row.oid),
    name: String(row.name),
    quoted: String(row.quoted),
    busy: row.busy === true
  }));
}
var inScope = {
  tables: "coalesce(o.oid, t.oid) = any ($1::pg_catalog.oid[])",
  schema: `coalesce(o.relnamespace, t.relnamespace) =
    (select s.oid from pg_catalog.pg_namespace s where s.nspname = $1::pg_catalog.name)`,
  database: "true"
};

// src/dialects/postgres/deploy/interrupted/create-index.ts
var before2 = external_exports.object({
  table: external_exports.string().nullable(),
  stood: external_exports.array(external_exports.object({ oid: external_exports.string(), name: external_exports.string() }))
});
function createIndex(statement) {
  return catalogWitness({
    names: [statement.relation],
    before: before2,
    async observe(ask2, [table3 = null]) {
      const stood = table3 === null ? [] : await inQuestion(ask2, statement, table3);
      return { table: table3, stood: stood.map(({ oid, name: name4 }) => ({ oid, name: name4 })) };
    },
    judge: (ask2, known) => judge(ask2, statement, known)
  });
}
async function inQuestion(ask2, statement, table3) {
  if (statement.idxname === void 0) return candidates(ask2, "i.indrelid = $1::pg_catalog.oid", [table3]);
  return candidates(
    ask2,
    `c.relname = $2::pg_catalog.name
      and c.relnamespace = (select t.relnamespace from pg_catalog.pg_class t where t.oid = $1::pg_catalog.oid)`,
    [table3, statement.idxname]
  );
}
async function judge(ask2, statement, { table: table3, stood }) {
  if (table3 === null) return notApplied("its table was not there");
  const [named2] = await ask2(
    "select c.oid::pg_catalog.regclass::pg_catalog.text as name from pg_catalog.pg_class c where c.oid = $1::pg_catalog.oid",
    [table3]
  );
  if (named2 === void 0) return unknown("its table is gone since");
  const now = await inQuestion(ask2, statement, table3);
  const still = now.find(({ oid }) => stood.some((one2) => one2.oid === oid));
  if (still !== void 0 && statement.idxname !== void 0) return judgeOld(still, statement);
  const fresh = now.filter((one2) => !stood.some(({ oid }) => oid === one2.oid) && isOwn(one2, statement, stood));
  const made2 = fresh.filter((one2) => one2.table === table3 && hasShape(one2, statement));
  const [only, another] = made2;
  if (another !== void 0) return unknown(`${list(made2)} are new on ${named2.name}: which is its own?`);
  if (only !== void 0) return judgeNew(ask2, only, table3);
  if (fresh.length > 0 && statement.idxname !== void 0)
    return unknown(`${list(fresh)} is new and something else than this statement makes`);
  return notApplied(`no such index stands on ${named2.name}`);
}
function isOwn({ name: name4 }, { idxname }, stood) {
  return idxname !== void 0 || !(isRemains(name4) || stood.some((one2) => one2.name === name4));
}
function judgeOld(old, { if_not_exists }) {
  if (if_not_exists !== true) return notApplied(`${old.quoted} stood before: the statement can only fail`);
  const state = old.flags !== null && !isSound(old) ? ", INVALID, and IF NOT EXISTS leaves it so" : "";
  return applied(`${old.quoted} stood before${state}: there was nothing to do`);
}
async function judgeNew(ask2, made2, table3) {
  if (isSound(made2)) return applied(`${made2.quoted} is new and valid`);
  const [building] = await ask2(
    `select p.pid::pg_catalog.text as pid from pg_catalog.pg_stat_progress_create_index p
    where p.relid = $1::pg_catalog.oid and p.datname = pg_catalog.current_database()`,
    [table3]
  );
  if (building !== void 0) return unknown(`process ${building.pid} is building ${made2.quoted} just now`);
  return halfApplied(`${made2.quoted} is new and INVALID`, [dropOf(made2)], "run-again");
}
function hasShape(made2, statement) {
  const written = [...columns2(statement.indexParams), ...columns2(statement.indexIncludingParams)];
  return made2.unique === (statement.unique === true) && made2.partial === (statement.whereClause !== void 0) && made2.columns.length === written.length && written.every(({ name: name4 }, at) => name4 === void 0 || name4 === made2.columns[at]);
}
function columns2(elements) {
  return nodesAs(elements, "IndexElem");
}
function list(some) {
  return some.map(({ quoted: quoted2 }) => quoted2).join(", ");
}

// src/dialects/postgres/deploy/interrupted/database-tablespace.ts
function databaseTablespace(database3, tablespace2) {
  return catalogWitness({
    before: external_exports.object({}),
    observe: async () => ({}),
    async judge(ask2) {
      const [row] = await ask2(
        `select s.spcname = $2::pg_catalog.name as there, s.spcname::pg_catalog.text as place
        from pg_catalog.pg_database d join pg_catalog.pg_tablespace s on s.oid = d.dattablespace
        where d.datname = $1::pg_catalog.name`,
        [database3 ?? null, tablespace2]
      );
      if (row === void 0) return notApplied("there is no such database: the statement can only fail");
      const evidence = `database ${quoteIdentifier(database3 ?? "")} is in tablespace ${quoteIdentifier(String(row.place))}`;
      return row.there === true ? applied(evidence) : notApplied(evidence);
    }
  });
}

// src/dialects/postgres/deploy/interrupted/detach-partition.ts
var before3 = external_exports.object({
  parent: external_exports.string().nullable(),
  partition: external_exports.string().nullable(),
  state: external_exports.enum(["attached", "pending", "apart"])
});
function detachPartition(statement) {
  const [command] = nodesAs(statement.cmds, "AlterTableCmd");
  return catalogWitness({
    names: [statement.relation, nodeAs(command?.def, "PartitionCmd")?.name],
    before: before3,
    async observe(ask2, [parent = null, partition = null]) {
      return { parent, partition, state: await stateOf(ask2, parent, partition) };
    },
    judge: (ask2, known) => judge2(ask2, known, statement.missing_ok === true)
  });
}
async function stateOf(ask2, parent, partition) {
  const [row] = await ask2(
    `select h.inhdetachpending as pending from pg_catalog.pg_inherits h
    where h.inhparent = $1::pg_catalog.oid and h.inhrelid = $2::pg_catalog.oid`,
    [parent, partition]
  );
  return row === void 0 ? "apart" : row.pending === true ? "pending" : "attached";
}
async function judge2(ask2, known, ifExists) {
  const { parent, partition, state: was } = known;
  if (parent === null && ifExists) return applied("its table was not there: there was nothing to do");
  if (parent === null || partition === null || was === "apart")
    return notApplied("it was no partition of that table: the statement can only fail");
  const [of, one2] = [await nameOf2(ask2, parent), await nameOf2(ask2, partition)];
  if (of === null || one2 === null) return unknown("the table or its partition is gone since");
  const now = await stateOf(ask2, parent, partition);
  if (now === "apart") return applied(`${one2} is no partition of ${of} any more`);
  if (now === "attached") return notApplied(`${one2} is still a partition of ${of}`);
  if (was === "pending")
    return notApplied(`${one2} was being detached from ${of} before: the statement can only fail`);
  const finish = `ALTER TABLE ${of} DETACH PARTITION ${one2} FINALIZE`;
  return halfApplied(`${one2} is being detached from ${of}, which was not finished`, [finish], "applied");
}
async function nameOf2(ask2, oid) {
  const [row] = await ask2(
    `select pg_catalog.format('%I.%I', n.nspname, c.relname) as name
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = $1::pg_catalog.oid`,
    [oid]
  );
  return row === void 0 ? null : String(row.name);
}

// src/dialects/postgres/deploy/interrupted/drop-index.ts
var seen = external_exports.object({
  oid: external_exports.string(),
  quoted: external_exports.string(),
  flags: external_exports.object({ valid: external_exports.boolean(), ready: external_exports.boolean(), live: external_exports.boolean() }).nullable()
});
var before4 = external_exports.object({ indexes: external_exports.array(seen.nullable()) });
function dropIndex(statement) {
  const names2 = (statement.objects ?? []).map(relationOf);
  return catalogWitness({
    names: names2,
    before: before4,
    async observe(ask2, oids) {
      const found2 = await byOid(ask2, oids);
      return { indexes: oids.map((oid) => seenOf(found2.find((one2) => one2.oid === oid))) };
    },
    judge: (ask2, { indexes: indexes2 }) => indexes2.length === 1 ? judgeOne(ask2, indexes2[0] ?? null, statement.missing_ok === true) : judgeSeveral(ask2, indexes2)
  });
}
function relationOf(written) {
  const parts3 = stringsOf(nodeAs(written, "List")?.items);
  const [schemaname, relname] = [parts3.at(-2), parts3.at(-1)];
  return {
    ...schemaname === void 0 ? {} : { schemaname },
    ...relname === void 0 ? {} : { relname }
  };
}
function byOid(ask2, oids) {
  return candidates(ask2, "c.oid = any ($1::pg_catalog.oid[])", [oids.filter((oid) => oid !== null)]);
}
function seenOf(one2) {
  return one2 === void 0 ? null : { oid: one2.oid, quoted: one2.quoted, flags: one2.flags };
}
async function judgeOne(ask2, was, ifExists) {
  if (was === null)
    return ifExists ? applied("no such index stood before: there was nothing to do") : notApplied("no such index stood before: the statement can only fail");
  const [now] = await byOid(ask2, [was.oid]);
  if (now === void 0) return judgeGone(ask2, was);
  if (isSound(now)) return notApplied(`${now.quoted} stands and is valid`);
  if (sameFlags(was, now)) return notApplied(`${now.quoted} stands as it stood before`);
  return halfApplied(`${now.quoted} is INVALID, which it was not before`, [dropOf(now)], "applied");
}
async function judgeGone(ask2, was) {
  const namesakes = await candidates(ask2, `pg_catalog.format('%I.%I', n.nspname, c.relname) = $1`, [
    was.quoted
  ]);
  return namesakes.length === 0 ? applied(`${was.quoted} is gone`) : unknown(`${was.quoted} is another one than before the statement`);
}
async function judgeSeveral(ask2, all) {
  const stood = all.filter((one2) => one2 !== null);
  const now = await byOid(
    ask2,
    stood.map(({ oid }) => oid)
  );
  return stood.every((was) => now.some((one2) => one2.oid === was.oid && sameFlags(was, one2))) ? notApplied("each of them stands as before: the server takes only one name") : unknown("the server takes only one name, yet some of them are gone or changed");
}
function sameFlags(was, now) {
  const { flags } = now;
  if (was.flags === null || flags === null) return was.flags === flags;
  return was.flags.valid === flags.valid && was.flags.ready === flags.ready && was.flags.live === flags.live;
}

// src/dialects/postgres/deploy/interrupted/prepared-transaction.ts
var before5 = external_exports.object({ xid: external_exports.string().nullable() });
function preparedTransaction(gid, end) {
  return catalogWitness({
    before: before5,
    observe: async (ask2) => ({ xid: await waiting(ask2, gid) }),
    async judge(ask2, { xid }) {
      const name4 = `prepared transaction ${JSON.stringify(gid)}`;
      if (xid === null) return notApplied(`there was no ${name4}: the statement can only fail`);
      if (await waiting(ask2, gid) === xid) return notApplied(`${name4} still waits`);
      return judgeEnded(name4, await statusOf(ask2, xid), end);
    }
  });
}
function judgeEnded(name4, status, end) {
  if (status === null) return unknown(`${name4} ended so long ago that the server does not know how`);
  return status === end ? applied(`${name4} is ${status}`) : unknown(`${name4} was ended by others: it is ${status}`);
}
async function waiting(ask2, gid) {
  const [row] = await ask2(
    `select p.transaction::pg_catalog.text as xid,
      pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text as newest
    from pg_catalog.pg_prepared_xacts p where p.gid = $1 and p.database = pg_catalog.current_database()`,
    [gid]
  );
  return row === void 0 ? null : withEpoch(BigInt(String(row.xid)), BigInt(String(row.newest)));
}
function withEpoch(xid, newest2) {
  const sameEpoch = newest2 >> 32n << 32n | xid;
  return String(sameEpoch > newest2 ? sameEpoch - (1n << 32n) : sameEpoch);
}
async function statusOf(ask2, xid) {
  const [row] = await ask2("select pg_catalog.pg_xact_status($1::pg_catalog.xid8) as status", [xid]);
  return textOrNull2(row?.status);
}

// src/dialects/postgres/deploy/interrupted/publications.ts
function alterSubscription(statement) {
  if (statement.kind === "ALTER_SUBSCRIPTION_ADD_PUBLICATION") return publications(statement, true);
  if (statement.kind === "ALTER_SUBSCRIPTION_DROP_PUBLICATION") return publications(statement, false);
  return repeatable("the subscription is brought to the same state again");
}
function publications({ subname = "", publication: publication2 }, added) {
  const named2 = stringsOf(publication2);
  return catalogWitness({
    before: external_exports.object({ publications: external_exports.array(external_exports.string()).nullable() }),
    observe: async (ask2) => ({ publications: await publicationsOf(ask2, subname) }),
    async judge(ask2, { publications: were }) {
      const now = await publicationsOf(ask2, subname);
      if (were === null || now === null) return notApplied("there is no such subscription");
      const evidence = `subscription ${quoteIdentifier(subname)} reads ${now.map(quoteIdentifier).join(", ")}`;
      const wanted3 = (all) => named2.every((one2) => all.includes(one2) === added);
      return wanted3(now) && !wanted3(were) ? applied(evidence) : notApplied(evidence);
    }
  });
}
async function publicationsOf(ask2, subscription3) {
  const [row] = await ask2(
    `select s.subpublications as publications from pg_catalog.pg_subscription s
    where s.subname = $1::pg_catalog.name and s.subdbid =
      (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())`,
    [subscription3]
  );
  return row === void 0 ? null : row.publications;
}

// src/dialects/postgres/deploy/interrupted/whole-server.ts
var byNameOrOid = (name4) => `case when $2::pg_catalog.oid is null then ${name4} = $1::pg_catalog.name else oid = $2::pg_catalog.oid end`;
var database2 = {
  word: "database",
  query: `select oid::pg_catalog.text as oid, datname::pg_catalog.text as name, datconnlimit = -2 as broken
    from pg_catalog.pg_database where ${byNameOrOid("datname")}`,
  outside: { create: "", drop: "" }
};
var tablespace = {
  word: "tablespace",
  query: `select oid::pg_catalog.text as oid, spcname::pg_catalog.text as name, false as broken
    from pg_catalog.pg_tablespace where ${byNameOrOid("spcname")}`,
  outside: { create: "; its folder may hold what was begun", drop: "" }
};
var subscription2 = {
  word: "subscription",
  query: `select oid::pg_catalog.text as oid, subname::pg_catalog.text as name, false as broken
    from pg_catalog.pg_subscription where ${byNameOrOid("subname")} and subdbid =
      (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())`,
  outside: {
    create: "; a replication slot may be left at the publisher",
    drop: "; its replication slot at the publisher may be gone"
  }
};
var kinds = { database: database2, tablespace, subscription: subscription2 };
var found = external_exports.object({ oid: external_exports.string(), name: external_exports.string(), broken: external_exports.boolean() });
var before6 = external_exports.object({ stood: found.nullable() });
function created(kind, name4) {
  const of = kinds[kind];
  return witness(of, name4, (stood, now) => {
    if (now === null) return notApplied(`there is no such ${of.word}${of.outside.create}`);
    if (now.oid === stood?.oid)
      return notApplied(`${title(of, now)} stood before: the statement can only fail`);
    if (!now.broken) return applied(`${title(of, now)} is new`);
    const evidence = `${title(of, now)} is new and cannot be connected to`;
    return halfApplied(evidence, [dropOf2(of, now)], "run-again");
  });
}
function dropped(kind, name4, ifExists) {
  const of = kinds[kind];
  return witness(of, name4, (stood, _, same) => {
    if (stood === null)
      return ifExists ? applied(`there was no such ${of.word}: there was nothing to do`) : notApplied(`there was no such ${of.word}: the statement can only fail`);
    if (same === null) return applied(`${title(of, stood)} is gone`);
    if (!same.broken || stood.broken) return notApplied(`${title(of, same)} stands${of.outside.drop}`);
    const evidence = `${title(of, same)} stands and cannot be connected to: its DROP did not end`;
    return halfApplied(evidence, [dropOf2(of, same)], "applied");
  });
}
function witness(kind, name4, verdict) {
  return catalogWitness({
    before: before6,
    observe: async (ask2) => ({ stood: await find2(ask2, kind, name4, null) }),
    async judge(ask2, { stood }) {
      const same = stood === null ? null : await find2(ask2, kind, null, stood.oid);
      return verdict(stood, await find2(ask2, kind, name4, null), same);
    }
  });
}
async function find2(ask2, { query: query2 }, name4, oid) {
  const [row] = await ask2(query2, [name4 ?? null, oid]);
  return row === void 0 ? null : found.parse(row);
}
function title({ word }, { name: name4 }) {
  return `${word} ${quoteIdentifier(name4)}`;
}
function dropOf2({ word }, { name: name4 }) {
  return `DROP ${word.toUpperCase()} ${quoteIdentifier(name4)}`;
}

// src/dialects/postgres/deploy/interrupted.ts
function observe(session, statement) {
  return witnessOf(statement).observe(session);
}
function judgeInterrupted(session, statement, before7) {
  return witnessOf(statement).judge(session, before7);
}
function recoveryOf(statement) {
  return witnessOf(statement).recovery;
}
function witnessOf(statement) {
  const tree = treeOf(statement);
  if (tree === null) return askPeople("the statement could not be read");
  if (cannotRunInTransaction(statement) === null) return byOwnCommits(tree);
  return ofRelation(tree) ?? ofServer(tree) ?? again(tree) ?? askPeople(nothingTells);
}
var nothingTells = "nothing in the catalog tells whether it took effect";
function byOwnCommits(tree) {
  const word = nodeAs(tree, "CallStmt") !== null ? "CALL" : nodeAs(tree, "DoStmt") !== null ? "DO" : null;
  return askPeople(
    word === null ? nothingTells : `${word} runs code that may commit: nothing tells how far it came`
  );
}
function ofRelation(tree) {
  const index = nodeAs(tree, "IndexStmt");
  if (index !== null) return createIndex(index);
  const drop2 = nodeAs(tree, "DropStmt");
  if (drop2 !== null) return dropIndex(drop2);
  const alter2 = nodeAs(tree, "AlterTableStmt");
  if (alter2 !== null) return detachPartition(alter2);
  const reindex = nodeAs(tree, "ReindexStmt");
  return reindex !== null && isConcurrent(tree) ? reindexConcurrently(reindex) : null;
}
function ofServer(tree) {
  return ofDatabase(tree) ?? ofTablespace(tree) ?? ofSubscription(tree) ?? ofPrepared(tree);
}
function ofDatabase(tree) {
  const create2 = nodeAs(tree, "CreatedbStmt");
  if (create2 !== null) return created("database", create2.dbname);
  const drop2 = nodeAs(tree, "DropdbStmt");
  if (drop2 !== null) return dropped("database", drop2.dbname, drop2.missing_ok === true);
  const alter2 = nodeAs(tree, "AlterDatabaseStmt");
  if (alter2 === null) return null;
  const place4 = nodesAs(alter2.options, "DefElem").find(({ defname }) => defname === "tablespace");
  return databaseTablespace(alter2.dbname, nodeAs(place4?.arg, "String")?.sval ?? "");
}
function ofTablespace(tree) {
  const create2 = nodeAs(tree, "CreateTableSpaceStmt");
  if (create2 !== null) return created("tablespace", create2.tablespacename);
  const drop2 = nodeAs(tree, "DropTableSpaceStmt");
  return drop2 === null ? null : dropped("tablespace", drop2.tablespacename, drop2.missing_ok === true);
}
function ofSubscription(tree) {
  const create2 = nodeAs(tree, "CreateSubscriptionStmt");
  if (create2 !== null) return created("subscription", create2.subname);
  const drop2 = nodeAs(tree, "DropSubscriptionStmt");
  if (drop2 !== null) return dropped("subscription", drop2.subname, drop2.missing_ok === true);
  const alter2 = nodeAs(tree, "AlterSubscriptionStmt");
  return alter2 === null ? null : alterSubscription(alter2);
}
function ofPrepared(tree) {
  const end = nodeAs(tree, "TransactionStmt");
  if (end === null) return null;
  return preparedTransaction(
    end.gid ?? "",
    end.kind === "TRANS_STMT_COMMIT_PREPARED" ? "committed" : "aborted"
  );
}
function again(tree) {
  if (nodeAs(tree, "VacuumStmt") !== null) return repeatable("VACUUM changes no definition and may run again");
  if (nodeAs(tree, "ReindexStmt") !== null) return repeatable("REINDEX leaves each index whole, old or new");
  if (nodeAs(tree, "ClusterStmt") !== null) return repeatable("CLUSTER leaves each table whole, old or new");
  if (nodeAs(tree, "AlterSystemStmt") !== null) return repeatable("the setting is written again");
  return nodeAs(tree, "DiscardStmt") === null ? null : repeatable("it changed only its own session");
}

// src/dialects/postgres/deploy/lock.ts
import { setTimeout as sleep } from "node:timers/promises";
var ownKey = "-4031532756642193788";
var holdLock = [
  `SELECT 1 / pg_catalog.pg_advisory_unlock(${ownKey})::pg_catalog.int4`,
  `SELECT pg_catalog.pg_try_advisory_lock(${ownKey})`
];
var lockIsGone = "22012";
var LockLost = class extends Error {
  constructor() {
    super(
      "an earlier statement gave up all locks of the session (DISCARD ALL, pg_advisory_unlock_all), the one of this run among them"
    );
  }
};
var pause = 200;
async function takeLocks(session, keys, { longest: longest2, idle: idle2, told: told2 }) {
  const started = Date.now();
  let lastTold = 0;
  for (const key2 of [ownKey, ownKey, ...keys]) {
    while (!await tryLock(session, key2)) {
      const holder2 = await holderOf(session, key2);
      const waited = Date.now() - started;
      if (holder2 !== null && isDead(holder2, idle2)) {
        told2(`${holder2.text}, which has done nothing for ${Math.round(holder2.idleMs / 1e3)} s and is ended`);
        await session.query("select pg_catalog.pg_terminate_backend($1)", [holder2.pid]);
      } else if (waited > longest2) {
        await releaseLocks(session);
        throw new Stopped(
          "locked",
          `After ${Math.round(waited / 1e3)} s another session still holds the lock: ${holder2?.text ?? "nobody could be named"}. Nothing was run.`
        );
      } else if (holder2 !== null && Date.now() - lastTold >= 1e3) {
        told2(holder2.text);
        lastTold = Date.now();
      }
      await sleep(pause + Math.random() * pause);
    }
  }
  await requireHeld(session);
}
async function tryLock(session, key2) {
  const { rows: rows2 } = await session.query(
    "select pg_catalog.pg_try_advisory_lock($1::pg_catalog.int8) as taken",
    [key2]
  );
  return rows2[0]?.taken === true;
}
async function requireHeld(session) {
  const { rows: rows2 } = await session.query(`${lockRows} and l.granted and l.pid = pg_catalog.pg_backend_pid()`, [
    ownKey
  ]);
  if (rows2.length > 0) return;
  throw new Stopped(
    "unsafe-connection",
    "The lock that was taken is not held by this session: something between us and the server shares sessions."
  );
}
async function releaseLocks(session) {
  await session.script("SELECT pg_catalog.pg_advisory_unlock_all()");
}
var lockRows = `select l.pid, a.application_name::pg_catalog.text as application, a.state,
    coalesce(a.client_addr::pg_catalog.text, 'this host') as address, a.usename::pg_catalog.text as role,
    (extract(epoch from pg_catalog.clock_timestamp() - a.state_change) * 1000)::pg_catalog.float8 as idle
  from pg_catalog.pg_locks l left join pg_catalog.pg_stat_activity a on a.pid = l.pid
  where l.locktype = 'advisory' and l.objsubid = 1
    and l.database = (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database())
    and ((l.classid::pg_catalog.int8 << 32) | l.objid::pg_catalog.int8) = $1::pg_catalog.int8`;
async function holderOf(session, key2) {
  const { rows: rows2 } = await session.query(`${lockRows} and l.granted`, [key2]);
  return rows2[0] === void 0 ? null : holder(rows2[0]);
}
function holder({ pid, application, state, idle: idle2, address, role: role3 }) {
  const name4 = String(application ?? "");
  return {
    pid: Number(pid),
    application: name4,
    state: String(state ?? ""),
    idleMs: Number(idle2 ?? 0),
    text: `${name4 === "" ? "a session without a name" : name4} (process ${pid}, ${role3} from ${address}, ${state ?? "state unknown"})`
  };
}
function isDead({ application, state, idleMs }, idle2) {
  return application.startsWith("migration-gate ") && state.startsWith("idle") && idleMs > idle2;
}

// src/dialects/postgres/deploy/needed-by.ts
async function neededBy(session, holders) {
  const { rows: rows2 } = await session.query(query, [
    JSON.stringify(holders.map(({ table: table3, column }, place4) => ({ place: place4, table: table3, column })))
  ]);
  const needs = new Map(holders.map((holder2) => [holder2, /* @__PURE__ */ new Set()]));
  for (const { place: place4, identity: identity2 } of rows2) {
    const holder2 = holders[Number(place4)];
    if (holder2 !== void 0) needs.get(holder2)?.add(String(identity2));
  }
  return needs;
}
var catalogs = (...names2) => names2.map((name4) => `'pg_catalog.${name4}'::pg_catalog.regclass`).join(", ");
var binding = `d.deptype in ('n', 'i', 'e')`;
var isOthers = (from2) => `not exists (select from own p where p.place = ${from2}.place and p.catalog = d.refclassid and p.object = d.refobjid)`;
var query = `with recursive start as (
  select w.place, 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid as catalog, c.oid as object,
    coalesce(a.attnum, 0)::pg_catalog.int4 as part
  from pg_catalog.json_to_recordset($1::pg_catalog.json) as w (place pg_catalog.int4, "table" pg_catalog.text, "column" pg_catalog.text)
  join pg_catalog.pg_class c on c.oid = pg_catalog.to_regclass(w."table")
  left join pg_catalog.pg_attribute a on a.attrelid = c.oid and pg_catalog.quote_ident(a.attname) = w."column"
  where w."column" is null or a.attnum is not null
), own as (
  select place, catalog, object, part from start
  union
  select o.place, d.classid, d.objid, 0 from own o join pg_catalog.pg_depend d on d.refclassid = o.catalog and d.refobjid = o.object
    and d.deptype in ('a', 'i') and d.classid in (${catalogs("pg_class", "pg_attrdef", "pg_constraint")})
    and not exists (select from pg_catalog.pg_constraint k where d.classid = ${catalogs("pg_constraint")} and k.oid = d.objid and k.contype = 'f')
  where o.part = 0
), needs as (
  select o.place, d.refclassid as catalog, d.refobjid as object, d.refobjsubid as part
  from own o join pg_catalog.pg_depend d on d.classid = o.catalog and d.objid = o.object and ${binding}
    and (o.part = 0 or d.objsubid = o.part)
  where d.refclassid <> ${catalogs("pg_namespace")} and ${isOthers("o")}
  union
  select n.place, d.refclassid, d.refobjid, d.refobjsubid
  from needs n join pg_catalog.pg_depend d on d.classid = n.catalog and d.objid = n.object and ${binding}
  where ${isOthers("n")}
)
select distinct n.place, i.identity from needs n join pg_catalog.pg_class c on c.oid = n.catalog
  cross join lateral (values (pg_catalog.concat(c.relname, ':', n.object)),
    (case when n.part > 0 then pg_catalog.concat('pg_attribute:', n.object, '.', n.part) end)) as i (identity)
where i.identity is not null`;

// src/dialects/postgres/deploy/rights.ts
async function lackingRights(session, { altered, dropped: dropped2, createIn, schemas }) {
  const tables2 = [
    ...altered.map((one2) => ({ ...one2, isDrop: false })),
    ...dropped2.map((one2) => ({ ...one2, isDrop: true }))
  ];
  const owned2 = await session.query(
    `select distinct pg_catalog.format('%I.%I', n.nspname, c.relname) as name, pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text as owner
    from pg_catalog.json_to_recordset($1::pg_catalog.json) as w (schema pg_catalog.text, name pg_catalog.text, "isDrop" pg_catalog.bool)
    join pg_catalog.pg_namespace n on n.nspname::pg_catalog.text = w.schema
    join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname::pg_catalog.text = w.name
    where not pg_catalog.pg_has_role(c.relowner, 'USAGE') and not (w."isDrop" and pg_catalog.pg_has_role(n.nspowner, 'USAGE'))
    order by 1`,
    [JSON.stringify(tables2)]
  );
  const closed = await session.query(
    `select pg_catalog.format('%I', n.nspname) as name from pg_catalog.pg_namespace n
    where n.nspname::pg_catalog.text = any ($1::pg_catalog.text[]) and not pg_catalog.has_schema_privilege(n.oid, 'CREATE')
      and (n.nspname <> 'public' or pg_catalog.current_schema() = 'public') order by 1`,
    [createIn]
  );
  const missing2 = await session.query(
    `select pg_catalog.format('%I', pg_catalog.current_database()) as database from pg_catalog.unnest($1::pg_catalog.text[]) as w (name)
    where not pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE')
      and not exists (select from pg_catalog.pg_namespace n where n.nspname::pg_catalog.text = w.name) limit 1`,
    [schemas]
  );
  return [
    ...owned2.rows.map(({ name: name4, owner }) => `${name4} belongs to ${owner}, and only its owner may alter it`),
    ...closed.rows.map(({ name: name4 }) => `it may not create in the schema ${name4}`),
    ...missing2.rows.map(({ database: database3 }) => `it may not create schemas in the database ${database3}`)
  ];
}

// src/dialects/postgres/deploy/blockers.ts
var interval = 150;
var tellEvery = 1e3;
var longest = 200;
function watch(observer, pid, told2) {
  let blockers = [];
  let busy = false;
  let lastTold = Number.NEGATIVE_INFINITY;
  const timer = setInterval(() => {
    if (busy || observer === null) return;
    busy = true;
    void blockersOf(observer, pid).then((found2) => {
      if (found2.length === 0) return;
      blockers = found2;
      if (performance.now() - lastTold < tellEvery) return;
      lastTold = performance.now();
      told2(found2);
    }).catch(() => {
    }).finally(() => {
      busy = false;
    });
  }, interval);
  timer.unref();
  return {
    get blockers() {
      return blockers;
    },
    stop: () => clearInterval(timer)
  };
}
async function blockersOf(observer, pid) {
  const { rows: rows2 } = await observer.query(
    `select a.pid, a.application_name::pg_catalog.text as application, a.state, a.query,
      (extract(epoch from pg_catalog.clock_timestamp() - coalesce(a.xact_start, a.query_start)) * 1000)::pg_catalog.float8 as age
    from pg_catalog.unnest(pg_catalog.pg_blocking_pids($1)) with ordinality as b (pid, place)
    join pg_catalog.pg_stat_activity a on a.pid = b.pid order by b.place limit 5`,
    [pid]
  );
  return rows2.map(blockerOf);
}
function blockerOf({ pid, application, state, query: query2, age }) {
  return {
    pid: Number(pid),
    ageMs: Math.round(Number(age ?? 0)),
    application: String(application ?? ""),
    state: String(state ?? ""),
    query: shapeOf(String(query2 ?? ""))
  };
}
function shapeOf(query2) {
  const shape = tokensOf(query2).flatMap((token) => {
    const text = query2.slice(token.start, token.end);
    if (/^(?:--|\/\*)/.test(text)) return [];
    return [/^(?:[eEbBxXnN]?'|[uU]&'|\$|\d|\.\d)/.test(text) ? "?" : text];
  }).join(" ");
  return shape.length > longest ? `${shape.slice(0, longest - 1)}\u2026` : shape;
}

// src/dialects/postgres/deploy/script.ts
var asOurselves = [
  "SET LOCAL SESSION AUTHORIZATION DEFAULT",
  "SET LOCAL ROLE NONE",
  "SET LOCAL search_path = pg_catalog",
  "SET LOCAL synchronous_commit TO DEFAULT"
];
var transient = ["55P03", "40P01", "40001"];
async function write(session, statements) {
  const script2 = scriptOf([
    "BEGIN",
    ...asOurselves,
    "SET LOCAL lock_timeout = 10000",
    "SET LOCAL statement_timeout = 60000",
    ...statements,
    "COMMIT"
  ]);
  await session.script(script2).catch(async (error) => {
    if (error instanceof DatabaseError && !endsSession(error))
      await session.script("ROLLBACK").catch(() => {
      });
    throw error;
  });
}
function scriptOf(statements) {
  return statements.map((sql) => `${sql}
;
`).join("");
}
function numbered(statements) {
  return statements.map((statement) => ({ number: statement.index, checksum: statementChecksum(statement) }));
}
function requireCount(completed, expected) {
  if (completed === expected) return;
  throw new DatabaseError(otherCount(completed, expected), "XX000", 0, "open");
}
function otherCount(completed, expected) {
  return `the server counted ${completed} statements where the parser counted ${expected}`;
}
var StatementFailed = class extends Error {
  code;
  number;
  constructor(error, statement) {
    super(error.message, { cause: error });
    this.code = error.code;
    this.number = statement?.index ?? null;
  }
  failure(blockers) {
    const { code: code2, message, number } = this;
    return { kind: "failed", number, code: code2, message, transient: transient.includes(code2), blockers };
  }
};
function endsSession({ code: code2 }) {
  return /^(?:57P0[1-5]|25P03)$/.test(code2);
}
async function failed(session, error, statement) {
  if (!(error instanceof DatabaseError)) return error;
  if (endsSession(error)) return new ConnectionLost(error.message);
  await session.script("ROLLBACK");
  return new StatementFailed(error, statement);
}
async function openingFailed(session, error) {
  const failure = await failed(session, error, null);
  return failure instanceof StatementFailed && failure.code === lockIsGone ? new LockLost() : failure;
}

// src/dialects/postgres/deploy/run-outside.ts
async function alone(runner, step, statement) {
  const { session, runId } = runner;
  const { timeouts, settings: settings4, migration } = step;
  const set = [
    ...settings4.some(setsLockTimeout) ? [] : [`SET lock_timeout = ${timeouts.concurrentLock}`],
    ...settings4.some(setsStatementTimeout) ? [] : [`SET statement_timeout = ${timeouts.concurrentStatement}`],
    ...settings4
  ];
  const observation = await session.script(scriptOf(set)).then(() => observe(session, statement)).catch(async (error) => {
    throw await failed(session, error, null);
  });
  const words2 = { runId, migration, kind: "alone" };
  await note(session, [
    statementsAre(numbered([statement]), { ...words2, state: "running", observation }),
    migrationIs(runId, { ...migration, state: "running" }, null)
  ]);
  try {
    await session.script(statement.sql);
    requireCount(session.completed(), 1);
  } catch (error) {
    const failure = await failed(session, error, statement);
    if (failure instanceof StatementFailed)
      await note(session, [
        statementsAre(numbered([statement]), {
          ...words2,
          state: "failed",
          observation,
          error: failure.message
        })
      ]);
    throw failure;
  }
  await outcome(session, step, numbered([statement]), words2);
}
async function asAuthored(runner, step, statements) {
  const { session, runId } = runner;
  const { migration } = step;
  const words2 = { runId, migration, kind: "as-authored" };
  await note(session, [
    statementsAre(numbered(statements), { ...words2, state: "running" }),
    migrationIs(runId, { ...migration, state: "running" }, null)
  ]);
  for (const statement of statements) {
    try {
      await session.script(statement.sql);
    } catch (error) {
      throw await failed(session, error, statement);
    }
  }
  await outcome(session, step, numbered(statements), words2);
}
async function outcome(session, { migration, history }, statements, words2) {
  await note(session, [
    statementsAre(statements, { ...words2, state: "applied" }),
    migrationIs(words2.runId, migration, null),
    ...history.map(inlined)
  ]);
}
var JournalRefused = class extends Error {
};
async function note(session, statements) {
  try {
    await write(session, statements);
  } catch (error) {
    const failure = await failed(session, error, null);
    if (!(failure instanceof StatementFailed)) throw failure;
    throw new JournalRefused(`the journal could not be written: ${failure.message}`, { cause: error });
  }
}
function setsLockTimeout(sql) {
  return /^\s*set\s+(?:session\s+)?lock_timeout\b/i.test(sql);
}
function setsStatementTimeout(sql) {
  return /^\s*set\s+(?:session\s+)?statement_timeout\b/i.test(sql);
}

// src/dialects/postgres/deploy/set-aside.ts
var savepoint = "migration_gate_keep";
function sentOf(statements, { direction, kept }) {
  return statements.flatMap((statement) => {
    const step = direction === "up" ? kept?.steps.find((one2) => one2.statement === statement.index) : void 0;
    const own2 = { sql: statement.sql, statement, isOurs: false };
    const ours2 = (sql) => ({ sql, statement, isOurs: true });
    if (step === void 0) return [own2];
    if (step.form === "before") return [...step.sql.map(ours2), own2];
    return [
      ours2(`SAVEPOINT ${savepoint}`),
      own2,
      ours2(`ROLLBACK TO SAVEPOINT ${savepoint}`),
      ours2(`RELEASE SAVEPOINT ${savepoint}`),
      ...step.sql.map(ours2)
    ];
  });
}

// src/dialects/postgres/deploy/run-transaction.ts
var idleInTransaction = 6e4;
var waitsOnlyIfLong = `SELECT pg_catalog.set_config('synchronous_commit', 'off', true)
  WHERE pg_catalog.clock_timestamp() < pg_catalog.transaction_timestamp() + interval '1 second'`;
async function inTransaction({ session, runId }, step, { begin: begin3, statements }, opening) {
  const { timeouts, migration, history, settings: settings4, followed } = step;
  const before7 = [
    ...opening,
    ...settings4,
    begin3,
    `SET LOCAL lock_timeout = ${timeouts.lock}`,
    `SET LOCAL statement_timeout = ${timeouts.statement}`,
    `SET LOCAL idle_in_transaction_session_timeout = ${idleInTransaction}`
  ];
  const sent = sentOf(statements, migration);
  const written = numbered(statements);
  const end = [
    // What is deferred to the COMMIT belongs to the migration: it runs under its role and search path, not under ours.
    "SET CONSTRAINTS ALL IMMEDIATE",
    ...asOurselves,
    ...followed ? [waitsOnlyIfLong] : [],
    ...written.length === 0 ? [] : [statementsAre(written, { runId, migration, kind: "transaction", state: "applied" })],
    migrationIs(runId, migration, null),
    ...archiveWords(runId, step, statements),
    ...history.map(inlined),
    "COMMIT"
  ];
  const body = [...before7, ...sent.map(({ sql }) => sql)];
  const sentAt = (place4) => place4 < opening.length ? "opening" : sent[place4 - before7.length];
  if (session.readsAsParsed()) {
    await send(session, [...body, ...end], sentAt);
    return;
  }
  await send(session, body, sentAt);
  await send(session, end);
}
async function send(session, script2, sentAt = () => void 0) {
  try {
    await session.script(scriptOf(script2));
    const completed = session.completed();
    if (session.isIdle() && completed !== script2.length) throw new Error(otherCount(completed, script2.length));
    requireCount(completed, script2.length);
  } catch (error) {
    const at = sentAt(session.completed());
    if (at === "opening") throw await openingFailed(session, error);
    const { statement = null, isOurs = false } = at ?? {};
    throw await failed(session, isOurs ? asOurs(error) : error, statement);
  }
}
function archiveWords(runId, { migration, restored }, statements) {
  if (migration.direction === "down")
    return restored.length > 0 && migration.state === "reverted" ? [archiveIs(restored, "restored")] : [];
  const { kept } = migration;
  const own2 = (kept?.objects ?? []).filter(
    (object) => statements.some(({ index }) => index === object.statement)
  );
  return kept === null || own2.length === 0 ? [] : [archived(runId, migration, kept, own2)];
}
function asOurs(error) {
  if (!(error instanceof DatabaseError)) return error;
  const { message, code: code2, position, transaction } = error;
  return new DatabaseError(`what it drops could not be set aside: ${message}`, code2, position, transaction);
}

// src/dialects/postgres/deploy/run-segment.ts
async function runSegment(runner, step) {
  const started = performance.now();
  const watching = watch(runner.observer, runner.session.pid, step.waiting);
  const durationMs = () => performance.now() - started;
  try {
    await attempt2(runner, step);
    return { kind: "applied", durationMs: durationMs() };
  } catch (error) {
    if (error instanceof ConnectionLost || error instanceof JournalRefused || error instanceof LockLost)
      return { kind: "lost", message: error.message, durationMs: durationMs() };
    if (!(error instanceof StatementFailed)) throw error;
    return { ...error.failure(watching.blockers), durationMs: durationMs() };
  } finally {
    watching.stop();
  }
}
async function attempt2(runner, step) {
  const { segment, first } = step;
  const { session } = runner;
  const opening = first ? freshSession(runner) : ["BEGIN", ...holdLock, "COMMIT"];
  if (segment.statements.some(({ sql }) => /search_path/i.test(sql))) runner.spokeOfPath = true;
  const isOneMessage = segment.kind === "transaction" && session.readsAsParsed();
  if (!isOneMessage)
    await session.script(scriptOf(opening)).catch(async (error) => {
      throw await openingFailed(session, error);
    });
  switch (segment.kind) {
    case "transaction":
      return inTransaction(runner, step, segment, isOneMessage ? opening : []);
    case "alone":
      return alone(runner, step, segment.statements[0]);
    case "as-authored":
      return asAuthored(runner, step, segment.statements);
  }
}
function freshSession({ session, name: name4, spokeOfPath }) {
  return [
    ...session.isIdle() ? [] : ["ROLLBACK"],
    "BEGIN",
    "CLOSE ALL",
    "UNLISTEN *",
    "DEALLOCATE ALL",
    "RESET SESSION AUTHORIZATION",
    "RESET ROLE",
    "RESET ALL",
    "DISCARD TEMP",
    "DISCARD SEQUENCES",
    `SET application_name = '${name4}'`,
    ...session.settings,
    ...spokeOfPath ? session.ownPath : [],
    ...holdLock,
    "COMMIT"
  ];
}

// src/dialects/postgres/trace/transactions.ts
function transactionForm({ transaction, oneString, runner }, statements) {
  if (hasOwnTransaction(statements)) return "authored";
  if (transaction === "none" && oneString && statements.length > 1) return "single-string";
  const lone = statements.length > 0 && statements.every((statement) => cannotRunInTransaction(statement) !== null);
  return transaction === "wrapped" && runner === "ours" && lone ? "none" : transaction;
}
function inTransaction2(parsed) {
  let authored2 = false;
  return parsed.up.map((statement) => {
    const verbs3 = statement.operations.flatMap(
      (operation) => operation.kind === "transaction" ? [operation.verb] : []
    );
    if (verbs3.includes("begin")) authored2 = true;
    const inside = authored2 || blockAround(parsed) === "always" || isWrapped(parsed, statement);
    if (verbs3.includes("commit") || verbs3.includes("rollback")) authored2 = false;
    return inside;
  });
}
function blockAround({
  migration,
  transaction,
  up
}) {
  switch (transaction) {
    case "wrapped":
      return migration.runner === "ours" ? "where-possible" : "always";
    case "single-string":
      return up.length > 1 ? "always" : "never";
    case "none":
    case "authored":
      return "never";
  }
}
function isWrapped(parsed, statement) {
  return blockAround(parsed) === "where-possible" && cannotRunInTransaction(statement) === null;
}
function setsIsolation({ operations }) {
  const [first] = operations;
  return first?.kind === "set" && first.local && first.name === "transaction_isolation";
}

// src/dialects/postgres/deploy/segments.ts
function segmentsOf(parsed) {
  if (parsed.transaction === "authored") return authored(parsed.up);
  switch (blockAround(parsed)) {
    case "always":
      return parsed.up.length === 0 ? [] : [inTransaction3(parsed.up)];
    case "where-possible":
      return together(parsed.up);
    case "never":
      return parsed.up.map(byItself);
  }
}
var ours = "BEGIN";
function inTransaction3(statements, begin3 = ours) {
  return { kind: "transaction", begin: begin3, statements };
}
function alone2(statement) {
  return { kind: "alone", statements: [statement], recovery: recoveryOf(statement) };
}
function byItself(statement) {
  const commitsInside = callsProcedure(statement) || endsTransactionInside(statement);
  return commitsInside || cannotRunInTransaction(statement) !== null ? alone2(statement) : inTransaction3([statement]);
}
function together(statements) {
  const segments = [];
  let open = [];
  for (const statement of statements) {
    if (cannotRunInTransaction(statement) === null) {
      open.push(statement);
      continue;
    }
    if (open.length > 0) segments.push(inTransaction3(open));
    open = [];
    segments.push(alone2(statement));
  }
  return open.length > 0 ? [...segments, inTransaction3(open)] : segments;
}
function authored(statements) {
  const segments = [];
  let open = null;
  for (const statement of statements) {
    const verb = controlOf(statement);
    if (verb === null) {
      if (open === null) segments.push(byItself(statement));
      else open.statements.push(statement);
    } else if (verb === "begin" && open === null) open = { begin: statement, statements: [] };
    else if (verb === "commit" && open !== null && !isChained(statement)) {
      if (open.statements.length > 0) segments.push(inTransaction3(open.statements, open.begin.sql));
      open = null;
    } else if (open !== null && insideOnly.includes(verb)) open.statements.push(statement);
    else return [{ kind: "as-authored", statements, recovery: "ask" }];
  }
  return open === null ? segments : [{ kind: "as-authored", statements, recovery: "ask" }];
}
var insideOnly = ["savepoint", "release", "rollback-to"];
function controlOf({ operations: [first] }) {
  return first?.kind === "transaction" ? first.verb : null;
}
function isChained({ sql }) {
  return /\bchain\b/i.test(sql) && !/\bno\s+chain\b/i.test(sql);
}

// src/dialects/postgres/fresh-session.ts
async function startAfresh(session) {
  await session.script("ROLLBACK");
  if (session.kind === "embedded") await session.script("SET SESSION AUTHORIZATION postgres");
  await session.script("DISCARD ALL");
  await useOwnSearchPath(session, "session");
}
async function useOwnSearchPath(session, scope) {
  await session.query(ownSearchPath(scope));
}
function ownSearchPath(scope) {
  return `SELECT pg_catalog.set_config('search_path', pg_catalog.substr(found.setting, 13), ${scope === "transaction"})
    FROM (
      SELECT c.setting FROM pg_catalog.pg_db_role_setting s
      CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c(setting)
      WHERE pg_catalog.starts_with(c.setting, 'search_path=')
        AND s.setrole OPERATOR(pg_catalog.=) ANY (ARRAY[0::pg_catalog.oid, (SELECT r.oid
          FROM pg_catalog.pg_roles r WHERE r.rolname OPERATOR(pg_catalog.=) session_user)])
        AND s.setdatabase OPERATOR(pg_catalog.=) ANY (ARRAY[0::pg_catalog.oid, (SELECT d.oid
          FROM pg_catalog.pg_database d WHERE d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database())])
      ORDER BY s.setrole DESC, s.setdatabase DESC LIMIT 1
    ) AS found`;
}

// src/dialects/postgres/deploy/hide-values.ts
var anybodysWords = /^(?:P0|38|39|F0|HV|XX)/;
var quotesValues = /^(?:22|42601$|42602$|42846$|54)/;
function hideValues(message, code2) {
  if (anybodysWords.test(code2)) return "its message is hidden (apply.redact)";
  const named2 = message.replace(/'(?:[^']|'')*'/g, "'***'");
  if (!quotesValues.test(code2)) return named2;
  return named2.replace(/"[\s\S]*"/g, '"***"').replace(/\d+(?:[.,:\-/]\d+)*/g, "***");
}

// src/dialects/postgres/deploy/session.ts
var connectionCheck = 200;
async function openDeploySession(url, name4, { password, redact = false } = {}) {
  const connection2 = await connect(url, name4, password).catch((error) => {
    if (error instanceof UntrustedServer)
      throw new Stopped("unsafe-connection", error.message, { cause: error });
    if (error instanceof UserError) throw new Stopped("cannot-connect", error.message, { cause: error });
    throw error;
  });
  const plain5 = sessionOver(connection2.client, connection2.address);
  const session = redact ? discreet(plain5) : plain5;
  try {
    return await proven(connection2, session, url, password);
  } catch (error) {
    await session.close();
    if (error instanceof ConnectionLost) throw new Stopped("cannot-connect", error.message, { cause: error });
    throw error;
  }
}
async function proven({ client }, session, url, password) {
  let count = 0;
  const wire = client.connection;
  wire.on("commandComplete", () => count++);
  const { rows: rows2 } = await session.query(
    `select pg_catalog.pg_backend_pid() as pid, pg_catalog.current_database()::pg_catalog.text as database,
      pg_catalog.current_setting('server_version') as version, pg_catalog.pg_is_in_recovery() as replica,
      pg_catalog.current_setting('standard_conforming_strings') as standard_conforming_strings,
      pg_catalog.current_setting('client_encoding') as client_encoding,
      (select source from pg_catalog.pg_settings where name = 'search_path') = 'client' as path_is_ours`
  );
  const [row = {}] = rows2;
  const reading = new Map(Object.keys(asParsed).map((name4) => [name4, row[name4]]));
  wire.on("parameterStatus", ({ parameterName, parameterValue }) => {
    if (reading.has(parameterName)) reading.set(parameterName, parameterValue);
  });
  if (row.replica === true)
    throw new Stopped(
      "unsafe-connection",
      "The database is a replica, which takes no writes. Give the address of the primary."
    );
  const pid = Number(row.pid);
  const { processID } = client;
  if (processID !== pid) await requireOwnBackend(session, url, pid, password);
  const looks = `SET client_connection_check_interval = ${connectionCheck}`;
  const looking = await session.script(looks).then(
    () => [looks],
    (error) => {
      if (error instanceof DatabaseError) return [];
      throw error;
    }
  );
  let asked2 = Promise.resolve();
  return {
    ...session,
    query(sql, parameters) {
      const answer = session.query(sql, parameters);
      asked2 = answer.catch(() => {
      });
      return answer;
    },
    pid,
    settings: looking,
    // What the address itself asks for comes before what database and role were given.
    ownPath: row.path_is_ours === true ? [] : [ownSearchPath("session")],
    database: String(row.database),
    serverVersion: String(row.version).split(" ")[0],
    async script(sql) {
      await asked2;
      count = 0;
      return session.script(sql);
    },
    completed: () => count,
    isIdle: () => client.getTransactionStatus() === "I",
    readsAsParsed: () => Object.entries(asParsed).every(([name4, value]) => reading.get(name4) === value)
  };
}
var asParsed = {
  standard_conforming_strings: "on",
  client_encoding: "UTF8"
};
function discreet(session) {
  const hidden4 = (work) => (...given3) => work(...given3).catch((error) => {
    if (!(error instanceof DatabaseError)) throw error;
    const { message, code: code2, position, transaction } = error;
    throw new DatabaseError(hideValues(message, code2), code2, position, transaction);
  });
  return { ...session, query: hidden4(session.query), script: hidden4(session.script) };
}
async function requireOwnBackend(session, url, pid, password) {
  const { client, address } = await connect(url, "migration-gate probe", password);
  const probe2 = sessionOver(client, address);
  try {
    for (let round = 0; round < 3; round++) {
      await probe2.script("BEGIN");
      const other2 = await backendOf(probe2);
      const own2 = await backendOf(session);
      await probe2.script("ROLLBACK");
      if (other2 !== pid && own2 === pid) continue;
      throw new Stopped(
        "unsafe-connection",
        "A pooler in transaction mode stands before the database: a lock taken in one statement would belong to somebody else in the next. Give the address of the server itself, or of a pool in session mode."
      );
    }
  } finally {
    await probe2.close();
  }
}
async function backendOf(session) {
  const { rows: rows2 } = await session.query("select pg_catalog.pg_backend_pid() as pid");
  return Number(rows2[0]?.pid);
}

// src/dialects/postgres/deploy/target.ts
var heartbeat = 5e3;
var deployment = {
  segments: segmentsOf,
  hideLiterals,
  async open(url, run, { password, redact = false } = {}) {
    const name4 = `migration-gate ${run.command} ${run.id.slice(0, 8)}`;
    const session = await openDeploySession(url, name4, { password, redact });
    const observer = await connectTarget(url, `watch ${run.id.slice(0, 8)}`, password).catch(() => null);
    return told(targetOver({ runId: run.id, name: name4, session, spokeOfPath: false, observer }, run));
  }
};
function targetOver(runner, run) {
  const { session, observer } = runner;
  const beating = setInterval(() => void session.query("select 1").catch(() => {
  }), heartbeat);
  beating.unref();
  return {
    serverVersion: session.serverVersion,
    database: session.database,
    lock: (keys, waiting2) => takeLocks(session, keys, waiting2),
    begin: () => begin(session, run),
    journal: () => readJournal(session),
    async history(sources) {
      const { history, refused: refused2, standing } = await readHistory(session, sources);
      const [first] = refused2;
      if (first === void 0)
        return [...standing].map(([table3, columns3]) => ({
          ...history.find((one2) => one2.table === table3) ?? { table: table3, rows: [] },
          columns: columns3
        }));
      throw new Stopped(
        "no-privilege",
        `The role may not read ${first}, which says what was applied. GRANT SELECT on it.`
      );
    },
    readSchema: (tables2) => readSchemaNow(session, tables2),
    write: (statements) => write(session, statements.map(inlined)),
    run: (step) => runSegment(runner, step),
    settle: (interrupted2, statement) => settle2(session, interrupted2.observation ?? {}, statement),
    mark: (marks) => write(
      session,
      marks.flatMap(({ migration, statements, note: note2, history }) => [
        ...statements.map(
          (one2) => statementsAre([one2], { runId: run.id, migration, kind: "marked", state: one2.state, error: note2 })
        ),
        migrationIs(run.id, migration, note2),
        ...history.map(inlined)
      ])
    ),
    setAside: () => readSetAside(session),
    archive: () => readArchive(session),
    async purge(objects) {
      for (const { id, purge } of objects) await write(session, [...purge, archiveIs([id], "purged")]);
    },
    neededBy: (holders) => neededBy(session, holders),
    async mayArchive() {
      const { rows: rows2 } = await session.query(
        `select pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') as may`
      );
      return rows2[0]?.may === true;
    },
    lackingRights: (wanted3) => lackingRights(session, wanted3),
    end: (outcome2, error) => write(session, [runEnds(run.id, outcome2, error)]),
    async close() {
      clearInterval(beating);
      await releaseLocks(session).catch(() => {
      });
      await session.close();
      await observer?.close();
    }
  };
}
function told(target2) {
  const named2 = (work) => (...given3) => work(...given3).catch((error) => {
    throw broke(error) ? interrupted(error) : error;
  });
  return {
    ...target2,
    lock: named2(target2.lock),
    begin: named2(target2.begin),
    journal: named2(target2.journal),
    history: named2(target2.history),
    readSchema: named2(target2.readSchema),
    write: named2(target2.write),
    settle: named2(target2.settle),
    mark: named2(target2.mark),
    setAside: named2(target2.setAside),
    archive: named2(target2.archive),
    purge: named2(target2.purge),
    neededBy: named2(target2.neededBy),
    mayArchive: named2(target2.mayArchive),
    lackingRights: named2(target2.lackingRights),
    end: named2(target2.end)
  };
}
function broke(error) {
  return error instanceof ConnectionLost || error instanceof DatabaseError && endsSession(error);
}
function interrupted(error) {
  return new Stopped("interrupted", `${error.message}. Run it again: it finds out what took effect.`, {
    cause: error
  });
}
async function begin(session, run) {
  try {
    await write(session, [...await isCurrent(session) ? [] : [createJournal], runBegins(run)]);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    if (error.code === "25006")
      throw new Stopped(
        "unsafe-connection",
        `The session is read-only: ${error.message}. Give the address of the primary, and a role without default_transaction_read_only.`,
        { cause: error }
      );
    if (error.code !== "42501") throw error;
    throw new Stopped(
      "no-privilege",
      `The journal cannot be written: ${error.message}. Let the role create it once (GRANT CREATE ON DATABASE), or make it its owner: CREATE SCHEMA migration_gate AUTHORIZATION \u2026`,
      { cause: error }
    );
  }
}
async function readSchemaNow(session, tables2) {
  await session.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path = pg_catalog");
  try {
    return await readSchema(session, tables2.map(historyTable));
  } finally {
    await session.script("ROLLBACK");
  }
}
async function settle2(session, observation, statement) {
  const judged = await judgeInterrupted(session, statement, observation);
  switch (judged.kind) {
    case "applied":
    case "not-applied":
    case "unknown":
      return { kind: judged.kind, evidence: judged.evidence };
    case "half-applied":
    case "repeatable":
      for (const sql of judged.clean) await session.script(sql);
      return {
        kind: judged.kind === "half-applied" && judged.then === "applied" ? "applied" : "not-applied",
        evidence: [judged.evidence, ...judged.clean.map((sql) => `sent ${sql}`)].join("; ")
      };
  }
}

// src/dialects/postgres/keep/row-security.ts
function unforced(before7, table3, statements) {
  const { attributes = {} } = before7.objects.get(`table ${table3}`) ?? {};
  if (!("row security forced" in attributes)) return statements;
  return [
    `ALTER TABLE ${table3} NO FORCE ROW LEVEL SECURITY`,
    ...statements,
    `ALTER TABLE ${table3} FORCE ROW LEVEL SECURITY`
  ];
}
function seesAllRows(table3) {
  const told2 = `${quoteLiteral(`row security hides rows of ${table3} from `)} || current_user`;
  return `SELECT CASE WHEN pg_catalog.row_security_active(${quoteLiteral(table3)}::pg_catalog.text) THEN (${told2})::pg_catalog.int4 END`;
}

// src/dialects/postgres/keep/triggers.ts
function disabledTriggers(before7, table3, statements) {
  const has = [...before7.objects.values()].some(
    ({ kind, name: name4 }) => kind === "trigger" && splitLast(name4).parent === table3
  );
  const isLate = [...before7.objects.values()].some(
    ({ attributes }) => /INITIALLY DEFERRED$/i.test(attributes.definition ?? "")
  );
  const all = isLate ? [...statements, "SET CONSTRAINTS ALL IMMEDIATE"] : statements;
  if (!has) return all;
  return [`ALTER TABLE ${table3} DISABLE TRIGGER USER`, ...all, `ALTER TABLE ${table3} ENABLE TRIGGER USER`];
}

// src/dialects/postgres/keep/keep-table.ts
function keepTable(before7, asked2) {
  const { name: name4, archive, isDroppedType } = asked2;
  const table3 = before7.objects.get(`table ${name4}`);
  if (table3 === void 0) return "it does not stand before this migration";
  if (isPartOfOthers(table3)) return "it is a partition, has partitions, or inherits";
  const place4 = `${archive}.${splitLast(name4).local}`;
  const columns3 = columnsOf(before7, name4);
  const asTexts = columns3.filter(({ attributes }) => isDroppedType(attributes.type ?? ""));
  if (asTexts.length > 0 && asked2.isTooLarge(name4))
    return "its type is dropped too, and to write so many rows anew would hold the lock for too long";
  return {
    place: place4,
    sql: [
      `CREATE SCHEMA ${archive}`,
      ...partsToLeave(before7, name4),
      `ALTER TABLE ${name4} SET SCHEMA ${archive}`,
      // Without its policies it would show no row to whoever brings them back.
      ..."row security" in table3.attributes || "row security forced" in table3.attributes ? [`ALTER TABLE ${place4} DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY`] : [],
      ...asTexts.flatMap((column) => madeText(place4, column))
    ],
    restore: [
      ...insertBack(before7, name4, place4, asTexts),
      ...columns3.filter(hasSequence).map((column) => sequenceAsIn(name4, place4, bare(column))),
      ...purgeOf(place4, archive)
    ],
    purge: purgeOf(place4, archive),
    finish: []
  };
}
function insertBack(before7, name4, place4, asTexts) {
  const stored = columnsOf(before7, name4).filter(({ attributes }) => !("generated" in attributes));
  if (stored.length === 0) return [];
  const values = stored.map(
    (column) => asTexts.includes(column) ? `${bare(column)}::${column.attributes.type}` : bare(column)
  );
  const insert2 = `INSERT INTO ${name4} (${stored.map(bare).join(", ")}) OVERRIDING SYSTEM VALUE SELECT ${values.join(", ")} FROM ${place4}`;
  return unforced(before7, name4, [...disabledTriggers(before7, name4, [insert2]), allCameBack(name4, place4)]);
}
function allCameBack(name4, place4) {
  const told2 = `'of ' || kept || ' rows of ' || ${quoteLiteral(name4)} || ' came back only ' || live`;
  return `SELECT CASE WHEN live >= kept THEN 0 ELSE (${told2})::pg_catalog.int4 END FROM (SELECT (SELECT pg_catalog.count(*) FROM ${name4}) AS live, (SELECT pg_catalog.count(*) FROM ${place4}) AS kept) AS counted`;
}
function madeText(place4, column) {
  const name4 = bare(column);
  return [
    ..."default" in column.attributes ? [`ALTER TABLE ${place4} ALTER COLUMN ${name4} DROP DEFAULT`] : [],
    `ALTER TABLE ${place4} ALTER COLUMN ${name4} TYPE pg_catalog.text USING ${name4}::pg_catalog.text`
  ];
}
function partsToLeave(before7, table3) {
  return [...before7.objects.values()].flatMap((part2) => {
    const { parent, local } = splitLast(part2.name);
    if (parent !== table3) return [];
    const isKey = part2.kind === "constraint" && /^FOREIGN KEY/i.test(part2.attributes.definition ?? "");
    if (isKey) return [`ALTER TABLE ${table3} DROP CONSTRAINT ${local}`];
    return leaving.includes(part2.kind) ? [`DROP ${part2.kind.toUpperCase()} ${local} ON ${table3}`] : [];
  });
}
var leaving = ["trigger", "rule", "policy"];
function purgeOf(place4, archive) {
  return [`DROP TABLE IF EXISTS ${place4}`, `DROP SCHEMA IF EXISTS ${archive}`];
}
function isPartOfOthers({ attributes }) {
  return Object.keys(attributes).some((name4) => /partition|inherits/.test(name4));
}
function columnsOf(before7, table3) {
  return (before7.columnOrder.get(table3) ?? []).flatMap(
    (column) => before7.objects.get(`column ${table3}.${column}`) ?? []
  );
}
function bare({ name: name4 }) {
  return splitLast(name4).local;
}
function hasSequence({ attributes }) {
  return "identity" in attributes || /^nextval\(/i.test(attributes.default ?? "");
}
function sequenceAsIn(table3, place4, column) {
  const sequence2 = (of) => `pg_catalog.pg_get_serial_sequence(${quoteLiteral(of)}, ${quoteLiteral(unquoted(column))})::pg_catalog.regclass`;
  return `SELECT pg_catalog.setval(${sequence2(table3)}, pg_catalog.pg_sequence_last_value(${sequence2(place4)}))`;
}
function unquoted(name4) {
  return name4.startsWith('"') ? name4.slice(1, -1).replaceAll('""', '"') : name4;
}

// src/dialects/postgres/keep/keep-column.ts
function keepColumn(before7, asked2) {
  const { table: table3, column, archive, asText: asText2 } = asked2;
  const standing = before7.objects.get(`column ${table3}.${column}`);
  const owner = before7.objects.get(`table ${table3}`);
  if (standing === void 0 || owner === void 0) return "it does not stand before this migration";
  if (isPartOfOthers(owner)) return "its table is a partition, has partitions, or inherits";
  if ("generated" in standing.attributes) return "it is computed from other columns";
  const key2 = primaryKey(before7, table3);
  if (key2 === null) return "its table has no primary key by which a value finds its row again";
  if (key2.includes(column)) return "it is part of the primary key";
  if (asked2.isTooLarge(table3)) return "a copy of so many rows would hold the lock for too long";
  const place4 = `${archive}.${splitLast(table3).local}`;
  const { attributes } = standing;
  const value = asText2 ? `${column}::pg_catalog.text AS ${column}` : column;
  const back = asText2 ? `kept.${column}::${attributes.type}` : `kept.${column}`;
  const isSame = key2.map((part2) => `live.${part2} = kept.${part2}`).join(" AND ");
  const update = `UPDATE ${table3} AS live SET ${column} = ${back} FROM ${place4} AS kept WHERE ${isSame}`;
  const highest = `SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence(${quoteLiteral(table3)}, ${quoteLiteral(unquoted(column))})::pg_catalog.regclass, max(${column})) FROM ${place4}`;
  return {
    place: place4,
    sql: [
      `CREATE SCHEMA ${archive}`,
      `LOCK TABLE ${table3} IN ACCESS EXCLUSIVE MODE`,
      ...unforced(before7, table3, [
        seesAllRows(table3),
        `CREATE TABLE ${place4} AS SELECT ${[...key2, value].join(", ")} FROM ${table3}`
      ])
    ],
    restore: [
      ...unforced(before7, table3, disabledTriggers(before7, table3, [seesAllRows(table3), update])),
      ...hasSequence(standing) ? [highest] : [],
      ...purgeOf(place4, archive)
    ],
    purge: purgeOf(place4, archive),
    finish: asksForValue(attributes) ? [`ALTER TABLE ${table3} ALTER COLUMN ${column} SET NOT NULL`] : []
  };
}
function asksForValue(attributes) {
  return "not null" in attributes && !("default" in attributes) && !("identity" in attributes);
}
function primaryKey(before7, table3) {
  for (const { kind, name: name4, attributes } of before7.objects.values()) {
    if (kind !== "constraint" || splitLast(name4).parent !== table3) continue;
    const list4 = /^PRIMARY KEY \((.*?)\)(?: INCLUDE .*)?$/s.exec(attributes.definition ?? "")?.[1];
    if (list4 !== void 0) return list4.match(/"(?:[^"]|"")*"|[^",\s]+/g) ?? null;
  }
  return null;
}

// src/dialects/postgres/parse/engine.ts
var import_libpg_query = __toESM(require_libpg_query(), 1);
import { setFlagsFromString } from "node:v8";
var largestHeap = 256 * 1024 * 1024;
var current = null;
setFlagsFromString("--wasm-tiering-budget=2000000000");
async function parseText(sql) {
  current ??= (0, import_libpg_query.default)();
  const held = current;
  const module = await held;
  try {
    return parseWith(module, sql);
  } catch (error) {
    forget(held);
    return { kind: "crashed", message: crashMessage(error instanceof Error ? error.message : String(error)) };
  } finally {
    if (module.HEAPU8.length > largestHeap) forget(held);
  }
}
function forget(held) {
  if (current === held) current = null;
}
function crashMessage(detail) {
  return `the parser gave up: the statement is nested too deep or too large (${detail})`;
}
function parseWith(module, sql) {
  const bytes = module.lengthBytesUTF8(sql) + 1;
  const query2 = module._malloc(bytes);
  if (query2 === 0) throw new Error("out of memory");
  module.stringToUTF8(sql, query2, bytes);
  const result = module._wasm_parse_query_raw(query2);
  if (result === 0) throw new Error("out of memory");
  const outcome2 = readResult(module, result);
  module._wasm_free_parse_result(result);
  module._free(query2);
  return outcome2;
}
function readResult(module, result) {
  const error = module.getValue(result + 8, "i32");
  if (error !== 0) {
    const message = module.UTF8ToString(module.getValue(error, "i32"));
    if (message.startsWith("memory exhausted")) return { kind: "crashed", message: crashMessage(message) };
    const cursor = module.getValue(error + 16, "i32");
    return { kind: "refused", message, position: Math.max(0, cursor - 1) };
  }
  const tree = JSON.parse(module.UTF8ToString(module.getValue(result, "i32")));
  return { kind: "parsed", statements: tree.stmts ?? [] };
}

// src/dialects/postgres/parse/clause-text.ts
function clauseText(text, from2, limit = text.length) {
  let depth2 = 0;
  let end = from2;
  for (let token = nextToken(text, from2); token !== null && token.end <= limit; token = nextToken(text, token.end)) {
    const symbol = token.kind === "symbol" ? text[token.start] : "";
    if (symbol === "(" || symbol === "[") depth2++;
    if (symbol === ")" || symbol === "]") depth2--;
    if (depth2 < 0 || depth2 === 0 && symbol === ",") break;
    end = token.end;
  }
  return text.slice(from2, end);
}
function withoutKeyword(text) {
  const keyword = nextToken(text, 0);
  const rest = keyword === null ? null : nextToken(text, keyword.end);
  return rest === null ? text : text.slice(rest.start);
}
function withoutName(text) {
  const first = nextToken(text, 0);
  return first !== null && wordOf(text, first) === "constraint" ? withoutKeyword(withoutKeyword(text)) : text;
}

// src/dialects/postgres/parse/constraint-operations.ts
var types2 = {
  CONSTR_PRIMARY: "primary-key",
  CONSTR_UNIQUE: "unique",
  CONSTR_CHECK: "check",
  CONSTR_FOREIGN: "foreign-key",
  CONSTR_EXCLUSION: "exclusion",
  CONSTR_NOTNULL: "not-null"
};
function constraintOperation(table3, constraint, column, { schema: schema3, source }, limit) {
  const type = types2[constraint.contype ?? ""];
  if (type === void 0) return null;
  return {
    kind: "add-constraint",
    table: table3,
    constraint: constraint.conname ?? null,
    type,
    columns: column === null ? constrainedColumns(constraint) : [column],
    references: constraint.pktable === void 0 ? null : relationName2(constraint.pktable, schema3),
    definition: withoutName(clauseText(source.text, source.offsetOf(constraint.location ?? 0), limit)),
    validated: constraint.skip_validation !== true && constraint.is_enforced !== false,
    usingIndex: constraint.indexname !== void 0
  };
}
function columnConstraints(table3, { colname = "", constraints: constraints2, collClause }, context) {
  const written = nodesAs(constraints2, "Constraint");
  const startOf2 = (clause) => context.source.offsetOf(clause.location ?? 0);
  const clauses = written.filter(({ contype }) => !contype?.startsWith("CONSTR_ATTR_"));
  const starts = [...clauses, ...collClause === void 0 ? [] : [collClause]].map(startOf2).sort((a, b) => a - b);
  const nextStart = new Map(starts.map((start, place4) => [start, starts[place4 + 1]]));
  const unenforced = unenforcedOf(written);
  return clauses.filter(({ contype }) => contype !== "CONSTR_NOTNULL").flatMap((constraint) => {
    const limit = nextStart.get(startOf2(constraint));
    const operation = constraintOperation(table3, constraint, colname, context, limit);
    if (operation === null) return [];
    return { ...operation, validated: operation.validated && !unenforced.has(constraint) };
  });
}
function unenforcedOf(written) {
  const found2 = /* @__PURE__ */ new Set();
  let last = null;
  for (const constraint of written) {
    if (constraint.contype === "CONSTR_ATTR_NOT_ENFORCED" && last !== null) found2.add(last);
    if (!constraint.contype?.startsWith("CONSTR_ATTR_")) last = constraint;
  }
  return found2;
}
function constrainedColumns(constraint) {
  if (constraint.fk_attrs !== void 0) return stringsOf(constraint.fk_attrs);
  if (constraint.keys !== void 0) return stringsOf(constraint.keys);
  if (constraint.exclusions !== void 0) return excludedColumns(constraint.exclusions);
  return constraint.raw_expr === void 0 ? [] : columnsIn(constraint.raw_expr);
}
function excludedColumns(exclusions) {
  return nodesAs(exclusions, "List").flatMap(({ items }) => nodeAs(items?.[0], "IndexElem")?.name ?? []);
}
function columnsIn(expression) {
  const columns3 = /* @__PURE__ */ new Set();
  walk(expression, ({ key: key2, fields }) => {
    const name4 = key2 === "ColumnRef" ? stringsOf(fields.fields).at(-1) : void 0;
    if (name4 !== void 0) columns3.add(name4);
  });
  return [...columns3];
}

// src/dialects/postgres/parse/type-text.ts
var spoken2 = {
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  float4: "real",
  float8: "double precision",
  bool: "boolean",
  serial2: "smallserial",
  serial4: "serial",
  serial8: "bigserial"
};
var unquoted2 = /^(?:bit|varbit|varchar|numeric|interval|time|timetz|timestamp|timestamptz|json|xml)$/;
function typeText(type) {
  const parts3 = stringsOf(type?.names);
  const builtIn = parts3.length === 2 && parts3[0] === "pg_catalog";
  const name4 = parts3.length === 1 || builtIn ? simpleName(parts3.at(-1) ?? "", builtIn) : dottedName(parts3);
  const array = "[]".repeat(type?.arrayBounds?.length ?? 0);
  const reference = type?.pct_type === true ? "%TYPE" : "";
  return `${type?.setof === true ? "setof " : ""}${name4}${modifiers(type, name4)}${array}${reference}`;
}
function simpleName(name4, builtIn) {
  if (builtIn && name4 === "bpchar") return "char";
  const known = spoken2[name4];
  if (known !== void 0) return known;
  return builtIn || unquoted2.test(name4) ? name4 : dottedName([name4]);
}
function modifiers(type, name4) {
  const values = (type?.typmods ?? []).map(modifier);
  if (values.length === 0) return "";
  if (name4 === "interval") return values.length > 1 ? `(${values[1]})` : "";
  return `(${values.join(",")})`;
}
function modifier(node) {
  const constant = nodeAs(node, "A_Const");
  if (constant?.ival !== void 0) return String(constant.ival.ival ?? 0);
  if (constant?.sval !== void 0) return constant.sval.sval ?? "";
  const column = nodeAs(node, "ColumnRef");
  return column === null ? "?" : dottedName(stringsOf(column.fields));
}

// src/dialects/postgres/parse/column-operations.ts
var serials = /* @__PURE__ */ new Set(["smallserial", "serial", "bigserial"]);
function addColumn(table3, definition, context) {
  const column = definition.colname ?? "";
  const type = typeText(definition.typeName);
  const constraints2 = nodesAs(definition.constraints, "Constraint");
  return [
    {
      kind: "add-column",
      table: table3,
      column,
      type,
      notNull: serials.has(type) || constraints2.some(impliesNotNull),
      default: defaultText(definition, type, constraints2, context),
      values: valuesOf(type, constraints2),
      calls: calledByDefault(constraints2)
    },
    ...columnConstraints(table3, definition, context)
  ];
}
function definedColumn(definition) {
  const type = typeText(definition.typeName);
  const values = valuesOf(type, nodesAs(definition.constraints, "Constraint"));
  return { column: definition.colname ?? "", type, values };
}
function valuesOf(type, constraints2) {
  if (serials.has(type)) return "serial";
  const given3 = constraints2.find(isValueSource);
  if (given3 === void 0 || isNull(given3)) return "null";
  if (given3.contype === "CONSTR_IDENTITY") return "identity";
  if (given3.contype === "CONSTR_DEFAULT") return "default";
  return given3.generated_kind === "v" ? "virtual" : "stored";
}
function isValueSource({ contype }) {
  return contype === "CONSTR_DEFAULT" || contype === "CONSTR_GENERATED" || contype === "CONSTR_IDENTITY";
}
function isNull({ raw_expr }) {
  return nodeAs(raw_expr, "A_Const")?.isnull === true;
}
function calledByDefault(constraints2) {
  const value = constraints2.find(({ contype }) => contype === "CONSTR_DEFAULT");
  return calledFunctions(value?.raw_expr).map((parts3) => parts3.at(-1) ?? "");
}
function impliesNotNull({ contype }) {
  return contype === "CONSTR_NOTNULL" || contype === "CONSTR_PRIMARY" || contype === "CONSTR_IDENTITY";
}
function defaultText(definition, type, constraints2, context) {
  if (serials.has(type)) return `nextval (${type})`;
  const given3 = constraints2.find(isValueSource);
  if (given3 === void 0 || isNull(given3)) return null;
  const from2 = context.source.offsetOf(given3.location ?? 0);
  const others = [...constraints2.map(({ location }) => location), definition.collClause?.location];
  const stops = others.map((location) => context.source.offsetOf(location ?? 0)).filter((offset) => offset > from2);
  const text = clauseText(context.source.text, from2, Math.min(context.source.text.length, ...stops));
  return given3.contype === "CONSTR_DEFAULT" ? withoutKeyword(text) : text;
}

// src/dialects/postgres/parse/object-words.ts
var words = {
  OBJECT_AMOP: "operator-family",
  OBJECT_AMPROC: "operator-family",
  OBJECT_ATTRIBUTE: "type",
  OBJECT_DEFACL: "default-privilege",
  OBJECT_DOMCONSTRAINT: "domain",
  OBJECT_FDW: "foreign-data-wrapper",
  OBJECT_FOREIGN_SERVER: "server",
  OBJECT_LARGEOBJECT: "large-object",
  OBJECT_MATVIEW: "materialized-view",
  OBJECT_OPCLASS: "operator-class",
  OBJECT_OPFAMILY: "operator-family",
  OBJECT_PARAMETER_ACL: "parameter",
  OBJECT_STATISTIC_EXT: "statistics",
  OBJECT_TABCONSTRAINT: "constraint",
  OBJECT_TSCONFIGURATION: "text-search-configuration",
  OBJECT_TSDICTIONARY: "text-search-dictionary",
  OBJECT_TSPARSER: "text-search-parser",
  OBJECT_TSTEMPLATE: "text-search-template"
};
function objectWord(type) {
  const name4 = type ?? "OBJECT_UNKNOWN";
  return words[name4] ?? name4.slice("OBJECT_".length).toLowerCase().replaceAll("_", "-");
}
var owned = /* @__PURE__ */ new Set([
  "OBJECT_TRIGGER",
  "OBJECT_POLICY",
  "OBJECT_RULE",
  "OBJECT_TABCONSTRAINT",
  "OBJECT_COLUMN",
  "OBJECT_ATTRIBUTE"
]);
var global = /* @__PURE__ */ new Set([
  "OBJECT_ACCESS_METHOD",
  "OBJECT_DATABASE",
  "OBJECT_EVENT_TRIGGER",
  "OBJECT_EXTENSION",
  "OBJECT_FDW",
  "OBJECT_FOREIGN_SERVER",
  "OBJECT_LANGUAGE",
  "OBJECT_PARAMETER_ACL",
  "OBJECT_PUBLICATION",
  "OBJECT_ROLE",
  "OBJECT_SCHEMA",
  "OBJECT_SUBSCRIPTION",
  "OBJECT_TABLESPACE"
]);
function objectName(type, node, schema3) {
  const list4 = nodeAs(node, "List");
  if (list4 !== null) return listName(type ?? "", list4.items ?? [], schema3);
  const routine2 = nodeAs(node, "ObjectWithArgs");
  if (routine2 !== null) return typedName(type, stringsOf(routine2.objname), schema3);
  const text = nodeAs(node, "String");
  if (text !== null) return quoteIdentifier(text.sval ?? "");
  const typeName2 = nodeAs(node, "TypeName");
  if (typeName2 !== null) return nameInSchema(stringsOf(typeName2.names), schema3);
  const relation2 = nodeAs(node, "RangeVar");
  if (relation2 !== null) return relationName2(relation2, schema3);
  const role3 = nodeAs(node, "RoleSpec");
  return quoteIdentifier(role3?.rolename ?? objectWord(type));
}
function relationOrObjectName(type, relation2, object, member, schema3) {
  if (relation2 === void 0) return objectName(type, object, schema3);
  const table3 = relationName2(relation2, schema3);
  return member === void 0 ? table3 : `${table3}.${quoteIdentifier(member)}`;
}
function listName(type, items, schema3) {
  const types3 = nodesAs(items, "TypeName");
  if (type === "OBJECT_CAST") return types3.map(typeText).join(" AS ");
  const parts3 = stringsOf(items);
  const [first] = types3;
  if (first !== void 0) return [nameInSchema(stringsOf(first.names), schema3), dottedName(parts3)].join(".");
  if (type === "OBJECT_OPCLASS" || type === "OBJECT_OPFAMILY") return nameInSchema(parts3.slice(1), schema3);
  if (owned.has(type)) {
    const owner = nameInSchema(parts3.slice(0, -1), schema3);
    return `${owner}.${quoteIdentifier(parts3.at(-1) ?? "")}`;
  }
  return typedName(type, parts3, schema3);
}
function typedName(type, parts3, schema3) {
  if (type === "OBJECT_OPERATOR") return `${quoteIdentifier(parts3.at(-2) ?? schema3)}.${parts3.at(-1) ?? ""}`;
  return global.has(type ?? "") ? dottedName(parts3) : nameInSchema(parts3, schema3);
}

// src/dialects/postgres/parse/alter-table.ts
var details = {
  AT_ChangeOwner: "owner to",
  AT_DropCluster: "set without cluster",
  AT_DropOids: "set without oids",
  AT_SetUnLogged: "set unlogged",
  AT_SetTableSpace: "set tablespace",
  AT_SetRelOptions: "set options",
  AT_ResetRelOptions: "reset options",
  AT_SetOptions: "set column options",
  AT_ResetOptions: "reset column options",
  AT_AddInherit: "inherit",
  AT_DropInherit: "no inherit",
  AT_AddOf: "of type",
  AT_DropOf: "not of type",
  AT_GenericOptions: "foreign options",
  AT_AlterColumnGenericOptions: "foreign column options"
};
var otherObjects = /* @__PURE__ */ new Set([
  "OBJECT_INDEX",
  "OBJECT_VIEW",
  "OBJECT_MATVIEW",
  "OBJECT_SEQUENCE",
  "OBJECT_FOREIGN_TABLE",
  "OBJECT_TYPE"
]);
function alterTable(statement, context) {
  const table3 = relationName2(statement.relation, context.schema);
  const object = statement.objtype ?? "OBJECT_TABLE";
  if (otherObjects.has(object)) return [{ kind: "alter", object: objectWord(object), name: table3 }];
  return nodesAs(statement.cmds, "AlterTableCmd").flatMap((command) => subcommand(table3, command, context));
}
function subcommand(table3, command, context) {
  const column = command.name ?? "";
  switch (command.subtype) {
    case "AT_AddColumn": {
      const definition = nodeAs(command.def, "ColumnDef");
      return definition === null ? [] : addColumn(table3, definition, context);
    }
    case "AT_DropColumn":
      return [{ kind: "drop-column", table: table3, column, cascade: command.behavior === "DROP_CASCADE" }];
    case "AT_AlterColumnType": {
      const definition = nodeAs(command.def, "ColumnDef");
      const type = typeText(definition?.typeName);
      return [{ kind: "change-column-type", table: table3, column, type, ...usingOf(definition?.raw_default) }];
    }
    case "AT_SetNotNull":
      return [{ kind: "set-not-null", table: table3, column }];
    case "AT_DropNotNull":
      return [{ kind: "drop-not-null", table: table3, column }];
    case "AT_ColumnDefault":
      return [{ kind: command.def === void 0 ? "drop-default" : "set-default", table: table3, column }];
    case "AT_AddConstraint": {
      const constraint = nodeAs(command.def, "Constraint");
      const operation = constraint && constraintOperation(table3, constraint, null, context);
      return [operation ?? { kind: "alter-table", table: table3, detail: "add constraint" }];
    }
    case "AT_ValidateConstraint":
      return [{ kind: "validate-constraint", table: table3, constraint: column }];
    case "AT_DropConstraint": {
      const cascade = command.behavior === "DROP_CASCADE";
      return [{ kind: "drop-constraint", table: table3, constraint: column, cascade }];
    }
    case "AT_AttachPartition":
    case "AT_DetachPartition":
      return [partitionOperation(table3, command, context)];
    default:
      return [{ kind: "alter-table", table: table3, detail: detailOf(command.subtype ?? "") }];
  }
}
function usingOf(expression) {
  if (expression === void 0) return {};
  let inner = expression;
  for (let cast2 = nodeAs(inner, "TypeCast"); cast2 !== null; cast2 = nodeAs(inner, "TypeCast")) inner = cast2.arg;
  return { using: nodeAs(inner, "ColumnRef") === null ? "expression" : "cast" };
}
function detailOf(subtype) {
  return details[subtype] ?? subtype.slice(3).replaceAll(/(?<!^)([A-Z])/g, " $1").replace("Trig", "Trigger").toLowerCase();
}
function partitionOperation(table3, { subtype, def }, { schema: schema3 }) {
  const command = nodeAs(def, "PartitionCmd");
  const partition = relationName2(command?.name, schema3);
  const detail = subtype === "AT_AttachPartition" ? "attach partition" : "detach partition";
  const how = command?.concurrent === true ? " concurrently" : "";
  return { kind: "alter-table", table: table3, detail: `${detail}${how}`, partition };
}

// src/dialects/postgres/parse/privilege-operations.ts
var privilegeReaders = {
  GrantStmt: (statement, { schema: schema3 }) => grant(statement, schema3),
  AlterDefaultPrivilegesStmt: ({ options }) => {
    const schemas = nodesAs(options, "DefElem").find(({ defname }) => defname === "schemas");
    const names2 = rolesOf(nodeAs(schemas?.arg, "List")?.items);
    return (names2.length === 0 ? ["all"] : names2).map((name4) => ({
      kind: "alter",
      object: "default-privilege",
      name: name4
    }));
  },
  GrantRoleStmt: ({ granted_roles, is_grant, behavior }) => nodesAs(granted_roles, "AccessPriv").map(
    ({ priv_name }) => given("role-membership", quoteIdentifier(priv_name ?? ""), is_grant ?? false, behavior)
  ),
  CreateRoleStmt: ({ role: role3 }) => [{ kind: "create", object: "role", name: quoteIdentifier(role3 ?? "") }],
  AlterRoleStmt: ({ role: role3 }) => [
    { kind: "alter", object: "role", name: quoteIdentifier(role3?.rolename ?? "all") }
  ],
  AlterRoleSetStmt: ({ role: role3 }) => [
    { kind: "alter", object: "role", name: quoteIdentifier(role3?.rolename ?? "all") }
  ],
  DropRoleStmt: ({ roles: roles3 }) => rolesOf(roles3).map((name4) => ({ kind: "drop", object: "role", name: name4, cascade: false })),
  DropOwnedStmt: ({ roles: roles3, behavior }) => rolesOf(roles3).map((name4) => ({
    kind: "drop",
    object: "owned-objects",
    name: name4,
    cascade: behavior === "DROP_CASCADE"
  })),
  ReassignOwnedStmt: ({ roles: roles3 }) => rolesOf(roles3).map((name4) => ({ kind: "alter", object: "owned-objects", name: name4 }))
};
function grant(statement, schema3) {
  const { objects, objtype, targtype, is_grant, behavior } = statement;
  return (objects ?? []).map((object) => {
    const name4 = targtype === "ACL_TARGET_ALL_IN_SCHEMA" ? `${objectName("OBJECT_SCHEMA", object, schema3)}.*` : objectName(objtype, object, schema3);
    return given("privilege", name4, is_grant ?? false, behavior);
  });
}
function given(object, name4, isGrant, behavior) {
  if (isGrant) return { kind: "create", object, name: name4 };
  return { kind: "drop", object, name: name4, cascade: behavior === "DROP_CASCADE" };
}
function rolesOf(roles3) {
  return (roles3 ?? []).map((role3) => objectName("OBJECT_ROLE", role3, ""));
}

// src/dialects/postgres/parse/object-operations.ts
function create(object, name4) {
  return [{ kind: "create", object, name: name4 }];
}
function alter(object, name4) {
  return [{ kind: "alter", object, name: name4 }];
}
function drop(object, name4, behavior) {
  return [{ kind: "drop", object, name: name4, cascade: behavior === "DROP_CASCADE" }];
}
function named(parts3, { schema: schema3 }) {
  return nameInSchema(stringsOf(parts3), schema3);
}
function plain(name4) {
  return quoteIdentifier(name4 ?? "");
}
var readsDomainRows = /* @__PURE__ */ new Set(["O", "C", "V"]);
var objectReaders = {
  AlterTableStmt: alterTable,
  DropStmt: ({ objects, removeType, behavior, concurrent, missing_ok }, { schema: schema3 }) => {
    const cascade = behavior === "DROP_CASCADE";
    return (objects ?? []).map((object) => {
      const name4 = objectName(removeType, object, schema3);
      if (removeType === "OBJECT_TABLE") return { kind: "drop-table", table: name4, cascade };
      if (removeType === "OBJECT_INDEX")
        return {
          kind: "drop-index",
          index: name4,
          concurrently: concurrent ?? false,
          ifExists: missing_ok ?? false,
          cascade
        };
      return { kind: "drop", object: objectWord(removeType), name: name4, cascade };
    });
  },
  CommentStmt: ({ objtype, object }, { schema: schema3 }) => alter("comment", objectName(objtype, object, schema3)),
  SecLabelStmt: ({ objtype, object }, { schema: schema3 }) => alter("security-label", objectName(objtype, object, schema3)),
  ...privilegeReaders,
  ViewStmt: ({ view: view2 }, { schema: schema3 }) => create("view", relationName2(view2, schema3)),
  RefreshMatViewStmt: ({ relation: relation2, concurrent, skipData }, { schema: schema3 }) => [
    {
      kind: "refresh-view",
      view: relationName2(relation2, schema3),
      concurrently: concurrent ?? false,
      filled: skipData !== true
    }
  ],
  CreateSeqStmt: ({ sequence: sequence2 }, { schema: schema3 }) => create("sequence", relationName2(sequence2, schema3)),
  AlterSeqStmt: ({ sequence: sequence2 }, { schema: schema3 }) => alter("sequence", relationName2(sequence2, schema3)),
  CreateStatsStmt: ({ defnames, relations: relations4 }, { schema: schema3 }) => {
    const table3 = nodeAs(relations4?.[0], "RangeVar");
    const parts3 = stringsOf(defnames);
    return create(
      "statistics",
      parts3.length > 0 ? nameInSchema(parts3, schema3) : relationName2(table3 ?? {}, schema3)
    );
  },
  AlterStatsStmt: ({ defnames }, context) => alter("statistics", named(defnames, context)),
  CreateFunctionStmt: ({ funcname, is_procedure }, context) => create(is_procedure === true ? "procedure" : "function", named(funcname, context)),
  AlterFunctionStmt: ({ objtype, func }, context) => alter(objectWord(objtype), named(func?.objname, context)),
  CreateTrigStmt: ({ trigname, relation: relation2 }, { schema: schema3 }) => create("trigger", `${relationName2(relation2, schema3)}.${plain(trigname)}`),
  CreateEventTrigStmt: ({ trigname }) => create("event-trigger", plain(trigname)),
  AlterEventTrigStmt: ({ trigname }) => alter("event-trigger", plain(trigname)),
  RuleStmt: ({ rulename, relation: relation2 }, { schema: schema3 }) => create("rule", `${relationName2(relation2, schema3)}.${plain(rulename)}`),
  CreatePolicyStmt: ({ policy_name, table: table3 }, { schema: schema3 }) => create("policy", `${relationName2(table3, schema3)}.${plain(policy_name)}`),
  AlterPolicyStmt: ({ policy_name, table: table3 }, { schema: schema3 }) => alter("policy", `${relationName2(table3, schema3)}.${plain(policy_name)}`),
  CreatePLangStmt: ({ plname }) => create("language", plain(plname)),
  CreateEnumStmt: ({ typeName: typeName2 }, context) => create("type", named(typeName2, context)),
  CreateRangeStmt: ({ typeName: typeName2 }, context) => create("type", named(typeName2, context)),
  CompositeTypeStmt: ({ typevar }, { schema: schema3 }) => create("type", relationName2(typevar, schema3)),
  AlterTypeStmt: ({ typeName: typeName2 }, context) => alter("type", named(typeName2, context)),
  CreateDomainStmt: ({ domainname }, context) => create("domain", named(domainname, context)),
  AlterDomainStmt: ({ typeName: typeName2, subtype, def }, context) => {
    const name4 = named(typeName2, context);
    const isNow = nodeAs(def, "Constraint")?.skip_validation !== true;
    const checksRows = readsDomainRows.has(subtype ?? "") && isNow;
    return [{ kind: "alter", object: "domain", name: name4, ...checksRows ? { checksRows } : {} }];
  },
  CreateCastStmt: ({ sourcetype, targettype }) => create("cast", `${typeText(sourcetype)} AS ${typeText(targettype)}`),
  CreateTransformStmt: ({ type_name, lang }) => create("transform", `${typeText(type_name)} FOR ${plain(lang)}`),
  DefineStmt: ({ kind, defnames }, { schema: schema3 }) => create(objectWord(kind), objectName(kind, { List: { items: defnames ?? [] } }, schema3)),
  AlterOperatorStmt: ({ opername }, { schema: schema3 }) => alter("operator", objectName("OBJECT_OPERATOR", { ObjectWithArgs: opername ?? {} }, schema3)),
  CreateOpClassStmt: ({ opclassname }, context) => create("operator-class", named(opclassname, context)),
  CreateOpFamilyStmt: ({ opfamilyname }, context) => create("operator-family", named(opfamilyname, context)),
  AlterOpFamilyStmt: ({ opfamilyname }, context) => alter("operator-family", named(opfamilyname, context)),
  CreateConversionStmt: ({ conversion_name }, context) => create("conversion", named(conversion_name, context)),
  AlterCollationStmt: ({ collname }, context) => alter("collation", named(collname, context)),
  AlterTSConfigurationStmt: ({ cfgname }, context) => alter("text-search-configuration", named(cfgname, context)),
  AlterTSDictionaryStmt: ({ dictname }, context) => alter("text-search-dictionary", named(dictname, context)),
  CreateExtensionStmt: ({ extname }) => [{ kind: "create-extension", name: extname ?? "" }],
  AlterExtensionStmt: ({ extname }) => alter("extension", plain(extname)),
  AlterExtensionContentsStmt: ({ extname }) => alter("extension", plain(extname)),
  CreatePublicationStmt: ({ pubname }) => create("publication", plain(pubname)),
  AlterPublicationStmt: ({ pubname }) => alter("publication", plain(pubname)),
  CreateSubscriptionStmt: ({ subname }) => create("subscription", plain(subname)),
  AlterSubscriptionStmt: ({ subname }) => alter("subscription", plain(subname)),
  DropSubscriptionStmt: ({ subname, behavior }) => drop("subscription", plain(subname), behavior),
  CreateAmStmt: ({ amname }) => create("access-method", plain(amname)),
  CreateFdwStmt: ({ fdwname }) => create("foreign-data-wrapper", plain(fdwname)),
  AlterFdwStmt: ({ fdwname }) => alter("foreign-data-wrapper", plain(fdwname)),
  CreateForeignServerStmt: ({ servername }) => create("server", plain(servername)),
  AlterForeignServerStmt: ({ servername }) => alter("server", plain(servername)),
  CreateUserMappingStmt: ({ user, servername }) => create("user-mapping", mapping(user?.rolename, servername)),
  AlterUserMappingStmt: ({ user, servername }) => alter("user-mapping", mapping(user?.rolename, servername)),
  DropUserMappingStmt: ({ user, servername }) => drop("user-mapping", mapping(user?.rolename, servername)),
  ImportForeignSchemaStmt: ({ local_schema, remote_schema }) => create("foreign-table", qualifiedName(local_schema ?? "", remote_schema ?? "")),
  CreatedbStmt: ({ dbname }) => create("database", plain(dbname)),
  AlterDatabaseStmt: ({ dbname }) => alter("database", plain(dbname)),
  AlterDatabaseSetStmt: ({ dbname }) => alter("database", plain(dbname)),
  AlterDatabaseRefreshCollStmt: ({ dbname }) => alter("database", plain(dbname)),
  DropdbStmt: ({ dbname }) => drop("database", plain(dbname)),
  AlterSystemStmt: ({ setstmt }) => alter("system", plain(setstmt?.name ?? "all")),
  CreateTableSpaceStmt: ({ tablespacename }) => create("tablespace", plain(tablespacename)),
  AlterTableSpaceOptionsStmt: ({ tablespacename }) => alter("tablespace", plain(tablespacename)),
  AlterTableMoveAllStmt: ({ orig_tablespacename }) => alter("tablespace", plain(orig_tablespacename)),
  DropTableSpaceStmt: ({ tablespacename }) => drop("tablespace", plain(tablespacename))
};
function mapping(role3, server2) {
  return `${plain(role3 ?? "current_user")} FOR ${plain(server2)}`;
}

// src/dialects/postgres/parse/rename-operations.ts
var renameReaders = {
  RenameStmt: rename,
  AlterObjectSchemaStmt: ({ objectType, relation: relation2, object, newschema }, { schema: schema3 }) => {
    const name4 = relationOrObjectName(objectType, relation2, object, void 0, schema3);
    if (objectType !== "OBJECT_TABLE") return [{ kind: "alter", object: objectWord(objectType), name: name4 }];
    const to = qualifiedName(newschema ?? schema3, relation2?.relname ?? "");
    return [{ kind: "rename-table", table: name4, to }];
  },
  AlterOwnerStmt: ({ objectType, relation: relation2, object }, { schema: schema3 }) => [
    {
      kind: "alter",
      object: objectWord(objectType),
      name: relationOrObjectName(objectType, relation2, object, void 0, schema3)
    }
  ],
  AlterObjectDependsStmt: ({ objectType, relation: relation2, object }, { schema: schema3 }) => {
    const member = nodeAs(object, "List") === null ? void 0 : stringsOf(nodeAs(object, "List")?.items).at(-1);
    const name4 = relationOrObjectName(objectType, relation2, object, member, schema3);
    return [{ kind: "alter", object: objectWord(objectType), name: name4 }];
  },
  AlterEnumStmt: ({ typeName: typeName2, oldVal, newVal, newValNeighbor }, { schema: schema3 }) => {
    const type = nameInSchema(stringsOf(typeName2), schema3);
    const is = newVal ?? "";
    const enumValue2 = { type, was: oldVal ?? null, is, placed: newValNeighbor !== void 0 };
    if (oldVal !== void 0) return [{ kind: "alter", object: "type", name: type, enumValue: enumValue2 }];
    return [{ kind: "alter", object: "enum-value", name: `${type}.${quoteIdentifier(is)}`, enumValue: enumValue2 }];
  }
};
function rename(statement, { schema: schema3 }) {
  const { renameType, relationType, relation: relation2, object, subname, newname } = statement;
  if (relation2 !== void 0 && renameType === "OBJECT_TABLE")
    return [
      {
        kind: "rename-table",
        table: relationName2(relation2, schema3),
        to: qualifiedName(relation2.schemaname ?? schema3, newname ?? "")
      }
    ];
  if (renameType === "OBJECT_COLUMN" || renameType === "OBJECT_ATTRIBUTE") {
    const table3 = relationName2(relation2, schema3);
    if (relationType === "OBJECT_TABLE")
      return [{ kind: "rename-column", table: table3, column: subname ?? "", to: newname ?? "" }];
    const owner = renameType === "OBJECT_ATTRIBUTE" ? "OBJECT_TYPE" : relationType;
    return [{ kind: "alter", object: objectWord(owner), name: table3 }];
  }
  if (renameType === "OBJECT_TABCONSTRAINT")
    return [{ kind: "alter-table", table: relationName2(relation2, schema3), detail: "rename constraint" }];
  if (relation2 === void 0 && object === void 0)
    return [{ kind: "alter", object: objectWord(renameType), name: quoteIdentifier(subname ?? "") }];
  const onTable = ["OBJECT_TRIGGER", "OBJECT_POLICY", "OBJECT_RULE"].includes(renameType ?? "");
  const member = onTable ? subname : void 0;
  return [
    {
      kind: "alter",
      object: objectWord(renameType),
      name: relationOrObjectName(renameType, relation2, object, member, schema3)
    }
  ];
}

// src/dialects/postgres/parse/constant-true.ts
var deepest2 = 50;
function isConstantTrue(condition) {
  return constantValue(condition, deepest2) === true;
}
function constantValue(node, depth2) {
  if (depth2 === 0) return null;
  const constant = nodeAs(node, "A_Const");
  if (constant !== null) return constant.boolval === void 0 ? null : constant.boolval.boolval ?? false;
  const cast2 = nodeAs(node, "TypeCast");
  if (cast2 !== null && stringsOf(cast2.typeName?.names).at(-1) === "bool") return booleanWord(cast2.arg);
  const comparison = nodeAs(node, "A_Expr");
  if (comparison !== null) return comparedConstants(comparison);
  const logic = nodeAs(node, "BoolExpr");
  if (logic === null) return null;
  const values = (logic.args ?? []).map((argument) => constantValue(argument, depth2 - 1));
  if (logic.boolop === "NOT_EXPR") return values[0] === null || values[0] === void 0 ? null : !values[0];
  if (logic.boolop === "AND_EXPR")
    return values.includes(false) ? false : values.every((value) => value === true) || null;
  return values.includes(true) ? true : values.every((value) => value === false) ? false : null;
}
function booleanWord(node) {
  const constant = nodeAs(node, "A_Const");
  if (constant?.boolval !== void 0) return constant.boolval.boolval ?? false;
  const word = constant?.sval?.sval?.trim().toLowerCase();
  if (word === void 0 || word === "") return null;
  if (["true", "yes", "on", "1"].some((full) => full.startsWith(word) && word !== "o")) return true;
  return ["false", "no", "off", "0"].some((full) => full.startsWith(word) && word !== "o") ? false : null;
}
function comparedConstants(comparison) {
  const left = constantText(comparison.lexpr);
  const right = constantText(comparison.rexpr);
  if (left === null || right === null) return null;
  const operator3 = stringsOf(comparison.name).at(-1);
  if (operator3 === "=") return left === right;
  return operator3 === "<>" ? left !== right : null;
}
function constantText(node) {
  const constant = nodeAs(node, "A_Const");
  if (constant === null || constant.isnull === true) return null;
  const { location: _, ...value } = constant;
  return JSON.stringify(value);
}

// src/dialects/postgres/parse/plain-condition.ts
function plainCondition(fields, schema3) {
  const { relation: relation2, whereClause, fromClause, usingClause, withClause } = fields;
  if (whereClause === void 0) return null;
  const own2 = /* @__PURE__ */ new Set([relation2?.alias?.aliasname ?? relation2?.relname ?? ""]);
  const inQuery = new Set(nodesAs(withClause?.ctes, "CommonTableExpr").map(({ ctename }) => ctename));
  const others = new Map(
    nodesAs(fromClause ?? usingClause, "RangeVar").filter(({ relname, schemaname }) => schemaname !== void 0 || !inQuery.has(relname)).map((table3) => [table3.alias?.aliasname ?? table3.relname ?? "", relationName2(table3, schema3)])
  );
  const parts3 = conjuncts(whereClause).map((part2) => partOf(part2, own2, others));
  return parts3.every((part2) => part2 !== null) ? parts3 : null;
}
function conjuncts(node) {
  const both = nodeAs(node, "BoolExpr");
  return both?.boolop === "AND_EXPR" ? (both.args ?? []).flatMap(conjuncts) : [node];
}
function partOf(node, own2, others) {
  const test = nodeAs(node, "NullTest");
  if (test?.nulltesttype === "IS_NULL") {
    const { table: table3, column } = columnIn(test.arg);
    return column !== "" && (table3 === null || own2.has(table3)) ? { kind: "null", column } : null;
  }
  const equal = nodeAs(node, "A_Expr");
  const operator3 = stringsOf(equal?.name).join(".");
  if (equal?.kind !== "AEXPR_OP" || operator3 !== "=") return null;
  const sides = [columnIn(equal.lexpr).table, columnIn(equal.rexpr).table];
  const other2 = sides.find((side) => side !== null && others.has(side));
  const joined = other2 === void 0 || other2 === null ? void 0 : others.get(other2);
  return joined !== void 0 && sides.some((side) => side !== null && own2.has(side)) ? { kind: "join", table: joined } : null;
}
function columnIn(node) {
  const parts3 = stringsOf(nodeAs(node, "ColumnRef")?.fields);
  return { table: parts3.at(-2) ?? null, column: parts3.at(-1) ?? "" };
}

// src/dialects/postgres/parse/row-operations.ts
var rowReaders = {
  InsertStmt: (statement, context) => writes({ InsertStmt: statement }, context),
  UpdateStmt: (statement, context) => writes({ UpdateStmt: statement }, context),
  DeleteStmt: (statement, context) => writes({ DeleteStmt: statement }, context),
  MergeStmt: (statement, context) => writes({ MergeStmt: statement }, context),
  SelectStmt: (statement, context) => {
    const select = { SelectStmt: statement };
    const into = statement.intoClause?.rel;
    const made2 = into === void 0 ? [] : [{ kind: "create-table", table: relationName2(into, context.schema), ifNotExists: false }];
    const done = [
      ...made2,
      ...writes(select, context),
      ...setByFunction(statement.targetList ?? []),
      ...code(select)
    ];
    return done.length > 0 ? done : [{ kind: "other", what: "select" }];
  },
  CopyStmt: ({ relation: relation2, query: query2, is_from }, context) => {
    if (is_from === true)
      return [
        {
          kind: "write-rows",
          verb: "copy",
          table: relationName2(relation2, context.schema),
          columns: [],
          filtered: true
        }
      ];
    const inner = query2 === void 0 ? [] : [...writes(query2, context), ...code(query2)];
    return inner.length > 0 ? inner : [{ kind: "other", what: "copy to" }];
  }
};
var verbs = {
  InsertStmt: "insert",
  UpdateStmt: "update",
  DeleteStmt: "delete",
  MergeStmt: "merge"
};
function writes(statement, { schema: schema3 }) {
  const found2 = [];
  walk(statement, ({ key: key2, fields }) => {
    const verb = verbs[key2];
    if (verb === void 0) return;
    const { relation: relation2, targetList } = fields;
    found2.push({
      kind: "write-rows",
      verb,
      table: relationName2(relation2, schema3),
      columns: verb === "update" ? nodesAs(targetList, "ResTarget").map(({ name: name4 }) => name4 ?? "") : [],
      filtered: filtered(verb, fields),
      ...verb === "insert" ? given2(fields) : {},
      ...conditionOf(verb, fields, schema3)
    });
  });
  return found2;
}
function given2(fields) {
  const columns3 = givenColumns(fields);
  return columns3.length === 0 ? {} : { given: columns3 };
}
function conditionOf(verb, fields, schema3) {
  if (verb !== "update" && verb !== "delete") return {};
  const condition = plainCondition(fields, schema3);
  return condition === null ? {} : { condition };
}
function filtered(verb, fields) {
  if (verb === "insert") return true;
  const condition = verb === "merge" ? fields.joinCondition : fields.whereClause;
  return condition !== void 0 && !isConstantTrue(condition);
}
function code(query2) {
  const names2 = [...new Set(calledFunctions(query2).map((parts3) => parts3.join(".")))];
  return names2.length === 0 ? [] : [{ kind: "run-code", what: `select ${names2.join(", ")}` }];
}
function setByFunction(targets) {
  return targets.flatMap((target2) => {
    const call = nodeAs(nodeAs(target2, "ResTarget")?.val, "FuncCall");
    const name4 = nodeAs(call?.funcname?.at(-1), "String")?.sval;
    const [setting2, value, local] = (call?.args ?? []).map((argument) => nodeAs(argument, "A_Const"));
    if (name4 !== "set_config" || setting2?.sval === void 0) return [];
    return [
      {
        kind: "set",
        name: (setting2.sval.sval ?? "").toLowerCase(),
        value: value?.sval === void 0 ? null : value.sval.sval ?? "",
        local: local?.boolval?.boolval === true
      }
    ];
  });
}

// src/dialects/postgres/parse/session-operations.ts
var sessionReaders = {
  TransactionStmt: ({ kind }) => [{ kind: "transaction", verb: verbs2[kind ?? "TRANS_STMT_BEGIN"] }],
  VariableSetStmt: (statement) => setOperations(statement),
  DoStmt: () => [{ kind: "run-code", what: "do block" }],
  CallStmt: ({ funccall }) => [{ kind: "run-code", what: `call ${stringsOf(funccall?.funcname).join(".")}` }],
  ExecuteStmt: ({ name: name4 }) => [{ kind: "run-code", what: `execute ${name4 ?? ""}` }],
  LoadStmt: ({ filename }) => [{ kind: "run-code", what: `load ${filename ?? ""}` }],
  ConstraintsSetStmt: () => [{ kind: "other", what: "set constraints" }],
  VariableShowStmt: () => [{ kind: "other", what: "show" }],
  VacuumStmt: vacuum,
  ClusterStmt: ({ relation: relation2 }, { schema: schema3 }) => maintained("cluster", relation2, schema3),
  LockStmt: ({ relations: relations4, mode }, { schema: schema3 }) => nodesAs(relations4, "RangeVar").map((relation2) => ({
    kind: "lock-table",
    table: relationName2(relation2, schema3),
    mode: lockModes[mode ?? 0] ?? "AccessExclusiveLock"
  })),
  DeclareCursorStmt: () => [{ kind: "other", what: "declare cursor" }],
  ClosePortalStmt: () => [{ kind: "other", what: "close" }]
};
var lockModes = [
  "",
  "AccessShareLock",
  "RowShareLock",
  "RowExclusiveLock",
  "ShareUpdateExclusiveLock",
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock"
];
function vacuum({ is_vacuumcmd, options, rels }, { schema: schema3 }) {
  if (is_vacuumcmd !== true) return [{ kind: "other", what: "analyze" }];
  if (!hasOption(options, "full")) return [{ kind: "other", what: "vacuum" }];
  const tables2 = nodesAs(rels, "VacuumRelation");
  if (tables2.length === 0) return maintained("vacuum full", void 0, schema3);
  return tables2.flatMap(({ relation: relation2 }) => maintained("vacuum full", relation2, schema3));
}
function maintained(detail, relation2, schema3) {
  return relation2 === void 0 ? [{ kind: "other", what: detail }] : [{ kind: "alter-table", table: relationName2(relation2, schema3), detail }];
}
var verbs2 = {
  TRANS_STMT_BEGIN: "begin",
  TRANS_STMT_START: "begin",
  TRANS_STMT_COMMIT: "commit",
  TRANS_STMT_ROLLBACK: "rollback",
  TRANS_STMT_SAVEPOINT: "savepoint",
  TRANS_STMT_RELEASE: "release",
  TRANS_STMT_ROLLBACK_TO: "rollback-to",
  TRANS_STMT_PREPARE: "prepare",
  TRANS_STMT_COMMIT_PREPARED: "commit",
  TRANS_STMT_ROLLBACK_PREPARED: "rollback"
};
function setOperations(statement) {
  const { kind, name: name4, args } = statement;
  const local = statement.is_local ?? false;
  if (kind === "VAR_RESET_ALL") return [{ kind: "set", name: "all", value: null, local }];
  if (kind === "VAR_SET_MULTI")
    return nodesAs(args, "DefElem").map((mode) => ({
      kind: "set",
      name: mode.defname ?? "",
      value: mode.arg === void 0 ? null : valueText(mode.arg),
      local: name4 === "TRANSACTION"
    }));
  const value = kind === "VAR_SET_VALUE" ? (args ?? []).map(valueText).join(", ") : null;
  return [{ kind: "set", name: (name4 ?? "").toLowerCase(), value, local }];
}
function valueText(node) {
  const constant = nodeAs(nodeAs(node, "TypeCast")?.arg ?? node, "A_Const");
  if (constant?.sval !== void 0) return constant.sval.sval ?? "";
  if (constant?.ival !== void 0) return String(constant.ival.ival ?? 0);
  if (constant?.fval !== void 0) return constant.fval.fval ?? "";
  if (constant?.boolval !== void 0) return String(constant.boolval.boolval ?? false);
  const text = nodeAs(node, "String");
  return text?.sval ?? String(nodeAs(node, "Integer")?.ival ?? "");
}

// src/dialects/postgres/parse/source.ts
function sourceOf(text) {
  const bytes = Buffer.byteLength(text);
  if (bytes === text.length) return { text, offsetOf: (byte) => Math.min(byte, text.length) };
  let offsets = null;
  return {
    text,
    offsetOf(byte) {
      offsets ??= offsetsByByte(text, bytes);
      return offsets[Math.min(byte, bytes)] ?? text.length;
    }
  };
}
function offsetsByByte(text, bytes) {
  const offsets = new Uint32Array(bytes + 1);
  let byte = 0;
  let unit = 0;
  for (const character of text) {
    const code2 = character.codePointAt(0) ?? 0;
    const width = code2 < 128 ? 1 : code2 < 2048 ? 2 : code2 < 65536 ? 3 : 4;
    offsets.fill(unit, byte, byte + width);
    byte += width;
    unit += character.length;
  }
  offsets.fill(unit, byte);
  return offsets;
}
function offsetOfCodePoint(text, position) {
  let offset = 0;
  for (let seen2 = 0; seen2 < position && offset < text.length; seen2++)
    offset += (text.codePointAt(offset) ?? 0) > 65535 ? 2 : 1;
  return offset;
}

// src/dialects/postgres/parse/table-operations.ts
var tableReaders = {
  CreateStmt: createTable,
  CreateForeignTableStmt: ({ base }, { schema: schema3 }) => [
    { kind: "create", object: "foreign-table", name: relationName2(base?.relation, schema3) }
  ],
  CreateTableAsStmt: ({ into, objtype, if_not_exists }, { schema: schema3 }) => {
    const name4 = relationName2(into?.rel, schema3);
    return objtype === "OBJECT_MATVIEW" ? [{ kind: "create", object: "materialized-view", name: name4 }] : [{ kind: "create-table", table: name4, ifNotExists: if_not_exists ?? false }];
  },
  TruncateStmt: ({ relations: relations4, behavior }, { schema: schema3 }) => nodesAs(relations4, "RangeVar").map((relation2) => ({
    kind: "truncate",
    table: relationName2(relation2, schema3),
    cascade: behavior === "DROP_CASCADE"
  })),
  IndexStmt: createIndex2,
  ReindexStmt: ({ kind, relation: relation2, name: name4, params }, { schema: schema3 }) => [
    {
      kind: "reindex",
      scope: reindexed[kind ?? ""] ?? null,
      target: relation2 === void 0 ? name4 ?? "database" : relationName2(relation2, schema3),
      concurrently: hasOption(params, "concurrently")
    }
  ]
};
var reindexed = {
  REINDEX_OBJECT_INDEX: "index",
  REINDEX_OBJECT_TABLE: "table",
  REINDEX_OBJECT_SCHEMA: "schema",
  REINDEX_OBJECT_DATABASE: "database",
  REINDEX_OBJECT_SYSTEM: "system"
};
function createTable(statement, context) {
  const table3 = relationName2(statement.relation, context.schema);
  const defines = nodesAs(statement.tableElts, "ColumnDef").filter(({ typeName: typeName2 }) => typeName2 !== void 0).map(definedColumn);
  const attached = statement.partbound === void 0 ? [] : nodesAs(statement.inhRelations, "RangeVar");
  return [
    {
      kind: "create-table",
      table: table3,
      ifNotExists: statement.if_not_exists ?? false,
      ...statement.partspec === void 0 ? {} : { partitioned: true },
      ...defines.length === 0 ? {} : { defines }
    },
    ...attached.map(
      (parent) => ({
        kind: "alter-table",
        table: relationName2(parent, context.schema),
        detail: "create partition",
        partition: table3
      })
    ),
    ...(statement.tableElts ?? []).flatMap((element) => {
      const column = nodeAs(element, "ColumnDef");
      if (column !== null) return columnConstraints(table3, column, context);
      const constraint = nodeAs(element, "Constraint");
      return (constraint && constraintOperation(table3, constraint, null, context)) ?? [];
    })
  ];
}
function createIndex2(statement, { schema: schema3 }) {
  const { relation: relation2, idxname } = statement;
  return [
    {
      kind: "create-index",
      table: relationName2(relation2, schema3),
      index: idxname === void 0 ? null : qualifiedName(relation2?.schemaname ?? schema3, idxname),
      columns: nodesAs(statement.indexParams, "IndexElem").map(({ name: name4 }) => name4 ?? "(expression)"),
      unique: statement.unique ?? false,
      only: relation2?.inh !== true,
      concurrently: statement.concurrent ?? false,
      ifNotExists: statement.if_not_exists ?? false
    }
  ];
}

// src/dialects/postgres/parse/operations.ts
var readers = {
  ...tableReaders,
  ...objectReaders,
  ...renameReaders,
  ...rowReaders,
  ...sessionReaders,
  CreateSchemaStmt: ({ schemaname, authrole, schemaElts }, context) => {
    const schema3 = schemaname ?? authrole?.rolename ?? "";
    const inside = { ...context, schema: schema3 };
    return [
      { kind: "create", object: "schema", name: quoteIdentifier(schema3) },
      ...(schemaElts ?? []).flatMap((element) => read(element, inside))
    ];
  },
  ExplainStmt: ({ query: query2, options }, context) => {
    const runs = hasOption(options, "analyze");
    return runs && query2 !== void 0 ? read(query2, context) : [{ kind: "other", what: "explain" }];
  },
  PrepareStmt: ({ query: query2 }, context) => {
    const written = query2 === void 0 ? [] : writes(query2, context);
    return written.length > 0 ? written : [{ kind: "other", what: "prepare" }];
  }
};
function operationsOf(tree, sql) {
  return read(tree, { source: sourceOf(sql), schema: "public" });
}
function read(tree, context) {
  const kind = kindOf(tree);
  const reader = readers[kind];
  const operations = reader?.(tree[kind], context) ?? [];
  return operations.length > 0 ? operations : [{ kind: "other", what: wordsOf(kind) }];
}
function wordsOf(kind) {
  return kind.replace(/Stmt$/, "").replaceAll(/(?<!^)([A-Z])/g, " $1").toLowerCase();
}

// src/dialects/postgres/parse/split.ts
function splitPieces(text, from2) {
  const pieces = [];
  let open = null;
  let token = nextToken(text, from2);
  while (token !== null) {
    const symbol = token.kind === "symbol" ? text[token.start] : "";
    if (symbol === "\\") {
      const end = trimmedLineEnd(text, token.start);
      const ownLine = open === null || startsLine(text, token.start);
      if (open !== null && ownLine) pieces.push(sqlPiece(open));
      const start = open === null || ownLine ? token.start : open.start;
      pieces.push({ kind: "psql-command", start, end });
      open = null;
      token = nextToken(text, lineEnd(text, token.start));
      continue;
    }
    if (isUnreadable(token)) {
      pieces.push({
        kind: "unreadable",
        start: open?.start ?? token.start,
        end: trimmedEnd(text, text.length)
      });
      return pieces;
    }
    if (symbol === ";" && endsStatement(open)) {
      let next = token.end;
      if (open !== null) {
        pieces.push(sqlPiece(open));
        if (open.copyFromStdin) next = takeCopyData(text, next, pieces);
      }
      open = null;
      token = nextToken(text, next);
      continue;
    }
    open = advance(open, text, token, symbol ?? "");
    token = nextToken(text, token.end);
  }
  if (open !== null) pieces.push(sqlPiece(open));
  return pieces;
}
function sqlPiece(open) {
  return { kind: "sql", start: open.start, end: open.end };
}
function endsStatement(open) {
  return open === null || open.bodyDepth === 0 && (open.parentheses <= 0 || !isCreate(open.words, ["rule"]));
}
function advance(open, text, token, symbol) {
  const progress = open ?? begin2(token);
  const word = wordOf(text, token);
  if (word !== "" && progress.words.length < 4) progress.words.push(word);
  if (symbol === "(") progress.parentheses++;
  if (symbol === ")") progress.parentheses--;
  if (word !== "" && progress.previous !== ".") {
    countBody(progress, word);
    if (progress.words[0] === "copy" && progress.parentheses === 0) {
      if (progress.previous === "from" && word === "stdin") progress.copyFromStdin = true;
    }
  }
  progress.previous = word === "" ? symbol : word;
  progress.end = token.end;
  return progress;
}
function begin2(token) {
  return {
    words: [],
    start: token.start,
    end: token.end,
    bodyDepth: 0,
    parentheses: 0,
    previous: "",
    copyFromStdin: false
  };
}
function countBody(progress, word) {
  if (progress.bodyDepth === 0) {
    if (word === "atomic" && progress.previous === "begin" && isCreate(progress.words, ["function", "procedure"]))
      progress.bodyDepth = 1;
  } else if (progress.previous !== "as") {
    if (word === "case") progress.bodyDepth++;
    if (word === "end") progress.bodyDepth--;
  }
}
function isCreate(words2, objects) {
  if (words2[0] !== "create") return false;
  const object = words2[1] === "or" ? words2[3] : words2[1];
  return object !== void 0 && objects.includes(object);
}
function takeCopyData(text, position, pieces) {
  const start = skipBlank(text, position);
  if (start >= text.length) return position;
  let at = lineEnd(text, position);
  while (at < text.length) {
    const lineStart = text.startsWith("\r\n", at) ? at + 2 : at + 1;
    const end = lineEnd(text, lineStart);
    if (text.startsWith("\\.", lineStart) && text.slice(lineStart, end).trimEnd() === "\\.") {
      pieces.push({ kind: "copy-data", start: dataStart(text, position), end: lineStart + 2 });
      return end;
    }
    at = end;
  }
  pieces.push({ kind: "copy-data", start: dataStart(text, position), end: trimmedEnd(text, text.length) });
  return text.length;
}
function dataStart(text, position) {
  let at = position;
  while (at < text.length && text[at]?.trim() === "") at++;
  return at;
}
function startsLine(text, position) {
  let at = position - 1;
  while (at >= 0 && (text[at] === " " || text[at] === "	")) at--;
  return at < 0 || text[at] === "\n" || text[at] === "\r";
}
function trimmedLineEnd(text, position) {
  return trimmedEnd(text, lineEnd(text, position));
}
function trimmedEnd(text, end) {
  let at = end;
  while (at > 0 && text[at - 1]?.trim() === "") at--;
  return at;
}

// src/dialects/postgres/parse/parse.ts
var largestWhole = 4e6;
async function parseStatements(text) {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  const from2 = whole.charCodeAt(0) === 65279 ? 1 : 0;
  const lines = linesOf(whole);
  const parsed = await parsePieces(whole, from2);
  return parsed.map((one2, index) => statementOf2(whole, lines, one2, index));
}
async function parsePieces(text, from2) {
  const nul = text.indexOf("\0");
  if (nul !== -1) {
    const message = "the file holds a NUL byte: it is binary or not UTF-8 (UTF-16?)";
    return [refused({ kind: "sql", start: from2, end: text.length }, message, nul)];
  }
  const pieces = splitPieces(text, from2);
  const parsed = [];
  for (const piece of pieces) parsed.push(...await parsePiece(text, piece));
  return worthWhole(parsed, text) ? await parseWhole(text, from2) ?? parsed : parsed;
}
function worthWhole(parsed, text) {
  return text.length <= largestWhole && parsed.some((one2) => one2.error !== null) && parsed.every((one2) => one2.piece.kind === "sql");
}
async function parseWhole(text, from2) {
  const body = text.slice(from2);
  const outcome2 = await parseText(body);
  if (outcome2.kind !== "parsed") return null;
  const parsed = [];
  for (const piece of piecesOf(body, from2, outcome2.statements)) {
    const again2 = treeOf2(await parseText(text.slice(piece.start, piece.end)));
    if (again2 === null) return null;
    parsed.push({ piece, tree: again2, error: null });
  }
  return parsed;
}
async function parsePiece(text, piece) {
  const sql = text.slice(piece.start, piece.end);
  if (piece.kind === "psql-command")
    return [refused(piece, psqlMessage(sql), piece.start + sql.indexOf("\\"))];
  if (piece.kind === "copy-data") return [refused(piece, copyDataMessage, piece.start)];
  if (piece.kind === "unreadable") return [refused(piece, unreadableMessage, piece.start)];
  const outcome2 = await parseText(sql);
  if (outcome2.kind === "crashed") return [refused(piece, outcome2.message, piece.start)];
  if (outcome2.kind === "refused") {
    const at = piece.start + Math.min(offsetOfCodePoint(sql, outcome2.position), Math.max(0, sql.length - 1));
    return [refused(piece, outcome2.message, at)];
  }
  const tree = treeOf2(outcome2);
  if (tree !== null) return [{ piece, tree, error: null }];
  const parts3 = piecesOf(sql, piece.start, outcome2.statements);
  if (parts3.length < 2) return [refused(piece, "the parser found no statement here", piece.start)];
  const parsed = [];
  for (const part2 of parts3) parsed.push(...await parsePiece(text, part2));
  return parsed;
}
function treeOf2(outcome2) {
  if (outcome2.kind !== "parsed" || outcome2.statements.length !== 1) return null;
  return outcome2.statements[0]?.stmt ?? null;
}
function piecesOf(text, shift, statements) {
  const source = sourceOf(text);
  return statements.map(({ stmt_location = 0, stmt_len = 0 }) => {
    const limit = stmt_len === 0 ? text.length : source.offsetOf(stmt_location + stmt_len);
    const first = nextToken(text, source.offsetOf(stmt_location));
    let end = first?.end ?? limit;
    for (let token = first; token !== null && token.end <= limit; token = nextToken(text, token.end))
      end = token.end;
    return { kind: "sql", start: shift + (first?.start ?? limit), end: shift + end };
  });
}
var copyDataMessage = "inline COPY data: rows between COPY \u2026 FROM STDIN and a line \\. are read by psql only";
var unreadableMessage = "a comment that never ends, or a run of more than 400 operator characters";
function psqlMessage(sql) {
  const command = sql.slice(sql.indexOf("\\")).split(/\s/, 1)[0] ?? "\\";
  return `psql meta-command ${command}: only psql understands it`;
}
function refused(piece, message, at) {
  return { piece, tree: null, error: { message, at } };
}
function statementOf2(text, lines, parsed, index) {
  const { start, end } = parsed.piece;
  const sql = text.slice(start, end);
  return {
    index,
    start,
    end,
    line: lines.lineAt(start),
    endLine: lines.lineAt(Math.max(start, end - 1)),
    sql,
    operations: parsed.tree === null ? [] : operationsOf(parsed.tree, sql),
    syntaxError: parsed.error && { message: parsed.error.message, line: lines.lineAt(parsed.error.at) },
    tree: parsed.tree
  };
}

// src/dialects/postgres/keep/way-back.ts
async function backWithout(down, brought) {
  const statements = await parseStatements(down);
  const sent = [];
  for (const statement of statements) {
    const [control] = statement.operations.filter(({ kind }) => kind === "transaction");
    if (statement.syntaxError !== null || control !== void 0 && !isEdge(control)) return null;
    if (control === void 0) sent.push(relaxed(statement, brought));
  }
  return sent.map((sql) => `${sql};
`).join("");
}
function isEdge(operation) {
  return operation.kind === "transaction" && (operation.verb === "begin" || operation.verb === "commit");
}
function relaxed({ sql, operations }, brought) {
  const [added, ...more] = operations;
  if (added?.kind !== "add-column" || more.length > 0 || !added.notNull) return sql;
  const isAsked = brought.some(
    ({ table: table3, column, relaxed: relaxed2 }) => relaxed2 && table3 === added.table && column === added.column
  );
  return isAsked ? sql.replace(/\s+NOT\s+NULL\s*$/i, "") : sql;
}

// src/dialects/postgres/keep/keep-drops.ts
async function keepDrops(parsed, before7, request) {
  const tried = triedDrops(parsed, before7, request);
  const whole = tried.filter(({ statement }) => isWhole2(tried, statement));
  const lost = tried.flatMap(
    ({ drop: drop2, kept: kept2 }) => typeof kept2 === "string" ? [{ name: nameOf3(drop2), reason: kept2 }] : []
  );
  const beside = tried.flatMap(
    ({ drop: drop2, statement, kept: kept2 }) => typeof kept2 !== "string" && !isWhole2(tried, statement) ? [{ name: nameOf3(drop2), reason: "the same statement drops what cannot be kept" }] : []
  );
  const notKept = [...lost, ...beside];
  const kept = whole.flatMap((one2) => typeof one2.kept === "string" ? [] : [{ ...one2, kept: one2.kept }]);
  if (kept.length === 0) return { keeping: null, notKept };
  const back = request.down === null ? null : await backWithout(request.down, kept.map(asked));
  if (back === null)
    return {
      keeping: null,
      notKept: [
        ...notKept,
        ...kept.map(({ drop: drop2 }) => ({ name: nameOf3(drop2), reason: "no way back of the schema is known" }))
      ]
    };
  const keeping = {
    objects: kept.map(objectOf2),
    steps: stepsOf(parsed.up, kept),
    down: back,
    finish: kept.flatMap(({ kept: { finish } }) => finish),
    days: request.days
  };
  return { keeping, notKept };
}
function triedDrops(parsed, before7, request) {
  const { tag, isLive, later } = request;
  const dropped2 = droppedTypes([...parsed.up, ...later]);
  const together2 = new Set(
    segmentsOf(parsed).flatMap(
      ({ kind, statements }) => kind === "transaction" ? statements.map(({ index }) => index) : []
    )
  );
  const actsAsOther = parsed.up.some(({ operations }) => operations.some(changesRole));
  const drops2 = parsed.up.flatMap(
    ({ operations, index }) => operations.flatMap((drop2) => isDrop(drop2) && isLive(drop2.table) ? [{ drop: drop2, statement: index }] : [])
  );
  const isMissing = ({ drop: drop2 }) => !before7.objects.has(`table ${drop2.table}`);
  return drops2.filter((one2) => !isMissing(one2)).map(({ drop: drop2, statement }, place4) => {
    const id = `${tag}_${place4}`;
    const why = actsAsOther ? "the migration acts as another role" : together2.has(statement) ? null : "its own transaction control cannot be followed";
    return { drop: drop2, statement, id, kept: why ?? keptOf(drop2, before7, request, id, dropped2) };
  });
}
function keptOf(drop2, before7, { isTooLarge }, id, dropped2) {
  const archive = `${archivePrefix}${id}`;
  const isDroppedType = (type2) => dropped2.has(type2.replace(/(?:\[\])+$/, ""));
  if (drop2.kind === "drop-table")
    return drop2.cascade ? "CASCADE may take away more than the table: name what goes with it in statements of their own" : keepTable(before7, { name: drop2.table, archive, isDroppedType, isTooLarge });
  const column = quoteIdentifier(drop2.column);
  const type = before7.objects.get(`column ${drop2.table}.${column}`)?.attributes.type ?? "";
  return keepColumn(before7, { table: drop2.table, column, archive, asText: isDroppedType(type), isTooLarge });
}
var archivePrefix = "migration_gate_archive_";
function droppedTypes(statements) {
  return new Set(
    statements.flatMap(
      ({ operations }) => operations.flatMap(
        (it) => it.kind === "drop" && (it.object === "type" || it.object === "domain") ? [it.name] : []
      )
    )
  );
}
function isDrop(operation) {
  return operation.kind === "drop-table" || operation.kind === "drop-column";
}
function changesRole(operation) {
  return operation.kind === "set" && /^(?:role|session_authorization)$/i.test(operation.name);
}
function isWhole2(tried, statement) {
  return tried.every(
    (one2) => one2.statement !== statement || one2.drop.kind === "drop-column" || typeof one2.kept !== "string"
  );
}
function nameOf3(drop2) {
  return drop2.kind === "drop-table" ? drop2.table : `${drop2.table}.${quoteIdentifier(drop2.column)}`;
}
function asked({ drop: drop2, kept }) {
  return {
    table: drop2.table,
    column: drop2.kind === "drop-column" ? drop2.column : null,
    relaxed: kept.finish.length > 0
  };
}
function objectOf2({ drop: drop2, statement, id, kept }) {
  const { place: place4, restore: restore2, purge } = kept;
  const kind = drop2.kind === "drop-table" ? "table" : "column";
  return { id, kind, name: nameOf3(drop2), place: place4, statement, restore: restore2, purge };
}
function stepsOf(up, kept) {
  return up.flatMap(({ index }) => {
    const own2 = kept.filter(({ statement }) => statement === index);
    if (own2.length === 0) return [];
    const isMoved = own2.some(({ drop: drop2 }) => drop2.kind === "drop-table");
    return [{ statement: index, form: isMoved ? "instead" : "before", sql: own2.flatMap((one2) => one2.kept.sql) }];
  });
}

// src/dialects/postgres/parse/comments.ts
function commentsOf(text) {
  if (text.includes("\0")) return [];
  const from2 = text.charCodeAt(0) === 65279 ? 1 : 0;
  const notSql = splitPieces(text, from2).filter(({ kind }) => kind !== "sql");
  return around(text, from2, notSql).flatMap((span) => commentsBetween(lexer_exports, text, span));
}

// src/dialects/postgres/schema/array-casts.ts
function withArrayCastsPushed(text) {
  if (!/ARRAY\[.*\]\)?::/s.test(text)) return text;
  const edits = editsOf(text).sort((a, b) => a.at - b.at);
  let result = "";
  let from2 = 0;
  for (const { at, end, put } of edits) {
    result += text.slice(from2, at) + put;
    from2 = end;
  }
  return result + text.slice(from2);
}
function editsOf(text) {
  const code2 = bracketed(text);
  return code2.tokens.flatMap((_, place4) => castOf(code2, place4) ?? []);
}
function bracketed(text) {
  const tokens2 = tokensOf(text);
  const closing = /* @__PURE__ */ new Map();
  const commas = /* @__PURE__ */ new Map();
  const open = [];
  for (const [place4, token] of tokens2.entries()) {
    if (token.kind !== "symbol") continue;
    const sign = text[token.start];
    if (sign === "(" || sign === "[") {
      open.push(place4);
      commas.set(place4, []);
    } else if (sign === ")" || sign === "]") {
      const opener = open.pop();
      if (opener !== void 0) closing.set(opener, place4);
    } else if (sign === ",") commas.get(open.at(-1) ?? -1)?.push(place4);
  }
  return { text, tokens: tokens2, closing, commas };
}
function castOf(code2, bracket) {
  const { text, tokens: tokens2, closing } = code2;
  const word = tokens2[bracket - 1];
  const last = closing.get(bracket);
  if (!isConstructor(code2, bracket) || word === void 0 || last === void 0) return null;
  const opening = tokens2[bracket - 2];
  const whole = opening !== void 0 && closing.get(bracket - 2) === last + 1 && text[opening.start] === "(";
  if (whole && tokens2[bracket - 3]?.end === opening.start && /[\w$"\u0080-\uffff]/.test(text[opening.start - 1] ?? ""))
    return null;
  const end = tokens2[whole ? last + 1 : last]?.end ?? text.length;
  const type = new RegExp(`::(${typeName})\\[\\]`, "y");
  type.lastIndex = end;
  const [cast2, element] = type.exec(text) ?? [];
  const elements = cast2 === void 0 ? null : elementsOf(code2, bracket);
  if (cast2 === void 0 || elements === null) return null;
  const [before7, after] = whole ? ["(", ")"] : ["", ""];
  return [
    ...whole ? [{ at: opening.start, end: opening.end, put: "" }] : [],
    ...elements.flatMap((one2) => [
      { at: one2.start, end: one2.start, put: before7 },
      { at: one2.end, end: one2.end, put: `${after}::${element}` }
    ]),
    { at: tokens2[last]?.end ?? end, end: end + cast2.length, put: "" }
  ];
}
function isConstructor({ text, tokens: tokens2 }, bracket) {
  return text[tokens2[bracket]?.start ?? -1] === "[" && wordOf(text, tokens2[bracket - 1]) === "array";
}
function elementsOf(code2, bracket) {
  const { tokens: tokens2, closing, commas } = code2;
  const last = closing.get(bracket) ?? bracket;
  const ends = [...commas.get(bracket) ?? [], last];
  const found2 = [];
  for (const [place4, end] of ends.entries()) {
    const first = place4 === 0 ? bracket + 1 : (ends[place4 - 1] ?? 0) + 1;
    const [from2, to] = [tokens2[first], tokens2[end - 1]];
    if (from2 === void 0 || to === void 0 || end <= first) return null;
    const isInner = isConstructor(code2, first + 1) && closing.get(first + 1) === end - 1;
    const inner = isInner ? elementsOf(code2, first + 1) : null;
    if (inner !== null) found2.push(...inner);
    else if (!isInner && isScalar(code2, first, end)) found2.push({ start: from2.start, end: to.end });
    else return null;
  }
  return found2;
}
function isScalar({ text, tokens: tokens2, closing }, first, end) {
  const [token, last] = [tokens2[first], tokens2[end - 1]];
  if (token === void 0 || last === void 0) return false;
  if (end === first + 1) return token.kind === "number" || ["true", "false"].includes(wordOf(text, token));
  const isValue = token.kind === "string" || token.kind === "number" || wordOf(text, token) === "null";
  const valueEnd = isValue ? first : text[token.start] === "(" ? closing.get(first) : void 0;
  if (valueEnd === void 0 || valueEnd >= end) return false;
  return scalarCasts.test(text.slice(tokens2[valueEnd]?.end, last.end));
}
var name2 = '(?:"(?:[^"]|"")+"|[a-z_][\\w$]*)';
var typeName = [
  "(?:character varying|bit varying|character|bit|numeric)(?:\\(\\d+(?:,-?\\d+)?\\))?",
  "(?:timestamp|time)(?:\\(\\d\\))? with(?:out)? time zone",
  "double precision",
  "interval(?: [a-z]+(?: to [a-z]+)?)?(?:\\(\\d\\))?",
  `${name2}(?:\\.${name2})?(?:\\([^()]*\\))?`
].join("|");
var scalarCasts = new RegExp(`^(?:::(?!(?:int2|oid)vector\\b)(?:${typeName}))+$`);

// src/dialects/postgres/schema/across-versions.ts
function alike(expected, actual, version) {
  const [one2, other2] = sameCasts(withoutUnlike(expected), withoutUnlike(actual));
  return Number.parseInt(version, 10) < 16 ? [withoutQualifiers(one2, other2), other2] : [one2, other2];
}
function sameCasts(expected, actual) {
  if ([expected, actual].some(castsArrays)) return [expected, actual];
  return [pushedWhereOther(expected, actual), pushedWhereOther(actual, expected)];
}
function castsArrays({ objects }) {
  return [...objects.values()].some(({ kind, name: name4 }) => kind === "cast" && name4.includes("[]"));
}
var definitions = /* @__PURE__ */ new Set([
  "definition",
  "index",
  "default",
  "generated",
  "using",
  "check",
  "constraints",
  "expressions",
  "tables",
  "arguments",
  "partition key"
]);
function pushedWhereOther(schema3, other2) {
  const objects = [...schema3.objects].map(([key2, object]) => {
    const there = other2.objects.get(key2)?.attributes;
    if (there === void 0) return [key2, object];
    const differing = Object.entries(object.attributes).filter(
      ([name4, value]) => definitions.has(name4) && there[name4] !== void 0 && there[name4] !== value
    );
    if (differing.length === 0) return [key2, object];
    const pushed = Object.fromEntries(differing.map(([name4, value]) => [name4, withArrayCastsPushed(value)]));
    return [key2, { ...object, attributes: { ...object.attributes, ...pushed } }];
  });
  return { ...schema3, objects: new Map(objects) };
}
function withoutQualifiers(expected, actual) {
  const objects = [...expected.objects].map(([key2, object]) => {
    const now = actual.objects.get(key2)?.attributes ?? {};
    const attributes = Object.entries(object.attributes).map(([name4, value]) => {
      const other2 = now[name4];
      return [name4, other2 !== void 0 && isQualified(value, other2) ? other2 : value];
    });
    return [key2, { ...object, attributes: Object.fromEntries(attributes) }];
  });
  return { ...expected, objects: new Map(objects) };
}
function isQualified(text, other2) {
  if (text === other2) return true;
  const [words2, plain5] = [wordsOf2(text), wordsOf2(other2)];
  let at = 0;
  for (const word of plain5) {
    if (words2[at] !== word && words2[at + 1] === "." && words2[at + 2] === word) at += 2;
    if (words2[at] !== word) return false;
    at++;
  }
  return at === words2.length;
}
function wordsOf2(text) {
  const words2 = [];
  for (let token = nextToken(text, 0); token !== null; token = nextToken(text, token.end))
    words2.push(text.slice(token.start, token.end));
  return words2;
}
function alikeBut(built, target2, role3) {
  const owners = new Map(
    [...built.objects].map(([key2, { attributes }]) => [
      key2,
      attributes.owner === role3 ? target2.objects.get(key2)?.attributes.owner : attributes.owner
    ])
  );
  const objects = [...built.objects].map(([key2, object]) => {
    const there = target2.objects.get(key2);
    if (there !== void 0 && isUntouched(object)) return [key2, there];
    const owner = owners.get(key2);
    return [key2, owner === void 0 ? object : { ...object, attributes: { ...object.attributes, owner } }];
  });
  return alike({ ...built, objects: new Map(objects) }, target2, "");
}
function isUntouched({ kind, name: name4, attributes: { owner, privileges: privileges2, ...more } }) {
  return kind === "schema" && name4 === "public" && owner === "pg_database_owner" && privileges2 === "PUBLIC: USAGE" && Object.keys(more).every((attribute) => attribute === "comment");
}
function withoutUnlike(schema3) {
  return {
    ...schema3,
    objects: new Map(
      [...schema3.objects].flatMap(
        ([key2, object]) => object.kind === "role" || isOfServer(object) ? [] : [[key2, comparable(object)]]
      )
    )
  };
}
function isOfServer({ kind, attributes }) {
  return kind === "property" && Object.keys(attributes).every((name4) => name4 === "privileges");
}
function comparable(object) {
  if (object.kind === "property") {
    const { privileges: _privileges, ...attributes2 } = object.attributes;
    return { ...object, attributes: attributes2 };
  }
  if (object.kind === "extension") {
    const { owner: _owner, version: _version, ...attributes2 } = object.attributes;
    return { ...object, attributes: attributes2 };
  }
  const secret = Object.entries(object.attributes).filter(([, value]) => value.includes("=("));
  if (secret.length === 0) return object;
  const attributes = Object.fromEntries(
    secret.map(([name4, value]) => [name4, value.replaceAll(hidden2, "=(hidden)")])
  );
  return { ...object, attributes: { ...object.attributes, ...attributes } };
}
var hidden2 = /=\((?:hidden[^)]*|unknown)\)/g;

// src/dialects/postgres/schema/give-rights.ts
function giveRights({ kind, name: name4 }, expected, now) {
  const on = kind === "parameter" ? `PARAMETER ${name4}` : /^on (?!column )(.*)$/s.exec(name4)?.[1];
  if (on === void 0) return [];
  const [want, have] = [rightsOf(expected), rightsOf(now)];
  const roles3 = /* @__PURE__ */ new Set([...want.keys(), ...have.keys()]);
  roles3.delete("OWNER");
  return [...roles3].flatMap((role3) => {
    const [should, has] = [want.get(role3) ?? none2, have.get(role3) ?? none2];
    const grant2 = [...plain2(should)].filter((right) => !has.has(right));
    const back = [...has].filter((right) => right.startsWith("no ") && !should.has(right)).map(positive);
    const revoke = [...plain2(has)].filter((right) => !should.has(right));
    const away = [...should].filter((right) => right.startsWith("no ") && !has.has(right)).map(positive);
    return [
      ...[...grant2, ...back].map((right) => `GRANT ${right} ON ${on} TO ${role3}`),
      ...[...revoke, ...away].map((right) => `REVOKE ${right} ON ${on} FROM ${role3}`)
    ];
  });
}
var none2 = /* @__PURE__ */ new Set();
function rightsOf(text = "") {
  const entries = text.match(/(?:"(?:[^"]|"")*"|[^";])+/g) ?? [];
  return new Map(
    entries.flatMap((entry) => {
      const [, role3 = "", rights2 = ""] = /^\s*("(?:[^"]|"")*"|[^":]+): (.*)$/s.exec(entry) ?? [];
      return role3 === "" ? [] : [[role3, new Set(rights2.split(", "))]];
    })
  );
}
function plain2(rights2) {
  return [...rights2].filter((right) => !right.startsWith("no ") && !right.endsWith(" with grant option"));
}
function positive(right) {
  return right.replace(/^no /, "");
}

// src/dialects/postgres/schema/give-default-rights.ts
var role2 = '"(?:[^"]|"")*"|[^" ]+';
var objectName2 = new RegExp(
  `^for (${role2})(?: in (${role2}))? on (tables|sequences|functions|types|schemas|large objects)$`
);
function giveDefaultRights({ name: name4 }, expected, now) {
  const [, owner, schema3, kind] = objectName2.exec(name4) ?? [];
  if (owner === void 0 || kind === void 0) return [];
  const usual2 = schema3 === void 0 ? `OWNER: ALL${usualOfPublic[kind] ?? ""}` : "";
  const [want, have] = [
    rightsOf(expected ?? (expected === null ? usual2 : "")),
    rightsOf(now ?? (now === null ? usual2 : ""))
  ];
  const head2 = `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner}${schema3 === void 0 ? "" : ` IN SCHEMA ${schema3}`}`;
  const on = `ON ${kind.toUpperCase()}`;
  return [.../* @__PURE__ */ new Set([...have.keys(), ...want.keys()])].flatMap((holder2) => {
    const should = [...want.get(holder2) ?? []];
    if (should.join() === [...have.get(holder2) ?? []].join()) return [];
    const to = roleName(holder2, owner);
    const plain5 = should.filter((right) => !right.endsWith(grantOption)).join(", ");
    const toGrantOn = should.filter((right) => right.endsWith(grantOption)).map((right) => right.slice(0, -grantOption.length));
    return [
      `${head2} REVOKE ALL ${on} FROM ${to}`,
      ...plain5 === "" ? [] : [`${head2} GRANT ${plain5} ${on} TO ${to}`],
      ...toGrantOn.length === 0 ? [] : [`${head2} GRANT ${toGrantOn.join(", ")} ${on} TO ${to} WITH GRANT OPTION`]
    ];
  });
}
var usualOfPublic = {
  functions: "; PUBLIC: EXECUTE",
  types: "; PUBLIC: USAGE"
};
var grantOption = " with grant option";
function roleName(holder2, owner) {
  if (holder2 === "OWNER") return owner;
  return holder2 === "PUBLIC" || holder2.startsWith('"') ? holder2 : `"${holder2}"`;
}

// src/dialects/postgres/schema/make-again.ts
var makers = {
  cast: (name4, { method = "", context }) => `CREATE CAST ${name4} ${castMethod(method)}${context === void 0 ? "" : ` AS ${context.toUpperCase()}`}`,
  operator: createOperator,
  "operator family": (name4) => `CREATE OPERATOR FAMILY ${name4}`,
  "text search parser": (name4, { functions: functions3 = "" }) => `CREATE TEXT SEARCH PARSER ${name4} (${roles2(["START", "GETTOKEN", "END", "HEADLINE", "LEXTYPES"], functions3)})`,
  "text search template": (name4, { functions: functions3 = "" }) => `CREATE TEXT SEARCH TEMPLATE ${name4} (${roles2(["INIT", "LEXIZE"], functions3)})`,
  "text search dictionary": (name4, { template: template2, options }) => `CREATE TEXT SEARCH DICTIONARY ${name4} (TEMPLATE = ${template2}${options === void 0 ? "" : `, ${options}`})`,
  "text search configuration": (name4, { parser: parser2 }) => `CREATE TEXT SEARCH CONFIGURATION ${name4} (PARSER = ${parser2})`,
  conversion: createConversion,
  "access method": (name4, { type = "", handler = "" }) => `CREATE ACCESS METHOD ${name4} TYPE ${type.toUpperCase()} HANDLER ${withoutArguments(handler)}`,
  language: (name4, { trusted, handler = "", inline, validator }) => [
    `CREATE ${trusted === void 0 ? "" : "TRUSTED "}LANGUAGE ${name4} HANDLER ${withoutArguments(handler)}`,
    ...inline === void 0 ? [] : [`INLINE ${withoutArguments(inline)}`],
    ...validator === void 0 ? [] : [`VALIDATOR ${withoutArguments(validator)}`]
  ].join(" "),
  transform: (name4, { from: from2, to }) => `CREATE TRANSFORM ${name4.replace(/^for /, "FOR ").replace(/ language (?=(?:"(?:[^"]|"")*"|[^" ]+)$)/, " LANGUAGE ")} (${[
    ...from2 === void 0 ? [] : [`FROM SQL WITH FUNCTION ${from2}`],
    ...to === void 0 ? [] : [`TO SQL WITH FUNCTION ${to}`]
  ].join(", ")})`
};
function castMethod(method) {
  if (method === "inout") return "WITH INOUT";
  return method === "binary" ? "WITHOUT FUNCTION" : `WITH FUNCTION ${method}`;
}
function createOperator(name4, attributes) {
  const { function: code2 = "", commutator, negator, restrict, join, hashes, merges } = attributes;
  const [, operator3 = name4, left = "NONE", right = "NONE"] = /^(.*)\((.*), (.*)\)$/s.exec(name4) ?? [];
  const other2 = (value) => `OPERATOR(${value.replace(/\([^()]*\)$/, "")})`;
  return `CREATE OPERATOR ${operator3} (${[
    `FUNCTION = ${withoutArguments(code2)}`,
    ...left === "NONE" ? [] : [`LEFTARG = ${left}`],
    ...right === "NONE" ? [] : [`RIGHTARG = ${right}`],
    ...commutator === void 0 ? [] : [`COMMUTATOR = ${other2(commutator)}`],
    ...negator === void 0 ? [] : [`NEGATOR = ${other2(negator)}`],
    ...restrict === void 0 ? [] : [`RESTRICT = ${withoutArguments(restrict)}`],
    ...join === void 0 ? [] : [`JOIN = ${withoutArguments(join)}`],
    ...hashes === void 0 ? [] : ["HASHES"],
    ...merges === void 0 ? [] : ["MERGES"]
  ].join(", ")})`;
}
function createConversion(name4, { definition = "", default: isDefault }) {
  const [, from2 = "", to = "", by = ""] = /^(\S+) to (\S+) by (.*)$/s.exec(definition) ?? [];
  const word = isDefault === void 0 ? "" : "DEFAULT ";
  return `CREATE ${word}CONVERSION ${name4} FOR '${from2}' TO '${to}' FROM ${withoutArguments(by)}`;
}
function roles2(words2, functions3) {
  const names2 = functions3.match(/(?:"(?:[^"]|"")*"|[^" ])+/g) ?? [];
  return words2.flatMap((word, place4) => names2[place4] === "-" ? [] : [`${word} = ${names2[place4]}`]).join(", ");
}
function withoutArguments(routine2) {
  return /^(?:"(?:[^"]|"")*"|[^"(])+/.exec(routine2)?.[0] ?? routine2;
}

// src/dialects/postgres/schema/list-attributes.ts
function changeOptions(alter2, options, now = "", prefix = "") {
  const surplus = now.split(", ").map((option) => option.split("=")[0] ?? "").filter((name4) => name4 !== "");
  const wanted3 = (options ?? "").split(", ").filter((option) => option !== "");
  return [
    ...surplus.length === 0 ? [] : [`${alter2} RESET (${surplus.map((name4) => prefix + name4).join(", ")})`],
    ...wanted3.length === 0 ? [] : [`${alter2} SET (${wanted3.map((option) => prefix + option).join(", ")})`]
  ];
}
function setIndexStatistics(name4, value = "", now = "") {
  const [want, have] = [value, now].map(
    (text) => new Map([...text.matchAll(/(\d+) (\d+)/g)].map(([, place4, target2]) => [place4, target2]))
  );
  return [.../* @__PURE__ */ new Set([...want.keys(), ...have.keys()])].flatMap(
    (place4) => want.get(place4) === have.get(place4) ? [] : [`ALTER INDEX ${name4} ALTER COLUMN ${place4} SET STATISTICS ${want.get(place4) ?? "-1"}`]
  );
}
function mapWords(name4, value = "", now = "") {
  const entries = (text) => (text.match(/(?:"(?:[^"]|"")*"|[^";])+/g) ?? []).map(
    (entry) => entry.trim().split(/ with (.*)/s)
  );
  const alter2 = `ALTER TEXT SEARCH CONFIGURATION ${name4}`;
  return [
    ...entries(now).map(([word]) => `${alter2} DROP MAPPING FOR ${word}`),
    ...entries(value).map(([word, dictionaries]) => `${alter2} ADD MAPPING FOR ${word} WITH ${dictionaries}`)
  ];
}

// src/dialects/postgres/schema/set-settings.ts
function setSettings({ name: name4 }, expected, now) {
  const role3 = /^of the database for (.*)$/s.exec(name4)?.[1];
  const who = role3 === void 0 ? "ALTER DATABASE %I" : `ALTER ROLE ${role3.replaceAll("%", "%%")} IN DATABASE %I`;
  const [want, have] = [settingsOf(expected), settingsOf(now)];
  const change = (tail, values) => {
    const given3 = ["current_database()", ...values.map(quoteLiteral)].join(", ");
    return `DO ${quoteLiteral(`BEGIN EXECUTE format(${quoteLiteral(`${who} ${tail}`)}, ${given3}); END`)}`;
  };
  return [
    ...[...have.keys()].filter((setting2) => !want.has(setting2)).map((setting2) => change("RESET %I", [setting2])),
    ...[...want].flatMap(([setting2, value]) => {
      if (have.get(setting2) === value || preloads.has(setting2)) return [];
      const values = listed.has(setting2) ? namesIn(value) : [value];
      return [change(`SET %I = ${values.map(() => "%L").join(", ")}`, [setting2, ...values])];
    })
  ];
}
function roleOfSettings({ kind, name: name4 }) {
  const role3 = kind === "setting" ? /^of the database for (.*)$/s.exec(name4)?.[1] : void 0;
  if (role3 === void 0) return null;
  return role3.startsWith('"') ? role3.slice(1, -1).replaceAll('""', '"') : role3;
}
var preloads = /* @__PURE__ */ new Set(["local_preload_libraries", "session_preload_libraries"]);
var listed = /* @__PURE__ */ new Set(["search_path", "temp_tablespaces"]);
function settingsOf(written = "") {
  const settings4 = /* @__PURE__ */ new Map();
  const text = written.replaceAll(/ =\((?:hidden[^)]*|unknown)\)/g, " = '***'");
  let from2 = 0;
  for (const token of tokensOf(text)) {
    if (token.kind !== "string") continue;
    const name4 = /^(?:, )?(.*) = $/s.exec(text.slice(from2, token.start))?.[1];
    if (name4 !== void 0) settings4.set(name4, stringOf(text, token));
    from2 = token.end;
  }
  return settings4;
}
function namesIn(list4) {
  return tokensOf(list4).flatMap((token) => nameOf(list4, token) ?? []);
}

// src/dialects/postgres/schema/restore-attributes.ts
var columnStorage = {
  storage: ({ name: name4 }, value) => [alterColumn("TABLE", name4, `SET STORAGE ${value ?? "DEFAULT"}`)],
  compression: ({ name: name4 }, value) => [alterColumn("TABLE", name4, `SET COMPRESSION ${value ?? "default"}`)],
  statistics: ({ name: name4 }, value) => [alterColumn("TABLE", name4, `SET STATISTICS ${value ?? "-1"}`)]
};
function commentOn2(word) {
  return ({ name: name4 }, value) => [`COMMENT ON ${word} ${name4} IS ${literalOrNull(value)}`];
}
function dependOn(word) {
  return ({ name: name4 }, value, now) => [
    ...now === void 0 ? [] : [`ALTER ${word} ${name4} NO DEPENDS ON EXTENSION ${now}`],
    ...value === void 0 ? [] : [`ALTER ${word} ${name4} DEPENDS ON EXTENSION ${value}`]
  ];
}
function setEstimator(word) {
  return ({ name: name4 }, value) => [
    `ALTER OPERATOR ${name4} SET (${word} = ${value === void 0 ? "NONE" : /^(?:"(?:[^"]|"")*"|[^"(])+/.exec(value)?.[0]})`
  ];
}
function remake(object) {
  const made2 = makers[object.kind]?.(object.name, object.attributes);
  return made2 === void 0 ? [] : [`DROP ${object.kind.toUpperCase()} ${object.name}`, made2];
}
var setters = {
  column: {
    ...columnStorage,
    options: ({ name: name4 }, value, now) => {
      const { parent, local } = splitLast(name4);
      return changeOptions(`ALTER TABLE ${parent} ALTER COLUMN ${local}`, value, now);
    }
  },
  "view column": {
    default: ({ name: name4 }, value) => [
      alterColumn("VIEW", name4, value === void 0 ? "DROP DEFAULT" : `SET DEFAULT ${value}`)
    ],
    comment: ({ name: name4 }, value) => [`COMMENT ON COLUMN ${name4} IS ${literalOrNull(value)}`],
    ...columnStorage
  },
  table: {
    "access method": ({ name: name4 }, value) => [`ALTER TABLE ${name4} SET ACCESS METHOD ${value ?? "heap"}`],
    "toast options": ({ name: name4 }, value, now) => changeOptions(`ALTER TABLE ${name4}`, value, now, "toast.")
  },
  constraint: {
    clustered: ({ name: name4 }, value) => {
      const { parent, local } = splitLast(name4);
      return [`ALTER TABLE ${parent} ${value === void 0 ? "SET WITHOUT CLUSTER" : `CLUSTER ON ${local}`}`];
    },
    "index comment": ({ name: name4 }, value) => {
      const { parent, local } = splitLast(name4);
      return [`COMMENT ON INDEX ${splitLast(parent).parent}.${local} IS ${literalOrNull(value)}`];
    }
  },
  function: { "depends on extension": dependOn("FUNCTION") },
  procedure: { "depends on extension": dependOn("PROCEDURE") },
  privileges: { privileges: giveRights },
  parameter: { privileges: giveRights },
  "default privileges": { privileges: giveDefaultRights },
  setting: { values: setSettings },
  "text search configuration": {
    mappings: ({ name: name4 }, value, now) => mapWords(name4, value, now),
    comment: commentOn2("TEXT SEARCH CONFIGURATION")
  },
  "text search dictionary": {
    options: ({ name: name4 }, value) => value === void 0 ? [] : [`ALTER TEXT SEARCH DICTIONARY ${name4} (${value})`],
    comment: commentOn2("TEXT SEARCH DICTIONARY")
  },
  "text search parser": { comment: commentOn2("TEXT SEARCH PARSER") },
  "text search template": { comment: commentOn2("TEXT SEARCH TEMPLATE") },
  cast: {
    method: remake,
    context: remake,
    comment: commentOn2("CAST")
  },
  operator: {
    restrict: setEstimator("RESTRICT"),
    join: setEstimator("JOIN"),
    comment: commentOn2("OPERATOR")
  },
  "operator class": { comment: commentOn2("OPERATOR CLASS") },
  "operator family": { comment: commentOn2("OPERATOR FAMILY") },
  conversion: { comment: commentOn2("CONVERSION") },
  "access method": { comment: commentOn2("ACCESS METHOD") },
  language: { comment: commentOn2("LANGUAGE") },
  role: {
    "connection limit": ({ name: name4 }, value) => [`ALTER ROLE ${name4} CONNECTION LIMIT ${value ?? "-1"}`]
  },
  // The library makes the sequence of an unlogged table before the table, and by itself.
  sequence: {
    unlogged: ({ name: name4 }, value) => [
      `ALTER SEQUENCE ${name4} SET ${value === void 0 ? "LOGGED" : "UNLOGGED"}`
    ]
  },
  statistics: {
    owner: ({ name: name4 }, value) => value === void 0 ? [] : [`ALTER STATISTICS ${name4} OWNER TO ${value}`],
    target: ({ name: name4 }, value) => [`ALTER STATISTICS ${name4} SET STATISTICS ${value ?? "-1"}`],
    comment: ({ name: name4 }, value) => [`COMMENT ON STATISTICS ${name4} IS ${literalOrNull(value)}`]
  },
  "materialized view": {
    "depends on extension": dependOn("MATERIALIZED VIEW"),
    "access method": ({ name: name4 }, value) => [
      `ALTER MATERIALIZED VIEW ${name4} SET ACCESS METHOD ${value ?? "heap"}`
    ],
    "not populated": ({ name: name4 }, value) => [
      `REFRESH MATERIALIZED VIEW ${name4}${value === void 0 ? "" : " WITH NO DATA"}`
    ]
  },
  index: {
    clustered: ({ name: name4, attributes }, value) => [
      value === void 0 ? `ALTER TABLE ${attributes.table} SET WITHOUT CLUSTER` : `ALTER TABLE ${attributes.table} CLUSTER ON ${splitLast(name4).local}`
    ],
    statistics: ({ name: name4 }, value, now) => setIndexStatistics(name4, value, now),
    "depends on extension": dependOn("INDEX")
  }
};
function restore(object, now) {
  const statements = Object.entries(setters[object.kind] ?? {}).flatMap(
    ([name4, set]) => object.attributes[name4] === now[name4] ? [] : set(object, object.attributes[name4], now[name4])
  );
  return [...new Set(statements)];
}
function alterColumn(relation2, name4, change) {
  const { parent, local } = splitLast(name4);
  return `ALTER ${relation2} ${parent} ALTER COLUMN ${local} ${change}`;
}
function literalOrNull(value) {
  return value === void 0 ? "NULL" : quoteLiteral(value);
}

// src/dialects/postgres/schema/complete.ts
function completeDown(expected, actual) {
  const lacking = [...expected.objects].sort(([, a], [, b]) => place2(a) - place2(b)).flatMap(([key2, object]) => {
    const now = actual.objects.get(key2);
    return now === void 0 ? makeAgain(object) : restore(object, now.attributes);
  });
  const surplus = [...actual.objects].flatMap(
    ([key2, object]) => expected.objects.has(key2) ? [] : takeAway(object)
  );
  return [...lacking, ...surplus];
}
function place2({ kind }) {
  return Object.keys(makers).indexOf(kind);
}
function takeAway(object) {
  switch (object.kind) {
    case "view column":
    case "privileges":
    case "parameter":
    case "setting":
      return restore({ ...object, attributes: {} }, object.attributes);
    case "default privileges":
      return giveDefaultRights(object, null, object.attributes.privileges);
    default:
      return [];
  }
}
function makeAgain(object) {
  const maker = makers[object.kind];
  if (maker !== void 0) {
    const made2 = maker(object.name, object.attributes);
    return [made2, ...restore(object, { ...object.attributes, comment: void 0, mappings: void 0 })];
  }
  switch (object.kind) {
    case "statistics":
      return createStatistics(object);
    case "index":
      return attachIndex(object);
    case "constraint":
      return addConstraint(object);
    case "default privileges":
      return giveDefaultRights(object, object.attributes.privileges, null);
    case "view column":
    case "privileges":
    case "parameter":
    case "setting":
      return restore(object, {});
    default:
      return [];
  }
}
function attachIndex({ name: name4, attributes }) {
  const { definition, "attached to": parent } = attributes;
  return definition === void 0 || parent === void 0 ? [] : [definition, `ALTER INDEX ${parent} ATTACH PARTITION ${name4}`];
}
function addConstraint({ name: name4, attributes }) {
  const { definition, of: parent, inherited } = attributes;
  if (definition === void 0 || parent !== void 0 || inherited !== void 0) return [];
  const { parent: table3, local } = splitLast(name4);
  return [`ALTER TABLE ${table3} ADD CONSTRAINT ${local} ${definition}`];
}
function createStatistics(object) {
  const { name: name4, attributes } = object;
  const kinds4 = (attributes.kinds ?? "").split(", ").filter((kind) => kind !== "e" && kind !== "");
  const on = [attributes.columns, attributes.expressions].filter((list4) => list4 !== void 0).join(", ");
  const chosen = kinds4.length > 0 ? ` (${kinds4.join(", ")})` : "";
  return [
    `CREATE STATISTICS ${name4}${chosen} ON ${on} FROM ${attributes.table}`,
    ...restore(object, ownedBy(object))
  ];
}
function ownedBy({ attributes: { owner } }) {
  return owner === void 0 ? {} : { owner };
}

// src/dialects/postgres/schema/describe.ts
function describe(object, parts3, schema3) {
  const { kind, name: name4, attributes } = object;
  switch (kind) {
    case "table":
    case "foreign table":
    case "view":
    case "materialized view":
      return describeRelation(object, parts3);
    case "enum value":
      return clip(`of ${schema3.objects.get(`type ${splitLast(name4).parent}`)?.attributes.labels}`);
    case "column":
    case "view column":
      return clip(columnText(attributes));
    case "constraint":
      return clip(attributes.definition ?? "");
    case "index":
      return clip(indexText(attributes));
    case "policy":
      return clip(
        ["for", "to", "using", "check"].flatMap((name5) => attributes[name5] === void 0 ? [] : [`${name5} ${attributes[name5]}`]).join(" ")
      );
    case "type":
      return clip(attributes.labels ?? attributes.attributes ?? "");
    case "domain":
      return clip(attributes.base ?? "");
    case "extension":
      return `version ${attributes.version} in ${attributes.schema}`;
    case "statistics":
      return clip(`on ${attributes.table}`);
    case "privileges":
    case "parameter":
    case "large objects":
      return clip(attributes.privileges ?? "");
    case "property":
      return clip(
        Object.entries(attributes).map(([key2, value]) => `${key2} ${value}`).join(", ")
      );
    default:
      return "";
  }
}
function describeRelation(object, parts3) {
  const count = (kind, plural) => {
    const n = parts3.filter((part2) => part2.kind === kind).length;
    return n === 0 ? [] : [n === 1 ? `1 ${kind}` : `${n} ${plural}`];
  };
  const partition = object.attributes["partition of"];
  const referenced = parts3.flatMap(
    (part2) => part2.kind === "constraint" ? / REFERENCES ((?:"(?:[^"]|"")*"|[^"( ])+)/.exec(part2.attributes.definition ?? "")?.[1] ?? [] : []
  );
  return clip(
    [
      ...partition === void 0 ? [] : [`partition of ${partition}`],
      ...object.attributes.columns === void 0 ? [] : [object.attributes.columns],
      ...count("column", "columns"),
      ...count("index", "indexes"),
      ...count("trigger", "triggers"),
      ...count("rule", "rules"),
      ...count("policy", "policies"),
      ...referenced.length === 0 ? [] : [`references ${[...new Set(referenced)].sort().join(", ")}`]
    ].join(", ")
  );
}
function describeChange(kind, before7, after, differing, renames) {
  const shape = kind === "column" ? differing.filter((name4) => shapeNames.has(name4)) : [];
  const comesOrGoes = before7.identity === void 0 !== (after.identity === void 0);
  const rest = differing.filter(
    (name4) => !shape.includes(name4) && !(comesOrGoes && name4.startsWith("identity "))
  );
  return oneLine(
    [
      ...shape.length > 0 ? [`${typeText2(before7)} \u2192 ${typeText2(after)}`] : [],
      ...rest.map(
        (name4) => name4 === "definition" ? definitionChange(kind, before7, after, renames) : attributeChange(name4, before7[name4], after[name4])
      )
    ].join("; ")
  );
}
var shapeNames = /* @__PURE__ */ new Set(["type", "collation", "not null"]);
var ties = /* @__PURE__ */ new Set(["partition of", "inherits", "attached to", "of", "owned by"]);
function attributeChange(name4, before7, after) {
  if (name4.endsWith("privileges")) return clip(rightsChange(name4, before7, after));
  if (name4 === "enabled")
    return after === "no" ? "now disabled" : `now enabled${after === void 0 ? "" : ` ${after}`}`;
  if (after === "yes" && before7 === void 0) return `now ${name4}`;
  if (before7 === "yes" && after === void 0) return `no longer ${name4}`;
  if (ties.has(name4) && before7 === void 0) return `now ${name4} ${after}`;
  if (ties.has(name4) && after === void 0) return `no longer ${name4} ${before7}`;
  if (before7 === void 0)
    return `no ${name4} \u2192 ${name4} ${beginning(withoutDigests(after ?? "", after ?? "")[1])}`;
  if (after === void 0) return `${name4} ${beginning(withoutDigests(before7, before7)[0])} \u2192 no ${name4}`;
  return `${name4} ${textChange(...withoutDigests(before7, after))}`;
}
function withoutDigests(before7, after) {
  const digest = /\(hidden ([0-9a-f]{8})\)/g;
  return [
    before7.replace(digest, "(hidden)"),
    after.replace(digest, (text) => before7.includes(text) ? "(hidden)" : "(another)")
  ];
}
var inLines = /* @__PURE__ */ new Set(["view", "materialized view", "function", "procedure"]);
function definitionChange(kind, before7, after, renames) {
  const [old, now] = [definitionText(kind, before7), definitionText(kind, after)];
  if (old === `${now} NOT VALID`) return "now validated";
  if (now === `${old} NOT VALID`) return "now not valid";
  return inLines.has(kind) ? lineChange(old, now, renames.sameText) : textChange(old, now);
}
function definitionText(kind, attributes) {
  const { definition = "" } = attributes;
  if (kind === "index") return indexText(attributes);
  if (kind === "trigger")
    return definition.replace(/^CREATE (?:CONSTRAINT )?TRIGGER (?:"(?:[^"]|"")*"|\S+) /, "");
  return kind === "rule" ? definition.replace(/^CREATE RULE (?:"(?:[^"]|"")*"|\S+) AS\s+/, "") : definition;
}
function rightsChange(name4, before7 = "", after = "") {
  const [old, now] = [before7.split("; "), after.split("; ")].map(
    (list4) => list4.filter((entry) => entry !== "")
  );
  const lost = old.filter((entry) => !now.includes(entry)).map((entry) => `- ${entry}`);
  const won = now.filter((entry) => !old.includes(entry)).map((entry) => `+ ${entry}`);
  return `${name4} ${[...lost, ...won].join(", ")}`;
}
function typeText2(attributes) {
  const { type = "", collation: collation3 } = attributes;
  const notNull = attributes["not null"];
  return [
    type,
    ...collation3 === void 0 ? [] : [`collate ${collation3}`],
    ...notNull === void 0 ? [] : notNull === "yes" ? ["not null"] : [`not null ${notNull}`]
  ].join(" ");
}
function columnText(attributes) {
  const { default: value, generated, identity: identity2 } = attributes;
  return [
    typeText2(attributes),
    ...value === void 0 ? [] : [`default ${value}`],
    ...generated === void 0 ? [] : [`generated ${generated}`],
    ...identity2 === void 0 ? [] : [`identity ${identity2}`]
  ].join(" ");
}
function indexText({ definition = "" }) {
  const [, unique = "", on = definition] = /^CREATE (UNIQUE )?INDEX .*? (ON .*)$/s.exec(definition) ?? [];
  return `${unique.toLowerCase()}${on.replace(/^ON /, "on ").replace(" USING ", " using ")}`;
}
function clip(text) {
  const line = oneLine(text);
  return line.length <= 200 ? line : `${line.slice(0, 199)}\u2026`;
}

// src/dialects/postgres/schema/folded-clock.ts
var moment = /\b(?:\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[+-]\d\d(?::\d\d){0,2})?)?|\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:[+-]\d\d(?::\d\d){0,2})?)(?![\d:])/g;
var clockWord = /'\s*(?:now|today|tomorrow|yesterday)\b/i;
var day = 864e5;
var rounding = 1e3;
function sameButClock(before7, after, made2) {
  const [old, now] = [before7.match(moment) ?? [], after.match(moment) ?? []];
  if (old.length === 0 || old.length !== now.length) return false;
  if (before7.replace(moment, "?") !== after.replace(moment, "?")) return false;
  const days = made2.by.some(({ sql }) => clockWord.test(sql));
  return now.every((text, place4) => {
    const was = old[place4] ?? "";
    return text === was || shapeOf2(text) === shapeOf2(was) && isMoment(text, made2, days);
  });
}
function shapeOf2(text) {
  return `${/-\d\d-/.test(text)} ${text.includes(":")} ${/:\d\d(?:\.\d+)?[+-]/.test(text)}`;
}
function isMoment(text, { from: from2, to, offset }, days) {
  const [, date = "", time = "00:00:00", zone = ""] = /^(\d{4}-\d\d-\d\d)? ?(\d\d:\d\d:\d\d(?:\.\d+)?)?([+-].*)?$/.exec(text) ?? [];
  const [first, last] = [from2 + offset, to + offset];
  if (date === "") {
    const sinceFirst = Date.parse(`1970-01-01T${time}Z`) - (first - rounding);
    return modulo(sinceFirst, day) <= last - first + 2 * rounding;
  }
  const at = Date.parse(`${date}T${time}Z`) + (zone === "" ? 0 : offset);
  if (first - rounding <= at && at <= last + rounding) return true;
  const midnights = [first - modulo(first, day) - day, last - modulo(last, day) + day];
  return days && modulo(at, day) === 0 && midnights[0] <= at && at <= midnights[1];
}
function modulo(value, by) {
  return (value % by + by) % by;
}

// src/dialects/postgres/schema/layout.ts
var freeForm = /\n LANGUAGE (?:sql|plpgsql)\b/;
function sameButLayout(head2, before7, after) {
  if (!freeForm.test(head2)) return false;
  const [old, now] = [programOf(before7), programOf(after)];
  return old !== null && now !== null && laidOut(old) === laidOut(now);
}
function programOf(body) {
  return /^\nAS (\$\w*\$)(.*)\1\s*$/s.exec(body)?.[2] ?? null;
}
function laidOut(text) {
  const tokens2 = tokensOf(text);
  const pieces = tokens2.flatMap((token, place4) => {
    const before7 = tokens2[place4 - 1];
    const gap = text.slice(before7?.end ?? 0, token.start);
    const inString = before7?.kind === "string" && token.kind === "string";
    return [inString ? gap : spaceOf(gap), text.slice(token.start, token.end)];
  });
  return [...pieces, spaceOf(text.slice(tokens2.at(-1)?.end ?? 0))].join("").trim();
}
function spaceOf(gap) {
  if (gap.includes("--") || gap.includes("/*")) return gap.replaceAll(/[ \t]*\r?\n\s*/g, "\n");
  return gap === "" ? "" : " ";
}

// src/dialects/postgres/schema/names.ts
var partKinds = /* @__PURE__ */ new Set([
  "column",
  "view column",
  "constraint",
  "trigger",
  "rule",
  "policy",
  "enum value"
]);
var wholeKinds = /* @__PURE__ */ new Set([
  "type",
  "table",
  "foreign table",
  "view",
  "materialized view"
]);
function ownerOf(object) {
  if (partKinds.has(object.kind)) return splitLast(object.name).parent;
  if (object.kind === "index" || object.kind === "statistics") return object.attributes.table ?? null;
  if (object.kind === "sequence" && object.attributes["owned by"] !== void 0)
    return splitLast(object.attributes["owned by"]).parent;
  return null;
}
var kindOrder = [
  "schema",
  "extension",
  "type",
  "enum value",
  "domain",
  "table",
  "foreign table",
  "view",
  "materialized view",
  "column",
  "view column",
  "constraint",
  "index",
  "statistics",
  "sequence",
  "trigger",
  "rule",
  "policy",
  "function",
  "procedure",
  "aggregate"
];
function inOrder(schema3) {
  return objectOrder({ order: kindOrder, wholes: wholeKinds, ownerOf }, schema3);
}

// src/dialects/postgres/schema/renames.ts
var unnamed = /* @__PURE__ */ new Set([
  "cast",
  "transform",
  "user mapping",
  "default privileges",
  "setting"
]);
function renamesOf(pairs2) {
  const schemas = /* @__PURE__ */ new Map();
  const relations4 = /* @__PURE__ */ new Map();
  const words2 = /* @__PURE__ */ new Map();
  for (const { before: before7, after } of pairs2) {
    if (before7.name === after.name) continue;
    if (before7.kind === "schema") schemas.set(before7.name, after.name);
    if (wholeKinds.has(before7.kind)) relations4.set(before7.name, after.name);
    learnWords(words2, before7, after);
  }
  const expectedName = (before7) => {
    const { parent, local } = splitLast(head(before7.name));
    if (partKinds.has(before7.kind)) return `${relations4.get(parent) ?? inSchema(parent)}.${local}`;
    const moved = relations4.get(ownerOf(before7) ?? "");
    if (moved !== void 0 && splitLast(ownerOf(before7) ?? "").parent === parent)
      return `${splitLast(moved).parent}.${local}`;
    return parent === "" ? local : `${schemas.get(parent) ?? parent}.${local}`;
  };
  const inSchema = (relation2) => {
    const { parent, local } = splitLast(relation2);
    return `${schemas.get(parent) ?? parent}.${local}`;
  };
  return {
    isRename({ before: before7, after }) {
      if (before7.name === after.name || unnamed.has(before7.kind)) return false;
      return expectedName(before7) !== head(after.name);
    },
    sameText: (before7, after) => before7 === after || sameWords(tokens(before7), tokens(after), words2),
    sameBody: () => false
  };
}
function head(name4) {
  return /^((?:"(?:[^"]|"")*"|[^"( ])*)/.exec(name4)?.[0] ?? name4;
}
function learnWords(words2, before7, after) {
  const learn = (from3, to2) => {
    if (from3 !== to2) words2.set(from3, (words2.get(from3) ?? /* @__PURE__ */ new Set()).add(to2));
  };
  const [from2, to] = [splitLast(head(before7.name)), splitLast(head(after.name))];
  learn(from2.local, to.local);
  if (!partKinds.has(before7.kind)) learn(from2.parent, to.parent);
}
function tokens(text) {
  return text.match(/"(?:[^"]|"")*"|[\w$\u0080-\uffff]+|[^\s]/g) ?? [];
}
function sameWords(before7, after, words2) {
  const skipAlias = (list4, at, old) => {
    const name4 = list4[at]?.toLowerCase() === "as" ? at + 1 : at;
    return list4[name4] === old ? name4 + 1 : at;
  };
  let [i, j] = [0, 0];
  while (i < before7.length && j < after.length) {
    const [old, now] = [before7[i] ?? "", after[j] ?? ""];
    const renamed = words2.get(old)?.has(now) === true;
    if (old !== now && !renamed) return false;
    i += 1;
    j += 1;
    if (!renamed) continue;
    if (before7[i]?.toLowerCase() !== "as" && before7[i] !== old) j = skipAlias(after, j, old);
    if (after[j]?.toLowerCase() !== "as" && after[j] !== now) i = skipAlias(before7, i, now);
  }
  return i === before7.length && j === after.length;
}

// src/dialects/postgres/schema/diff.ts
function diffSchemas(before7, after) {
  const match = matchObjects(before7, after, "identity");
  return changes(before7, after, match, renamesOf(match.pairs), madeAgain(match.pairs));
}
function compareSchemas(expected, actual, made2) {
  const match = matchObjects(expected, actual, "name");
  const sameText = made2 === void 0 ? nothingRenamed.sameText : sameButFor(made2);
  const difference = changes(expected, actual, match, { ...nothingRenamed, sameText }, /* @__PURE__ */ new Set());
  if (difference.length > 0) return { verdict: "unequal", difference };
  const reordered = orderChanges(expected, actual);
  return { verdict: reordered.length > 0 ? "equal-except-order" : "equal", difference: reordered };
}
var nothingRenamed = {
  isRename: () => false,
  sameText: (before7, after) => before7 === after,
  sameBody: sameButLayout
};
function sameButFor(made2) {
  return (before7, after) => before7 === after || sameButClock(before7, after, made2);
}
function matchObjects(before7, after, by) {
  const left = new Map(after.objects);
  const key2 = ({ kind, identity: identity2 }) => `${kind} ${identity2}`;
  const identities = new Map([...left].map(([name4, object]) => [key2(object), { name: name4, object }]));
  const pairs2 = [];
  const unmatched = [];
  for (const object of before7.objects.values()) {
    const same = by === "identity" && object.identity !== "" ? identities.get(key2(object)) : void 0;
    if (same === void 0) unmatched.push(object);
    else {
      pairs2.push({ before: object, after: same.object });
      left.delete(same.name);
    }
  }
  const dropped2 = [];
  for (const object of unmatched) {
    const name4 = `${object.kind} ${object.name}`;
    const same = left.get(name4);
    if (same === void 0) dropped2.push(object);
    else {
      pairs2.push({ before: object, after: same });
      left.delete(name4);
    }
  }
  return { pairs: pairs2, dropped: dropped2, added: [...left.values()] };
}
function madeAgain(pairs2) {
  const others = pairs2.filter(({ before: before7, after }) => before7.identity !== after.identity);
  const tables2 = others.filter(({ after }) => after.kind === "table" || after.kind === "foreign table");
  const names2 = new Set(tables2.map(({ after }) => after.name));
  const columns3 = others.filter(
    ({ after }) => after.kind === "column" && !names2.has(splitLast(after.name).parent)
  );
  return /* @__PURE__ */ new Set([...tables2, ...columns3]);
}
function changes(before7, after, match, renames, again2) {
  const drops2 = fold(match.dropped, "drop", before7);
  const order = inOrder(after);
  const told2 = typesToldByValue(match);
  const kept = match.pairs.map((pair) => ({ pair, found: [...rename2(pair, renames), ...alteration(pair, renames, told2, again2)] })).filter(({ found: found2 }) => found2.length > 0).sort((a, b) => order(a.pair.after, b.pair.after)).flatMap(({ found: found2 }) => found2);
  return [...drops2, ...kept, ...fold(match.added, "add", after)];
}
function rename2(pair, renames) {
  if (!renames.isRename(pair)) return [];
  const { kind, name: name4 } = pair.after;
  return [{ action: "rename", object: kind, name: name4, detail: `was ${pair.before.name}` }];
}
function alteration(pair, renames, told2, again2) {
  const { before: before7, after } = pair;
  const names2 = [.../* @__PURE__ */ new Set([...Object.keys(before7.attributes), ...Object.keys(after.attributes)])];
  const differing = names2.filter((name4) => {
    const [old, now] = [before7.attributes[name4], after.attributes[name4]];
    if (name4 === "labels" && told2.has(after.name)) return false;
    if (old === void 0 || now === void 0) return old !== now;
    return !sameAttribute(name4, old, now, renames);
  });
  const details2 = [
    ...again2.has(pair) ? ["dropped and made again"] : [],
    ...differing.length === 0 ? [] : [describeChange(after.kind, before7.attributes, after.attributes, differing, renames)]
  ];
  return details2.length === 0 ? [] : [{ action: "alter", object: after.kind, name: after.name, detail: details2.join("; ") }];
}
function sameAttribute(name4, before7, after, renames) {
  if (before7 === after) return true;
  if (name4 === "comment" || name4 === "labels") return false;
  if (name4.endsWith("options") && sameButSecrets(before7, after)) return true;
  const body = (text) => {
    const at = text.search(/\nAS [$']/);
    return at < 0 ? { head: text, body: "" } : { head: text.slice(0, at), body: text.slice(at) };
  };
  const [old, now] = [body(before7), body(after)];
  if (!renames.sameText(old.head, now.head)) return false;
  return old.body === now.body || renames.sameBody(now.head, old.body, now.body);
}
function sameButSecrets(before7, after) {
  const untold = (text) => text.replaceAll(/=\(hidden [0-9a-f]{8}\)/g, "=(hidden)");
  return (untold(before7) === before7 || untold(after) === after) && untold(before7) === untold(after);
}
function typesToldByValue({ pairs: pairs2, added, dropped: dropped2 }) {
  const renamed = pairs2.filter(
    ({ before: before7, after }) => splitLast(before7.name).local !== splitLast(after.name).local
  );
  return new Set(
    [...added, ...dropped2, ...renamed.map(({ after }) => after)].filter(({ kind }) => kind === "enum value").map(({ name: name4 }) => splitLast(name4).parent)
  );
}
function fold(objects, action, schema3) {
  const wholes = new Set(objects.filter(({ kind }) => wholeKinds.has(kind)).map(({ name: name4 }) => name4));
  const parts3 = Map.groupBy(objects, (object) => {
    const whole = wholeKinds.has(object.kind) ? null : ownerOf(object);
    return whole !== null && wholes.has(whole) ? whole : "";
  });
  return [...parts3.get("") ?? []].sort(inOrder(schema3)).map((object) => ({
    action,
    object: object.kind,
    name: object.name,
    detail: describe(object, parts3.get(object.name) ?? [], schema3)
  }));
}
function orderChanges(expected, actual) {
  return [...expected.columnOrder].flatMap(([name4, columns3]) => {
    const now = actual.columnOrder.get(name4) ?? [];
    if (columns3.join() === now.join()) return [];
    return [
      {
        action: "alter",
        object: "table",
        name: name4,
        detail: `columns ${columns3.join(", ")} \u2192 ${now.join(", ")}`
      }
    ];
  });
}

// src/dialects/postgres/schema/put-aside.ts
var longestName2 = 63;
function putAside({ migration, up }, before7) {
  const statements = up.filter((it) => !isNoOp(it) && !it.operations.every(steers));
  const dropped2 = statements.flatMap(({ operations }) => operations);
  const archive = quoteIdentifier(cut(`archive_${migration.id}`));
  const steps2 = dropped2.map((operation) => stepOf(operation, before7, archive));
  if (steps2.length === 0 || !steps2.every((step) => step !== null)) return null;
  const hasTable = dropped2.some(({ kind }) => kind === "drop-table");
  const there = steps2.flatMap((step) => step.up);
  const back = steps2.toReversed().flatMap((step) => step.down);
  const names2 = [...steps2.map(({ name: name4 }) => name4), ...hasTable ? [archive] : []];
  return {
    up: script([...hasTable ? [`CREATE SCHEMA ${archive}`] : [], ...there]),
    down: script([...back, ...hasTable ? [`DROP SCHEMA ${archive}`] : []]),
    isAside: (name4) => names2.some((aside) => name4 === aside || name4.startsWith(`${aside}.`))
  };
}
function steers({ kind }) {
  return kind === "transaction" || kind === "set";
}
function stepOf(operation, before7, archive) {
  switch (operation.kind) {
    case "drop-table":
      return tableStep(before7, operation.table, archive);
    case "drop-column":
      return columnStep(before7, operation.table, quoteIdentifier(operation.column));
    default:
      return null;
  }
}
function tableStep(before7, name4, archive) {
  const table3 = before7.objects.get(`table ${name4}`);
  if (table3 === void 0 || isPartOfOthers2(table3)) return null;
  const { parent, local } = splitLast(name4);
  const keys = [...before7.objects.values()].filter(
    ({ kind, name: key2, attributes }) => kind === "constraint" && splitLast(key2).parent === name4 && /^FOREIGN KEY/i.test(attributes.definition ?? "")
  );
  const bare2 = (key2) => splitLast(key2.name).local;
  return {
    name: `${archive}.${local}`,
    up: [
      ...keys.map((key2) => `ALTER TABLE ${name4} DROP CONSTRAINT ${bare2(key2)}`),
      `ALTER TABLE ${name4} SET SCHEMA ${archive}`
    ],
    down: [
      `ALTER TABLE ${archive}.${local} SET SCHEMA ${parent}`,
      ...keys.map((key2) => `ALTER TABLE ${name4} ADD CONSTRAINT ${bare2(key2)} ${key2.attributes.definition}`)
    ]
  };
}
function isPartOfOthers2({ attributes }) {
  return Object.keys(attributes).some((name4) => /partition|inherits/.test(name4));
}
function columnStep(before7, table3, name4) {
  const column = before7.objects.get(`column ${table3}.${name4}`);
  if (column === void 0 || "generated" in column.attributes) return null;
  const aside = quoteIdentifier(cut(`archived_${unquoted3(name4)}`));
  const { attributes } = column;
  const asks = "not null" in attributes && !("default" in attributes) && !("identity" in attributes);
  return {
    name: `${table3}.${aside}`,
    up: [
      `ALTER TABLE ${table3} RENAME COLUMN ${name4} TO ${aside}`,
      ...asks ? [`ALTER TABLE ${table3} ALTER COLUMN ${aside} DROP NOT NULL`] : []
    ],
    down: [
      ...asks ? [`ALTER TABLE ${table3} ALTER COLUMN ${aside} SET NOT NULL`] : [],
      `ALTER TABLE ${table3} RENAME COLUMN ${aside} TO ${name4}`
    ]
  };
}
function unquoted3(name4) {
  return name4.startsWith('"') ? name4.slice(1, -1).replaceAll('""', '"') : name4;
}
function cut(name4) {
  const bytes = new TextEncoder().encode(name4).subarray(0, longestName2);
  return new TextDecoder().decode(bytes).replace(/\uFFFD+$/, "");
}
function script(statements) {
  return statements.map((statement) => `${statement};
`).join("");
}

// src/dialects/postgres/shadow/embedded.ts
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
async function openEmbedded(boot, limits) {
  const { ask: ask2, end } = startEngine(
    engineProgram("postgres"),
    limits,
    ({ message, code: code2, position, transaction }) => new DatabaseError(message, code2, position, transaction)
  );
  try {
    const { extensions, image } = await boot;
    const question = { kind: "boot", engine: engineFiles(), extensions, image };
    await ask2(question, image === null ? "check" : "statement");
  } catch (error) {
    end("it was not needed");
    throw error;
  }
  return {
    kind: "embedded",
    query: (sql, parameters = []) => ask2({ kind: "query", sql, parameters }),
    script: (sql) => ask2({ kind: "script", sql }),
    run: async (sql) => ({ notices: [], ...await ask2({ kind: "run", sql }) }),
    async parseOnly(queries) {
      const { rows: rows2 } = await ask2({ kind: "parse", queries });
      return rows2.map(({ message }) => message);
    },
    async image() {
      const { rows: rows2 } = await ask2({ kind: "image" });
      return rows2[0]?.image;
    },
    close: async () => end("it was closed")
  };
}
function engineFiles() {
  const folder = engineFolder("postgres");
  return {
    dataDirectory: fileURLToPath(new URL("pgdata.tar.zst", folder)),
    extensions: fileURLToPath(new URL("extensions/", folder)),
    facts: fileURLToPath(new URL("pgdata.json", folder))
  };
}
function embeddedEngine() {
  const { version, sha256 } = JSON.parse(readFileSync(engineFiles().facts, "utf8"));
  return `pglite ${version} ${sha256} ${[...embeddedExtensions()].sort()}`;
}
function embeddedExtensions() {
  const suffix2 = ".tar.gz";
  const files2 = readdirSync(engineFiles().extensions).filter((file) => file.endsWith(suffix2));
  return /* @__PURE__ */ new Set(["plpgsql", ...files2.map((file) => file.slice(0, -suffix2.length))]);
}

// src/dialects/postgres/schema/attempt.ts
var taken = /* @__PURE__ */ new Set(["42P07", "42701", "42710", "42723", "42P06"]);
async function attempt3(session, sql) {
  await session.script("SAVEPOINT attempt");
  try {
    await session.script(sql);
    await session.script("RELEASE SAVEPOINT attempt");
    return "done";
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await session.script("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt");
    if (taken.has(error.code)) return "occupied";
    return error.code === "3F000" ? "no schema" : "refused";
  }
}

// src/dialects/postgres/schema/drop-unmodeled.ts
var kinds2 = [
  "statistics",
  "cast",
  "transform",
  "operator class",
  "operator family",
  "operator",
  "text search configuration",
  "text search dictionary",
  "text search template",
  "text search parser",
  "conversion",
  "access method",
  "language"
];
async function dropUnmodeled(session, changes2) {
  const added = changes2.filter(({ action }) => action === "add");
  const statements = [];
  for (const kind of kinds2) {
    for (const { name: name4 } of added.filter(({ object }) => object === kind)) {
      const sql = `DROP ${kind.toUpperCase()} ${name4}`;
      if (await attempt3(session, sql) === "done") statements.push(sql);
    }
  }
  return statements;
}

// src/dialects/postgres/schema/free-foreign-keys.ts
async function freeForeignKeys(session, changes2) {
  const retyped = changes2.filter(({ action, object }) => action === "alter" && object === "column").map(({ name: name4, detail }) => ({ name: name4, type: oldType(detail) }));
  if (retyped.length === 0) return [];
  const { rows: rows2 } = await session.query(
    `select distinct pg_catalog.format('ALTER TABLE %I.%I DROP CONSTRAINT %I', n.nspname, c.relname, k.conname) as sql
    from pg_catalog.json_to_recordset(${quoteLiteral(JSON.stringify(retyped))}) as r(name pg_catalog.text, type pg_catalog.text)
      join pg_catalog.pg_type old on pg_catalog.format_type(old.oid, null) operator(pg_catalog.=) r.type,
      pg_catalog.pg_constraint k
      join pg_catalog.pg_class c on c.oid operator(pg_catalog.=) k.conrelid
      join pg_catalog.pg_namespace n on n.oid operator(pg_catalog.=) c.relnamespace,
      pg_catalog.pg_attribute a
      join pg_catalog.pg_class ac on ac.oid operator(pg_catalog.=) a.attrelid
      join pg_catalog.pg_namespace an on an.oid operator(pg_catalog.=) ac.relnamespace
      join pg_catalog.pg_type now on now.oid operator(pg_catalog.=) a.atttypid
    where k.contype operator(pg_catalog.=) 'f' and k.conparentid operator(pg_catalog.=) 0
      and (a.attrelid operator(pg_catalog.=) k.conrelid and a.attnum operator(pg_catalog.=) any (k.conkey)
        or a.attrelid operator(pg_catalog.=) k.confrelid and a.attnum operator(pg_catalog.=) any (k.confkey))
      and pg_catalog.format('%I.%I.%I', an.nspname, ac.relname, a.attname) operator(pg_catalog.=) r.name
      and now.typcategory operator(pg_catalog.<>) old.typcategory
    order by sql`
  );
  const dropped2 = [];
  for (const { sql } of rows2) if (await attempt3(session, String(sql)) === "done") dropped2.push(String(sql));
  return dropped2;
}
function oldType(detail) {
  const [shape = ""] = detail.replace(/^dropped and made again; /, "").split(" \u2192 ");
  return shape.replace(/ (?:not null|collate) ?.*$/, "").replace(/\([^)]*\)/, "");
}

// src/dialects/postgres/schema/planned-sql.ts
function plannedSql(sql) {
  const text = sql.trim().replace(/;$/, "");
  return text.startsWith("CREATE DOMAIN ") ? notNullOnce(text) : throughText(text);
}
function throughText(sql) {
  return sql.replace(
    /^(ALTER TABLE .* ALTER COLUMN ("(?:[^"]|"")+") TYPE (\S+\.\S+) USING \2)::\3$/,
    "$1::text::$3"
  );
}
function notNullOnce(sql) {
  const tokens2 = [];
  for (let token = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) tokens2.push(token);
  const word = (place4) => wordOf(sql, tokens2[place4]);
  const found2 = tokens2.flatMap(
    (token, place4) => word(place4) === "not" && word(place4 + 1) === "null" ? [
      {
        start: token.start,
        end: tokens2[place4 + 1]?.end ?? token.end,
        named: word(place4 - 2) === "constraint"
      }
    ] : []
  );
  const bare2 = found2.find(({ named: named2 }) => !named2);
  if (bare2 === void 0 || !found2.some(({ named: named2 }) => named2)) return sql;
  return `${sql.slice(0, bare2.start).trimEnd()}${sql.slice(bare2.end)}`;
}

// src/dialects/postgres/schema/undo-renames.ts
async function undoRenames(session, changes2) {
  const renames = changes2.filter(({ action }) => action === "rename");
  const statements = [];
  const waiting2 = [...renames].sort((a, b) => depth(a) - depth(b));
  const schemas = new Map(
    renames.filter(({ object }) => object === "schema").map((change) => [oldName(change), change.name])
  );
  for (let change = waiting2.shift(); change !== void 0; change = waiting2.shift()) {
    for (const step of steps(change, schemas)) {
      const outcome2 = await attempt3(session, step.sql);
      if (outcome2 === "done") statements.push(step.sql);
      if (outcome2 === "no schema") {
        const create2 = `CREATE SCHEMA ${step.schema}`;
        if (await attempt3(session, create2) === "done" && await attempt3(session, step.sql) === "done")
          statements.push(create2, step.sql);
      }
      if (outcome2 !== "occupied") continue;
      const aside = {
        ...change,
        name: step.result,
        detail: `was ${withLocal(step.result, asideName(step.result))}`
      };
      const moves = steps(aside, /* @__PURE__ */ new Map()).map(({ sql }) => sql);
      if (await attempt3(session, moves.join(";")) !== "done") continue;
      if (await attempt3(session, step.sql) !== "done") continue;
      statements.push(...moves, step.sql);
      const blocked = waiting2.findIndex(
        ({ object, name: name4 }) => object === change.object && name4 === step.result
      );
      const other2 = waiting2[blocked];
      if (other2 !== void 0) waiting2[blocked] = { ...other2, name: oldName(aside) };
    }
  }
  return statements;
}
function oldName(change) {
  return change.detail.replace(/^was /, "");
}
function depth({ object }) {
  if (object in parts || object === "enum value") return 0;
  if (["function", "procedure", "aggregate"].includes(object)) return 1;
  return object === "schema" ? 3 : 2;
}
var parts = {
  column: (relation2, name4, to) => `ALTER TABLE ${relation2} RENAME COLUMN ${name4} TO ${to}`,
  constraint: (relation2, name4, to) => `ALTER TABLE ${relation2} RENAME CONSTRAINT ${name4} TO ${to}`,
  trigger: (relation2, name4, to) => `ALTER TRIGGER ${name4} ON ${relation2} RENAME TO ${to}`,
  rule: (relation2, name4, to) => `ALTER RULE ${name4} ON ${relation2} RENAME TO ${to}`,
  policy: (relation2, name4, to) => `ALTER POLICY ${name4} ON ${relation2} RENAME TO ${to}`
};
function steps(change, schemas) {
  const now = splitLast(withoutArguments2(change.name));
  const old = splitLast(withoutArguments2(oldName(change)));
  const part2 = parts[change.object];
  const result = (parent, local) => parent === "" ? local : `${parent}.${local}`;
  if (part2 !== void 0)
    return [
      { sql: part2(now.parent, now.local, old.local), result: result(now.parent, old.local), schema: "" }
    ];
  if (change.object === "enum value")
    return [
      {
        sql: `ALTER TYPE ${now.parent} RENAME VALUE ${literal2(now.local)} TO ${literal2(old.local)}`,
        result: result(now.parent, old.local),
        schema: ""
      }
    ];
  const kind = change.object === "foreign server" ? "SERVER" : change.object.toUpperCase();
  const tail = change.name.slice(withoutArguments2(change.name).length);
  const schema3 = schemas.get(old.parent) ?? old.parent;
  return [
    ...now.local === old.local ? [] : [
      {
        sql: `ALTER ${kind} ${change.name} RENAME TO ${old.local}`,
        result: result(now.parent, old.local) + tail,
        schema: ""
      }
    ],
    ...now.parent === schema3 ? [] : [
      {
        sql: `ALTER ${kind} ${result(now.parent, old.local)}${tail} SET SCHEMA ${schema3}`,
        result: result(schema3, old.local) + tail,
        schema: schema3
      }
    ]
  ];
}
function withoutArguments2(name4) {
  return /^(?:"(?:[^"]|"")*"|[^"( ])*/.exec(name4)?.[0] ?? name4;
}
function withLocal(name4, local) {
  const { parent } = splitLast(withoutArguments2(name4));
  return (parent === "" ? local : `${parent}.${local}`) + name4.slice(withoutArguments2(name4).length);
}
function asideName(name4) {
  const { local } = splitLast(withoutArguments2(name4));
  return local.endsWith('"') ? `${local.slice(0, -1)}_aside"` : `${local}_aside`;
}
function literal2(identifier) {
  const value = identifier.startsWith('"') ? identifier.slice(1, -1).replaceAll('""', '"') : identifier;
  return `'${value.replaceAll("'", "''")}'`;
}

// src/dialects/postgres/schema/planner.ts
async function captureFacts(session, changes2 = [], historyTables = []) {
  const { rows: rows2, transaction } = await session.query("select current_user::pg_catalog.text as role");
  const open = transaction === "open";
  await session.script(open ? "SAVEPOINT capture_facts" : "BEGIN ISOLATION LEVEL REPEATABLE READ");
  try {
    await dropHistoryTables(session, historyTables);
    const undone = [
      ...await freeForeignKeys(session, changes2),
      ...await dropUnmodeled(session, changes2),
      ...await undoRenames(session, changes2)
    ];
    const { extract } = await import("./extract-AVGPCD42.js");
    const { factBase, diagnostics } = await extract(poolOver(session));
    const unmodeled = diagnostics.filter(({ code: code2 }) => code2 === "unmodeled_kind").map(({ context, message }) => typeof context?.kind === "string" ? context.kind : message);
    const applier = { role: String(rows2[0]?.role), isSuperuser: true, memberOf: [] };
    return { base: factBase, undone, unmodeled: [...new Set(unmodeled)].sort(), applier };
  } finally {
    await session.script(
      open ? "ROLLBACK TO SAVEPOINT capture_facts; RELEASE SAVEPOINT capture_facts" : "ROLLBACK"
    );
  }
}
async function planDown(from2, to) {
  const { plan } = await import("./plan-7GV3N7SY.js");
  let planned;
  try {
    planned = plan(from2.base, to.base, { capability: to.applier });
  } catch (error) {
    return { kind: "impossible", reason: error instanceof Error ? error.message : String(error) };
  }
  const bodies = planned.preamble.some(({ name: name4 }) => name4 === "check_function_bodies");
  return {
    kind: "planned",
    statements: [
      ...from2.undone.map(plain3),
      ...bodies ? [plain3("SET LOCAL check_function_bodies = off")] : [],
      ...planned.actions.map((action) => ({
        sql: plannedSql(action.sql),
        losesData: action.dataLoss === "destructive",
        inTransaction: action.transactionality === "transactional"
      }))
    ],
    unmodeled: [.../* @__PURE__ */ new Set([...from2.unmodeled, ...to.unmodeled])].sort()
  };
}
function plain3(sql) {
  return { sql, losesData: false, inTransaction: true };
}
function preloadPlanner() {
  import("./extract-AVGPCD42.js").catch(() => {
  });
  import("./plan-7GV3N7SY.js").catch(() => {
  });
}
function poolOver(session) {
  const client = {
    async query(query2, values) {
      const text = typeof query2 === "string" ? query2 : query2.text;
      const parameters = typeof query2 === "string" ? values : query2.values;
      if (/^\s*(BEGIN|COMMIT|ROLLBACK)\b/i.test(text)) return { rows: [] };
      return session.query(text, parameters);
    },
    release() {
    }
  };
  return { connect: async () => client };
}

// src/dialects/dialect.ts
var noticeKinds = ["role", "schema", "database", "extension", "function", "empty-table"];

// src/dialects/postgres/shadow/kept.ts
var names = external_exports.array(external_exports.string());
var graph = external_exports.array(external_exports.tuple([external_exports.string(), names]));
var knowledgeSchema = external_exports.strictObject({
  lost: external_exports.array(external_exports.tuple([external_exports.string(), external_exports.enum(["relation", "part", "other"]), external_exports.string(), external_exports.boolean()])),
  settled: names,
  unlike: external_exports.array(external_exports.tuple([external_exports.string(), external_exports.string()])),
  gap: external_exports.string().nullable(),
  tainted: external_exports.array(external_exports.tuple([external_exports.string(), external_exports.string()])),
  uses: graph,
  firing: graph,
  code: names,
  writing: names,
  views: names,
  unread: external_exports.int().nullable(),
  lacked: names
});
var factsSchema = external_exports.strictObject({
  /** Extensions that the base asks for, or has: the engine takes them when it boots, and later no more. */
  extensions: names,
  knowledge: knowledgeSchema,
  /** Roles and schemas that the replay made, by `role name`. */
  made: names,
  notices: external_exports.array(
    external_exports.strictObject({
      kind: external_exports.enum(noticeKinds),
      name: external_exports.string(),
      path: external_exports.string(),
      line: external_exports.int()
    })
  )
});
function factsOf({ facts }) {
  return factsSchema.safeParse(facts).data ?? null;
}
async function keep(session, base, before7, learned) {
  if (session.image === void 0) return null;
  try {
    if (!await outlivesRestart(session)) return null;
    const installed = await installedExtensions(session);
    const extensions = [.../* @__PURE__ */ new Set([...before7?.extensions ?? [], ...extensionsIn2(base), ...installed])];
    return { facts: { extensions, ...learned }, image: await session.image() };
  } catch (error) {
    if (error instanceof DatabaseError) return null;
    throw error;
  }
}
function extensionsIn2(migrations) {
  return wantedExtensions(migrations.flatMap(({ up, down }) => [...up, ...down ?? []]));
}
async function outlivesRestart(session) {
  const { rows: rows2 } = await session.query(`SELECT
    EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relpersistence OPERATOR(pg_catalog.<>) 'p')
    OR EXISTS (SELECT FROM pg_catalog.pg_db_role_setting s
      CROSS JOIN LATERAL pg_catalog.unnest(s.setconfig) AS c(setting)
      JOIN pg_catalog.pg_database d ON d.datname OPERATOR(pg_catalog.=) pg_catalog.current_database()
      WHERE s.setdatabase OPERATOR(pg_catalog.=) ANY (ARRAY[0::pg_catalog.oid, d.oid])
        AND s.setrole OPERATOR(pg_catalog.=) ANY (ARRAY[0::pg_catalog.oid, session_user::pg_catalog.regrole::pg_catalog.oid])
        AND NOT pg_catalog.starts_with(c.setting, 'search_path='))
    OR EXISTS (SELECT FROM pg_catalog.pg_file_settings f
      WHERE f.sourcefile OPERATOR(pg_catalog.~) 'auto[.]conf$' AND f.name OPERATOR(pg_catalog.<>) 'shared_buffers')
    OR EXISTS (SELECT FROM pg_catalog.pg_event_trigger t WHERE t.evtevent OPERATOR(pg_catalog.=) 'login')
    OR EXISTS (SELECT FROM pg_catalog.pg_tablespace t
      WHERE t.spcname OPERATOR(pg_catalog.<>) ALL (ARRAY['pg_default'::pg_catalog.name, 'pg_global'::pg_catalog.name]))
    OR EXISTS (SELECT FROM pg_catalog.pg_prepared_xacts) AS bound`);
  return rows2[0]?.bound === false;
}
async function installedExtensions(session) {
  const { rows: rows2 } = await session.query("SELECT extname::pg_catalog.text AS name FROM pg_catalog.pg_extension");
  return rows2.map(({ name: name4 }) => String(name4));
}

// src/dialects/postgres/shadow/server.ts
import { randomBytes as randomBytes2 } from "node:crypto";
var connectTimeoutMs2 = 1e4;
async function openServer(url, limits) {
  const target2 = requireLocalUrl(url);
  const name4 = `migration_gate_${randomBytes2(6).toString("hex")}`;
  const admin = await connect2(target2);
  try {
    await requireModestRole(admin);
    await admin.query(`CREATE DATABASE ${name4} TEMPLATE template0 ENCODING 'UTF8'`);
  } catch (error) {
    await admin.end();
    if (error instanceof UserError) throw error;
    throw new UserError(
      `The shadow's server does not let us create a database: ${error.message}`,
      { cause: error }
    );
  }
  const inside = new URL(target2);
  inside.pathname = `/${name4}`;
  const client = await connect2(inside);
  return serverSession(client, admin, name4, limits);
}
function requireLocalUrl(url) {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed === null || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new UserError(
      '--shadow takes "embedded", "none" or a URL such as postgres://gate@localhost:5432/postgres.'
    );
  }
  const host = parsed.hostname.replace(/^\[(.*)\]$/, "$1");
  const local = host === "" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host) || /^[a-z0-9_-]+$/i.test(host);
  if (local) return parsed;
  throw new UserError(
    `--shadow refuses the host "${host}": unreviewed SQL runs there. Use localhost or a service container.`
  );
}
async function requireModestRole(admin) {
  const { rows: rows2 } = await admin.query(
    "SELECT r.rolname AS name, r.rolsuper AS super, r.rolcreatedb AS creates FROM pg_catalog.pg_roles r WHERE r.rolname = current_user"
  );
  const role3 = rows2[0];
  const advice = "Use a role made for it: CREATE ROLE gate LOGIN CREATEDB PASSWORD '\u2026'.";
  if (role3.super)
    throw new UserError(
      `--shadow refuses the superuser "${role3.name}": unreviewed SQL would own the server. ${advice}`
    );
  if (!role3.creates) throw new UserError(`The role "${role3.name}" may not create databases. ${advice}`);
}
async function connect2(url) {
  const { default: pg } = await import("./esm-NVQNPB5H.js");
  const client = new pg.Client({
    connectionString: url.href,
    application_name: "migration-gate shadow",
    connectionTimeoutMillis: connectTimeoutMs2
  });
  client.on("error", () => {
  });
  try {
    await client.connect();
  } catch (error) {
    const secret = decodeURIComponent(url.password);
    const message = error.message || String(error.code);
    const safe = secret === "" ? message : message.replaceAll(secret, "***");
    throw new UserError(`The shadow's server at ${url.host || "the local socket"} cannot be reached: ${safe}`);
  }
  return client;
}
function serverSession(client, admin, name4, limits) {
  const deadline = Date.now() + limits.check;
  let gone = null;
  client.on("error", (error) => {
    gone ??= new ShadowGone(`the server closed the connection: ${error.message}`);
  });
  function status() {
    const letter = client.getTransactionStatus();
    return letter === "T" ? "open" : letter === "E" ? "failed" : "idle";
  }
  async function limited(work) {
    if (gone !== null) throw gone;
    const left = deadline - Date.now();
    const limit = Math.max(0, Math.min(limits.statement, left));
    const whole = left < limits.statement;
    const reason = whole ? `the check's ${limits.check / 1e3} s in the shadow were used up` : `it did not finish within ${limits.statement / 1e3} s`;
    let timer;
    const timeout = new Promise((_, reject) => {
      timer = setTimeout(() => {
        gone ??= new ShadowGone(reason);
        void drop2().finally(() => reject(gone));
      }, limit);
    });
    try {
      return await Promise.race([work(), timeout]);
    } catch (error) {
      if (gone !== null) throw gone;
      throw asDatabaseError(error, status());
    } finally {
      clearTimeout(timer);
    }
  }
  let dropped2 = null;
  function drop2() {
    dropped2 ??= (async () => {
      await admin.query(`DROP DATABASE IF EXISTS ${name4} WITH (FORCE)`);
      await admin.end();
    })();
    return dropped2;
  }
  return {
    kind: "server",
    query: (sql, parameters = []) => limited(async () => toResult(await client.query({ text: sql, values: [...parameters] }), status())),
    script: (sql) => limited(async () => toResult(await client.query(sql), status())),
    run: (sql) => limited(async () => {
      const query2 = { text: sql, queryMode: "extended" };
      const notices = [];
      const note2 = (notice) => notices.push(notice.message ?? "");
      client.on("notice", note2);
      try {
        const { rowsAffected, transaction } = toResult(await client.query(query2), status());
        return { rowsAffected, transaction, notices };
      } finally {
        client.off("notice", note2);
      }
    }),
    async close() {
      gone ??= new ShadowGone("it was closed");
      await drop2().catch(() => {
      });
      await client.end().catch(() => {
      });
    }
  };
}
function toResult(result, transaction) {
  const results = Array.isArray(result) ? result : [result];
  const rows2 = results.findLast((one2) => one2.fields.length > 0)?.rows ?? [];
  return { rows: rows2, rowsAffected: results.at(-1)?.rowCount ?? 0, transaction };
}
function asDatabaseError(error, transaction) {
  const { code: code2, message, position } = error;
  if (typeof code2 !== "string" || !/^[0-9A-Z]{5}$/.test(code2)) {
    return new ShadowGone(`the connection broke: ${message}`);
  }
  return new DatabaseError(message, code2, Number(position ?? 0), transaction);
}

// src/dialects/postgres/syntax-error.ts
var syntaxError = "42601";

// src/dialects/postgres/trace/lock-modes.ts
var modes2 = [
  "AccessShareLock",
  "RowShareLock",
  "RowExclusiveLock",
  "ShareUpdateExclusiveLock",
  "ShareLock",
  "ShareRowExclusiveLock",
  "ExclusiveLock",
  "AccessExclusiveLock"
];
function strongest(held) {
  return modes2.findLast((mode) => held?.includes(mode)) ?? null;
}
function isStronger(mode, than) {
  return rank(mode) > rank(than);
}
function rank(mode) {
  return modes2.indexOf(mode);
}

// src/dialects/postgres/trace/measure.ts
function measure({ operations, sql }, byManual, known, before7, after) {
  const empties = operations.some(({ kind }) => kind === "truncate");
  const scans = empties ? [] : scanned(known, before7, after);
  const rewrites = empties ? [] : rewritten(known, after);
  return {
    locks: taken2(byManual, /* @__PURE__ */ new Set([...scans, ...rewrites]), known, before7, after),
    rewrites,
    scans,
    // What was dropped takes its counters along.
    rowsChanged: Math.max(0, sumOfWrites(after) - sumOfWrites(before7)),
    doubt: doubt(operations, known, after) ?? untaken(operations, sql, known, after)
  };
}
function taken2(byManual, worked, known, before7, after) {
  const manual = new Map(byManual.map(({ relation: relation2, mode }) => [relation2, mode]));
  const locks = [];
  for (const [oid, held] of after.locks) {
    const relation2 = known.get(oid)?.name;
    if (relation2 === void 0) continue;
    const fresh = strongest(held.filter((mode2) => !before7.locks.get(oid)?.includes(mode2)));
    const needed = manual.get(relation2);
    const expected = needed !== void 0 && held.includes(needed) ? needed : null;
    const own2 = strongest([fresh, expected].filter((mode2) => mode2 !== null));
    const mode = own2 ?? (worked.has(relation2) ? strongest(held) : null);
    if (mode !== null && mode !== "AccessShareLock") locks.push({ relation: relation2, mode });
  }
  return locks.sort((a, b) => a.relation < b.relation ? -1 : 1);
}
function heldLocks(known, at) {
  return [...at.locks].flatMap(([oid, held]) => {
    const relation2 = known.get(oid);
    const mode = strongest(held);
    return relation2 === void 0 || mode === null || mode === "AccessShareLock" ? [] : [{ relation: relation2.name, mode }];
  });
}
function scanned(known, before7, after) {
  const names2 = [];
  for (const [oid, is] of after.relations) {
    const name4 = known.get(oid)?.name;
    if (name4 !== void 0 && is.scans > (before7.relations.get(oid)?.scans ?? 0)) names2.push(name4);
  }
  return names2.sort();
}
function rewritten(known, after) {
  const names2 = [];
  const gone = /* @__PURE__ */ new Map();
  for (const [oid, was] of known) {
    const is = after.relations.get(oid);
    if (is === void 0) gone.set(`${was.kind} ${was.name}`, was);
    else if (is.file !== was.file && was.file !== 0) names2.push(was.name);
  }
  for (const [oid, is] of after.relations) {
    if (!known.has(oid) && (is.kind === "i" || is.kind === "I") && isGone(gone, is, after))
      names2.push(is.name);
  }
  return names2.sort();
}
function isGone(gone, is, after) {
  const was = gone.get(`${is.kind} ${is.name}`);
  return was !== void 0 && was.file !== is.file && after.locks.has(was.oid);
}
function sumOfWrites(at) {
  let sum = 0;
  for (const { writes: writes3 } of at.relations.values()) sum += writes3;
  return sum;
}
function doubt(operations, known, after) {
  if (after.rolledBack > 0)
    return "a part of its work was rolled back inside it, and the locks of that part cannot be seen";
  if (!after.seesRollbacks && operations.some(({ kind }) => kind === "run-code")) {
    return "it runs code under one snapshot for the whole transaction, where work that is rolled back cannot be seen";
  }
  if (!after.counting) return "it turns off the counters (track_counts) that show scans";
  const lockedNames = new Set([...after.locks.keys()].map((oid) => bareName(known.get(oid)?.name ?? "")));
  const knownNames = new Set([...known.values()].map((relation2) => relation2.name));
  const created2 = new Set(
    operations.flatMap((operation) => operation.kind === "create-table" ? [operation.table] : [])
  );
  const unlocked = operations.flatMap(target).find((name4) => knownNames.has(name4) && !created2.has(name4) && !lockedNames.has(bareName(name4)));
  return unlocked === void 0 ? null : `it holds no lock on ${unlocked}, which it works on`;
}
var ddlInCode = /\b(?:alter|drop|truncate|lock)\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?([\w."]+)/gi;
function untaken(operations, sql, known, after) {
  if (!operations.some(({ kind }) => kind === "run-code")) return null;
  const named2 = new Set(
    [...sql.matchAll(ddlInCode)].map(([, name4 = ""]) => bareName(name4.replaceAll('"', "")))
  );
  for (const { oid, name: name4, kind } of known.values()) {
    if (kind !== "r" && kind !== "p") continue;
    const held = strongest(after.locks.get(oid));
    if (named2.has(bareName(name4)) && (held === null || held === "AccessShareLock")) {
      return `it names ${name4} in a branch that did not run here`;
    }
  }
  return null;
}
function bareName(name4) {
  return name4.slice(name4.indexOf(".") + 1);
}
function target(operation) {
  switch (operation.kind) {
    case "drop-table":
    case "rename-table":
    case "add-column":
    case "drop-column":
    case "rename-column":
    case "change-column-type":
    case "set-not-null":
    case "drop-not-null":
    case "set-default":
    case "drop-default":
    case "add-constraint":
    case "validate-constraint":
    case "drop-constraint":
    case "alter-table":
    case "write-rows":
    case "truncate":
      return [operation.table];
    default:
      return [];
  }
}

// src/dialects/postgres/trace/probe.ts
import { randomUUID } from "node:crypto";
var userRelations = `
  n.nspname OPERATOR(pg_catalog.<>) ALL (ARRAY['pg_catalog', 'information_schema', 'pg_toast']::pg_catalog.name[])`;
var wasUsed = `
  (pg_catalog.pg_stat_get_xact_numscans(c.oid) > 0
    OR pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid) > 0
    OR pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) > 0
    OR pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) > 0)`;
var relationJson = `
  pg_catalog.json_build_object(
    'oid', c.oid::pg_catalog.int8,
    'name', pg_catalog.format('%I.%I', n.nspname, c.relname),
    'kind', c.relkind,
    'file', COALESCE(pg_catalog.pg_relation_filenode(c.oid), 0)::pg_catalog.int8,
    'scans', CASE WHEN c.relkind IN ('r', 'm', 't') THEN pg_catalog.pg_stat_get_xact_numscans(c.oid) ELSE 0 END,
    'writes', pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid)
      + pg_catalog.pg_stat_get_xact_tuples_updated(c.oid)
      + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid))`;
async function readRelations(session) {
  const { rows: rows2 } = await session.query(`
    SELECT pg_catalog.json_agg(${relationJson})::pg_catalog.text AS relations
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.relnamespace
    WHERE ${userRelations}`);
  const relations4 = JSON.parse(String(rows2[0]?.relations ?? "[]"));
  return new Map((relations4 ?? []).map((relation2) => [relation2.oid, relation2]));
}
async function probe(session, since) {
  const nonce = randomUUID();
  const { rows: rows2 } = await session.script(`
    SAVEPOINT migration_gate_probe;
    SET LOCAL SESSION AUTHORIZATION DEFAULT;
    SET LOCAL ROLE NONE;
    SET LOCAL quote_all_identifiers = off;
    SET LOCAL search_path = pg_catalog, pg_temp;
    WITH mine AS (
      SELECT l.relation, l.mode
      FROM pg_catalog.pg_lock_status() l
      WHERE l.pid = pg_catalog.pg_backend_pid() AND l.locktype = 'relation' AND l.granted
        AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())
    )
    SELECT '${nonce}' AS nonce,
      pg_catalog.current_setting('track_counts') AS counting,
      pg_catalog.current_setting('transaction_isolation') AS isolation,
      pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text AS next_xid,
      (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(m.relation::pg_catalog.int8, m.mode)) FROM mine m)::pg_catalog.text AS locks,
      (SELECT pg_catalog.json_agg(${relationJson})
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE ${userRelations} AND (c.oid IN (SELECT m.relation FROM mine m) OR ${wasUsed}))::pg_catalog.text AS relations,
      ${rolledBackSince(since)} AS rolled_back;
    ROLLBACK TO SAVEPOINT migration_gate_probe;
    RELEASE SAVEPOINT migration_gate_probe`);
  const row = rows2[0];
  if (row?.nonce !== nonce) throw new Error("the engine gave no answer of its own");
  const relations4 = JSON.parse(String(row.relations ?? "null")) ?? [];
  const locks = JSON.parse(String(row.locks ?? "null")) ?? [];
  return {
    relations: new Map(relations4.map((relation2) => [relation2.oid, relation2])),
    locks: groupModes(locks),
    nextTransactionId: BigInt(String(row.next_xid)),
    rolledBack: Number(row.rolled_back),
    counting: row.counting === "on",
    seesRollbacks: row.isolation === "read committed"
  };
}
function rolledBackSince(since) {
  if (since === 0n) return "0";
  return `(SELECT pg_catalog.count(*)
    FROM pg_catalog.generate_series(${since}, pg_catalog.pg_snapshot_xmax(pg_catalog.pg_current_snapshot())::pg_catalog.text::pg_catalog.int8 - 1) g
    WHERE pg_catalog.pg_xact_status(g::pg_catalog.text::pg_catalog.xid8) = 'aborted')`;
}
function groupModes(locks) {
  const modes3 = /* @__PURE__ */ new Map();
  for (const [relation2, mode] of locks) modes3.set(relation2, [...modes3.get(relation2) ?? [], mode]);
  return modes3;
}

// src/dialects/postgres/trace/course.ts
var Course = class {
  #session;
  /** Its runner sends each statement alone, so that a transaction of ours ends with it. */
  sendsAlone;
  #status = "idle";
  /** The transaction was begun by us, not by the author. */
  #ours = false;
  /** The last look inside the transaction, where nothing was run since. */
  #last = null;
  #commits = 0;
  /** Relations that stand, by OID. */
  #known = /* @__PURE__ */ new Map();
  constructor(session, sendsAlone) {
    this.#session = session;
    this.sendsAlone = sendsAlone;
  }
  get status() {
    return this.#status;
  }
  get ours() {
    return this.#ours;
  }
  get known() {
    return this.#known;
  }
  /** How many of our transactions ended. */
  get commits() {
    return this.#commits;
  }
  /** The next query is the transaction's first. */
  get untouched() {
    return this.#last === null;
  }
  async begin() {
    await this.#session.script("BEGIN");
    this.#status = "open";
    this.#ours = true;
    this.#last = null;
  }
  /** Sends one statement under review, and gives what the database says. */
  send(sql) {
    return this.#attempt(() => this.#session.run(sql));
  }
  async #attempt(work) {
    try {
      const result = await work();
      this.#status = result.transaction;
      return result;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      this.#status = error.transaction;
      return error;
    }
  }
  /** How it stands before the next statement. */
  async lookBefore() {
    return this.#last ?? await probe(this.#session, 0n);
  }
  /** How it stands after a statement. */
  async lookAfter(before7) {
    const after = await probe(this.#session, before7.nextTransactionId);
    if (!after.counting) await this.#session.script("SET track_counts = on");
    return after;
  }
  /** What was seen is what the next statement may find: names, files, and nothing that is dropped. */
  remember(after) {
    for (const oid of after.locks.keys()) if (!after.relations.has(oid)) this.#known.delete(oid);
    for (const [oid, relation2] of after.relations) this.#known.set(oid, relation2);
    this.#last = after;
  }
  /** Reads all that stands, where no look tells it. */
  async readAll(last = null) {
    this.#known = await readRelations(this.#session);
    this.#last = last;
  }
  /** Something ran that nobody looked at from inside. */
  forgetLook() {
    this.#last = null;
  }
  /** Takes our transaction back. */
  async takeBack() {
    this.#status = (await this.#session.script("ROLLBACK")).transaction;
    this.#ours = false;
    this.#last = null;
  }
  /**
   * Deferred constraints and triggers do their work now, while it can be seen, and not at the COMMIT. Gives what
   * fails.
   */
  async settle(record) {
    const trace = record.last?.trace;
    const before7 = this.#last;
    if (before7 === null || trace?.evidence !== "measured") return null;
    const settled = await this.#attempt(() => this.#session.script("SET CONSTRAINTS ALL IMMEDIATE"));
    if (settled instanceof DatabaseError) return settled;
    const after = await probe(this.#session, before7.nextTransactionId);
    const { doubt: doubt2, ...late } = measure({ operations: [], sql: "" }, [], this.#known, before7, after);
    this.remember(after);
    record.amendLast({
      locks: [...trace.locks, ...late.locks],
      rewrites: [...trace.rewrites, ...late.rewrites],
      scans: [...trace.scans, ...late.scans],
      ...doubt2 === null ? {} : doubtful(doubt2)
    });
    return null;
  }
  /** Ends our transaction. What only fails now (a deferred constraint) is the last statement's failure. */
  async commit(record) {
    if (!this.#ours || this.#status === "idle") return;
    this.#ours = false;
    const unsettled = await this.settle(record);
    const ended = unsettled ?? await this.#attempt(() => this.#session.script("COMMIT"));
    this.#last = null;
    if (!(ended instanceof DatabaseError)) {
      this.#commits += 1;
      return;
    }
    await this.takeBack();
    record.failLast(ended);
  }
};

// src/dialects/postgres/trace/infer-locks.ts
function inferLocks(statement) {
  const concurrent = lockOfConcurrent(statement);
  if (concurrent !== null) return [concurrent];
  const strongestByRelation = /* @__PURE__ */ new Map();
  for (const { relation: relation2, mode } of statement.operations.flatMap(locksOf)) {
    if (isStronger(mode, strongestByRelation.get(relation2) ?? null)) strongestByRelation.set(relation2, mode);
  }
  return [...strongestByRelation].map(([relation2, mode]) => ({ relation: relation2, mode }));
}
function locksOf(operation) {
  switch (operation.kind) {
    case "add-constraint": {
      if (operation.type !== "foreign-key")
        return [{ relation: operation.table, mode: "AccessExclusiveLock" }];
      const relations4 = [operation.table, ...operation.references === null ? [] : [operation.references]];
      return relations4.map((relation2) => ({ relation: relation2, mode: "ShareRowExclusiveLock" }));
    }
    case "validate-constraint":
      return [{ relation: operation.table, mode: "ShareUpdateExclusiveLock" }];
    case "create-index":
      return [{ relation: operation.table, mode: "ShareLock" }];
    case "drop-index":
      return [{ relation: operation.index, mode: "AccessExclusiveLock" }];
    case "write-rows":
      return [{ relation: operation.table, mode: "RowExclusiveLock" }];
    case "drop-table":
    case "rename-table":
    case "add-column":
    case "drop-column":
    case "rename-column":
    case "change-column-type":
    case "set-not-null":
    case "drop-not-null":
    case "set-default":
    case "drop-default":
    case "drop-constraint":
    case "truncate":
      return [{ relation: operation.table, mode: "AccessExclusiveLock" }];
    case "alter-table":
      return locksOfDetail(operation);
    case "lock-table":
      return [{ relation: operation.table, mode: operation.mode }];
    case "refresh-view":
      return [
        { relation: operation.view, mode: operation.concurrently ? "ExclusiveLock" : "AccessExclusiveLock" }
      ];
    case "create":
    case "alter":
    case "drop":
      return locksOfObject(operation);
    default:
      return [];
  }
}
var weaker = {
  "set statistics": "ShareUpdateExclusiveLock",
  "set options": "ShareUpdateExclusiveLock",
  "reset options": "ShareUpdateExclusiveLock",
  "set column options": "ShareUpdateExclusiveLock",
  "reset column options": "ShareUpdateExclusiveLock",
  "cluster on": "ShareUpdateExclusiveLock",
  "set without cluster": "ShareUpdateExclusiveLock",
  "attach partition": "ShareUpdateExclusiveLock"
};
function locksOfDetail({ table: table3, detail, partition }) {
  const isTrigger = /^(?:enable|disable) .*trigger/.test(detail);
  const mode = isTrigger ? "ShareRowExclusiveLock" : weaker[detail] ?? "AccessExclusiveLock";
  const own2 = { relation: table3, mode };
  if (partition === void 0 || detail === "create partition") return [own2];
  return [own2, { relation: partition, mode: "AccessExclusiveLock" }];
}
function locksOfObject({ kind, object, name: name4 }) {
  const table3 = name4.slice(0, name4.lastIndexOf("."));
  switch (object) {
    case "policy":
    case "rule":
      return [{ relation: table3, mode: "AccessExclusiveLock" }];
    case "trigger":
      return [{ relation: table3, mode: kind === "drop" ? "AccessExclusiveLock" : "ShareRowExclusiveLock" }];
    case "view":
    case "materialized-view":
      return kind === "create" ? [] : [{ relation: name4, mode: "AccessExclusiveLock" }];
    default:
      return [];
  }
}

// src/dialects/postgres/trace/run-statement.ts
var invalidTermination = "2D000";
async function runMeasured(course, record, context, statement) {
  const before7 = await course.lookBefore();
  const lone = course.ours && course.sendsAlone;
  const standing = { heldBefore: heldLocks(course.known, before7), inTransaction: !lone };
  const started = performance.now();
  const sent = await course.send(statement.sql);
  const durationMs = performance.now() - started;
  if (sent instanceof DatabaseError) {
    if (sent.code !== invalidTermination || !lone) return record.fail(statement, sent, standing);
    await course.takeBack();
    return runAlone(course, record, statement, true);
  }
  if (course.status !== "open") {
    course.forgetLook();
    const message = "it ended the transaction that it ran in, so that its locks cannot be seen";
    const error = { code: "own-commit", message };
    return record.add(statement, { outcome: "unverified", error, durationMs }, standing);
  }
  const after = await course.lookAfter(before7);
  const { doubt: doubt2, ...facts } = measure(statement, inferLocks(statement), course.known, before7, after);
  const back = takesBack(statement);
  if (back === null) course.remember(after);
  else await course.readAll(after);
  const distrusted = context.distrust(statement, sent.notices);
  const doubted = distrusted?.message ?? back ?? doubt2;
  const trust = doubted === null ? { evidence: "measured" } : doubtful(doubted, distrusted?.code);
  record.add(statement, { ...facts, durationMs, ...trust }, standing);
}
async function runAlone(course, record, statement, endsItself) {
  const started = performance.now();
  const sent = await course.send(statement.sql);
  if (sent instanceof DatabaseError) return record.fail(statement, sent);
  const durationMs = performance.now() - started;
  const before7 = course.known;
  await course.readAll();
  const rewrites = [...before7.values()].filter(({ oid, file }) => file !== 0 && (course.known.get(oid)?.file ?? file) !== file).map(({ name: name4 }) => name4);
  const facts = { durationMs, rewrites, locks: inferLocks(statement) };
  const message = "it ends its own transaction, so that its locks cannot be seen";
  const unseen = { outcome: "unverified", error: { code: "own-commit", message } };
  record.add(statement, endsItself ? { ...facts, ...unseen } : facts);
}
async function runControl(course, record, statement) {
  const unsettled = course.status === "open" ? await course.settle(record) : null;
  const sent = unsettled ?? await course.send(statement.sql);
  course.forgetLook();
  if (sent instanceof DatabaseError) return record.fail(statement, sent);
  const back = takesBack(statement);
  if (back !== null) await course.readAll();
  const trust = back === null ? { evidence: "measured" } : doubtful(back);
  record.add(statement, trust, { heldBefore: [], inTransaction: course.status !== "idle" });
}
function takesBack({ operations }) {
  const verbs3 = operations.flatMap((operation) => operation.kind === "transaction" ? [operation.verb] : []);
  const back = verbs3.includes("rollback") || verbs3.includes("rollback-to");
  return back ? "it takes back work of its own file, so that what the rest does cannot be told from the text" : null;
}

// src/dialects/postgres/trace/standings.ts
function standings(parsed) {
  return standingsByText(parsed.up, inTransaction2(parsed), { inferLocks, isStronger });
}

// src/dialects/postgres/trace/runner.ts
async function traceMigration(session, parsed, context, rerun) {
  const { up, transaction } = parsed;
  const runsAgain = (statement, error) => rerun.isDecidedByRows(statement, error);
  const standing = whenAsked(parsed.up, () => standings(parsed));
  const record = new TraceRecord({ ...context, inferLocks, standing, syntaxError, runsAgain });
  const course = new Course(session, transaction === "none" || transaction === "authored");
  try {
    await course.readAll();
    for (let place4 = 0, begun = beginsAt(course, 0); place4 <= up.length; place4++) {
      if (course.status === "idle" || course.commits !== begun.commits) begun = beginsAt(course, place4);
      try {
        if (place4 < up.length) await sendOne(course, record, context, parsed, up[place4]);
        else if (!record.stopped) await course.commit(record);
      } catch (error) {
        if (!(error instanceof RunAgain)) throw error;
        if (course.commits !== begun.commits) begun = beginsAt(course, place4);
        await course.takeBack();
        await rerun.takeRows();
        await course.readAll();
        record.forgetFrom(begun.place);
        place4 = begun.place - 1;
      }
    }
    if (!record.stopped && course.status !== "idle") record.leftOpen();
    await startAfresh(session);
  } catch (error) {
    record.goneAt(up, error);
    if (!(error instanceof ShadowGone)) await session.close();
  }
  return record.traced;
}
function beginsAt({ commits }, place4) {
  return { place: place4, commits };
}
async function sendOne(course, record, context, parsed, statement) {
  const refusal = statement.syntaxError === null ? context.refuse(statement) : null;
  if (statement.syntaxError !== null) record.unparsed(statement, statement.syntaxError.message);
  else if (record.stopped) record.skip(statement);
  else if (refusal !== null) record.unverified(statement, refusal);
  else await runOne(course, record, context, parsed, statement);
}
async function runOne(course, record, context, parsed, statement) {
  if (parsed.transaction === "authored" && isTransactionControl(statement))
    return runControl(course, record, statement);
  const inAuthored = course.status !== "idle" && !course.ours;
  const endsItself = endsTransactionInside(statement);
  const alone3 = cannotRunInTransaction(statement) !== null || endsItself;
  const forced = inAuthored || blockAround(parsed) === "always";
  if (alone3 && !forced) {
    await course.commit(record);
    return record.stopped ? record.skip(statement) : runAlone(course, record, statement, endsItself);
  }
  if (course.status === "idle") await course.begin();
  if (course.untouched && setsIsolation(statement)) await runControl(course, record, statement);
  else await runMeasured(course, record, context, statement);
  if (course.ours && course.sendsAlone) await course.commit(record);
}

// src/dialects/postgres/shadow/dump.ts
var harmless = /^\\(?:restrict|unrestrict|connect|c|echo|qecho|warn|encoding|timing|pset|x|a|t|set|unset)(?:\s|$)/;
function isSkipped(statements, place4) {
  const statement = statements[place4];
  if (statement === void 0) return false;
  if (statement.syntaxError === null) return copiesRows(statement) && isData(statements[place4 + 1]);
  return isData(statement) ? copiesRows(statements[place4 - 1]) : harmless.test(statement.sql);
}
function copiesRows(statement) {
  return statement?.syntaxError === null && statement.operations.some((operation) => operation.kind === "write-rows" && operation.verb === "copy");
}
function isData(statement) {
  return statement?.syntaxError?.message.startsWith("inline COPY data") === true;
}

// src/dialects/postgres/shadow/base-replay.ts
var mostRetries = 20;
async function replayBase(context, migration) {
  try {
    const problems = [];
    for (const part2 of partsOf(migration)) problems.push(...await replayPart(context, part2));
    return problems;
  } finally {
    await startAfresh(context.session).catch(() => {
    });
  }
}
var mostAtOnce = 500;
function partsOf(migration) {
  const { up } = migration;
  if (migration.migration.format !== "snapshot" || up.length <= mostAtOnce) return [migration];
  return Array.from({ length: Math.ceil(up.length / mostAtOnce) }, (_, place4) => ({
    ...migration,
    up: up.slice(place4 * mostAtOnce, (place4 + 1) * mostAtOnce)
  }));
}
async function replayPart(context, migration) {
  const { session, suspicion } = context;
  const { up } = migration;
  const simple = isOneTransaction(up) && up.every((statement) => canBeInScript(statement, suspicion));
  if (simple && up.length > 0) {
    try {
      await session.script(up.map(({ sql }) => sql).join(";\n"));
      for (const statement of up) suspicion.learnInBase(statement);
      return [];
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      await session.script("ROLLBACK");
    }
  }
  return replayOneByOne(context, migration);
}
function canBeInScript(statement, suspicion) {
  return statement.syntaxError === null && cannotRunInTransaction(statement) === null && suspicion.refuseInBase(statement) === null;
}
async function replayOneByOne(context, { migration, up }) {
  const { suspicion } = context;
  const { path } = migration.up;
  const run = statementRunner(context, path);
  const problems = [];
  for (const [place4, statement] of up.entries()) {
    if (isSkipped(up, place4)) continue;
    const problem = await run(statement);
    if (problem === null) {
      suspicion.learnInBase(statement);
      continue;
    }
    const at = `${path}:${statement.line}`;
    suspicion.missBeginning(problem.message, at);
    suspicion.lose(statement, problem.message, at);
    problems.push({ path, line: statement.line, ...problem });
  }
  return problems;
}
function statementRunner({ session, suspicion, provision, notices }, path) {
  let status = "idle";
  return async (statement) => {
    if (statement.syntaxError !== null) return { code: "42601", message: statement.syntaxError.message };
    const refusal = suspicion.refuseInBase(statement);
    if (refusal?.code === "extension-missing") {
      leaveOut(statement);
      return null;
    }
    if (refusal !== null) return await provision.stands(statement) ? null : refusal;
    if (isTransactionControl(statement)) return control(statement);
    notices.push(...await provision.forBase(statement, path));
    return tolerate(statement, await withRetries(statement));
  };
  function leaveOut(statement) {
    const { line } = statement;
    for (const operation of statement.operations)
      if (operation.kind === "create-extension" && !notices.some(({ name: name4 }) => name4 === operation.name))
        notices.push({ kind: "extension", name: operation.name, path, line });
    suspicion.lose(statement, "", `${path}:${line}`);
  }
  function tolerate(statement, error) {
    if (error === null || provision.stoodBefore(statement, error)) return null;
    if (suspicion.lacks(statement, error)) {
      leaveOut(statement);
      return null;
    }
    if (suspicion.describesMissingExtension(statement)) return null;
    return { code: error.code, message: suspicion.excuse(statement, error) ?? error.message };
  }
  async function withRetries(statement) {
    let error = await attempt4(statement.sql);
    for (let tries = 0; error !== null && tries < mostRetries; tries++) {
      const made2 = await provision.afterFailure(statement, error, path);
      if (made2.length === 0) break;
      notices.push(...made2);
      error = await attempt4(statement.sql);
    }
    const plain5 = error?.code === "25001" ? withoutConcurrently(statement) : statement.sql;
    return plain5 === statement.sql ? error : attempt4(plain5);
  }
  async function attempt4(sql) {
    const guarded = status === "open";
    if (guarded) await session.script("SAVEPOINT migration_gate");
    try {
      status = (await session.run(sql)).transaction;
      if (guarded && status === "open") await session.script("RELEASE SAVEPOINT migration_gate");
      return null;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      const end = guarded ? "ROLLBACK TO SAVEPOINT migration_gate; RELEASE SAVEPOINT migration_gate" : "ROLLBACK";
      status = (await session.script(end)).transaction;
      return error;
    }
  }
  async function control(statement) {
    try {
      status = (await session.run(statement.sql)).transaction;
      return null;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      status = (await session.script("ROLLBACK")).transaction;
      return { code: error.code, message: error.message };
    }
  }
}

// src/dialects/postgres/shadow/fill/facts.ts
async function readFacts(session, oids) {
  const { rows: rows2 } = await session.query(factsQuery(oids));
  const tables2 = JSON.parse(String(rows2[0]?.tables ?? "[]"));
  const types3 = JSON.parse(String(rows2[0]?.types ?? "[]"));
  return { tables: tables2 ?? [], types: new Map((types3 ?? []).map((type) => [type.oid, type])) };
}
function list2(select) {
  return `coalesce((${select}), '[]'::json)`;
}
var columnsOf2 = list2(`
  select json_agg(json_build_object(
    'name', a.attname, 'written', format_type(a.atttypid, a.atttypmod), 'type', a.atttypid::int8,
    'modifier', a.atttypmod, 'required', a.attnotnull or t.typnotnull,
    'isKey', exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any (i.indkey))
  ) order by a.attnum)
  from pg_attribute a join pg_type t on t.oid = a.atttypid
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`);
var namesOf2 = (relation2, numbers2) => `(
  select json_agg(a.attname order by q.place) from unnest(${numbers2}) with ordinality q(number, place)
  join pg_attribute a on a.attrelid = ${relation2} and a.attnum = q.number)`;
var keysOf = list2(`
  select json_agg(json_build_object(
    'columns', ${namesOf2("k.conrelid", "k.conkey")}, 'parent', k.confrelid::int8,
    'references', ${namesOf2("k.confrelid", "k.confkey")}
  ) order by k.conname)
  from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'`);
var checksOf = list2(`
  select json_agg(json_build_object('name', k.name, 'expression', k.expression, 'columns', k.columns) order by k.name)
  from (
    select k.conname::text as name, pg_get_expr(k.conbin, k.conrelid) as expression,
      coalesce(${namesOf2("k.conrelid", "k.conkey")}, '[]'::json) as columns
    from pg_constraint k where k.conrelid = c.oid and k.contype = 'c'
    union all
    select 'partition', pg_get_partition_constraintdef(c.oid),
      (select coalesce(json_agg(a.attname), '[]'::json) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0
        and not a.attisdropped and pg_get_partition_constraintdef(c.oid) like '%' || quote_ident(a.attname) || '%')
    where c.relispartition
  ) k where k.expression is not null`);
var codeOf2 = list2(`
  select json_agg(distinct p.proname)
  from pg_depend d join pg_proc p on p.oid = d.refobjid
  where d.refclassid = 'pg_proc'::regclass and p.oid >= 16384
    and not exists (select from pg_depend e where e.classid = 'pg_proc'::regclass and e.objid = p.oid and e.deptype = 'e')
    and (
      (d.classid = 'pg_constraint'::regclass and d.objid in (
        select k.oid from pg_constraint k where k.conrelid = c.oid or k.contypid in (
          with recursive used(oid) as (
            select a.atttypid from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            union select nullif(t.typbasetype, 0) from used u join pg_type t on t.oid = u.oid
          ) select oid from used)))
      or (d.classid = 'pg_class'::regclass and (d.objid = c.oid or d.objid in (select i.indexrelid from pg_index i where i.indrelid = c.oid)))
      or (d.classid = 'pg_attrdef'::regclass and d.objid in (
        select f.oid from pg_attrdef f join pg_attribute a on a.attrelid = f.adrelid and a.attnum = f.adnum
        where f.adrelid = c.oid and a.attgenerated <> ''))
    )`);
var firingOf = list2(`
  select json_agg(json_build_object('disable', f.what, 'enable', f.again || f.what) order by f.what) from (
    select 'trigger ' || quote_ident(g.tgname) as what,
      case g.tgenabled when 'A' then 'always ' when 'R' then 'replica ' else '' end as again
    from pg_trigger g where g.tgrelid = c.oid and not g.tgisinternal and g.tgenabled <> 'D'
    union all
    select 'rule ' || quote_ident(r.rulename),
      case r.ev_enabled when 'A' then 'always ' when 'R' then 'replica ' else '' end
    from pg_rewrite r where r.ev_class = c.oid and r.ev_enabled <> 'D'
  ) f`);
function factsQuery(oids) {
  return `
  with recursive chosen as (
    select c.oid, c.relispartition, n.nspname, c.relname
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.oid = any ('{${oids.join(",")}}'::oid[])
  ), used(oid) as (
    select a.atttypid from pg_attribute a join chosen c on c.oid = a.attrelid where a.attnum > 0 and not a.attisdropped
    union
    select i.within from used u join pg_type t on t.oid = u.oid cross join lateral (
      values (t.typbasetype), (t.typelem),
        ((select r.rngsubtype from pg_range r where r.rngtypid = t.oid)),
        ((select r.rngtypid from pg_range r where r.rngmultitypid = t.oid))
      union all
      select a.atttypid from pg_attribute a
        where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
    ) i(within) where i.within <> 0
  )
  select (
    select json_agg(json_build_object(
      'oid', c.oid::int8, 'name', format('%I.%I', c.nspname, c.relname), 'columns', ${columnsOf2},
      'foreignKeys', ${keysOf}, 'checks', ${checksOf}, 'code', ${codeOf2}, 'firing', ${firingOf}
    ) order by c.oid) from chosen c
  )::text as tables, (
    select json_agg(json_build_object(
      'oid', t.oid::int8, 'name', t.typname, 'kind', t.typtype, 'category', t.typcategory, 'modifier', t.typtypmod,
      'inner', coalesce(nullif(t.typbasetype, 0), case when t.typcategory = 'A' then nullif(t.typelem, 0) end,
        (select r.rngsubtype from pg_range r where r.rngtypid = t.oid),
        (select r.rngtypid from pg_range r where r.rngmultitypid = t.oid), 0)::int8,
      'labels', ${list2("select json_agg(e.enumlabel order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid")},
      'attributes', ${list2("select json_agg(json_build_object('type', a.atttypid::int8, 'modifier', a.atttypmod) order by a.attnum) from pg_attribute a where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped")},
      'checks', ${list2("select json_agg(pg_get_constraintdef(k.oid) order by k.conname) from pg_constraint k where k.contypid = t.oid and k.contype = 'c'")}
    )) from pg_type t where t.oid in (select oid from used)
  )::text as types`;
}

// src/dialects/postgres/shadow/fill/quiet.ts
async function quietly(session, tables2, work) {
  await session.script("BEGIN; SET LOCAL search_path = pg_catalog, pg_temp");
  try {
    const result = await withoutFiring(session, tables2, work);
    await session.script("COMMIT");
    return result;
  } catch (error) {
    await session.script("ROLLBACK").catch(() => {
    });
    throw error;
  }
}
async function withoutFiring(session, tables2, work) {
  if (session.kind === "embedded") await session.script("SET LOCAL event_triggers = off");
  const alter2 = (change) => tables2.filter(({ firing }) => firing.length > 0).map(({ name: name4, firing }) => {
    const actions = firing.map((it) => `${change.toUpperCase()} ${it[change]}`);
    return `ALTER TABLE ONLY ${name4} ${actions.join(", ")}`;
  }).join("; ");
  await session.script(alter2("disable"));
  const result = await work();
  await session.script("SET CONSTRAINTS ALL IMMEDIATE");
  await session.script(alter2("enable"));
  return result;
}

// src/dialects/postgres/shadow/fill/delete-rows.ts
async function deleteRows(session, oids) {
  await session.script("BEGIN; SET LOCAL search_path = pg_catalog, pg_temp");
  const { tables: tables2 } = await readFacts(session, oids);
  await session.script("COMMIT");
  const byOid2 = new Map(tables2.map((table3) => [table3.oid, table3]));
  const standing = oids.flatMap((oid) => byOid2.get(oid) ?? []);
  await quietly(session, standing, () => session.script(deletionOf(standing)));
  return standing;
}
function deletionOf(tables2) {
  const each = tables2.map(({ name: name4 }, place4) => `gone_${place4} AS (DELETE FROM ONLY ${name4})`);
  return each.length === 0 ? "" : `WITH ${each.join(", ")} SELECT 1`;
}

// src/dialects/postgres/shadow/fill/natural-values.ts
var deepest3 = 8;
var firstKey = { small: 30001, ordinary: 900001 };
function naturalValue(types3, oid, modifier2, at, depth2 = 0) {
  const type = types3.get(oid);
  if (type === void 0 || depth2 > deepest3) return null;
  const within = (inner, innerModifier) => naturalValue(types3, inner, innerModifier, at, depth2 + 1);
  switch (type.kind) {
    case "d":
      return within(type.inner, type.modifier);
    case "e":
      return type.labels[at.row % type.labels.length] ?? null;
    case "c": {
      const parts3 = type.attributes.map((attribute) => within(attribute.type, attribute.modifier));
      return `(${parts3.map((part2) => part2 === null ? "" : inQuotes(part2)).join(",")})`;
    }
    case "r": {
      const bound = within(type.inner, -1);
      return bound === null ? "empty" : `[${inQuotes(bound)},${inQuotes(bound)}]`;
    }
    case "m":
      return `{${within(type.inner, -1) ?? "empty"}}`;
    default:
      break;
  }
  if (type.category === "A") {
    const element = within(type.inner, modifier2);
    return element === null ? "{}" : `{${inQuotes(element)}}`;
  }
  return ofBuiltIn(type.name, modifier2, at) ?? ofCategory(type.category, at);
}
function inQuotes(value) {
  return `"${value.replaceAll(/["\\]/g, "\\$&")}"`;
}
function ofBuiltIn(type, modifier2, { name: name4, row, isKey }) {
  const number = row + 1;
  const day2 = `2024-01-${String(row % 28 + 1).padStart(2, "0")}`;
  switch (type) {
    case "int2":
      return String(isKey ? firstKey.small + row : number);
    case "int4":
    case "int8":
      return String(isKey ? firstKey.ordinary + row : number);
    case "numeric":
      return ofNumeric(modifier2, isKey ? firstKey.ordinary + row : number);
    case "float4":
    case "float8":
    case "money":
      return `${number}.5`;
    case "bool":
      return row % 2 === 0 ? "true" : "false";
    case "varchar":
    case "bpchar":
      return toLength(`${name4} ${number}`, modifier2 < 0 ? type === "bpchar" ? 1 : 80 : modifier2 - 4, row);
    case "char":
      return String.fromCodePoint(97 + row % 26);
    case "uuid":
      return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
    case "date":
      return day2;
    case "timestamp":
      return `${day2} 10:20:30.123456`;
    case "timestamptz":
      return `${day2} 10:20:30.123456+00`;
    case "time":
      return `10:20:${String(row % 50 + 10)}`;
    case "timetz":
      return `10:20:${String(row % 50 + 10)}+00`;
    case "interval":
      return `${number} days`;
    case "json":
    case "jsonb":
      return `{"row": ${number}}`;
    case "jsonpath":
      return "$.a";
    case "xml":
      return `<row>${number}</row>`;
    case "bytea":
      return `\\x${String(number % 100).padStart(2, "0")}`;
    case "inet":
      return `192.0.2.${number % 255}`;
    case "cidr":
      return `192.0.2.${number % 255}/32`;
    case "macaddr":
      return `08:00:2b:01:02:${String(number % 100).padStart(2, "0")}`;
    case "macaddr8":
      return `08:00:2b:01:02:03:04:${String(number % 100).padStart(2, "0")}`;
    case "bit":
    case "varbit":
      return (number % 256).toString(2).padStart(Math.max(modifier2, 1), "0").slice(-Math.max(modifier2, 1));
    case "point":
      return `(${number},${number})`;
    case "line":
      return `{1,${number},1}`;
    case "lseg":
    case "box":
    case "path":
    case "polygon":
      return `((${number},${number}),(${number + 1},${number + 1}))`;
    case "circle":
      return `<(${number},${number}),1>`;
    case "oid":
    case "xid":
    case "xid8":
    case "cid":
      return String(number);
    case "pg_lsn":
      return `0/${number}`;
    case "regclass":
      return "pg_class";
    case "regtype":
      return "text";
    case "hstore":
      return `"row"=>"${number}"`;
    case "ltree":
      return `top.row${number}`;
    case "cube":
      return `(${number})`;
    case "vector":
    case "halfvec":
      return `[${Array.from({ length: Math.max(modifier2, 1) }, (_, place4) => place4 === 0 ? number : 0).join(",")}]`;
    case "sparsevec":
      return `{1:${number}}/${Math.max(modifier2, 1)}`;
    case "geometry":
    case "geography":
      return `POINT(${number} ${number})`;
    default:
      return null;
  }
}
function ofCategory(category, { name: name4, row }) {
  if (category === "S") return `${name4} ${row + 1}`;
  if (category === "N") return String(row + 1);
  return category === "U" ? `row${row + 1}` : null;
}
function ofNumeric(modifier2, number) {
  if (modifier2 < 0) return `${number}.25`;
  const digits = modifier2 - 4 >> 16 & 65535;
  const scale = modifier2 - 4 & 2047;
  const whole = digits - scale;
  const fraction = scale > 0 && scale < 1e3 ? ".25" : "";
  return whole <= 0 ? `0${fraction}` : `${number % 10 ** Math.min(whole, 12)}${fraction}`;
}
function toLength(text, length, row) {
  const end = (row + 1).toString(36);
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - end.length))}${end}`.slice(-length);
}

// src/dialects/postgres/shadow/fill/suggestions.ts
var forms = [
  "a",
  "A",
  "1",
  "ab",
  "AB",
  "abc",
  "ABC",
  "abcd1234",
  "a-b",
  "a_b",
  "a.b",
  "en-US",
  "12",
  "123",
  "12345",
  "1.0.0",
  "someone@example.com",
  "other@example.com",
  "third@example.com",
  "https://example.com/a",
  "https://example.com/b",
  "example.com",
  "/a/b",
  "+15550000001",
  "#aabbcc",
  "2024-01-01",
  "00000000-0000-4000-8000-000000000001",
  `0x${"ab".repeat(20)}`,
  "ab".repeat(16),
  "ab".repeat(20),
  "ab".repeat(32),
  "{}",
  "[]",
  '{"row": 1}',
  '["a"]',
  "{a}",
  "{1}",
  "true",
  "false",
  "0",
  "0.5",
  "10",
  "50",
  "100",
  "1000",
  "-1",
  ""
];
var longestText = 1e4;
function suggestionsIn(expressions) {
  const found2 = [];
  for (const expression of expressions) {
    for (const [, text = ""] of expression.matchAll(/'((?:[^']|'')*)'/g)) {
      const literal3 = text.replaceAll("''", "'");
      found2.push(literal3, literal3.replaceAll("%", "").replaceAll("_", "a"));
      if (/^\{.*\}$/.test(literal3)) found2.push(...literal3.slice(1, -1).split(","));
    }
    const lengths = /length|char_|octet/i.test(expression);
    for (const [text] of expression.matchAll(/(?<![\w.'])-?\d+(?:\.\d+)?(?![\w'])/g)) {
      const number = Number(text);
      const near = [number, number + 1, number - 1];
      found2.push(...near.map(String));
      if (lengths)
        found2.push(...near.filter((it) => it > 0 && it <= longestText).map((it) => "a".repeat(Math.floor(it))));
    }
  }
  return [.../* @__PURE__ */ new Set([...found2, ...forms])];
}

// src/dialects/postgres/shadow/fill/solve.ts
var mostValues = [0, 150, 40, 14, 8, 5, 4];
var mostColumns = mostValues.length - 1;
var mostSolutions = 30;
async function solve(session, table3, types3, conditions) {
  const solved = [];
  for (const { columns: columns3, checks } of groupsOf(table3, types3, conditions)) {
    const found2 = columns3.length > mostColumns ? [] : await ask(session, columns3, checks, types3);
    if (found2.length > 0) solved.push(found2);
  }
  return solved;
}
function groupsOf({ columns: columns3 }, types3, conditions) {
  let groups = columns3.filter(({ type }) => domainChecks(types3, type).length > 0).map((column) => ({ columns: [column], checks: [] }));
  for (const check of conditions) {
    const own2 = columns3.filter(({ name: name4 }) => check.columns.includes(name4));
    if (own2.length === 0) continue;
    const meets = (group) => group.columns.some((column) => own2.includes(column));
    const joined = groups.filter(meets);
    groups = [
      ...groups.filter((group) => !meets(group)),
      {
        columns: [.../* @__PURE__ */ new Set([...joined.flatMap((group) => group.columns), ...own2])],
        checks: [...joined.flatMap((group) => group.checks), check]
      }
    ];
  }
  return groups;
}
function domainChecks(types3, oid) {
  const type = types3.get(oid);
  return type?.kind === "d" ? [...type.checks, ...domainChecks(types3, type.inner)] : [];
}
async function ask(session, columns3, checks, types3) {
  const sources = columns3.map((column, place4) => {
    const values = candidatesFor(column, checks, types3).slice(0, mostValues[columns3.length]);
    const rows2 = values.map((value, at) => `(${at}, ${quoteLiteral(value)})`).join(", ");
    const { written, name: name4, required: required2 } = column;
    const none3 = required2 ? "" : `UNION ALL SELECT ${values.length}, NULL, NULL::${written}`;
    return `(
      SELECT v.at AS at${place4}, v.text AS text${place4}, CASE WHEN pg_input_is_valid(v.text, ${quoteLiteral(written)})
        THEN v.text::${written} END AS ${quoteIdentifier(name4)}
      FROM (VALUES ${rows2}) v(at, text) WHERE pg_input_is_valid(v.text, ${quoteLiteral(written)}) ${none3}
    ) s${place4}`;
  });
  const holds2 = checks.map(({ expression }) => `(${expression}) IS NOT FALSE`);
  const where = holds2.length === 0 ? "" : `WHERE ${holds2.join(" AND ")}`;
  const picked = columns3.map((_, place4) => `text${place4}`).join(", ");
  const order = columns3.map((_, place4) => `at${place4}`).join(" + ");
  try {
    await session.script("SAVEPOINT migration_gate_ask");
    const { rows: rows2 } = await session.query(
      `SELECT ${picked} FROM ${sources.join(" CROSS JOIN ")} ${where} ORDER BY ${order}, 1 LIMIT ${mostSolutions}`
    );
    await session.script("RELEASE SAVEPOINT migration_gate_ask");
    return rows2.map(
      (row) => new Map(columns3.map(({ name: name4 }, place4) => [name4, row[`text${place4}`] ?? null]))
    );
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await session.script("ROLLBACK TO SAVEPOINT migration_gate_ask; RELEASE SAVEPOINT migration_gate_ask");
    return [];
  }
}
function candidatesFor(column, checks, types3) {
  const natural = [0, 1, 2].flatMap(
    (row) => naturalValue(types3, column.type, column.modifier, { ...column, row }) ?? []
  );
  const texts = [...checks.map(({ expression }) => expression), ...domainChecks(types3, column.type)];
  const shown2 = suggestionsIn(texts);
  return [.../* @__PURE__ */ new Set([...natural, ...shown2])];
}

// src/dialects/postgres/shadow/fill/insert-rows.ts
var wanted = 3;
var numbers = Array.from({ length: wanted }, (_, row) => row);
async function insertSolved(session, recipe) {
  const solved = await solve(session, recipe.table, recipe.types, recipe.table.checks);
  const whole = { ...recipe, solved };
  let last = await insert(session, whole, numbers);
  if (last === null) return { failure: null, given: givenBy(whole) };
  let taken3 = 0;
  for (const row of numbers) {
    const failure = await insert(session, whole, [row]);
    if (failure === null) taken3 += 1;
    else last = failure;
  }
  return taken3 > 0 ? { failure: null, given: null } : { failure: last };
}
function insertion(recipe) {
  return insertOf(recipe, numbers, /* @__PURE__ */ new Map());
}
function givenBy(recipe) {
  const given3 = /* @__PURE__ */ new Map();
  for (const column of recipe.table.columns) {
    const values = numbers.map((row) => valueIn(column, row, recipe));
    const texts = values.flatMap((value) => value === null || "text" in value ? [value?.text ?? null] : []);
    if (texts.length < values.length) return null;
    given3.set(column.name, texts);
  }
  return given3;
}
async function insert(session, recipe, rows2, overrides = /* @__PURE__ */ new Map()) {
  try {
    await session.script(
      `SAVEPOINT migration_gate_fill; ${insertOf(recipe, rows2, overrides)}; RELEASE SAVEPOINT migration_gate_fill`
    );
    return null;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await session.script("ROLLBACK TO SAVEPOINT migration_gate_fill; RELEASE SAVEPOINT migration_gate_fill");
    return error.message;
  }
}
function insertOf(recipe, rows2, overrides) {
  const { name: name4, columns: columns3 } = recipe.table;
  const values = rows2.map((row) => {
    const of = columns3.map((column) => overrides.get(column.name) ?? sqlOf(valueIn(column, row, recipe)));
    return `(${of.join(", ")})`;
  });
  const names2 = columns3.map((column) => quoteIdentifier(column.name));
  if (names2.length === 0) return `INSERT INTO ${name4} DEFAULT VALUES`;
  return `INSERT INTO ${name4} (${names2.join(", ")}) OVERRIDING SYSTEM VALUE VALUES ${values.join(", ")}`;
}
function sqlOf(value) {
  if (value === null) return "NULL";
  return "text" in value ? quoteLiteral(value.text) : value.sql;
}
function valueIn(column, row, { table: table3, types: types3, parents: parents2, given: given3, solved }) {
  const key2 = table3.foreignKeys.find(({ columns: columns3 }) => columns3.includes(column.name));
  const parent = key2 === void 0 || key2.parent === table3.oid ? void 0 : parents2.get(key2.parent);
  if (key2 !== void 0 && parent !== void 0)
    return givenValue(column, key2, row, given3.get(key2.parent)) ?? valueOfParent(column, key2, row, parent);
  const solution = solved.find((group) => group[0]?.has(column.name));
  const chosen = solution?.[row % solution.length]?.get(column.name);
  if (chosen !== void 0) return asText(chosen);
  const own2 = key2 === void 0 ? null : referencedOf(column, key2, table3);
  const at = own2 ?? column;
  const dangles = key2 !== void 0 && own2 === null && !column.required;
  if (dangles) return null;
  return asText(naturalValue(types3, at.type, at.modifier, { name: at.name, isKey: at.isKey, row }));
}
function asText(text) {
  return text === null ? null : { text };
}
function referencedName(column, { columns: columns3, references }) {
  return references[columns3.indexOf(column.name)] ?? "";
}
function givenValue(column, key2, row, given3) {
  const isWhole3 = key2.references.every((name4) => given3?.get(name4)?.includes(null) === false);
  const values = isWhole3 ? given3?.get(referencedName(column, key2)) : void 0;
  return values === void 0 ? null : asText(values[row % values.length] ?? null);
}
function valueOfParent(column, key2, row, parent) {
  const order = key2.references.map(quoteIdentifier).join(", ");
  return {
    sql: `(SELECT q.value FROM (
    SELECT ${quoteIdentifier(referencedName(column, key2))} AS value, row_number() OVER (ORDER BY ${order}) - 1 AS place, count(*) OVER () AS of
    FROM ${parent} WHERE num_nonnulls(${order}) = ${key2.references.length}
  ) q WHERE q.place = ${row} % q.of)`
  };
}
function referencedOf(column, key2, table3) {
  if (key2.parent !== table3.oid) return null;
  return table3.columns.find((it) => it.name === referencedName(column, key2)) ?? null;
}

// src/dialects/postgres/shadow/fill/insert-together.ts
var place3 = "migration_gate.fill";
async function insertTogether(session, insertions) {
  const steps2 = insertions.map(
    (sql, at) => `SET LOCAL ${place3} = ${at}; SAVEPOINT migration_gate_fill; ${sql}`
  );
  try {
    await session.script(
      `SAVEPOINT migration_gate_all; ${steps2.join("; ")}; RELEASE SAVEPOINT migration_gate_all`
    );
    return insertions.length;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    const { rows: rows2 } = await session.script(
      `ROLLBACK TO SAVEPOINT migration_gate_fill; SELECT current_setting('${place3}') AS place`
    );
    await session.script("RELEASE SAVEPOINT migration_gate_all");
    return Number(rows2[0]?.place);
  }
}

// src/dialects/postgres/shadow/fill/filling.ts
var mostTogether = 50;
var mostTurns = 3;
var hostile = /\b(?:pg_sleep\w*|pg_advisory\w*|pg_terminate\w*|nextval|setval|set_config|lo_\w+)\b/i;
var Filling = class {
  #session;
  #facts;
  #roots;
  /** Tables with synthetic rows, by OID; it grows. */
  #seeded;
  /** Names of what has rows, for foreign keys, by OID. */
  #parents = /* @__PURE__ */ new Map();
  /** The rows that tables were given, where they are known. */
  #given = /* @__PURE__ */ new Map();
  constructor(session, facts, roots, seeded) {
    this.#session = session;
    this.#facts = facts;
    this.#roots = roots;
    this.#seeded = seeded;
  }
  /** What rows of a table are made from. */
  recipe(table3) {
    return { table: table3, types: this.#facts.types, parents: this.#parents, given: this.#given, solved: [] };
  }
  /** Gives rows to all that have none, until the `deadline` (ms since the epoch), and says which took none, and why. */
  async fill(filled, deadline) {
    await this.#session.script("SET CONSTRAINTS ALL IMMEDIATE");
    const unfilled = /* @__PURE__ */ new Map();
    let waiting2 = this.#facts.tables;
    for (let turns = 0; turns < mostTurns && waiting2.length > 0; turns++) {
      const failed2 = await this.#fillInOrder(waiting2, filled, deadline);
      for (const table3 of waiting2) unfilled.delete(table3);
      for (const [table3, reason] of failed2) unfilled.set(table3, reason);
      const next = waiting2.filter((table3) => failed2.has(table3) && table3.foreignKeys.length > 0);
      waiting2 = next.length < waiting2.length ? next : [];
    }
    return [...unfilled].map(([{ name: name4 }, reason]) => ({ table: name4, reason }));
  }
  /** Gives each table rows that has none; says which took none, and why. */
  async #fillInOrder(tables2, filled, deadline) {
    const failed2 = /* @__PURE__ */ new Map();
    const open = [];
    for (const table3 of tables2) {
      const reason = forbidden(table3);
      if (filled.has(table3.oid)) this.#add(table3, null);
      else if (reason === null) open.push(table3);
      else failed2.set(table3, reason);
    }
    let together2 = mostTogether;
    for (let place4 = 0; place4 < open.length; ) {
      if (Date.now() > deadline) {
        for (const table3 of open.slice(place4)) failed2.set(table3, "the time for making rows was used up");
        break;
      }
      const some = open.slice(place4, place4 + together2);
      const taken3 = await this.#fillTogether(some);
      place4 += taken3;
      together2 = Math.min(mostTogether, together2 * 2);
      const other2 = some[taken3];
      if (other2 === void 0) continue;
      const inserted = await insertSolved(this.#session, this.recipe(other2));
      if (inserted.failure === null) this.#seed(other2, inserted.given);
      else failed2.set(other2, inserted.failure);
      together2 = Math.max(1, taken3);
      place4 += 1;
    }
    return failed2;
  }
  /** Gives ordinary rows to the first of these tables, up to one that does not take them; says how many that are. */
  async #fillTogether(tables2) {
    const insertions = tables2.map((table3) => {
      const recipe = this.recipe(table3);
      const sql = insertion(recipe);
      this.#seed(table3, givenBy(recipe));
      return sql;
    });
    const taken3 = await insertTogether(this.#session, insertions);
    for (const { oid } of tables2.slice(taken3)) this.#forget(oid);
    return taken3;
  }
  #seed(table3, given3) {
    this.#seeded.set(table3.oid, table3);
    this.#add(table3, given3);
  }
  #add({ oid, name: name4 }, given3) {
    this.#parents.set(oid, name4);
    if (given3 !== null) this.#given.set(oid, given3);
    const root = this.#roots.get(oid);
    if (root !== void 0) this.#parents.set(root.oid, root.name);
  }
  #forget(oid) {
    for (const map of [this.#seeded, this.#parents, this.#given]) map.delete(oid);
    const root = this.#roots.get(oid)?.oid;
    const stands = [...this.#roots].some(([leaf, it]) => it.oid === root && this.#parents.has(leaf));
    if (root !== void 0 && !stands) this.#parents.delete(root);
  }
};
function forbidden({ code: code2, checks }) {
  const [called] = code2;
  if (called !== void 0) return `each row of it is given to the function ${called}`;
  const check = checks.find(({ expression }) => hostile.test(expression));
  return check === void 0 ? null : `its condition ${check.name} is not for us to try`;
}

// src/dialects/postgres/shadow/fill/forget-counts.ts
async function forgetCounts(session, tables2) {
  const oids = [...tables2].join(",");
  const { rows: rows2 } = await session.query("SELECT to_regproc('pg_clear_relation_stats') AS found");
  if (oids === "" || rows2[0]?.found === null) return;
  await session.query(`
      SELECT pg_clear_relation_stats(n.nspname::text, c.relname::text)
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.reltuples > 0 AND (c.oid = ANY ('{${oids}}'::oid[])
        OR c.oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = ANY ('{${oids}}'::oid[])))`);
}

// src/dialects/postgres/shadow/fill/relevant.ts
var mostTables = 1e3;
var mostPartitions = 3;
var firstOfUsers = 16384;
async function relevantTables(session, { up, down }, historyTables) {
  const texts = [...up, ...down ?? []].map(({ sql }) => sql);
  const words2 = wordsOf3(texts);
  for (const text of await codeOf3(session, words2)) for (const word of wordsOf3([text])) words2.add(word);
  const own2 = new Set(historyTables.map(({ schema: schema3, table: table3 }) => `${schema3}.${table3}`));
  const standing = (await readStanding(session)).filter(({ schema: schema3, name: name4 }) => !own2.has(`${schema3}.${name4}`));
  const checked = up.some(({ operations }) => operations.some((it) => it.kind === "alter" && it.checksRows));
  const ofDomains = checked ? await usingDomains(session, words2) : /* @__PURE__ */ new Set();
  const named2 = new Set(
    standing.filter(({ name: name4, oid }) => words2.has(name4) || ofDomains.has(oid)).map(({ oid }) => oid)
  );
  const chosen = withNeighbours(standing, named2);
  const byOid2 = new Map(standing.map((table3) => [table3.oid, table3]));
  const roots = [...chosen.values()].flatMap(({ oid, root }) => {
    const whole = root === oid ? void 0 : byOid2.get(root);
    return whole === void 0 ? [] : [[oid, { oid: root, name: qualifiedName(whole.schema, whole.name) }]];
  });
  return { inOrder: parentsFirst(standing, chosen).slice(0, mostTables), roots: new Map(roots) };
}
function wordsOf3(texts) {
  const words2 = /* @__PURE__ */ new Set();
  for (const text of texts) {
    for (const [word] of text.matchAll(/[\p{L}_][\p{L}\p{N}_$]*/gu)) words2.add(word).add(word.toLowerCase());
    for (const [, quoted2 = ""] of text.matchAll(/"((?:[^"]|"")+)"/g)) words2.add(quoted2.replaceAll('""', '"'));
  }
  return words2;
}
async function codeOf3(session, words2) {
  const { rows: rows2 } = await session.query(
    `select p.prosrc as text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.oid >= ${firstOfUsers} and n.nspname not in ('pg_catalog', 'information_schema') and (p.proname = any ($1::text[]) or p.oid in (
        select g.tgfoid from pg_trigger g join pg_class c on c.oid = g.tgrelid
        where c.relname = any ($1::text[]) and not g.tgisinternal))
    union all
    select pg_get_viewdef(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
        and c.relname = any ($1::text[])`,
    [[...words2]]
  );
  return rows2.map(({ text }) => String(text ?? ""));
}
async function usingDomains(session, words2) {
  const { rows: rows2 } = await session.query(
    `with recursive used as (
      select oid from pg_type where typtype = 'd' and typname = any ($1::text[])
      union select t.oid from used u join pg_type t on t.typbasetype = u.oid and t.typtype = 'd'
    )
    select distinct a.attrelid::int8 as oid from used u join pg_attribute a on a.atttypid = u.oid`,
    [[...words2]]
  );
  return new Set(rows2.map(({ oid }) => Number(oid)));
}
async function readStanding(session) {
  const { rows: rows2 } = await session.query(`
    select json_agg(json_build_object(
      'oid', c.oid::int8, 'schema', n.nspname, 'name', c.relname, 'kind', c.relkind,
      'root', case when c.relispartition then coalesce(pg_partition_root(c.oid)::oid, c.oid) else c.oid end::int8,
      'parents', coalesce(k.parents, '[]'::json)
    ) order by c.oid)::text as tables
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    left join (
      select conrelid, json_agg(distinct confrelid::int8) as parents from pg_constraint where contype = 'f' group by 1
    ) k on k.conrelid = c.oid
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
      and not exists (
        select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid and e.deptype = 'e')`);
  return JSON.parse(String(rows2[0]?.tables ?? "[]")) ?? [];
}
function withNeighbours(standing, named2) {
  const byOid2 = new Map(standing.map((table3) => [table3.oid, table3]));
  const roots = new Set([...named2].map((oid) => byOid2.get(oid)?.root));
  const wanted3 = new Set(standing.filter(({ root }) => roots.has(root)).map(({ oid }) => oid));
  for (const { oid, parents: parents2 } of standing)
    if (parents2.some((parent) => parent !== oid && named2.has(parent))) wanted3.add(oid);
  for (const oid of wanted3) for (const parent of byOid2.get(oid)?.parents ?? []) wanted3.add(parent);
  const partitions = Map.groupBy(
    standing.filter(({ kind, root, oid }) => kind === "r" && root !== oid),
    ({ root }) => root
  );
  for (const oid of [...wanted3])
    for (const leaf of partitions.get(byOid2.get(oid)?.root ?? 0)?.slice(0, mostPartitions) ?? [])
      wanted3.add(leaf.oid);
  const left = new Set(
    [...partitions.values()].flatMap(
      (leaves) => leaves.slice(mostPartitions).flatMap(({ oid }) => named2.has(oid) ? [] : [oid])
    )
  );
  return new Map(standing.filter(({ oid }) => wanted3.has(oid) && !left.has(oid)).map((it) => [it.oid, it]));
}
function parentsFirst(standing, chosen) {
  const leaves = Map.groupBy(
    standing.filter(({ oid, kind }) => kind === "r" && chosen.has(oid)),
    ({ root }) => root
  );
  const holders = (oid) => {
    const table3 = chosen.get(oid);
    if (table3 === void 0) return [];
    return table3.kind === "r" ? [table3] : leaves.get(table3.root) ?? [];
  };
  const seen2 = /* @__PURE__ */ new Set();
  const ordered = [];
  for (const start of chosen.values()) {
    const path = [];
    const enter = (table3) => {
      if (seen2.has(table3.oid)) return;
      seen2.add(table3.oid);
      path.push({ table: table3, parents: table3.parents.flatMap(holders) });
    };
    for (const table3 of holders(start.oid)) enter(table3);
    for (let last = path.at(-1); last !== void 0; last = path.at(-1)) {
      const parent = last.parents.shift();
      if (parent !== void 0) enter(parent);
      else {
        ordered.push(last.table.oid);
        path.pop();
      }
    }
  }
  return ordered;
}

// src/dialects/postgres/shadow/fill/tables-with-rows.ts
var atOnce = 200;
async function tablesWithRows(session, tables2) {
  const found2 = /* @__PURE__ */ new Set();
  const large = await withPages(session, tables2);
  for (let from2 = 0; from2 < large.length; from2 += atOnce) {
    const some = large.slice(from2, from2 + atOnce);
    const { rows: rows2 } = await session.query(
      some.map(({ oid, name: name4 }) => `SELECT ${oid}::int8 AS oid WHERE EXISTS (SELECT FROM ONLY ${name4})`).join(" UNION ALL ")
    );
    for (const { oid } of rows2) found2.add(Number(oid));
  }
  return found2;
}
async function withPages(session, tables2) {
  const { rows: rows2 } = await session.query(
    "SELECT oid::int8 FROM pg_class WHERE oid = ANY ($1::oid[]) AND pg_relation_size(oid) > 0",
    [tables2.map(({ oid }) => oid)]
  );
  const large = new Set(rows2.map(({ oid }) => Number(oid)));
  return tables2.filter(({ oid }) => large.has(oid));
}

// src/dialects/postgres/shadow/fill/tables-written.ts
async function tablesWritten(session, { up }, touched2) {
  const all = up.flatMap((statement) => statement.operations);
  const runsCode2 = all.some(({ kind }) => kind === "run-code");
  const operations = runsCode2 ? all : up.flatMap((it) => takesNoRows(it) ? [] : it.operations);
  const names2 = operations.flatMap(
    (operation) => operation.kind === "write-rows" || operation.kind === "create-table" ? [operation.table] : []
  );
  const { rows: rows2 } = await session.query(
    `SELECT pg_catalog.to_regclass(name)::pg_catalog.oid::pg_catalog.int8 AS oid
    FROM pg_catalog.unnest($1::pg_catalog.text[]) AS name`,
    [names2]
  );
  const named2 = rows2.flatMap(({ oid }) => oid === null ? [] : [Number(oid)]);
  return [...named2, ...runsCode2 ? touched2.map(({ oid }) => oid) : []];
}

// src/dialects/postgres/shadow/fill/seeds.ts
var Seeds = class {
  #session;
  #historyTables;
  /** What is left of the time for making rows, in ms. */
  #left;
  #facts = { tables: [], types: /* @__PURE__ */ new Map() };
  #seeded = /* @__PURE__ */ new Map();
  #filling;
  /** Tables that stood when the first rows were made, which is before the change. */
  #live = null;
  #unfilled = [];
  #wereTaken = false;
  /** Tables that had rows of their own before the migration that comes next. */
  #ownRows = /* @__PURE__ */ new Set();
  /** Tables whose rows a migration in review made of synthetic ones, by OID. */
  #derived = /* @__PURE__ */ new Set();
  constructor(session, historyTables, longestMs) {
    this.#session = session;
    this.#historyTables = historyTables;
    this.#left = longestMs;
    this.#filling = new Filling(session, this.#facts, /* @__PURE__ */ new Map(), this.#seeded);
  }
  /** The tables that the migration which comes next can touch. */
  get tables() {
    return this.#facts.tables;
  }
  /** Tables of that migration that took no rows. */
  get unfilled() {
    return this.#unfilled;
  }
  /** True where rows were taken away again since the last {@link fill}: what stood before can no longer be compared. */
  get wereTaken() {
    return this.#wereTaken;
  }
  /** True where synthetic rows stand, or what was made of them. */
  get stand() {
    return this.#seeded.size > 0 || this.#derived.size > 0;
  }
  /** Tables that the migration can touch and that stood before the change. */
  get standingTables() {
    return this.#facts.tables.filter(({ oid }) => this.#live?.has(oid) === true);
  }
  /** The types of the columns of {@link tables}, by OID. */
  get types() {
    return this.#facts.types;
  }
  /** A table that the migration can touch and that stood before the change, by its name; as it is before it. */
  standing(name4) {
    return this.standingTables.find((table3) => table3.name === name4) ?? null;
  }
  /** A table with synthetic rows that stood before the change, by its name; as it was when it was given rows. */
  live(name4) {
    return [...this.#seeded.values()].find((table3) => table3.name === name4 && this.#live?.has(table3.oid) === true) ?? null;
  }
  /** What rows of a table are made from. */
  recipe(table3) {
    return this.#filling.recipe(table3);
  }
  /** Gives rows to the empty tables that a migration can touch. What the time does not reach stays empty. */
  async fill(migration) {
    const started = Date.now();
    this.#wereTaken = false;
    const session = this.#session;
    try {
      await session.script("BEGIN; SET LOCAL search_path = pg_catalog, pg_temp");
      this.#live ??= await readTables(session);
      const relevant = await relevantTables(session, migration, this.#historyTables);
      const facts = await readFacts(session, relevant.inOrder);
      await forgetCounts(session, this.#seeded.keys());
      await session.script("COMMIT");
      const byOid2 = new Map(facts.tables.map((table3) => [table3.oid, table3]));
      const ordered = relevant.inOrder.flatMap((oid) => byOid2.get(oid) ?? []);
      this.#facts = { ...facts, tables: ordered };
      this.#filling = new Filling(session, this.#facts, relevant.roots, this.#seeded);
      this.#unfilled = await quietly(session, ordered, async () => {
        const filled = await tablesWithRows(session, ordered);
        this.#ownRows = new Set([...filled].filter((oid) => !this.#seeded.has(oid) && !this.#derived.has(oid)));
        return this.#filling.fill(filled, started + Math.max(0, this.#left));
      });
    } catch (error) {
      await this.#giveUp(error);
    } finally {
      this.#left -= Date.now() - started;
    }
  }
  /** Told of a migration that ran over synthetic rows: what it wrote may be made of them. */
  async follow(migration) {
    if (this.#wereTaken || !this.stand) return;
    try {
      for (const oid of await tablesWritten(this.#session, migration, this.#facts.tables))
        if (!this.#seeded.has(oid) && !this.#ownRows.has(oid)) this.#derived.add(oid);
    } catch (error) {
      if (!(error instanceof ShadowGone || error instanceof DatabaseError)) throw error;
    }
  }
  /** Takes all synthetic rows away again, and what was made of them. Gives what doubt of the rows that stand then remains. */
  async empty() {
    const [derived, oids] = [this.#derived, [...this.#derived, ...this.#seeded.keys()]];
    this.#seeded = /* @__PURE__ */ new Map();
    this.#derived = /* @__PURE__ */ new Set();
    this.#wereTaken = true;
    if (oids.length === 0) return null;
    try {
      const emptied = await deleteRows(this.#session, oids);
      return emptied.some(({ oid }) => derived.has(oid)) ? "what earlier migrations of the review made of rows that are none of production was taken away" : null;
    } catch (error) {
      await this.#giveUp(error);
      return "rows that are none of production could not be taken away";
    }
  }
  /** Without rows the check goes on as on empty tables. */
  async #giveUp(error) {
    if (error instanceof ShadowGone || !(error instanceof DatabaseError)) throw error;
    await this.#session.script("ROLLBACK");
    this.#unfilled = this.#facts.tables.map(({ name: name4 }) => ({ table: name4, reason: error.message }));
  }
};
async function readTables(session) {
  const { rows: rows2 } = await session.query(
    `SELECT json_agg(oid::int8)::text AS oids FROM pg_class WHERE relkind IN ('r', 'p')`
  );
  return new Set(JSON.parse(String(rows2[0]?.oids ?? "[]")));
}

// src/dialects/postgres/shadow/prepare.ts
var atOnce2 = 200;
async function prepareQueries(session, queries) {
  await startAfresh(session);
  const answers = [];
  for (let start = 0; start < queries.length; start += atOnce2)
    answers.push(...await prepareSome(session, queries.slice(start, start + atOnce2)));
  return answers;
}
async function prepareSome(session, queries) {
  const safe = queries.map((sql) => sql.includes("\0") ? "" : sql);
  const answers = session.parseOnly?.(safe) ?? oneByOne(session, safe);
  return (await answers).map(
    (message, place4) => safe[place4]?.trim() === "" ? "it is empty, or holds a NUL character" : message
  );
}
async function oneByOne(session, queries) {
  const answers = [];
  for (const sql of queries) {
    try {
      await session.run(`PREPARE migration_gate_query AS ${sql}`);
      await session.run("DEALLOCATE migration_gate_query");
      answers.push(null);
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      answers.push(error.message);
    }
  }
  return answers;
}

// src/dialects/postgres/shadow/messages.ts
var embeddedDatabase = "postgres";

// src/dialects/postgres/shadow/provision.ts
var missing = /* @__PURE__ */ new Set(["42704", "3F000", "3D000", "22023"]);
var duplicate = /* @__PURE__ */ new Set(["42710", "42P06"]);
var mostAtOnce2 = 50;
var Provision = class {
  #session;
  /** By `role name`. */
  #made;
  /** Wanted, and not to be made here. */
  #refused = /* @__PURE__ */ new Set();
  /** Statements in review that are the first to want something that was made for them. */
  #first = /* @__PURE__ */ new Map();
  constructor(session, made2 = []) {
    this.#session = session;
    this.#made = new Set(made2);
  }
  /** What was made so far, for another shadow that starts from this base. */
  get made() {
    return [...this.#made];
  }
  /** Makes what a statement of the base wants, in whatever transaction is open. */
  async forBase(statement, path) {
    const made2 = await this.#make(wantedOwners(statement));
    return made2.map(({ kind, name: name4 }) => ({ kind, name: name4, path, line: statement.line }));
  }
  /** The same for what only the failure tells: names in code, in the words of an English server. */
  async afterFailure(statement, error, path) {
    const owner = drops(statement) ? null : ownerIn(error);
    const made2 = owner === null ? [] : await this.#make([owner]);
    return made2.map(({ kind, name: name4 }) => ({ kind, name: name4, path, line: statement.line }));
  }
  /**
   * Makes what the migrations in review want and none of them makes, before the first of them runs: so the schema
   * before and after them both have it.
   */
  async forReview(migrations, isLost) {
    const own2 = new Set(
      migrations.flatMap(({ up }) => up.map(madeOwner)).flatMap((one2) => one2 ?? []).map(key)
    );
    const code2 = /* @__PURE__ */ new Set();
    const notices = [];
    const told2 = new Set(this.#made);
    const all = migrations.flatMap(({ migration, up }) => up.map((one2) => [migration.up.path, one2]));
    for (const [path, statement] of all) {
      const wanted3 = wantedOwners(statement).filter(
        (one2) => !own2.has(key(one2)) && !code2.has(one2.name) && !isLost(one2.name)
      );
      const made2 = await this.#make(wanted3);
      const unknown2 = made2.filter(({ kind }) => kind !== "database");
      if (unknown2.length > 0) this.#first.set(statement, unknown2);
      for (const owner of made2)
        if (owner.kind === "database" && !told2.has(key(owner)))
          notices.push({ kind: owner.kind, name: owner.name, path, line: statement.line });
      if (runsCode(statement)) for (const name4 of mentionedNames(statement)) code2.add(name4);
    }
    return { isChanged: this.#first.size > 0, notices };
  }
  /** What was made for this statement in review, in a sentence; `null` where nothing was. */
  told(statement) {
    const owners = this.#first.get(statement);
    if (owners === void 0) return null;
    const names2 = owners.map(({ kind, name: name4 }) => `${kind} ${quoteIdentifier(name4)}`).join(" and ");
    const [is, was] = owners.length > 1 ? ["are", "they were"] : ["is", "it was"];
    return `${names2} ${is} made by no migration: ${was} made for this check`;
  }
  /** Why a failure is not the statement's own fault; `null` where it is. */
  excuse(statement, error) {
    const makes = madeOwner(statement);
    if (duplicate.has(error.code) && makes !== null && this.#made.has(key(makes)))
      return `${error.message}: an earlier migration uses it, so it was made for the replay`;
    if (!missing.has(error.code)) return null;
    if (error.code === "3D000") return `${error.message} beside the one that the migrations are for`;
    const wanted3 = wantedOwners(statement).find((owner2) => this.#refused.has(key(owner2)));
    const owner = wanted3 ?? ownerIn(error);
    return owner?.kind === "role" ? `role ${quoteIdentifier(owner.name)} is made by no migration` : null;
  }
  /** True where a statement fails because the role or schema that it makes is there: it stands as it should. */
  stoodBefore(statement, error) {
    return duplicate.has(error.code) && madeOwner(statement) !== null;
  }
  /** True where it makes a role that the server has: that one will do. */
  async stands(statement) {
    const made2 = madeOwner(statement);
    return made2 !== null && (await this.#look([made2])).standing.has(key(made2));
  }
  async #make(wanted3) {
    if (wanted3.length === 0) return [];
    const { standing, transaction } = await this.#look(wanted3);
    const made2 = [];
    for (const owner of wanted3.filter((owner2) => !standing.has(key(owner2))).slice(0, mostAtOnce2)) {
      if (owner.kind !== "schema" && this.#session.kind === "server") this.#refused.add(key(owner));
      else if (await this.#create(owner, transaction === "open")) {
        this.#made.add(key(owner));
        made2.push(owner);
      }
    }
    return made2;
  }
  /** False where the session may not: then the statement fails, and tells why. */
  async #create(owner, inTransaction5) {
    if (inTransaction5) await this.#session.script("SAVEPOINT migration_gate_made");
    try {
      const { rowsAffected } = await this.#session.script(making(owner));
      if (inTransaction5) await this.#session.script("RELEASE SAVEPOINT migration_gate_made");
      return owner.kind !== "database" || rowsAffected === 1;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (inTransaction5) await this.#session.script("ROLLBACK TO SAVEPOINT migration_gate_made");
      return false;
    }
  }
  /** Which of them stand, and whether a transaction is open. */
  async #look(owners) {
    const names2 = JSON.stringify(owners.map(({ name: name4 }) => name4));
    const { rows: rows2, transaction } = await this.#session.query(
      `SELECT 'role' AS kind, r.rolname::pg_catalog.text AS name FROM pg_catalog.pg_roles r
        WHERE r.rolname::pg_catalog.text OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT pg_catalog.json_array_elements_text($1)))
      UNION ALL SELECT 'schema', n.nspname::pg_catalog.text FROM pg_catalog.pg_namespace n
        WHERE n.nspname::pg_catalog.text OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT pg_catalog.json_array_elements_text($1)))
      UNION ALL SELECT 'database', d.datname::pg_catalog.text FROM pg_catalog.pg_database d
        WHERE d.datname::pg_catalog.text OPERATOR(pg_catalog.=) ANY (ARRAY(SELECT pg_catalog.json_array_elements_text($1)))`,
      [names2]
    );
    return { standing: new Set(rows2.map(({ kind, name: name4 }) => `${kind} ${name4}`)), transaction };
  }
};
function making({ kind, name: name4 }) {
  if (kind === "role") return `CREATE ROLE ${quoteIdentifier(name4)} NOLOGIN`;
  if (kind === "schema") return `CREATE SCHEMA ${quoteIdentifier(name4)}`;
  return `UPDATE pg_catalog.pg_database SET datname = ${quoteLiteral(name4)}
    WHERE datname OPERATOR(pg_catalog.=) pg_catalog.current_database() AND datname OPERATOR(pg_catalog.=) '${embeddedDatabase}'`;
}
function key({ kind, name: name4 }) {
  return `${kind} ${name4}`;
}
function drops({ operations }) {
  return operations.some(({ kind }) => kind === "drop");
}
function runsCode({ operations }) {
  return operations.some(({ kind }) => kind === "run-code");
}
function ownerIn({ code: code2, message }) {
  if (!missing.has(code2)) return null;
  const [, kind, name4] = /^(role|schema|database) "(.+)" does not exist$/.exec(message) ?? [];
  return kind === void 0 || name4 === void 0 || name4.startsWith("pg_") ? null : { kind, name: name4 };
}

// src/dialects/postgres/shadow/rerun.ts
var ofRows = /^(?:21|22|23|P0|55006$)/;
var Rerun = class {
  #seeds;
  #migration;
  #doubt;
  constructor(seeds, migration, doubt2) {
    this.#seeds = seeds;
    this.#migration = migration;
    this.#doubt = doubt2;
  }
  isDecidedByRows(statement, { code: code2 }) {
    const runsCode2 = statement.operations.some(({ kind }) => kind === "run-code" || kind === "write-rows");
    return this.#seeds.stand && (runsCode2 || ofRows.test(code2)) && !this.#failsForAnyRow(statement, code2);
  }
  /** Why a failure over rows tells nothing of production; `null` where it does. */
  excuse(statement, { code: code2, message }) {
    const { reason } = this.#doubt;
    const isDoubted = reason !== null && ofRows.test(code2) && !this.#failsForAnyRow(statement, code2);
    return isDoubted ? `${message}: ${reason}` : null;
  }
  async takeRows() {
    const doubt2 = await this.#seeds.empty();
    if (doubt2 !== null) this.#doubt.doubt(doubt2);
  }
  #failsForAnyRow(statement, code2) {
    return code2 === "55006" ? this.#waitsForAnyRow(statement) : this.#violatesInAnyRow(statement, code2);
  }
  /** Whatever row stands in a table that stood before, an UPDATE or DELETE of all of them has met it. */
  #waitsForAnyRow(statement) {
    const changed = statement.operations.flatMap(
      (operation) => "table" in operation && this.#seeds.live(operation.table) !== null ? [operation.table] : []
    );
    return this.#before(statement).some(
      (operation) => operation.kind === "write-rows" && (operation.verb === "update" || operation.verb === "delete") && !operation.filtered && changed.includes(operation.table)
    );
  }
  /**
   * A column that came with this migration, and into which nothing was written, holds the same in every row: what it
   * violates, any row of the table violates. That is a failure where the table stood before the change. Whether a
   * default stands in another table, that one's rows decide.
   */
  #violatesInAnyRow(statement, code2) {
    if (!code2.startsWith("23") || code2 === "23503" || this.#writesBefore(statement)) return false;
    const asked2 = statement.operations.flatMap((operation) => {
      switch (operation.kind) {
        case "add-column":
        case "set-not-null":
          return [{ table: operation.table, columns: [operation.column] }];
        case "add-constraint":
          return [{ table: operation.table, columns: operation.columns }];
        default:
          return [];
      }
    });
    const mayViolate = asked2.filter(({ columns: columns3 }) => columns3.length > 0);
    return mayViolate.length > 0 && mayViolate.length === asked2.length && mayViolate.every(({ table: table3, columns: columns3 }) => this.#areNew(table3, columns3)) && (code2 !== "23514" || mayViolate.every(({ table: table3 }) => !this.#mentionsStanding(statement, table3)));
  }
  /** A condition of a new column may ask others as well. */
  #mentionsStanding({ sql }, name4) {
    const words2 = new Set(sql.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu));
    return this.#seeds.live(name4)?.columns.some((column) => words2.has(column.name.toLowerCase())) === true;
  }
  #areNew(name4, columns3) {
    const table3 = this.#seeds.live(name4);
    const stood = table3?.columns.map((column) => quoteIdentifier(column.name));
    return stood !== void 0 && columns3.every((column) => !stood.includes(column) && !stood.includes(quoteIdentifier(column)));
  }
  #writesBefore(statement) {
    const writing = /* @__PURE__ */ new Set(["write-rows", "run-code", "rename-column"]);
    return this.#before(statement).some(({ kind }) => writing.has(kind));
  }
  #before({ start }) {
    return this.#migration.up.flatMap((it) => it.start < start ? it.operations : []);
  }
};

// src/dialects/postgres/shadow/row-doubt.ts
var RowDoubt = class {
  #reason = null;
  /** `null` where there is no doubt. */
  get reason() {
    return this.#reason;
  }
  /** Told of a migration of the review that did not come through: later ones find other rows than in production. */
  missRowsOf(path) {
    this.#reason ??= `${path} did not come through, so that other rows stand here`;
  }
  /** Told what became of rows that are none of production. */
  doubt(reason) {
    this.#reason = reason;
  }
};

// src/dialects/postgres/shadow/rows.ts
var mostRows2 = 1e3;
var longestValue = 100;
async function readRows(session, { tables: tables2, wereTaken }) {
  if (wereTaken) return null;
  await session.script(`
    SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL TimeZone = 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';
    SET LOCAL IntervalStyle = 'postgres'; SET LOCAL extra_float_digits = 1; SET LOCAL bytea_output = 'hex'`);
  const found2 = /* @__PURE__ */ new Map();
  for (const table3 of await readTables2(session, tables2))
    found2.set(table3.name, await readTable(session, table3));
  return found2;
}
async function readTables2(session, tables2) {
  const { rows: rows2 } = await session.query(
    `select json_agg(json_build_object('name', t.name, 'columns', coalesce((
        select json_agg(a.attname order by a.attnum) from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      ), '[]'::json)) order by t.name)::text as tables
    from (
      select c.oid, format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r'
    ) t where t.oid = any ($1::oid[]) or t.name = any ($2::text[])`,
    [tables2.map(({ oid }) => oid), tables2.map(({ name: name4 }) => name4)]
  );
  return JSON.parse(String(rows2[0]?.tables ?? "[]")) ?? [];
}
async function readTable(session, { name: name4, columns: columns3 }) {
  const written = columns3.map((column, place4) => {
    const value = quoteIdentifier(column);
    return `CASE WHEN r.${value} IS NULL THEN 'NULL' ELSE rtrim(format('=%s', r.${value})) END AS c${place4}`;
  });
  const short = columns3.map(
    (_, place4) => `CASE WHEN length(c${place4}) > ${longestValue} THEN md5(c${place4}) ELSE c${place4} END AS c${place4}`
  );
  const gathered = columns3.map((_, place4) => {
    const all = `json_agg(c${place4} ORDER BY c${place4} COLLATE "C")::text`;
    return `CASE WHEN count(*) > ${mostRows2} THEN json_build_array(md5(${all}))::text ELSE ${all} END AS c${place4}`;
  });
  const { rows: rows2 } = await session.query(`
    SELECT ${["count(*)::int8 AS count", ...gathered].join(", ")}
    FROM (SELECT ${list3(short)} FROM (SELECT ${list3(written)} FROM ONLY ${name4} r) w) s`);
  const [row] = rows2;
  const valuesAt = (place4) => JSON.parse(String(row?.[`c${place4}`] ?? "[]")) ?? [];
  return {
    count: Number(row?.count ?? 0),
    columns: new Map(columns3.map((column, place4) => [column, valuesAt(place4)]))
  };
}
function list3(expressions) {
  return expressions.length === 0 ? "1" : expressions.join(", ");
}

// src/dialects/postgres/shadow/second-pass/awkward-rows.ts
function numbersAt(place4) {
  const first = 20 + 3 * place4;
  return { first, second: first + 1, orphan: first + 2 };
}
async function insertAwkward(session, demand, whole, place4) {
  const numbers2 = numbersAt(place4);
  const { broken, lifted } = demand;
  if (broken.kind === "no-parent") return removeParent(session, broken);
  const on = { ...demand.on, checks: demand.on.checks.filter(({ name: name4 }) => name4 !== lifted?.name) };
  const recipe = { ...whole, table: on, solved: await solve(session, on, whole.types, on.checks) };
  switch (broken.kind) {
    case "null":
      await insert(session, recipe, [numbers2.first], /* @__PURE__ */ new Map([[broken.column, "NULL"]]));
      return;
    case "condition": {
      const check = { name: "", expression: `(NOT (${broken.expression})) IS TRUE`, columns: broken.columns };
      const values = await valuesMeeting(session, recipe, check);
      if (values.size > 0) await insert(session, recipe, [numbers2.first], values);
      return;
    }
    case "orphan": {
      const columns3 = on.columns.filter(({ name: name4 }) => broken.columns.includes(name4));
      const values = columns3.map(({ name: name4, type, modifier: modifier2, isKey }) => {
        const value = naturalValue(recipe.types, type, modifier2, { name: name4, isKey, row: numbers2.orphan });
        return [name4, value === null ? "NULL" : quoteLiteral(value)];
      });
      await insert(session, recipe, [numbers2.first], new Map(values));
      return;
    }
    case "duplicate":
      await insertTwins(session, broken, recipe, numbers2);
  }
}
async function removeParent(session, { parent, condition }) {
  await session.script("SAVEPOINT migration_gate_parent");
  try {
    await session.script(
      `SET LOCAL session_replication_role = replica; DELETE FROM ${parent} p WHERE ${condition}; SET LOCAL session_replication_role = origin; RELEASE SAVEPOINT migration_gate_parent`
    );
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await session.script(
      "ROLLBACK TO SAVEPOINT migration_gate_parent; RELEASE SAVEPOINT migration_gate_parent"
    );
  }
}
async function insertTwins(session, { columns: columns3, condition }, recipe, numbers2) {
  const { table: table3 } = recipe;
  const named2 = table3.columns.map(({ name: name4 }) => name4);
  const mentioned = condition === null ? [] : named2.filter((name4) => condition.includes(quoteIdentifier(name4)));
  const values = condition === null ? /* @__PURE__ */ new Map() : await valuesMeeting(session, recipe, {
    name: "",
    expression: `(${condition}) IS TRUE`,
    columns: mentioned
  });
  await insert(session, recipe, [numbers2.first], values);
  const same = new Map(
    table3.columns.filter(({ name: name4, isKey }) => !isKey || columns3.includes(name4)).map(({ name: name4 }) => [name4, `(SELECT q.${quoteIdentifier(name4)} FROM ${newest(recipe)})`])
  );
  await insert(session, recipe, [numbers2.second], new Map([...same, ...values]));
}
function newest({ table: table3 }) {
  return `(SELECT * FROM ONLY ${table3.name} ORDER BY ctid DESC LIMIT 1) q`;
}
async function valuesMeeting(session, recipe, wanted3) {
  const { table: table3, types: types3 } = recipe;
  const [found2] = await solve(session, table3, types3, [...table3.checks, wanted3]).then(
    (groups) => groups.filter((group) => wanted3.columns.some((name4) => group[0]?.has(name4)))
  );
  const [first] = found2 ?? [];
  return new Map(
    [...first ?? []].map(([name4, text]) => [name4, text === null ? "NULL" : quoteLiteral(text)])
  );
}

// src/dialects/postgres/shadow/second-pass/demand.ts
function required(at, names2) {
  return names2.flatMap((name4) => {
    const column = at.on.columns.find((it) => isCalled(it.name, name4));
    if (column === void 0 || column.required && at.lifted === void 0) return [];
    const written = quoteIdentifier(column.name);
    return [
      {
        ...at,
        table: at.on.name,
        what: `has no ${written}`,
        count: `SELECT count(*) FROM ${at.on.name} WHERE ${written} IS NULL`,
        broken: { kind: "null", column: column.name }
      }
    ];
  });
}
function isCalled(name4, written) {
  return name4 === written || quoteIdentifier(name4) === written;
}
function duplicateDemand(at, keys, columns3, condition) {
  const known = keys.map((key2) => `${key2} IS NOT NULL`);
  const where = [...known, ...condition === null ? [] : [`(${condition})`]].join(" AND ");
  const groups = `SELECT FROM ${at.on.name} WHERE ${where} GROUP BY ${keys.join(", ")} HAVING count(*) > 1`;
  return {
    ...at,
    table: at.on.name,
    what: `has the same ${keys.join(", ")} as another one`,
    count: `SELECT count(*) FROM (${groups}) AS duplicates`,
    broken: { kind: "duplicate", columns: columns3, condition }
  };
}
function conditionDemand(at, expression, columns3) {
  return {
    ...at,
    table: at.on.name,
    what: `does not meet ${expression.replace(/^\((.*)\)$/s, "$1")}`,
    count: `SELECT count(*) FROM ${at.on.name} WHERE NOT ${expression.startsWith("(") ? expression : `(${expression})`}`,
    broken: { kind: "condition", expression, columns: columns3 }
  };
}
function orphanDemand(at, columns3, parent, references) {
  const known = columns3.map((column) => `c.${quoteIdentifier(column)} IS NOT NULL`).join(" AND ");
  const same = columns3.map((column, place4) => `p.${quoteIdentifier(references[place4] ?? "")} = c.${quoteIdentifier(column)}`).join(" AND ");
  return {
    ...at,
    table: at.on.name,
    what: `has a ${columns3.map(quoteIdentifier).join(", ")} that no row of ${parent} has`,
    count: `SELECT count(*) FROM ${at.on.name} c WHERE ${known} AND NOT EXISTS (SELECT FROM ${parent} p WHERE ${same})`,
    broken: { kind: "orphan", columns: columns3 }
  };
}

// src/dialects/postgres/shadow/second-pass/on-trial.ts
var qualifiedNames = "SET LOCAL search_path = pg_catalog, pg_temp";
var trial = "migration_gate_trial";
async function onTrial(session, statements, look3) {
  await session.script(`SAVEPOINT ${trial}`);
  try {
    for (const sql of statements) await session.run(sql);
    return await look3();
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return [];
  } finally {
    await session.script(`ROLLBACK TO SAVEPOINT ${trial}; RELEASE SAVEPOINT ${trial}`).catch(() => {
    });
  }
}

// src/dialects/postgres/shadow/second-pass/attach-demands.ts
async function attachDemands(session, { index, sql }, { detail, table: table3, partition }, seeds) {
  const bounds = /\b(?:FOR\s+VALUES|DEFAULT)\b[\s\S]*$/i.exec(sql)?.[0];
  if (detail !== "attach partition" || partition === void 0 || bounds === void 0) return [];
  const attached = seeds.standing(partition);
  const parent = await readParent(session, table3);
  if (parent === null) return [];
  const making2 = [
    `CREATE TABLE ${parent.twin} (LIKE ${attached?.name ?? table3} INCLUDING CONSTRAINTS INCLUDING GENERATED)`,
    `ALTER TABLE ${table3} ATTACH PARTITION ${parent.twin} ${bounds}`
  ];
  return onTrial(session, making2, async () => {
    await session.script(qualifiedNames);
    const { rows: rows2 } = await session.query(
      `SELECT c.relname = $2 AS "isTwin", c.oid::int8 AS oid, pg_get_partition_constraintdef(c.oid) AS expression
      FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = $1 AND (c.relname = $2 OR pg_get_expr(c.relpartbound, c.oid) = 'DEFAULT') ORDER BY 1 DESC`,
      [parent.oid, trial]
    );
    return rows2.flatMap(({ isTwin, oid, expression }) => {
      const other2 = seeds.standingTables.find((it) => it.oid === Number(oid)) ?? null;
      const on = isTwin === true ? attached : other2;
      return on === null || expression === null ? [] : [demandOf(index, on, String(expression))];
    });
  });
}
async function readParent(session, table3) {
  const { rows: rows2 } = await session.query(
    `SELECT c.oid::int8 AS oid, format('%I.${trial}', n.nspname) AS twin
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = to_regclass($1)`,
    [table3]
  );
  const [row] = rows2;
  return row === void 0 ? null : { oid: Number(row.oid), twin: String(row.twin) };
}
function demandOf(index, on, expression) {
  const columns3 = on.columns.map(({ name: name4 }) => name4);
  const asked2 = columns3.filter((name4) => expression.includes(quoteIdentifier(name4)));
  return conditionDemand({ index, constraint: null, on }, expression, asked2);
}

// src/dialects/postgres/shadow/second-pass/domain-demands.ts
async function domainDemands(session, statement, { checksRows, name: name4 }, { standingTables, types: types3 }) {
  if (checksRows !== true) return [];
  const { rows: rows2 } = await session.query("SELECT to_regtype($1)::oid::int8 AS oid", [name4]);
  const domain2 = Number(rows2[0]?.oid ?? 0);
  const columns3 = standingTables.flatMap(
    (on) => on.columns.filter(({ type }) => isOf(types3, type, domain2)).map((column) => ({ at: { index: statement.index, constraint: null, on }, column }))
  );
  if (columns3.length === 0) return [];
  const { sql } = statement;
  if (/\bset\s+not\s+null\b/i.test(sql))
    return columns3.flatMap(({ at, column }) => required(at, [column.name]));
  const validated = /\bvalidate\s+constraint\s+((?:"(?:[^"]|"")*"|[^\s;"])+)/i.exec(sql)?.[1];
  if (validated !== void 0) {
    const stands = await standingCondition(session, domain2, name4, validated);
    return stands === null ? [] : columns3.map(({ at, column }) => demandOf2({ ...at, lifted: stands.lifted }, column, stands.expression));
  }
  return onTrial(session, [`${sql.replace(/[\s;]+$/, "")} NOT VALID`], async () => {
    const expression = await newestCondition(session, domain2);
    return expression === null ? [] : columns3.map(({ at, column }) => demandOf2(at, column, expression));
  });
}
function isOf(types3, type, domain2) {
  for (let at = types3.get(type); at?.kind === "d"; at = types3.get(at.inner))
    if (at.oid === domain2) return true;
  return false;
}
async function newestCondition(session, domain2) {
  await session.script(qualifiedNames);
  const { rows: rows2 } = await session.query(
    `SELECT pg_get_expr(conbin, 0) AS expression FROM pg_constraint
    WHERE contypid = $1 AND contype = 'c' ORDER BY oid DESC LIMIT 1`,
    [domain2]
  );
  return rows2[0] === void 0 ? null : String(rows2[0].expression);
}
async function standingCondition(session, domain2, type, written) {
  await session.script(qualifiedNames);
  const { rows: rows2 } = await session.query(
    `SELECT quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition, pg_get_expr(conbin, 0) AS expression
    FROM pg_constraint WHERE contypid = $1 AND NOT convalidated AND (quote_ident(conname) = $2 OR conname = lower($2))`,
    [domain2, written]
  );
  const [row] = rows2;
  if (row === void 0) return null;
  const lifted = {
    name: String(row.name),
    drop: `ALTER DOMAIN ${type} DROP CONSTRAINT ${row.name}`,
    restore: `ALTER DOMAIN ${type} ADD CONSTRAINT ${row.name} ${row.definition}`
  };
  return { expression: String(row.expression), lifted };
}
function demandOf2(at, { name: name4 }, expression) {
  const quoted2 = /'(?:[^']|'')*'|"(?:[^"]|"")*"|\bVALUE\b/g;
  const own2 = expression.replace(quoted2, (part2) => part2 === "VALUE" ? quoteIdentifier(name4) : part2);
  return conditionDemand(at, own2, [name4]);
}

// src/dialects/postgres/shadow/second-pass/exclusion-demand.ts
function exclusionDemand(session, at, definition) {
  const { name: name4, oid } = at.on;
  return onTrial(session, [`ALTER TABLE ${name4} ADD CONSTRAINT ${trial} ${definition}`], async () => {
    await session.script(qualifiedNames);
    const { rows: rows2 } = await session.query(
      `SELECT pg_get_expr(i.indpred, i.indrelid) AS condition,
        (SELECT json_agg(json_build_object('sql', pg_get_indexdef(i.indexrelid, q.place::int, true),
            'operator', format('OPERATOR(%I.%s)', n.nspname, o.oprname)) ORDER BY q.place)
          FROM unnest(k.conexclop) WITH ORDINALITY q(operator, place)
          JOIN pg_operator o ON o.oid = q.operator JOIN pg_namespace n ON n.oid = o.oprnamespace)::text AS keys,
        coalesce((SELECT json_agg(a.attname) FROM pg_attribute a
          WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)), '[]'::json)::text AS columns
      FROM pg_constraint k JOIN pg_index i ON i.indexrelid = k.conindid WHERE k.conrelid = $1 AND k.conname = $2`,
      [oid, trial]
    );
    const [row] = rows2;
    if (row === void 0) return [];
    const keys = JSON.parse(String(row.keys));
    const condition = row.condition === null ? null : String(row.condition);
    const named2 = keys.map(({ sql }, place4) => `${sql} AS key_${place4 + 1}`).join(", ");
    const excluding = keys.map(({ operator: operator3 }, place4) => `a.key_${place4 + 1} ${operator3} b.key_${place4 + 1}`);
    const from2 = `SELECT tableoid AS part, ctid AS place, ${named2} FROM ${name4}`;
    const seen2 = condition === null ? from2 : `${from2} WHERE ${condition}`;
    const pairs2 = ["(a.part, a.place) < (b.part, b.place)", ...excluding].join(" AND ");
    return [
      {
        ...at,
        table: name4,
        what: `excludes another one by ${keys.map(({ sql }) => sql).join(", ")}`,
        count: `WITH seen AS (${seen2}) SELECT count(*) FROM seen a JOIN seen b ON ${pairs2}`,
        broken: { kind: "duplicate", columns: JSON.parse(String(row.columns)), condition }
      }
    ];
  });
}

// src/dialects/postgres/shadow/second-pass/parent-demand.ts
var GivenColumns = class {
  #columns = [];
  learn({ operations }) {
    for (const operation of operations)
      if (operation.kind === "add-column" && operation.values === "default" && operation.calls.length === 0)
        this.#columns.push(operation);
  }
  of(table3) {
    return this.#columns.filter((column) => column.table === table3);
  }
};
async function parentDemand(session, index, operation, seeds, added) {
  if (operation.kind !== "add-constraint" || operation.type !== "foreign-key" || !operation.validated)
    return [];
  const on = seeds.standing(operation.table);
  const given3 = added.of(operation.table);
  const own2 = operation.columns.flatMap((name4) => given3.find(({ column }) => column === name4) ?? []);
  if (on === null || own2.length === 0 || own2.length < operation.columns.length) return [];
  const columns3 = own2.map(
    ({ column, type, default: value }) => `${quoteIdentifier(column)} ${type} DEFAULT ${value}`
  );
  const names2 = own2.map(({ column }) => quoteIdentifier(column)).join(", ");
  const { definition } = operation;
  const key2 = /^foreign\b/i.test(definition) ? definition : `FOREIGN KEY (${names2}) ${definition}`;
  const schema3 = splitLast(on.name).parent;
  const making2 = [
    `CREATE TABLE ${schema3}.${trial} (${columns3.join(", ")})`,
    `ALTER TABLE ${schema3}.${trial} ADD CONSTRAINT ${trial} ${key2}`
  ];
  return onTrial(session, making2, async () => {
    await session.script(qualifiedNames);
    const { rows: rows2 } = await session.query(
      `SELECT (SELECT format('%I.%I', n.nspname, p.relname) FROM pg_class p JOIN pg_namespace n ON n.oid = p.relnamespace
          WHERE p.oid = k.confrelid) AS parent,
        (SELECT json_agg(json_build_array(r.attname, pg_get_expr(d.adbin, d.adrelid)) ORDER BY q.place)::text
          FROM unnest(k.conkey, k.confkey) WITH ORDINALITY q(own, referenced, place)
          JOIN pg_attrdef d ON d.adrelid = k.conrelid AND d.adnum = q.own
          JOIN pg_attribute r ON r.attrelid = k.confrelid AND r.attnum = q.referenced) AS pairs
      FROM pg_constraint k WHERE k.conname = $1 AND k.contype = 'f' AND k.conrelid = to_regclass($2)`,
      [trial, `${schema3}.${trial}`]
    );
    const [row] = rows2;
    const pairs2 = JSON.parse(String(row?.pairs ?? "null"));
    if (row === void 0 || pairs2 === null || pairs2.length < own2.length) return [];
    const condition = pairs2.map(([name4, value]) => `p.${quoteIdentifier(name4)} = ${value}`).join(" AND ");
    const parent = String(row.parent);
    return [
      {
        index,
        constraint: operation.constraint,
        on,
        table: on.name,
        what: `stands and ${parent} has no row with ${pairs2.map(([name4, value]) => `${quoteIdentifier(name4)} ${value}`).join(", ")}`,
        count: `SELECT count(*) FROM ${on.name} WHERE NOT EXISTS (SELECT FROM ${parent} p WHERE ${condition})`,
        broken: { kind: "no-parent", parent, condition }
      }
    ];
  });
}

// src/dialects/postgres/shadow/second-pass/demands.ts
async function demandsOf(session, statement, standing, given3) {
  const demands2 = [];
  for (const operation of statement.operations) {
    demands2.push(...await demandsOfOperation(session, statement, operation, standing));
    demands2.push(...await parentDemand(session, statement.index, operation, standing, given3));
  }
  const open = [];
  for (const demand of demands2) if (!await isOfNewColumns(session, demand, standing)) open.push(demand);
  return open;
}
async function isOfNewColumns(session, { on, broken }, seeds) {
  const stood = seeds.live(on.name)?.columns.map(({ name: name4 }) => name4);
  if (stood === void 0 || broken.kind !== "orphan" && broken.kind !== "duplicate") return false;
  const { columns: columns3 } = broken;
  if (columns3.length === 0 || columns3.some((column) => stood.includes(column))) return false;
  const holds2 = columns3.map((column) => `${quoteIdentifier(column)} IS NOT NULL`).join(" OR ");
  const { rows: rows2 } = await session.query(`SELECT FROM ONLY ${on.name} WHERE ${holds2} LIMIT 1`);
  return rows2.length === 0;
}
async function demandsOfOperation(session, statement, operation, standing) {
  if (operation.kind === "alter") return domainDemands(session, statement, operation, standing);
  if (operation.kind === "alter-table") return attachDemands(session, statement, operation, standing);
  if (!("table" in operation)) return [];
  const on = standing.standing(operation.table);
  if (on === null) return [];
  const { index } = statement;
  switch (operation.kind) {
    case "set-not-null":
      return required({ index, constraint: null, on }, [operation.column]);
    case "create-index":
      if (!operation.unique) return [];
      return onTrial(
        session,
        [withoutConcurrently(statement)],
        () => uniqueDemand(session, { index, constraint: null, on }, operation.index)
      );
    case "add-constraint": {
      const at = { index, constraint: operation.constraint, on };
      const { type, columns: columns3 } = operation;
      if (operation.usingIndex) return type === "primary-key" ? required(at, columns3) : [];
      if (type === "not-null") return required(at, columns3);
      if (type === "unique") return duplicates(at, columns3, null);
      if (type === "primary-key") return [...required(at, columns3), ...duplicates(at, columns3, null)];
      if (type === "exclusion") return exclusionDemand(session, at, operation.definition);
      const definition = operation.definition.replace(/\s+not\s+(?:valid|enforced)\s*$/i, "");
      const sql = `ALTER TABLE ${on.name} ADD CONSTRAINT ${trial} ${definition} NOT VALID`;
      return onTrial(session, [sql], () => standingDemand(session, at, trial));
    }
    case "validate-constraint":
      return standingDemand(
        session,
        { index, constraint: operation.constraint, on },
        operation.constraint,
        true
      );
    default:
      return [];
  }
}
function duplicates(at, names2, condition) {
  const columns3 = names2.flatMap((name4) => at.on.columns.find((it) => isCalled(it.name, name4))?.name ?? []);
  if (columns3.length === 0 || columns3.length < names2.length) return [];
  return [duplicateDemand(at, columns3.map(quoteIdentifier), columns3, condition)];
}
async function standingDemand(session, given3, name4, stands = false) {
  await session.script(qualifiedNames);
  const names2 = (relation2, numbers2) => `coalesce((
    SELECT json_agg(a.attname ORDER BY q.place) FROM unnest(${numbers2}) WITH ORDINALITY q(number, place)
    JOIN pg_attribute a ON a.attrelid = ${relation2} AND a.attnum = q.number), '[]'::json)::text`;
  const { rows: rows2 } = await session.query(
    `SELECT k.contype::text AS kind, quote_ident(k.conname) AS name, pg_get_constraintdef(k.oid) AS definition, pg_get_expr(k.conbin, k.conrelid) AS expression,
      ${names2("k.conrelid", "k.conkey")} AS columns, ${names2("k.confrelid", "k.confkey")} AS "references",
      (SELECT format('%I.%I', n.nspname, p.relname) FROM pg_class p JOIN pg_namespace n ON n.oid = p.relnamespace
        WHERE p.oid = k.confrelid) AS parent
    FROM pg_constraint k WHERE k.conrelid = $1 AND (k.conname = $2 OR quote_ident(k.conname) = $2) AND NOT k.convalidated`,
    [given3.on.oid, name4]
  );
  const [row] = rows2;
  if (row === void 0) return [];
  const at = stands ? { ...given3, lifted: liftedOf(given3.on.name, row) } : given3;
  const columns3 = JSON.parse(String(row.columns));
  if (row.kind === "n") return required(at, columns3);
  if (row.kind === "c") return [conditionDemand(at, String(row.expression), columns3)];
  if (row.kind !== "f") return [];
  return [orphanDemand(at, columns3, String(row.parent), JSON.parse(String(row.references)))];
}
function liftedOf(table3, { name: name4, definition }) {
  return {
    name: String(name4),
    drop: `ALTER TABLE ${table3} DROP CONSTRAINT ${name4}`,
    restore: `ALTER TABLE ${table3} ADD CONSTRAINT ${name4} ${definition}`
  };
}
async function uniqueDemand(session, at, index) {
  await session.script(qualifiedNames);
  const { rows: rows2 } = await session.query(
    `SELECT pg_get_expr(i.indpred, i.indrelid) AS condition,
      (SELECT json_agg(pg_get_indexdef(i.indexrelid, place, true) ORDER BY place)
        FROM generate_series(1, i.indnkeyatts) place)::text AS keys,
      coalesce((SELECT json_agg(a.attname) FROM pg_attribute a
        WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)), '[]'::json)::text AS columns
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = $1 AND ($2::text IS NULL OR c.relname = $2 OR quote_ident(c.relname) = $2)
    ORDER BY i.indexrelid DESC LIMIT 1`,
    [at.on.oid, index === null ? null : index.match(/(?:"(?:[^"]|"")*"|[^".]+)$/)?.[0] ?? index]
  );
  const [row] = rows2;
  if (row === void 0) return [];
  const keys = JSON.parse(String(row.keys));
  const columns3 = JSON.parse(String(row.columns));
  return [duplicateDemand(at, keys, columns3, row.condition === null ? null : String(row.condition))];
}

// src/dialects/postgres/shadow/second-pass/second-pass.ts
var mostTurns2 = 6;
var demanding = /* @__PURE__ */ new Set(["set-not-null", "add-constraint", "validate-constraint", "create-index"]);
function demands(operation, seeds) {
  if (operation.kind === "alter") return operation.checksRows === true;
  if (operation.kind === "alter-table") return operation.detail === "attach partition";
  return demanding.has(operation.kind) && "table" in operation && seeds.standing(operation.table) !== null;
}
async function trySomeRows(session, { up }, seeds, refuses) {
  const stopped = /* @__PURE__ */ new Map();
  const tame = up.slice(0, firstWild(up, refuses));
  const isAsked = tame.some(({ operations }) => operations.some((it) => demands(it, seeds)));
  if (!isAsked) return stopped;
  const met = /* @__PURE__ */ new Set();
  try {
    for (let turn = 0; turn < mostTurns2; turn++) {
      await session.script("BEGIN; SET LOCAL search_path = pg_catalog, pg_temp");
      const all = await demandsIn(session, tame, seeds);
      const open = all.filter((demand2) => !met.has(keyOf(demand2)));
      const found2 = open.length === 0 ? null : await firstStop(session, tame, open, seeds, new Set(stopped.keys()));
      await session.script("ROLLBACK");
      if (found2 === null) break;
      const { demand, index, code: code2 } = found2;
      const { table: table3, what, count } = demand;
      if (!stopped.has(index)) stopped.set(index, { table: table3, what, count, code: code2 });
      met.add(keyOf(demand));
    }
  } catch (error) {
    if (!(error instanceof DatabaseError) && !(error instanceof ShadowGone)) throw error;
  }
  await startAfresh(session).catch(() => {
  });
  return stopped;
}
function keyOf({ index, count }) {
  return `${index} ${count}`;
}
function firstWild(up, refuses) {
  const found2 = up.findIndex(
    (statement) => statement.syntaxError !== null || statement.operations.some(({ kind }) => kind === "run-code") || refuses(statement)
  );
  return found2 === -1 ? up.length : found2;
}
async function demandsIn(session, up, seeds) {
  const demands2 = [];
  const given3 = new GivenColumns();
  for (const statement of up) {
    await session.script("RESET search_path");
    await useOwnSearchPath(session, "transaction");
    given3.learn(statement);
    demands2.push(...await demandsOf(session, statement, seeds, given3));
  }
  await session.script("SET LOCAL search_path = pg_catalog, pg_temp");
  return demands2;
}
async function firstStop(session, up, demands2, seeds, known) {
  const tables2 = [...new Set(demands2.map(({ on }) => on))];
  const lifted = new Map(demands2.flatMap(({ lifted: it }) => it === void 0 ? [] : [[it.drop, it]]));
  await withoutFiring(session, tables2, async () => {
    await session.script("SET CONSTRAINTS ALL IMMEDIATE");
    const away = [];
    for (const it of lifted.values()) if (await failureOf(session, it.drop) === null) away.push(it);
    for (const [place4, demand] of demands2.entries())
      await insertAwkward(session, demand, seeds.recipe(demand.on), place4);
    for (const { restore: restore2 } of away) await session.script(restore2);
  });
  await session.script("RESET ALL");
  await useOwnSearchPath(session, "transaction");
  for (const statement of up) {
    if (isTransactionControl(statement)) continue;
    const error = await failureOf(session, withoutConcurrently(statement));
    if (error === null) continue;
    const isOfRows = /^2[23]/.test(error.code);
    const demand = isOfRows ? await brokenDemand(session, statement, demands2) : null;
    if (demand !== null) return { demand, index: statement.index, code: error.code };
    if (!isOfRows || !known.has(statement.index)) return null;
  }
  return null;
}
async function failureOf(session, sql) {
  await session.script("SAVEPOINT migration_gate_try");
  try {
    await session.run(sql);
    await session.script("RELEASE SAVEPOINT migration_gate_try");
    return null;
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await session.script("ROLLBACK TO SAVEPOINT migration_gate_try");
    return error;
  }
}
async function brokenDemand(session, statement, demands2) {
  const validated = statement.operations.flatMap(
    (it) => it.kind === "validate-constraint" ? [it.constraint] : []
  );
  const own2 = demands2.filter(
    ({ index, constraint }) => index === statement.index || constraint !== null && validated.includes(constraint)
  );
  for (const demand of own2) {
    try {
      const { rows: rows2 } = await session.query(demand.count);
      if (Number(rows2[0]?.count) > 0) return demand;
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      await session.script("ROLLBACK TO SAVEPOINT migration_gate_try");
    }
  }
  return null;
}

// src/dialects/postgres/target/redact.ts
var hidden3 = "'***'";
function hideTexts(objects) {
  return objects.map((object) => ({ ...object, attributes: hideIn(object.attributes) }));
}
function withHiddenTexts(schema3) {
  const objects = [...schema3.objects].map(([key2, object]) => [
    key2,
    { ...object, attributes: hideIn(object.attributes) }
  ]);
  return { ...schema3, objects: new Map(objects) };
}
function hideIn(attributes) {
  return Object.fromEntries(
    Object.entries(attributes).map(([name4, value]) => [
      name4,
      /\bcomment$/.test(name4) ? "***" : withoutTexts(value)
    ])
  );
}
function hideTextsIn(sql) {
  const comment = /^(COMMENT ON .* IS )E?'(?:[^']|'')*'$/s.exec(sql)?.[1];
  return comment === void 0 ? withoutTexts(sql) : `${comment}${hidden3}`;
}
function withoutTexts(sql, isBody = false) {
  let result = "";
  let from2 = 0;
  for (let token = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) {
    if (token.kind !== "string") continue;
    const written = sql.slice(token.start, token.end);
    const [, mark = "", body = ""] = /^(\$[^$]*\$)(.*)\1$/s.exec(written) ?? [];
    const isText = isBody || isCastToText(sql, token.end);
    const now = mark !== "" ? `${mark}${withoutTexts(body, true)}${mark}` : isText ? hidden3 : written;
    result += sql.slice(from2, token.start) + now;
    from2 = token.end;
  }
  return result + sql.slice(from2);
}
function isCastToText(sql, end) {
  return /^::(?:text|character varying|bpchar|character)\b/.test(sql.slice(end, end + 24));
}

// src/dialects/postgres/shadow/settle.ts
var mostRounds = 3;
async function settle3(session, target2, historyTables) {
  const added = [];
  let actual = await read2(session, historyTables);
  for (let round = 0; round < mostRounds; round++) {
    const done = await addTo(session, completeDown(target2.schema, actual));
    if (done.length === 0) break;
    added.push(...done);
    actual = await read2(session, historyTables);
  }
  const { verdict, difference } = compareSchemas(
    ...alike(target2.schema, shown(actual, target2), target2.version)
  );
  return { added, difference: verdict === "equal" ? [] : difference };
}
async function addTo(session, statements) {
  const done = [];
  await session.script("BEGIN");
  for (const sql of statements) if (await attempt3(session, sql) === "done") done.push(sql);
  await session.script("COMMIT");
  return done;
}
function shown(actual, { redacted }) {
  return redacted ? withHiddenTexts(actual) : actual;
}
async function read2(session, historyTables) {
  await session.script("BEGIN");
  try {
    return await readSchema(session, historyTables);
  } finally {
    await session.script("ROLLBACK");
  }
}
var idle = /^(?:owner|privileges|comment|no owner|no privileges|no comment)\b[^;]*$/;
function telling(difference) {
  return difference.filter(({ action, object, detail }) => {
    if (object === "extension" || object === "setting" || object === "default privileges") return false;
    return action !== "alter" || !detail.split("; ").every((part2) => idle.test(part2));
  });
}

// src/dialects/postgres/shadow/statement-names.ts
function namesIn2(statement) {
  const names2 = /* @__PURE__ */ new Set();
  for (const name4 of mentionedNames(statement)) names2.add(lastPart(name4));
  for (const [operator3] of statement.sql.matchAll(/[-+*/<>=~!@#%^&|`?]+/g)) {
    names2.add(operator3);
    names2.add(operator3.replace(/[-+]+$/, ""));
  }
  names2.delete("");
  return names2;
}
function namesTouched(operation) {
  const names2 = operation;
  return [names2.table, names2.column, names2.to, names2.name, names2.index].filter(
    (name4) => typeof name4 === "string"
  );
}
function lastPart(name4) {
  return name4.slice(name4.lastIndexOf(".") + 1).replaceAll('"', "");
}

// src/dialects/postgres/shadow/firing.ts
var Firing = class {
  /** By `event\ttable`; each value is `fires\tname`. */
  #edges;
  constructor(knowledge) {
    this.#edges = new Map(knowledge.map(([key2, values]) => [key2, new Set(values)]));
  }
  knowledge() {
    return [...this.#edges].map(([key2, values]) => [key2, [...values]]);
  }
  /** A trigger, a rule or a policy of a table, with all that its text names. */
  runs(table3, events, names2) {
    const set = [...names2].map((name4) => ({ name: name4, fires: "all" }));
    for (const event of events) this.#add(table3, event, set);
  }
  /** Tables that a statement ties to others: by keys, as parts of another, by a new name. */
  learn(statement, mentioned) {
    const actions = keyActions(statement);
    for (const operation of statement.operations) {
      if (operation.kind === "add-constraint" && operation.references !== null) {
        const [child, parent] = [lastPart(operation.table), lastPart(operation.references)];
        this.#add(parent, "truncate", [{ name: child, fires: "truncate" }]);
        for (const action of actions)
          if (lastPart(action.parent) === parent)
            this.#add(parent, action.on, [{ name: child, fires: action.does }]);
      }
      if (operation.kind === "alter-table" && operation.partition !== void 0)
        this.#tie([lastPart(operation.table), lastPart(operation.partition)]);
      if (isCalledOtherwise(operation)) this.#tie([...mentioned]);
    }
    const tables2 = statement.operations.some((operation) => "table" in operation);
    if (tables2 && /\binherits?\b/i.test(statement.sql)) this.#tie([...mentioned]);
  }
  /** What the event, or any of them, sets off. */
  *setOffBy(table3, fires) {
    if (fires === "none") return;
    for (const event of fires === "all" ? rowEvents : [fires])
      for (const value of this.#edges.get(`${event}	${table3}`) ?? []) {
        const end = value.indexOf("	");
        yield { name: value.slice(end + 1), fires: fires === "all" ? "all" : value.slice(0, end) };
      }
  }
  /** Who writes rows of one of them writes rows of the others; an UPDATE may move a row to another partition. */
  #tie(names2) {
    for (const name4 of names2)
      for (const event of rowEvents) {
        const events = event === "update" ? ["insert", "update", "delete"] : [event];
        const others = names2.filter((other2) => other2 !== name4);
        this.#add(
          name4,
          event,
          others.flatMap((other2) => events.map((fires) => ({ name: other2, fires })))
        );
      }
  }
  #add(table3, event, set) {
    const key2 = `${event}	${table3}`;
    const values = this.#edges.get(key2) ?? /* @__PURE__ */ new Set();
    for (const { name: name4, fires } of set) if (name4 !== table3) values.add(`${fires}	${name4}`);
    if (values.size > 0) this.#edges.set(key2, values);
  }
};
function isCalledOtherwise(operation) {
  if (operation.kind === "rename-table") return true;
  return operation.kind === "alter" && !/^(?:comment|privilege)$/.test(operation.object);
}

// src/dialects/postgres/shadow/call-graph.ts
var quoting = /* @__PURE__ */ new Set(["format", "quote_ident", "quote_literal", "quote_nullable"]);
var everything = "*";
var writes2 = /(?<!\bon\s+)\b(?:insert|update|delete|merge)\b/i;
var CallGraph = class {
  /** Functions that can hide what they do, with the reason. */
  #tainted;
  /** What the objects of the change mention: a call of one may be a call of all of them. */
  #uses;
  /** What else is set off where rows of a table are written. */
  #firing;
  #code;
  #writing;
  #views;
  constructor(knowledge) {
    this.#tainted = new Map(knowledge?.tainted);
    this.#uses = edges(knowledge?.uses ?? []);
    this.#firing = new Firing(knowledge?.firing ?? []);
    this.#code = new Set(knowledge?.code);
    this.#writing = new Set(knowledge?.writing);
    this.#views = new Set(knowledge?.views);
  }
  /** All that was learned so far; a new one that is given it answers as this one does. */
  knowledge() {
    return {
      tainted: [...this.#tainted],
      uses: pairs(this.#uses),
      firing: this.#firing.knowledge(),
      code: [...this.#code],
      writing: [...this.#writing],
      views: [...this.#views]
    };
  }
  /** Told of each statement that had its effect. */
  learn(statement) {
    const hazard = definesHazard(statement);
    if (hazard !== null) this.#tainted.set(lastPart(hazard.name), `${hazard.name} ${hazard.reason}`);
    const mentioned = namesIn2(statement);
    for (const operation of statement.operations) {
      const stands = operation.kind === "create" && /^(?:function|procedure)$/.test(operation.object);
      if (!stands || !quoting.has(lastPart(operation.name))) continue;
      const reason = `${operation.name} stands in for a function of the server that quotes`;
      this.#tainted.set(lastPart(operation.name), reason);
    }
    for (const operation of statement.operations) this.#learnUses(operation, mentioned, statement);
    this.#firing.learn(statement, mentioned);
    const prepared = /^\s*prepare\s+("?)([^\s("]+)\1/i.exec(statement.sql)?.[2];
    if (prepared !== void 0) this.#define(prepared.toLowerCase(), mentioned, statement.sql);
  }
  #learnUses(operation, mentioned, statement) {
    if (operation.kind === "write-rows") return;
    const fires = "object" in operation && /^(?:trigger|rule|policy)$/.test(operation.object);
    if (fires && "name" in operation)
      this.#firing.runs(lastPart(tableOf(operation.name)), triggerEvents(statement), mentioned);
    for (const name4 of namesTouched(operation).map(lastPart)) {
      if (fires) continue;
      addAll(this.#uses, name4, mentioned);
      if ("object" in operation && /view/.test(operation.object)) this.#views.add(name4);
      if ("object" in operation && /^(?:function|procedure)$/.test(operation.object))
        this.#define(name4, mentioned, statement.sql);
    }
    const looked = operation.kind === "rename-table" || "object" in operation && (operation.kind === "alter" || /^(?:cast|operator.*|event-trigger)$/.test(operation.object));
    if (looked) for (const name4 of mentioned) addAll(this.#uses, name4, mentioned);
    if ("object" in operation && operation.object === "event-trigger")
      addAll(this.#uses, everything, mentioned);
  }
  #define(name4, mentioned, sql) {
    addAll(this.#uses, name4, mentioned);
    this.#code.add(name4);
    if (writes2.test(sql)) this.#writing.add(name4);
  }
  /** Why a function, trigger or view that the statement reaches may hide what it does; `null` where none may. */
  hazardReachedBy(statement) {
    const defines = statement.operations.every((operation) => isDefinition(operation, statement.sql));
    if (defines || this.#uses.size === 0) return null;
    const runs = statement.operations.some(({ kind }) => kind === "write-rows" || kind === "run-code");
    const writing = writes2.test(statement.sql);
    const own2 = ownRowEvents(statement);
    const fires = own2 === null && (runs || writing) ? "all" : "none";
    const mentioned = [...namesIn2(statement), everything].map((name4) => ({ name: name4, fires, writing }));
    const written = (own2 ?? []).map(({ table: table3, event }) => ({ name: lastPart(table3), fires: event, writing }));
    return this.#reached([...mentioned, ...written]);
  }
  /** Names that lead to each other, whatever was made first; by a trigger only where it fires. */
  #reached(open) {
    const seen2 = /* @__PURE__ */ new Set();
    for (let next = open.pop(); next !== void 0; next = open.pop()) {
      const { name: name4 } = next;
      const key2 = `${next.fires} ${next.writing} ${name4}`;
      if (seen2.has(key2)) continue;
      seen2.add(key2);
      const reason = this.#tainted.get(name4);
      if (reason !== void 0) return reason;
      if (next.writing && this.#views.has(name4) && this.#showsCatalog(name4))
        return `${name4} is a view over the system's own catalogs`;
      const isCode = this.#code.has(name4);
      const writing = next.writing || this.#writing.has(name4);
      const passes = isCode || next.fires === "all" ? "all" : this.#views.has(name4) ? next.fires : "none";
      for (const used of this.#uses.get(name4) ?? []) open.push({ name: used, fires: passes, writing });
      for (const set of this.#firing.setOffBy(name4, next.fires)) open.push({ ...set, writing });
    }
    return null;
  }
  #showsCatalog(view2) {
    const seen2 = /* @__PURE__ */ new Set();
    const open = [view2];
    for (let name4 = open.pop(); name4 !== void 0; name4 = open.pop()) {
      if (seen2.has(name4)) continue;
      seen2.add(name4);
      const used = [...this.#uses.get(name4) ?? []];
      if (used.some((one2) => /^(?:pg_|information_schema$)/.test(one2))) return true;
      open.push(...used.filter((one2) => this.#views.has(one2)));
    }
    return false;
  }
};
function isDefinition(operation, sql) {
  if (operation.kind === "create-table") return !/\bas\b/i.test(sql);
  if (!("object" in operation)) return false;
  if (/^(?:function|procedure|trigger|privilege|comment)$/.test(operation.object)) return true;
  const names2 = /^(?:view|operator.*|domain|type|rule|aggregate|policy|cast|event-trigger)$/;
  return operation.kind !== "alter" && names2.test(operation.object);
}
function tableOf(trigger) {
  return trigger.slice(0, trigger.lastIndexOf("."));
}
function addAll(graph2, from2, to) {
  const names2 = graph2.get(from2) ?? /* @__PURE__ */ new Set();
  for (const name4 of to) if (name4 !== from2) names2.add(name4);
  graph2.set(from2, names2);
}
function edges(pairs2) {
  return new Map(pairs2.map(([name4, names2]) => [name4, new Set(names2)]));
}
function pairs(graph2) {
  return [...graph2].map(([name4, names2]) => [name4, [...names2]]);
}

// src/dialects/postgres/shadow/effects.ts
function builtBy(operation) {
  switch (operation.kind) {
    case "create-table":
      return [one(operation.table, "relation")];
    case "rename-table":
      return [one(operation.to, "relation")];
    case "rename-column":
      return [...part(operation.table, operation.column, true), ...part(operation.table, operation.to)];
    case "create":
      return [one(operation.name, rowHolders.has(operation.object) ? "relation" : "other")];
    case "create-extension":
      return [one(operation.name, "other")];
    case "alter":
    case "drop":
      return [one(operation.name, "other", true)];
    case "create-index":
      return operation.index === null ? [] : [one(operation.index, "other")];
    case "drop-index":
      return [one(operation.index, "other", true)];
    case "add-column":
      return part(operation.table, operation.column);
    case "add-constraint":
      return operation.constraint === null ? [] : part(operation.table, operation.constraint);
    default:
      if ("column" in operation) return part(operation.table, operation.column, true);
      return "constraint" in operation ? part(operation.table, operation.constraint, true) : [];
  }
}
function one(name4, kind, stood = false) {
  return { name: lastPart(name4), kind, stood };
}
function part(table3, name4, stood = false) {
  return [one(name4, "part", stood), { name: `${lastPart(table3)}.${lastPart(name4)}`, kind: "part", stood }];
}
var rowHolders = /* @__PURE__ */ new Set(["view", "materialized-view", "foreign-table", "sequence"]);
function settledBy(operation) {
  switch (operation.kind) {
    case "create-table":
    case "drop-table":
      return [operation.table];
    case "rename-table":
      return [operation.table, operation.to];
    case "create":
    case "drop":
      return rowHolders.has(operation.object) || /^(?:schema|type|domain)$/.test(operation.object) ? [operation.name] : [];
    default:
      return [];
  }
}

// src/dialects/postgres/shadow/extension-objects.ts
var namesOf3 = {
  pg_trgm: "gin_trgm_ops gist_trgm_ops show_trgm word_similarity strict_word_similarity",
  "uuid-ossp": "uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5",
  pgcrypto: "gen_salt gen_random_bytes pgp_sym_encrypt pgp_sym_decrypt pgp_pub_encrypt pgp_pub_decrypt",
  citext: "citext",
  hstore: "hstore",
  ltree: "ltree lquery ltxtquery",
  unaccent: "unaccent",
  cube: "cube",
  earthdistance: "ll_to_earth earth_distance earth_box",
  vector: "vector halfvec sparsevec vector_l2_ops vector_ip_ops vector_cosine_ops halfvec_cosine_ops",
  postgis: "geometry geography gist_geometry_ops_2d st_setsrid st_makepoint st_geomfromtext st_dwithin"
};
var byName = new Map(
  Object.entries(namesOf3).flatMap(
    ([extension2, names2]) => names2.split(" ").map((name4) => [name4, extension2])
  )
);
function extensionBringing(name4) {
  return byName.get(name4) ?? null;
}

// src/dialects/postgres/shadow/missing.ts
var quoted = /(?<kind>[a-z]+) "(?<name>[^"]+)"(?: (?:of|for|in) (?:relation|table|type|materialized view) "(?<table>[^"]+)")? does not exist/;
var plain4 = /\b(?<kind>column|function|procedure|aggregate) (?<name>[^\s("]+)(?:\([^"]*\))? does not exist/;
function missingIn(message) {
  const { kind, name: name4, table: table3 } = (quoted.exec(message) ?? plain4.exec(message))?.groups ?? {};
  if (name4 === void 0) return null;
  const last = lastPart(name4);
  if (kind === "relation" || kind === "table" || kind === "view")
    return { kind: "relation", name: last, table: null };
  const owner = table3 === void 0 ? null : lastPart(table3);
  return { kind: kind === "column" ? "column" : "other", name: last, table: owner };
}

// src/dialects/postgres/shadow/not-found.ts
var notFound = /^(?:(column) "(?<column>.+)" of relation|table|foreign table|relation|materialized view|sequence|schema|type) "(?<name>.+)" does not exist, skipping$/;
function passedOver(notices) {
  return notices.flatMap((notice) => {
    const { column, name: name4 } = notFound.exec(notice)?.groups ?? {};
    if (name4 === void 0) return [];
    const reason = notice.replace(/, skipping$/, "");
    const last = lastPart(name4);
    return [{ name: column ?? last, table: column === void 0 ? null : last, reason }];
  });
}

// src/dialects/postgres/shadow/lost-objects.ts
var undefinedObject = /* @__PURE__ */ new Set(["42P01", "42703", "42704", "42883", "3F000", "42P17", "42P02"]);
var ofServer2 = /^(?:tablespace|access method) "[^"]+" does not exist$/;
var inTarget = "the snapshot";
var parts2 = /* @__PURE__ */ new Set(["column", "constraint", "trigger", "rule", "policy"]);
var relations = /* @__PURE__ */ new Set([
  "table",
  "view",
  "materialized view",
  "foreign table",
  "sequence"
]);
function kindOf2(object) {
  return parts2.has(object) ? "part" : relations.has(object) ? "relation" : "other";
}
function withoutArguments3(name4) {
  return /^(?:"(?:[^"]|"")*"|[^"( ])*/.exec(name4)?.[0] ?? name4;
}
function lastParts(name4) {
  const { parent } = splitLast(name4);
  return `${lastPart(parent)}.${lastPart(name4)}`;
}
function settledExtension(name4) {
  return `extension ${name4}`;
}
var LostObjects = class {
  /** By name, those of a table by `table.name` too. */
  #lost;
  /** Relations, types and schemas that a statement made or took away, so that whether they stand is known. */
  #settled;
  /** Place of the first statement of the base that missed what none before it should have built. */
  #gap;
  /** What stands otherwise than in the target, by the bare names that a statement about it mentions. */
  #unlike;
  /** Line of a text that could not be read: it may have built anything. */
  #unread;
  #extensions;
  constructor(extensions, knowledge) {
    this.#extensions = extensions;
    this.#lost = new Map(
      knowledge?.lost.map(([name4, kind, place4, missed]) => [name4, { kind, place: place4, missed }])
    );
    this.#settled = new Set(knowledge?.settled);
    this.#unlike = new Map(knowledge?.unlike);
    this.#gap = knowledge?.gap ?? null;
    this.#unread = knowledge?.unread ?? null;
  }
  /** All that was learned so far; a new one that is given it answers as this one does. */
  knowledge() {
    return {
      lost: [...this.#lost].map(([name4, { kind, place: place4, missed }]) => [name4, kind, place4, missed]),
      settled: [...this.#settled],
      unlike: [...this.#unlike],
      gap: this.#gap,
      unread: this.#unread
    };
  }
  has(name4) {
    return this.#lost.has(name4);
  }
  /** What this statement makes or takes away is known. */
  settle({ operations }) {
    for (const name4 of operations.flatMap(settledBy)) this.#settled.add(lastPart(name4));
    for (const one2 of operations)
      if (one2.kind === "create-extension") this.#settled.add(settledExtension(one2.name));
  }
  /** What this statement would have built or changed does not stand as it should, nor does what it missed. */
  lose(statement, message = "", place4 = "") {
    if (statement.syntaxError !== null) this.#unread ??= statement.line;
    for (const { name: name4, kind: kind2, stood } of statement.operations.flatMap(builtBy))
      this.#loseOne(name4, kind2, place4, stood);
    const missing2 = missingIn(message);
    if (missing2 === null) return;
    const kind = missing2.kind === "column" ? "part" : missing2.kind;
    this.#loseOne(missing2.name, kind, place4, true);
    if (missing2.table !== null) this.#loseOne(`${missing2.table}.${missing2.name}`, kind, place4, true);
  }
  /** What the target has and this database has not, or has otherwise; what it has besides is no loss. */
  loseObjects(difference) {
    for (const { action, object, name: name4 } of difference) {
      const bare2 = withoutArguments3(name4);
      if (action === "drop") this.#loseOne(lastPart(bare2), kindOf2(object), inTarget);
      if (action === "drop" && parts2.has(object)) this.#loseOne(lastParts(bare2), "part", inTarget);
      if (action !== "alter") continue;
      const names2 = parts2.has(object) ? [lastPart(splitLast(bare2).parent), lastPart(bare2)] : [lastPart(bare2)];
      this.#unlike.set(names2.join("	"), `${object} ${name4}`);
    }
  }
  /**
   * The first that could not build it is the cause; whoever only missed it is none. A column that is called like a table
   * is not that table.
   */
  #loseOne(name4, kind, place4, missed = false) {
    const known = this.#lost.get(name4);
    const isOther = known !== void 0 && known.kind === "part" !== (kind === "part");
    const counts = isOther ? known.kind === "part" : !missed && (known?.missed || known?.place === "");
    if (known === void 0 || counts) this.#lost.set(name4, { kind, place: place4, missed });
  }
  /** A relation that nothing made before stands in production: the base does not begin where production began. */
  missBeginning(message, place4) {
    const missing2 = missingIn(message);
    if (missing2?.kind !== "relation" || this.#unread !== null || this.#mayBeOfExtension(message)) return;
    if (!this.#settled.has(missing2.name) && !this.#lost.has(missing2.name)) this.#gap ??= place4;
  }
  /** Why what the statement did here is not what it does where the lost objects stand; `null` where it is. */
  distrust(statement, notices) {
    const { operations } = statement;
    const unlike = this.#unlike.size === 0 ? void 0 : this.#unlikeIn(statement);
    if (unlike !== void 0) return `${unlike} could not be built as the target has it`;
    const remade = operations.find(
      (one2) => one2.kind === "create-table" && one2.ifNotExists && this.#isLostRelation(one2.table)
    );
    if (remade !== void 0 && "table" in remade)
      return `it makes ${remade.table}, which stands in production: ${this.#notBuilt(remade.table)}`;
    const missed = passedOver(notices);
    for (const { name: name4, table: table3, reason } of missed) {
      const lost = table3 === null ? name4 : `${table3}.${name4}`;
      if (this.#lost.has(lost)) return `${reason}: ${this.#notBuilt(lost)}`;
      if (table3 === null && this.#gap !== null && !this.#settled.has(name4))
        return `${reason} here, and may in production: the migrations do not make all that stands there (${this.#gap})`;
    }
    if (!operations.some(({ kind }) => kind === "run-code")) return null;
    const asked2 = [...mentionedNames(statement)].find((name4) => this.#isLostRelation(name4));
    if (asked2 === void 0) return null;
    return `its code speaks of ${asked2}, which stands in production: ${this.#notBuilt(asked2)}`;
  }
  #unlikeIn(statement) {
    const named2 = new Set([...mentionedNames(statement)].map(lastPart));
    return [...this.#unlike].find(([names2]) => names2.split("	").every((name4) => named2.has(name4)))?.[1];
  }
  #isLostRelation(name4) {
    return this.#lost.get(lastPart(name4))?.kind === "relation";
  }
  /** Why a failure is not the statement's own fault; `null` where it is. */
  excuse(statement, error) {
    if (!undefinedObject.has(error.code)) return null;
    if (ofServer2.test(error.message))
      return `${error.message} here: it belongs to the server, not to the schema`;
    const extension2 = this.#extensionOf(missingIn(error.message));
    if (extension2 !== null)
      return `${error.message} here: it belongs to the extension ${extension2}, which no migration before it creates`;
    const name4 = this.#lostCause(statement, error.message);
    if (name4 !== void 0 && this.#extensions.has(lastPart(name4)))
      return this.#extensions.blamed(error, [lastPart(name4)]);
    if (name4 !== void 0) return `${error.message}: ${this.#notBuilt(name4)}`;
    if (this.#unread !== null)
      return `${error.message}: text in line ${this.#unread} could not be read, and may have made it`;
    const missing2 = missingIn(error.message);
    const mayStand = missing2 !== null && this.#gap !== null && !this.#settled.has(missing2.name) ? `${error.message} here, and may stand in production: the migrations do not make all that does (${this.#gap})` : null;
    if (missing2?.kind === "relation" && mayStand !== null) return mayStand;
    const blamed = this.#mayBeOfExtension(error.message) ? this.#extensions.blamed(error) : null;
    return blamed ?? (/^type "/.test(error.message) ? mayStand : null);
  }
  /** An extension that nothing in the migrations creates, and that somebody may have created in production. */
  #extensionOf(missing2) {
    const extension2 = missing2?.kind === "other" ? extensionBringing(missing2.name) : null;
    if (extension2 === null || this.#extensions.has(extension2)) return null;
    const isTried = this.#lost.get(extension2)?.missed === false;
    return isTried || this.#settled.has(settledExtension(extension2)) ? null : extension2;
  }
  #mayBeOfExtension(message) {
    return this.#extensions.mayBring(message, (schema3) => this.#settled.has(schema3));
  }
  /** Where the message names what is missing, another lost name of the statement is no reason for it. */
  #lostCause(statement, message) {
    const missing2 = missingIn(message);
    if (missing2 === null) return [...mentionedNames(statement)].find((name5) => this.#lost.has(lastPart(name5)));
    const { kind, name: name4, table: table3 } = missing2;
    const names2 = table3 === null ? [name4] : [`${table3}.${name4}`, table3];
    return names2.find((one2) => {
      const lost = this.#lost.get(one2);
      return lost !== void 0 && (kind !== "relation" || lost.kind !== "part");
    });
  }
  #notBuilt(name4) {
    const { place: place4 = "", missed = false } = this.#lost.get(name4) ?? this.#lost.get(lastPart(name4)) ?? {};
    const where = place4 === "" ? "" : ` (${place4})`;
    return missed ? `nothing that comes before makes ${name4}, which was missed already${where}` : `what comes before could not build ${name4}${where}`;
  }
};

// src/dialects/postgres/shadow/missing-extensions.ts
var notAvailable = /* @__PURE__ */ new Set(["0A000", "42501", "58P01"]);
var relations2 = {
  pg_stat_statements: ["pg_stat_statements", "pg_stat_statements_info"],
  postgis: ["spatial_ref_sys", "geometry_columns", "geography_columns"],
  postgis_raster: ["raster_columns", "raster_overviews"]
};
var kinds3 = /^(?:type|function|procedure|aggregate|operator|operator (?:class|family)|access method|data type|collation|text search \w+|foreign-data wrapper|language|schema|extension) /;
var MissingExtensions = class {
  #kind;
  #names;
  /** Those among them that the engine was thought to have, until it was asked. */
  #lacked = /* @__PURE__ */ new Set();
  constructor(kind, names2, lacked) {
    this.#kind = kind;
    this.#names = new Set(names2);
    for (const name4 of lacked) this.#lack(name4);
  }
  /** What was learned so far. */
  get lacked() {
    return [...this.#lacked];
  }
  has(name4) {
    return this.#names.has(name4);
  }
  /** Whether the failure says that the engine does not have an extension, or does not let this role create it. */
  lacks(statement, { code: code2 }) {
    const names2 = wanted2(statement);
    if (names2.length === 0 || !notAvailable.has(code2)) return false;
    for (const name4 of names2) this.#lack(name4);
    return true;
  }
  #lack(name4) {
    if (this.#names.has(name4)) return;
    this.#names.add(name4);
    this.#lacked.add(name4);
  }
  /** The one that the statement asks for. */
  wantedBy(statement) {
    return wanted2(statement).find((name4) => this.#names.has(name4)) ?? null;
  }
  /** A comment on what was left out, as dumps have it. */
  describedBy({ operations }) {
    return operations.some(
      (one2) => one2.kind === "alter" && one2.object === "comment" && this.#names.has(lastPart(one2.name))
    );
  }
  /**
   * Whether one of them may be what the message misses. Of relations those in a schema that no migration makes, or
   * that are known; no extension brings roles, or columns and constraints of the users' own tables.
   */
  mayBring(message, isOwnSchema) {
    if (this.#names.size === 0) return false;
    const [, schema3, name4 = ""] = /^relation "(?:(.+)\.)?([^"]+)" does not exist/.exec(message) ?? [];
    if (name4 === "") return kinds3.test(message);
    if (schema3 !== void 0 && schema3 !== "public") return !isOwnSchema(schema3);
    return [...this.#names].some((extension2) => relations2[extension2]?.includes(name4));
  }
  /** A failure with its cause: these extensions, or any of them. */
  blamed({ message }, extensions = this.#names) {
    const names2 = [...extensions].join(", ");
    if (this.#kind === "server") return `${message}: the server lacks ${names2}`;
    return `${message}: the embedded engine lacks ${names2}; give --shadow the URL of a server that has it`;
  }
};
function wanted2({ operations }) {
  return operations.flatMap((one2) => one2.kind === "create-extension" ? [one2.name] : []);
}

// src/dialects/postgres/shadow/suspicion.ts
var clusterWide = /* @__PURE__ */ new Set(["role", "database", "tablespace", "system", "membership"]);
var Suspicion = class {
  #extensions;
  #lost;
  #calls;
  #kind;
  constructor(kind, missingExtensions, knowledge = null) {
    this.#kind = kind;
    this.#extensions = new MissingExtensions(kind, missingExtensions, knowledge?.lacked ?? []);
    this.#lost = new LostObjects(this.#extensions, knowledge);
    this.#calls = new CallGraph(knowledge);
  }
  /** All that was learned so far; a new one that is given it answers as this one does. */
  knowledge() {
    return { ...this.#lost.knowledge(), ...this.#calls.knowledge(), lacked: this.#extensions.lacked };
  }
  /** Told of each statement that had its effect. */
  learn(statement) {
    this.#lost.settle(statement);
    this.#calls.learn(statement);
  }
  /** The same for the base, whose code is trusted. */
  learnInBase(statement) {
    this.#lost.settle(statement);
  }
  /** Told of each statement that had none, with its failure and its place. */
  lose(statement, message = "", place4 = "") {
    this.#lost.lose(statement, message, place4);
  }
  /** Told of what differs from the target that a base stands for. */
  loseObjects(difference) {
    this.#lost.loseObjects(difference);
  }
  /** Told of each failure that can show that the base does not begin where production began. */
  missBeginning(message, place4) {
    this.#lost.missBeginning(message, place4);
  }
  hasLost(name4) {
    return this.#lost.has(name4);
  }
  /** Why the statement must not run where it is measured. */
  refuse(statement) {
    const hazard = this.#hazard(statement);
    return hazard === null || onlyBlinds(hazard) ? this.refuseToRun(statement) : { code: "refused", message: hazard };
  }
  /** Why the statement must not run at all, measured or not. */
  refuseToRun(statement) {
    const broken = breaksShadow(statement);
    return broken === null ? this.#refuseObjects(statement) : { code: "refused", message: broken };
  }
  /** The same for the base: nobody can hide anything by what was merged and run long ago. */
  refuseInBase(statement) {
    const broken = breaksShadow(statement);
    if (broken === null || writesCatalog(broken)) return this.#refuseObjects(statement);
    return { code: "refused", message: broken };
  }
  #refuseObjects(statement) {
    const extension2 = this.#extensions.wantedBy(statement);
    if (extension2 !== null) {
      const message = `the embedded engine has no extension "${extension2}"; give --shadow the URL of a server that has it`;
      return { code: "extension-missing", message };
    }
    if (this.#kind === "server" && statement.operations.some(isClusterWide))
      return { code: "refused", message: "it changes the whole server, not only the throwaway database" };
    return null;
  }
  /** Why what is measured of the statement is not to be believed; `null` where it is. */
  distrust(statement, notices = []) {
    const hazard = this.#hazard(statement);
    if (hazard !== null && onlyBlinds(hazard)) return { code: "doubtful", message: hazard };
    const message = this.#lost.distrust(statement, notices);
    return message === null ? null : { code: "base-incomplete", message };
  }
  /** What the statement itself may hide, or what it reaches of the change. */
  #hazard(statement) {
    return evidenceHazard(statement) ?? this.#calls.hazardReachedBy(statement);
  }
  /** Why a failure is not the statement's own fault; `null` where it is. */
  excuse(statement, error) {
    if (this.lacks(statement, error)) return this.#extensions.blamed(error);
    return this.#lost.excuse(statement, error) ?? wantsSetting(statement, error);
  }
  /** Whether the failure says that the engine does not have an extension, or does not let this role create it. */
  lacks(statement, error) {
    return this.#extensions.lacks(statement, error);
  }
  /** A comment on what was left out, as dumps have it. */
  describesMissingExtension(statement) {
    return this.#extensions.describedBy(statement);
  }
};
var asksForSetting = /\bcurrent_setting\s*\(\s*'([a-z_]\w*\.\w[\w.]*)'/i;
function wantsSetting({ sql }, { message }) {
  const setting2 = asksForSetting.exec(sql)?.[1];
  return setting2 === void 0 ? null : `${message}: it asks for the setting ${setting2}, which is not set here and may be in production`;
}
function isClusterWide(operation) {
  return "object" in operation && clusterWide.has(operation.object);
}

// src/dialects/postgres/trace/inside.ts
var InsideTrace = class _InsideTrace {
  #course;
  #context;
  #traced = [];
  constructor(course, context) {
    this.#course = course;
    this.#context = context;
  }
  static async begin(session, context) {
    const course = new Course(session, false);
    await course.readAll();
    return new _InsideTrace(course, context);
  }
  get traced() {
    return this.#traced;
  }
  /** Runs a statement with a look before and one after. What its transaction would not hold is told without. */
  async measured(statement, inTransaction5, run) {
    const course = this.#course;
    const before7 = await answered(() => course.lookBefore());
    const heldBefore = inTransaction5 ? heldLocks(course.known, before7) : [];
    const started = performance.now();
    const { notices } = await run();
    const durationMs = performance.now() - started;
    const after = await answered(() => course.lookAfter(before7));
    const { doubt: doubt2, ...facts } = measure(statement, inferLocks(statement), course.known, before7, after);
    course.remember(after);
    const distrusted = this.#context.distrust(statement, notices);
    const doubted = distrusted?.message ?? doubt2;
    const trust = doubted === null ? { evidence: "measured" } : doubtful(doubted, distrusted?.code);
    this.#add(statement, { ...facts, durationMs, ...trust }, { heldBefore, inTransaction: inTransaction5 });
  }
  /** Runs a statement in another form than its runner sends it: the manual tells its locks. */
  async byManual(statement, run) {
    const started = performance.now();
    await run();
    const durationMs = performance.now() - started;
    await answered(() => this.#course.readAll());
    this.#add(
      statement,
      { durationMs, locks: inferLocks(statement) },
      { heldBefore: [], inTransaction: false }
    );
  }
  /** Runs what steers a transaction and touches nothing itself. */
  async control(statement, inTransaction5, run) {
    await run();
    await answered(() => this.#course.readAll());
    this.#add(statement, { evidence: "measured" }, { heldBefore: [], inTransaction: inTransaction5 });
  }
  #add(statement, trace, standing) {
    this.#traced.push({ statement, trace: { ...nothingSeen, outcome: "ran", ...trace }, ...standing });
  }
};
async function answered(look3) {
  try {
    return await look3();
  } catch (error) {
    if (error instanceof ShadowGone) throw error;
    throw new ShadowGone(`the engine no longer answers: ${error.message}`, { cause: error });
  }
}

// src/dialects/postgres/shadow/transaction-inside.ts
var savepoint2 = "migration_gate_begin";
var TransactionInside = class {
  #session;
  #open = false;
  constructor(session) {
    this.#session = session;
  }
  /** Runs a statement that steers the transaction. */
  async run(statement) {
    const [operation] = statement.operations;
    const verb = operation?.kind === "transaction" ? operation.verb : null;
    const chains = /\band\s+chain\b/i.test(statement.sql) && !/\bno\s+chain\b/i.test(statement.sql);
    switch (verb) {
      case "begin":
        return this.#begin();
      case "commit":
        await this.#commit();
        return chains ? this.#begin() : void 0;
      case "rollback":
        await this.#rollback();
        return chains ? this.#begin() : void 0;
      case "prepare":
        throw new DatabaseError("PREPARE TRANSACTION cannot be tried in a transaction", "25001", 0, "open");
      default:
        await this.#session.run(statement.sql);
    }
  }
  /** The file is over: what it left open is rolled back with its connection. */
  async end() {
    if (this.#open) await this.#rollback();
  }
  /** A second BEGIN is a warning, no other transaction. */
  async #begin() {
    if (!this.#open) await this.#session.script(`SAVEPOINT ${savepoint2}`);
    this.#open = true;
  }
  async #commit() {
    if (!this.#open) return;
    await checkDeferred(this.#session);
    await this.#session.script(`RELEASE SAVEPOINT ${savepoint2}`);
    this.#open = false;
  }
  async #rollback() {
    if (!this.#open) return;
    await this.#session.script(`ROLLBACK TO SAVEPOINT ${savepoint2}; RELEASE SAVEPOINT ${savepoint2}`);
    this.#open = false;
  }
};
async function checkDeferred(session) {
  await session.script("SET CONSTRAINTS ALL IMMEDIATE");
  const { rows: rows2 } = await session.query(
    `SELECT pg_catalog.string_agg(DISTINCT pg_catalog.format('%I.%I', n.nspname, c.conname), ', ') AS names
      FROM pg_catalog.pg_constraint c
      JOIN pg_catalog.pg_namespace n ON n.oid OPERATOR(pg_catalog.=) c.connamespace WHERE c.condeferred`
  );
  const names2 = rows2[0]?.names;
  if (typeof names2 === "string") await session.script(`SET CONSTRAINTS ${names2} DEFERRED`);
}

// src/dialects/postgres/shadow/try-downs.ts
async function tryDowns(session, downs, up, context, { historyTables, seeds }) {
  const trace = up === null ? null : await InsideTrace.begin(session, context);
  for (const [place4, down] of downs.entries()) {
    const failure = await tryDown(session, down, place4, context, trace);
    if (failure !== null) return { ...failure, place: place4 };
  }
  const { schema: schema3, clock } = await look2(session, historyTables);
  const rows2 = await readRows(session, seeds);
  const again2 = up === null ? null : await tryAgain(session, up, downs.length, context, historyTables);
  return { kind: "ran", schema: schema3, rows: rows2, clock, traced: trace?.traced ?? [], again: again2 };
}
async function look2(session, historyTables) {
  await session.script("SET LOCAL SESSION AUTHORIZATION DEFAULT; SET LOCAL ROLE NONE");
  const clock = await readClock(session);
  return { clock, schema: await readSchema(session, historyTables) };
}
async function tryAgain(session, up, place4, context, historyTables) {
  const failure = await tryDown(session, up, place4, context, null);
  return failure === null ? { kind: "ran", ...await look2(session, historyTables) } : { ...failure, place: place4 };
}
async function tryDown(session, down, place4, context, trace) {
  await session.script("RESET SESSION AUTHORIZATION; RESET ROLE; RESET ALL");
  await useOwnSearchPath(session, "transaction");
  const inside = inTransaction2(down);
  const alone3 = down.up.some(endsTransactionInside) && blockAround(down) !== "always";
  const alike2 = place4 === 0 && inside.every(Boolean) && blockAround(down) !== "never" && !alone3;
  const transaction = new TransactionInside(session);
  for (const [index, statement] of down.up.entries()) {
    const isInside = inside[index] === true;
    const control = () => transaction.run(statement);
    const failure = isTransactionControl(statement) ? await failureOf2(statement, () => trace?.control(statement, isInside, control) ?? control()) : await tryStatement(session, statement, isInside, context, trace);
    if (failure !== null) return alike2 ? failure : withoutArtefact(failure);
  }
  const last = down.up.at(-1);
  if (last === void 0) return null;
  await transaction.end();
  return failureOf2(last, () => checkDeferred(session));
}
async function tryStatement(session, statement, inside, context, trace) {
  const { line, syntaxError: syntaxError2 } = statement;
  if (setsIsolation(statement)) {
    await trace?.control(statement, inside, async () => {
    });
    return null;
  }
  if (syntaxError2 !== null)
    return { kind: "failed", code: "42601", message: syntaxError2.message, line: syntaxError2.line };
  const refusal = context.refuse(statement);
  if (refusal !== null) return { kind: "unverified", ...refusal, line };
  const lone = inside ? null : cannotRunInTransaction(statement);
  const sql = lone === null ? statement.sql : withoutConcurrently(statement);
  if (lone !== null && (sql === statement.sql || lone.startsWith("DETACH")))
    return { kind: "outside", code: "25001", message: `${lone} cannot run inside a transaction block`, line };
  const run = async () => {
    const sent = await session.run(sql);
    if (sent.transaction !== "open") throw new ShadowGone("it ended the transaction of the proof");
    return sent;
  };
  const work = () => lone === null ? trace?.measured(statement, inside, run) : trace?.byManual(statement, run);
  return failureOf2(
    statement,
    () => work() ?? run(),
    (error) => context.excuse(statement, error)
  );
}
async function failureOf2({ line }, work, excuse = () => null) {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof ShadowGone)
      return { kind: "unverified", code: "shadow-gone", message: error.message, line };
    if (!(error instanceof DatabaseError)) throw error;
    const { code: code2, message } = error;
    const excused = excuse(error);
    if (excused !== null) return { kind: "unverified", code: code2, message: excused, line };
    return { kind: "failed", code: code2, message, line };
  }
}
var artefacts = /* @__PURE__ */ new Set(["25001", "2D000", "55P04", "55006"]);
function withoutArtefact(failure) {
  return failure.kind === "failed" && artefacts.has(failure.code) ? { ...failure, kind: "outside" } : failure;
}
async function readClock(session) {
  const { rows: rows2 } = await session.query(
    `SELECT pg_catalog.date_part('epoch', pg_catalog.now()) AS start,
      pg_catalog.date_part('epoch', pg_catalog.clock_timestamp()) AS finish,
      pg_catalog.date_part('timezone', pg_catalog.now()) AS zone`
  );
  const ms = (name4) => Number(rows2[0]?.[name4]) * 1e3;
  return { from: ms("start"), to: ms("finish"), offset: ms("zone") };
}

// src/dialects/postgres/shadow/shadow.ts
async function shadowOver(session, missingExtensions, kept = null, ownTables2 = [], limits = { statement: 1e4, check: 4e4, memory: 0 }) {
  const historyTables = ownTables2.map(historyTable);
  const suspicion = new Suspicion(session.kind, missingExtensions, kept?.knowledge);
  const provision = new Provision(session, kept?.made);
  const notices = [...kept?.notices ?? []];
  const ofReview = [];
  const base = [];
  const seeds = new Seeds(session, historyTables, limits.check / partForRows);
  let doubt2 = new RowDoubt();
  await startAfresh(session);
  const { rows: rows2 } = await session.query(`SELECT pg_catalog.current_setting('server_version') AS version`);
  const version = String(rows2[0]?.version).split(" ")[0];
  return {
    engine: { version, kind: session.kind },
    replay(migration) {
      base.push(migration);
      doubt2 = new RowDoubt();
      return replayBase({ session, suspicion, provision, notices }, migration);
    },
    settle: (target2) => answering(session, async () => {
      const settled = await settle3(session, target2, historyTables);
      suspicion.loseObjects(telling(settled.difference));
      return settled;
    }),
    notices: () => [...notices, ...ofReview],
    keep: () => keep(session, base, kept, { knowledge: suspicion.knowledge(), made: [...provision.made], notices }),
    provide: (migrations) => answering(session, async () => {
      const { isChanged, notices: made2 } = await provision.forReview(
        migrations,
        (name4) => suspicion.hasLost(name4)
      );
      ofReview.push(...made2);
      return isChanged;
    }),
    async trace(migration) {
      const { path } = migration.migration.up;
      const whole = base.length === 0 && kept === null;
      const stopped = await trySomeRows(session, migration, seeds, (it) => suspicion.refuse(it) !== null);
      const rerun = new Rerun(seeds, migration, doubt2);
      const context = contextOf(suspicion, provision, path, whole, rerun);
      const seen2 = await traceMigration(session, migration, context, rerun);
      await seeds.follow(migration);
      const traced = seen2.map((it) => withRows(it, stopped.get(it.statement.index)));
      const failed2 = traced.some(({ trace }) => trace.outcome === "failed" || trace.outcome === "not-run");
      if (failed2) {
        for (const { statement } of traced) suspicion.lose(statement, "", `${path}:${statement.line}`);
        doubt2.missRowsOf(path);
      }
      return traced;
    },
    readSchema: () => answering(session, () => inTransaction4(session, () => readSchema(session, historyTables))),
    async capturePlan(changes2) {
      const facts = await answering(session, () => captureFacts(session, changes2, historyTables));
      return { planState: facts, asItStands: facts.undone.length === 0 };
    },
    async planDown(from2, to) {
      const plan = await planDown(from2.planState, to.planState);
      if (plan.kind === "impossible") return plan;
      return { kind: "planned", sql: plan.statements.map(({ sql }) => `${sql};
`).join("") };
    },
    async fillTables([next]) {
      if (next === void 0) return;
      await answering(session, () => seeds.fill(next));
      const { path } = next.migration.up;
      for (const { table: name4 } of seeds.unfilled)
        if (!ofReview.some((it) => it.name === name4))
          ofReview.push({ kind: "empty-table", name: name4, path, line: 1 });
    },
    readRows: () => answering(session, () => inTransaction4(session, () => readRows(session, seeds))),
    readDamage: async () => [],
    prepare: (queries) => answering(session, () => prepareQueries(session, queries)),
    tryDown: (downs, up) => answering(
      session,
      () => inTransaction4(
        session,
        () => tryDowns(session, downs, up ?? null, judgeOf(suspicion, provision), { historyTables, seeds })
      )
    ),
    close: () => session.close()
  };
}
var partForRows = 10;
function withRows(traced, stoppedBy) {
  return stoppedBy === void 0 ? traced : { ...traced, trace: { ...traced.trace, stoppedBy } };
}
function judgeOf(suspicion, provision) {
  return {
    refuse: (statement) => suspicion.refuseToRun(statement),
    distrust: (statement, notices) => suspicion.distrust(statement, notices),
    excuse: (statement, error) => provision.excuse(statement, error) ?? suspicion.excuse(statement, error)
  };
}
function contextOf(suspicion, provision, path, whole, rerun) {
  return {
    refuse: (statement) => suspicion.refuse(statement),
    distrust: (statement, notices) => suspicion.distrust(statement, notices),
    learn: (statement) => suspicion.learn(statement),
    lose(statement, message) {
      const place4 = `${path}:${statement.line}`;
      if (whole) suspicion.missBeginning(message, place4);
      suspicion.lose(statement, message, message === "" ? "" : place4);
    },
    excuse: (statement, error) => provision.excuse(statement, error) ?? suspicion.excuse(statement, error) ?? rerun.excuse(statement, error),
    provided: (statement) => provision.told(statement)
  };
}
async function answering(session, work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await session.close();
    throw new ShadowGone(`the engine no longer answers our questions: ${error.message}`);
  }
}
async function inTransaction4(session, work) {
  await session.script("BEGIN");
  try {
    return await work();
  } finally {
    await session.script("ROLLBACK").catch((error) => {
      if (!(error instanceof ShadowGone)) throw error;
    });
  }
}

// src/dialects/postgres/shadow/open.ts
async function openShadow(migrations, { url, limits, historyTables }, from2 = Promise.resolve(null)) {
  if (url !== null) return shadowOver(await openServer(url, limits), /* @__PURE__ */ new Set(), null, historyTables, limits);
  const start = Promise.all([migrations, from2]).then(([parsed, kept]) => startOf(parsed, kept));
  start.then(preloadPlanner, () => {
  });
  const session = await openEmbedded(start, limits);
  const { missing: missing2, facts } = await start;
  return shadowOver(session, missing2, facts, historyTables, limits);
}
function startOf(migrations, kept) {
  const facts = kept === null ? null : factsOf(kept);
  if (kept !== null && facts === null) throw new ShadowGone("the kept base is of another form");
  const available = embeddedExtensions();
  const wanted3 = [.../* @__PURE__ */ new Set([...facts?.extensions ?? [], ...extensionsIn2(migrations)])];
  return {
    extensions: wanted3.filter((name4) => available.has(name4) && name4 !== "plpgsql"),
    missing: new Set(wanted3.filter((name4) => !available.has(name4))),
    image: kept?.image ?? null,
    facts
  };
}

// src/dialects/postgres/schema/build-plan.ts
async function planBuild(empty, target2, roles3) {
  const [{ encodeId }, { plan }] = await Promise.all([
    import("./dist-TIJZ2JO6.js"),
    import("./plan-7GV3N7SY.js")
  ]);
  const { actions, preamble } = plan(empty.base, target2.base, { capability: empty.applier });
  const kept = withoutStrangers(actions, roles3);
  const ordered = withColumnsInOrder(kept, target2.base, encodeId);
  const bodies = preamble.some(({ name: name4 }) => name4 === "check_function_bodies");
  return [...bodies ? ["SET check_function_bodies = off"] : [], ...ordered.map(plannedSql)];
}
function withoutStrangers(actions, roles3) {
  const rest = actions.filter(({ produces, destroys }) => ![...produces, ...destroys].some(isRole));
  const text = rest.map(({ sql }) => sql).join("\n");
  const isNamed = (name4) => roles3.has(name4) || text.includes(`"${name4.replaceAll('"', '""')}"`);
  return actions.filter(({ produces, destroys }) => {
    if (destroys.some(isRole)) return false;
    return produces.every((id) => {
      if (id.kind === "role") return isNamed(id.name);
      return id.kind !== "membership" || isNamed(id.role) && isNamed(id.member);
    });
  });
}
function isRole({ kind }) {
  return kind === "role";
}
function withColumnsInOrder(actions, target2, encode) {
  const position = (action) => positionOf(action, target2, encode);
  const added = Map.groupBy(actions.filter(isAddedColumn), (action) => tableOfColumn(action) ?? "");
  for (const [table3, columns3] of added)
    added.set(
      table3,
      columns3.toSorted((a, b) => position(a) - position(b))
    );
  const late = new Map([...added].map(([table3, columns3]) => [table3, columns3]));
  for (; ; ) {
    const steps2 = stepsOf2(actions, late, target2, encode);
    const sorted2 = inOrderOfNeed(steps2, added, target2, encode);
    if (!("cycle" in sorted2)) return sorted2.map(({ sql }) => sql);
    const tables2 = new Set(
      sorted2.cycle.flatMap((step) => step.actions.flatMap((action) => tableOfColumn(action) ?? []))
    );
    const open = [...tables2].filter((table3) => (late.get(table3)?.length ?? 0) > 0);
    if (open.length === 0) return actions.map(({ sql }) => sql);
    for (const table3 of open) late.set(table3, late.get(table3)?.slice(0, -1) ?? []);
  }
}
function positionOf({ produces }, target2, encode) {
  const column = produces.find(({ kind }) => kind === "column");
  return column === void 0 ? 0 : Number(target2.getByEncoded(encode(column))?.payload._position ?? 0);
}
function isAddedColumn({ verb, sql, produces }) {
  return verb === "create" && produces[0]?.kind === "column" && sql.startsWith("ALTER TABLE ");
}
function tableOfColumn({ produces }) {
  const column = produces.find(({ kind }) => kind === "column");
  return column?.kind === "column" ? tableKey(column.schema, column.table) : null;
}
function createdTable({ verb, produces, sql }) {
  const table3 = produces.find(({ kind }) => kind === "table");
  return verb === "create" && table3?.kind === "table" && sql.startsWith("CREATE ") ? tableKey(table3.schema, table3.name) : null;
}
function tableKey(schema3, table3) {
  return `${quoteIdentifier(schema3)}.${quoteIdentifier(table3)}`;
}
function stepsOf2(actions, late, target2, encode) {
  const folded = new Set([...late.values()].flat());
  return actions.flatMap((action) => {
    if (folded.has(action)) return [];
    const added = late.get(createdTable(action) ?? "") ?? [];
    if (added.length === 0) return [{ actions: [action], sql: action.sql }];
    return [{ actions: [action, ...added], sql: createWhole(action, added, target2, encode) }];
  });
}
function createWhole(create2, added, target2, encode) {
  const { head: head2, items, tail } = splitList(create2.sql);
  const positions = /* @__PURE__ */ new Map();
  for (const id of [create2, ...added].flatMap(({ produces }) => produces)) {
    if (id.kind !== "column") continue;
    const position = target2.getByEncoded(encode(id))?.payload._position;
    positions.set(`"${id.name.replaceAll('"', '""')}"`, Number(position ?? 0));
  }
  const late = added.map(({ sql }) => sql.replace(/^ALTER TABLE (?:"(?:[^"]|"")*"\.?)+ ADD COLUMN /, ""));
  const last = positions.size + 1e6;
  const placed = [...items, ...late].map((text, index) => {
    const name4 = /^"(?:[^"]|"")*"/.exec(text)?.[0] ?? "";
    return { text, position: positions.get(name4) ?? last + index };
  });
  placed.sort((a, b) => a.position - b.position);
  return `${head2}(${placed.map(({ text }) => text).join(", ")})${tail}`;
}
function splitList(sql) {
  let depth2 = 0;
  let from2 = 0;
  let head2 = "";
  const items = [];
  const push = (end) => {
    const item = sql.slice(from2, end).trim();
    if (item !== "") items.push(item);
  };
  for (let token = nextToken(sql, 0); token !== null; token = nextToken(sql, token.end)) {
    const sign = token.kind === "symbol" ? sql.slice(token.start, token.end) : "";
    if ((sign === "(" || sign === "[") && depth2++ === 0) {
      head2 = sql.slice(0, token.start);
      from2 = token.end;
    } else if (sign === "," && depth2 === 1) {
      push(token.start);
      from2 = token.end;
    } else if ((sign === ")" || sign === "]") && --depth2 === 0) {
      push(token.start);
      return { head: head2, items, tail: sql.slice(token.end) };
    }
  }
  throw new Error("a CREATE TABLE of the planning library has no list of columns");
}
function inOrderOfNeed(steps2, added, target2, encode) {
  const maker = /* @__PURE__ */ new Map();
  for (const step of steps2)
    for (const { produces } of step.actions) for (const id of produces) maker.set(encode(id), step);
  const before7 = new Map(
    [...added.values()].flatMap((columns3) => columns3.map((one2, place4) => [one2, columns3[place4 - 1]]))
  );
  const needs = (step) => step.actions.flatMap(({ consumes, produces }) => [
    ...consumes,
    ...produces.flatMap((id) => target2.outgoingEdges(id).map(({ to }) => to))
  ]);
  const previous = (step) => step.actions.flatMap((action) => before7.get(action)?.produces ?? []);
  const state = /* @__PURE__ */ new Map();
  const sorted2 = [];
  for (const first of steps2) {
    const path = [];
    const enter = (step) => {
      state.set(step, "open");
      path.push({
        step,
        left: [...needs(step), ...previous(step)].flatMap((id) => maker.get(encode(id)) ?? [])
      });
    };
    if (!state.has(first)) enter(first);
    for (let top = path.at(-1); top !== void 0; top = path.at(-1)) {
      const next = top.left.shift();
      if (next === void 0) {
        state.set(top.step, "done");
        sorted2.push(top.step);
        path.pop();
      } else if (state.get(next) === "open" && next !== top.step) {
        return { cycle: path.map(({ step }) => step) };
      } else if (!state.has(next)) enter(next);
    }
  }
  return sorted2;
}

// src/dialects/postgres/target/queries.ts
var mostQueries = 1e3;
async function readQueries(session) {
  const { rows: rows2 } = await session.query(
    `select extnamespace::pg_catalog.regnamespace::pg_catalog.text as schema
    from pg_catalog.pg_extension where extname = 'pg_stat_statements'`
  );
  const schema3 = rows2[0]?.schema;
  if (schema3 === void 0) return { recorded: {}, refused: null };
  await session.script("SAVEPOINT read_queries");
  try {
    const found2 = await session.query(
      `select query, sum(calls)::float8 as calls from ${String(schema3)}.pg_stat_statements
      where dbid = (select oid from pg_catalog.pg_database where datname = current_database())
        and query ~* '^\\s*(with|select|insert|update|delete|merge)\\M'
        and query !~* 'pg_catalog|information_schema|pg_stat_statements' and pg_catalog.length(query) < 20000
      group by query order by calls desc, query limit ${mostQueries}`
    );
    const since = await session.query(
      `select pg_catalog.to_char(stats_reset at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
      from ${String(schema3)}.pg_stat_statements_info`
    );
    await session.script("RELEASE SAVEPOINT read_queries");
    const queries = found2.rows.map((row) => ({ sql: String(row.query), calls: Number(row.calls) }));
    return { recorded: { queries, queriesSince: String(since.rows[0]?.since) }, refused: null };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    await session.script("ROLLBACK TO SAVEPOINT read_queries; RELEASE SAVEPOINT read_queries");
    return { recorded: {}, refused: error.message };
  }
}

// src/dialects/postgres/target/settings.ts
var telling2 = [
  "TimeZone",
  "DateStyle",
  "IntervalStyle",
  "search_path",
  "lock_timeout",
  "statement_timeout",
  "idle_in_transaction_session_timeout",
  "deadlock_timeout",
  "default_toast_compression",
  "default_table_access_method",
  "default_tablespace",
  "default_transaction_isolation",
  "default_transaction_read_only",
  "standard_conforming_strings",
  "check_function_bodies",
  "row_security",
  "server_encoding",
  "max_identifier_length",
  "max_locks_per_transaction",
  "wal_level"
];
async function readSettings(session) {
  const { rows: rows2 } = await session.query(
    `select w.name, pg_catalog.current_setting(w.name, true) as value
    from pg_catalog.unnest($1::pg_catalog.text[]) as w(name)`,
    [telling2]
  );
  const { rows: collations } = await session.query(
    `select datcollate as collate, datctype as ctype from pg_catalog.pg_database where datname = current_database()`
  );
  const found2 = rows2.filter(({ value }) => value !== null).map((row) => [String(row.name), String(row.value)]);
  return {
    ...Object.fromEntries(found2),
    lc_collate: String(collations[0]?.collate),
    lc_ctype: String(collations[0]?.ctype)
  };
}

// src/dialects/postgres/target/statistics.ts
var relations3 = `pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp_)'`;
var name3 = `quote_ident(n.nspname) || '.' || quote_ident(c.relname)`;
async function readStatistics(session) {
  const { rows: tables2 } = await session.query(
    `select ${name3} as name, c.reltuples::float8 as rows, pg_total_relation_size(c.oid)::float8 as bytes
    from ${relations3} and c.relkind in ('r', 'p', 'm')`
  );
  const { rows: indexes2 } = await session.query(
    `select ${name3} as name, pg_relation_size(c.oid)::float8 as bytes, s.idx_scan::float8 as scans, i.indisvalid as valid
    from ${relations3.replace(" where ", " join pg_catalog.pg_index i on i.indexrelid = c.oid left join pg_catalog.pg_stat_all_indexes s on s.indexrelid = c.oid where ")}`
  );
  return {
    tables: sorted(
      tables2.map((row) => [String(row.name), { rows: estimate(row.rows), bytes: Number(row.bytes) }])
    ),
    indexes: sorted(
      indexes2.map((row) => [
        String(row.name),
        { bytes: Number(row.bytes), scans: Number(row.scans ?? 0), valid: row.valid === true }
      ])
    )
  };
}
function estimate(rows2) {
  const count = Math.round(Number(rows2));
  return count < 0 ? null : count;
}
function sorted(entries) {
  return Object.fromEntries([...entries].sort(([one2], [other2]) => one2 < other2 ? -1 : 1));
}

// src/dialects/postgres/target/take-snapshot.ts
var lockTimeout = 2e3;
async function takeSnapshot(url, options) {
  const session = await connectTarget(url, "snapshot", options.password);
  try {
    const { facts, ...read3 } = await readTarget(session, options);
    const kept = keptSchema(read3.schema, options);
    const { schema: _read, ...rest } = read3;
    try {
      const { build, unread } = await rebuild(facts, kept, read3.serverVersion, options);
      return { ...rest, schema: { ...kept, build: [...build] }, unread: [...read3.unread, ...unread] };
    } catch (error) {
      if (!(error instanceof ShadowGone)) throw error;
      return { ...rest, unread: [...read3.unread, { object: "schema", reason: error.message }] };
    }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new UserError(
      `The database refuses to be read: ${error.message} (${error.code}). ${adviceFor(error)}`,
      { cause: error }
    );
  } finally {
    await session.close();
  }
}
function adviceFor({ code: code2 }) {
  if (code2 === "42501")
    return "Let the role read the catalogs: GRANT pg_read_all_settings, or CONNECT and USAGE.";
  if (code2 === "57014" || code2 === "55P03") return "It is busy: try again, or when there is less to do.";
  return "Nothing was written.";
}
async function readTarget(session, { historySources, timeout }) {
  await session.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  const settings4 = await readSettings(session);
  await session.script(`SET LOCAL statement_timeout = ${timeout}; SET LOCAL lock_timeout = ${lockTimeout};
    SET LOCAL idle_in_transaction_session_timeout = ${timeout}; SET LOCAL search_path = pg_catalog`);
  const { rows: rows2 } = await session.query(`select pg_catalog.current_setting('server_version') as version`);
  const serverVersion = String(rows2[0]?.version).split(" ")[0];
  const { history, refused: refused2 } = await readHistory(session, historySources);
  const tools = [...history.map(({ table: table3 }) => table3), ...refused2].map((name4) => historyTable(unquoted4(name4)));
  const schema3 = await readSchema(session, tools);
  const facts = await captureFacts(session);
  const statistics2 = await readStatistics(session);
  const { recorded, refused: noQueries } = await readQueries(session);
  await session.script("ROLLBACK");
  return {
    serverVersion,
    settings: settings4,
    history,
    schema: schema3,
    facts,
    statistics: { ...statistics2, ...recorded },
    unread: [
      ...refused2.map((object) => ({ object, reason: "the role may not read it" })),
      ...noQueries === null ? [] : [{ object: "pg_stat_statements", reason: noQueries }]
    ]
  };
}
function unquoted4(name4) {
  return name4.replaceAll('"', "");
}
function keptSchema(schema3, { redact }) {
  const kept = schemaToSnapshot(schema3);
  return redact ? { ...kept, redacted: true, objects: hideTexts(kept.objects) } : kept;
}
async function rebuild(facts, kept, serverVersion, { limits }) {
  const extensions = kept.objects.filter(({ kind }) => kind === "extension");
  const wanted3 = extensions.map(({ name: name4 }) => `CREATE EXTENSION IF NOT EXISTS ${name4}`);
  const shadow = await openShadow([await parsedBuild(wanted3)], { url: null, limits });
  try {
    const empty = (await shadow.capturePlan([])).planState;
    const planned = await planBuild(
      empty,
      facts,
      new Set(kept.objects.flatMap((object) => roleOfSettings(object) ?? []))
    );
    const build = kept.redacted === true ? planned.map(hideTextsIn) : planned;
    const problems = await shadow.replay(await parsedBuild(build));
    const { added, difference } = await shadow.settle(targetOf({ ...kept, build: [] }, serverVersion));
    return {
      build: [...build, ...added],
      unread: [
        ...problems.map(({ message }) => ({ object: "build", reason: message })),
        ...difference.map(({ object, name: name4, detail, action }) => ({
          object: `${object} ${name4}`,
          reason: `${notRebuilt[action]}${detail === "" ? "" : `: ${detail}`}`
        }))
      ]
    };
  } finally {
    await shadow.close();
  }
}
var notRebuilt = {
  add: "the throwaway database has it besides",
  drop: "could not be built again",
  alter: "was built otherwise",
  rename: "was built under another name"
};
async function parsedBuild(build) {
  const migration = snapshotStep({ build: [...build] }, "snapshot");
  return { migration, transaction: "none", up: await parseStatements(migration.up.text), down: null };
}

// src/dialects/postgres/dialect.ts
var postgres = {
  name: "postgres",
  identity: "catalog",
  parse: parseStatements,
  comments: commentsOf,
  transactionForm,
  standings,
  openShadow,
  keptBy: () => `form 2, ${embeddedEngine()}`,
  syntaxError,
  inferLocks,
  isNoOp,
  relationName,
  diffSchemas,
  compareSchemas,
  compareWithTarget(built, target2, redacted) {
    const [one2, other2] = redacted ? [withHiddenTexts(built), withHiddenTexts(target2)] : [built, target2];
    return compareSchemas(...alikeBut(one2, other2, "postgres"));
  },
  compareRebuilt(expected, actual) {
    return compareSchemas(...sameCasts(expected, actual));
  },
  completeDown,
  putAside,
  keepDrops,
  takeSnapshot,
  deployment
};
export {
  postgres
};
