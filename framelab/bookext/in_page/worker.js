// Python in a worker of its own, where nothing that it does can stop the page.
//
// The page sends `{start: {…addresses, total, compiled}}`, then `{id, ask, request}`: `ask` is "run" or
// "check", `request` what `framelab.exercises.checks.in_page` takes. It gets `{loaded, total}` while
// files come, `{ready: true, compiled}`, and for each request `{id, told}`, as often as Python tells
// something, then `{id, done: true}`. `compiled` is Python's program, for the next worker of this page. `{died: why}` is the last that it gets. `{forbidden: rule}`
// names the rule of the site's Content-Security-Policy that kept something from starting.

import { moduleAt } from "./scripts.js";

const MEMORY_BYTES = 768 * 2 ** 20; // as in a class run

let functions = null;

const plainFetch = self.fetch.bind(self);
const say = (message) => self.postMessage(message);

// Count what comes; a file that is packed is unpacked on its way. `failed` is told of one that does
// not come: Pyodide would wait for it for ever.
const counted = (total, failed) => {
  let loaded = 0;
  const ended = (address, why) => {
    const error = new Error(`${address.replace(/.*\//, "")}: ${why}`);
    failed(error);
    return error;
  };
  return async (address, type) => {
    const response = await plainFetch(address).catch(() => {
      throw ended(address, "the server cannot be reached");
    });
    if (!response.ok) throw ended(address, `the server answered ${response.status}`);
    const counting = new TransformStream({
      transform(piece, controller) {
        loaded += piece.byteLength;
        say({ loaded: Math.min(loaded, total), total });
        controller.enqueue(piece);
      },
    });
    response.body.pipeTo(counting.writable).catch(() => ended(address, "it came only in part"));
    let stream = counting.readable;
    if (address.endsWith(".bin")) stream = stream.pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream, { headers: { "Content-Type": type } });
  };
};

// Python then raises MemoryError, long before the machine has none left.
const limitMemory = () => {
  const grow = WebAssembly.Memory.prototype.grow;
  WebAssembly.Memory.prototype.grow = function limited(pages) {
    if (this.buffer.byteLength + pages * 65536 > MEMORY_BYTES) throw new RangeError("limit");
    return grow.call(this, pages);
  };
};

// A worker that follows another one takes the program that was compiled for that one.
const compileOnce = (known) => {
  const plain = WebAssembly.instantiateStreaming;
  let compiled = known;
  WebAssembly.instantiateStreaming = async (source, imports) => {
    if (!known) {
      const made = await plain.call(WebAssembly, source, imports);
      compiled = made.module;
      return made;
    }
    return { module: known, instance: await WebAssembly.instantiate(known, imports) };
  };
  return () => compiled;
};

const start = async ({ pyodide, wasm, stdlib, library, total, compiled }) => {
  limitMemory();
  const program = compileOnce(compiled);
  // The smallest module there is: where a site forbids any, Pyodide would wait for ever.
  await WebAssembly.instantiate(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0));
  let fail = null;
  const failing = new Promise((_, reject) => {
    fail = reject;
  });
  failing.catch(() => {}); // it is waited for below
  const get = counted(total, fail);
  const packed = get(library, "application/zip").then((response) => response.arrayBuffer());
  packed.catch(() => {}); // and so is this
  self.fetch = (address, ...more) => {
    const name = String(address?.url ?? address);
    if (name.endsWith(".asm.wasm")) return compiled ? new Response() : get(wasm, "application/wasm");
    if (name === stdlib) return get(stdlib, "application/zip");
    return plainFetch(address, ...more);
  };
  const { loadPyodide } = await moduleAt(`${pyodide}pyodide.js`);
  const { default: createPyodideModule } = await moduleAt(`${pyodide}pyodide.asm.js`);
  const loading = loadPyodide({
    createPyodideModule,
    indexURL: pyodide,
    stdLibURL: stdlib,
    lockFileURL: `${pyodide}lock.json`,
    env: {
      HOME: "/home/pyodide",
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONHASHSEED: "0", // sets have one order everywhere
    },
  });
  const python = await Promise.race([loading, failing]);
  self.fetch = plainFetch;
  python.setStdin({ stdin: () => null }); // nobody is there to type
  python.setStdout({ batched: () => {} }); // what an answer prints is told
  python.setStderr({ batched: () => {} });
  // Its tables are opened as files, so it lies in a folder.
  python.unpackArchive(await packed, "zip", { extractDir: "/library" });
  python.runPython("import sys; sys.path.append('/library'); import framelab.exercises.checks.in_page");
  const module = python.pyimport("framelab.exercises.checks.in_page");
  functions = { run: module.run, check: module.check };
  say({ ready: true, compiled: program() });
};

self.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
  say({ forbidden: effectiveDirective }));

self.addEventListener("message", async ({ data }) => {
  try {
    if (data.start) {
      await start(data.start);
      return;
    }
    functions[data.ask](data.request, (told) => say({ id: data.id, told }));
    say({ id: data.id, done: true });
  } catch (error) {
    say({ id: data.id, died: String(error?.message ?? error).slice(0, 2000) });
  }
});
