// Python, as the page sees it: one worker for all exercises of a page.

import { scriptAt } from "./scripts.js";

const RUN_SECONDS = 10;
// Between two checks Python always says something; a worker that the browser has ended does not.
const SILENT_SECONDS = 30;
const MEGABYTE = 1e6;
// How long after an error it may be told what rule of the site's was broken.
const TOLD_MS = 100;

// Sentences for what can be in the way: what happened, and what to do.
const WITHOUT = "With Python on your machine you can also work there: see “Working on your machine” below.";
const FROM_DISK =
  "This page was opened from a folder, and browsers start no Python from there. In the book's folder " +
  "run “python -m http.server” and open http://localhost:8000. ";
const NOT_BUILT = "This copy of the book was made without Python for its pages. ";
const OLD =
  "This browser cannot run Python in a page: it is too old, or WebAssembly is switched off. A newer " +
  "Firefox, Chrome, Edge or Safari can. ";

// Said with the rule that is in the way.
const FORBIDDEN = (rule) =>
  `this site's Content-Security-Policy forbids Python (${rule}). Nothing that you do here can change ` +
  "that. The publisher of the book must let the server send “script-src 'self' 'wasm-unsafe-eval' " +
  "blob:” and “worker-src 'self' blob:”; the command “framelab headers” prints the whole policy. ";

class Stopped extends Error {}

export const whyNot = (page) => {
  if (!page) return NOT_BUILT + WITHOUT;
  if (location.protocol === "file:") return FROM_DISK + WITHOUT;
  const has = (name) => typeof window[name] !== "undefined";
  if (!has("WebAssembly") || !has("Worker") || !has("DecompressionStream") || !hasModuleWorkers()) {
    return OLD + WITHOUT;
  }
  return "";
};

const hasModuleWorkers = () => {
  let asked = false;
  const options = {
    get type() {
      asked = true;
      return "module";
    },
  };
  // No address: what is read of the options is read before, and nothing is loaded.
  try {
    new Worker("http://[", options).terminate();
  } catch {
    return asked;
  }
  return asked;
};

// What is fetched before Python can start, in bytes as a server sends them.
export const weight = ({ names, sizes }) =>
  Object.entries(sizes)
    .filter(([name]) =>
      [names.wasm, names.stdlib, names.library].includes(name) || name.startsWith(names.pyodide))
    .reduce((sum, [, size]) => sum + size, 0);

export const megabytes = (bytes) => `${(bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0)} MB`;

export class Runtime {
  #page;
  #worker = null;
  #ready = null;
  #job = null;
  #number = 0;
  #stopLoading = null;
  #compiled = null; // Python's program, once a worker has compiled it

  constructor(page) {
    this.#page = page;
    this.isLoaded = false;
    this.isTaken = false; // by an exercise, from its click to its last word
  }

  // Start Python, once; `progress` is told how many bytes of how many have come.
  start(progress = () => {}) {
    this.progress = progress;
    this.#ready ??= this.#started().catch((error) => {
      this.#end();
      throw error;
    });
    return this.#ready;
  }

  async #started() {
    const { base, names, sizes } = this.#page;
    const address = (name) => new URL(base + name, document.baseURI).href;
    const total = [names.wasm, names.stdlib, names.library].reduce((sum, name) => sum + sizes[name], 0);
    const stopped = new Promise((_, reject) => {
      this.#stopLoading = () => reject(new Stopped("Stopped. Nothing was changed."));
    });
    // What the site's policy forbids is told beside the error, in any order.
    let rule = "";
    const forbidden = ({ effectiveDirective }) => {
      rule ||= effectiveDirective;
    };
    document.addEventListener("securitypolicyviolation", forbidden);
    const begun = (worker) => new Promise((resolve, reject) => {
      this.#worker = worker;
      worker.onerror = (event) => reject(new Error(event.message || "the files of Python did not arrive"));
      worker.onmessage = ({ data }) => {
        if (data.ready) {
          this.#compiled = data.compiled;
          resolve(worker);
        } else if (data.died) reject(new Error(data.died));
        else if (data.forbidden) rule ||= data.forbidden;
        else if (data.total) this.progress(data.loaded, data.total);
      };
      const start = { total, compiled: this.#compiled };
      for (const name of ["pyodide", "wasm", "stdlib", "library"]) start[name] = address(names[name]);
      worker.postMessage({ start });
    });
    let worker = null;
    try {
      const script = await Promise.race([scriptAt(address(names.worker)), stopped]);
      worker = await Promise.race([begun(new Worker(script, { type: "module" })), stopped]);
      URL.revokeObjectURL(script);
    } catch (error) {
      if (error instanceof Stopped) throw error;
      await new Promise((resolve) => setTimeout(resolve, TOLD_MS));
      const why = rule || /Content.?Security.?Policy|unsafe-eval|\bCSP\b/i.test(error.message)
        ? FORBIDDEN(rule || "script-src")
        : `${error.message}. Try again; reload the page if that does not help.`;
      throw new Error(`Python could not be started: ${why}`);
    } finally {
      this.#stopLoading = null;
      document.removeEventListener("securitypolicyviolation", forbidden);
    }
    this.isLoaded = true;
    const lost = (why) => this.#job?.died(why);
    worker.onerror = (event) => lost(event.message ?? "");
    worker.onmessage = ({ data }) => {
      if (!this.#job || data.id !== this.#job.id) return;
      if (data.told) this.#job.told(JSON.parse(data.told));
      else if (data.died) lost(data.died);
    };
  }

  // Ask Python something. `told(message, job)` gets what it tells; `job.limit(seconds, late)` says
  // what is to be done when nothing more comes for so long; `job.end(value)` ends it.
  async #asked(ask, request, told) {
    await this.start(this.progress);
    return new Promise((resolve, reject) => {
      let timer = null;
      const settle = (settled, value) => {
        clearTimeout(timer);
        this.#job = null;
        settled(value);
      };
      const job = {
        id: (this.#number += 1),
        told: (message) => told(message, job),
        limit: (seconds, late) => {
          clearTimeout(timer);
          timer = setTimeout(() => (this.#restart(), settle(resolve, late())), seconds * 1000);
        },
        end: (value) => settle(resolve, value),
        died: (why) => {
          this.#restart();
          settle(resolve, job.whenDead?.(why) ?? { died: why });
        },
        stop: () => {
          this.#restart();
          settle(reject, new Stopped("Stopped. Python is started again."));
        },
      };
      this.#job = job;
      told({ begun: true }, job);
      this.#worker.postMessage({ id: job.id, ask, request: JSON.stringify(request) });
    });
  }

  // Run an answer as a program; `printed` gets what it prints. Gives {got, think, line} of an error.
  run(request, printed) {
    return this.#asked("run", request, (message, job) => {
      if (message.begun) {
        job.limit(RUN_SECONDS, () => ({
          got: `Stopped after ${RUN_SECONDS} seconds.`,
          think: "Is there a loop that never ends?",
        }));
        job.whenDead = (why) => ({ got: deathInWords(why) });
      } else if ("printed" in message) printed(message.printed);
      else job.end(message.ended);
    });
  }

  // Run the visible checks; `checked` gets each result. Gives {tests, said}.
  async check(request, checked) {
    const done = [];
    const noReply = [];
    const silent = () => ({ died: "it gave no sign of life" });
    for (;;) {
      const outcome = await this.#asked("check", { ...request, done, no_reply: noReply }, (message, job) => {
        if (message.begun) job.limit(SILENT_SECONDS, silent);
        else if (message.asking) {
          const { test, kind, number, seconds } = message.asking;
          const question = [test, kind, number];
          job.limit(seconds, () => ({ unanswered: [...question, null] }));
          job.whenDead = (why) => ({ unanswered: [...question, exitCodeIn(why)], why });
        } else if (message.result) {
          job.limit(SILENT_SECONDS, silent);
          job.whenDead = null;
          done.push(message.result.test);
          checked(message.result);
        } else if (message.checked) job.end(message.checked);
      });
      if (!outcome.unanswered) return outcome;
      const isNew = !noReply.some((known) => String(known) === String(outcome.unanswered));
      if (!isNew) return { died: "a check that had no end" };
      noReply.push(outcome.unanswered);
    }
  }

  stop() {
    if (this.#job) this.#job.stop();
    else this.#stopLoading?.();
  }

  #end() {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = null;
  }

  // A new one is made ready at once: whoever stopped an answer will try another.
  #restart() {
    this.#end();
    this.start().catch(() => {}); // said when it is needed
  }
}

const deathInWords = (why) =>
  /stack|recursion/i.test(why)
    ? "The program called itself too often, and Python ended. It is started again."
    : `The program ended Python (${why || "no reason was given"}). It is started again.`;

// os._exit(3) ends Python with 3; all else is a crash.
const exitCodeIn = (why) => {
  const found = /exit(?:ed)?\D{0,20}(\d+)/i.exec(why);
  return found ? Number(found[1]) : -11;
};
