// An exercise in a chapter: write, run, check, stop, reset, download. Python is started by the first
// Run or Check, the editor when somebody begins to write: until then a chapter stays light.

import { formFor } from "./form.js";
import { showProgress } from "./progress.js";
import { element, placeIn, resultItem, summary } from "./results.js";
import { megabytes, Runtime, weight, whyNot } from "./runtime.js";
import { moduleAt } from "./scripts.js";
import { download, exported, KEPT, when, workOn } from "./work.js";

const KEYS = [["Tab", "    "], ...[..."()[]{}:_=\""].map((sign) => [sign, sign])];

// What is said where another text is shown, by the reason.
const SHOWN_ANEW = {
  page: "", // what somebody does on this page they know already
  tab: "Another tab of this browser changed this answer. The new answer is shown here, too.",
  return: "This answer was changed on another page. Here is the answer that this browser keeps now.",
  cleared: "Your work was cleared from this browser in another tab.",
  gone: "This browser no longer keeps an answer to this exercise. Here is the starter.",
};
const NOT_KEPT_ANY_MORE =
  "Another page removed this answer from the browser's storage. The answer is still here. Keep " +
  "writing, and the browser keeps the answer again; or download the answer.";

let shared = null;

// One Python for all exercises of a page.
const runtimeOf = (page) => (shared ??= new Runtime(page));

const mount = (root) => {
  const exercise = JSON.parse(root.querySelector("script").textContent);
  const work = workOn(exercise);
  const obstacle = whyNot(exercise.page);
  const isProgram = exercise.kind === "code";
  const id = (name) => `${exercise.id}-${name}`;

  const status = element("p", { class: "exercise-status", role: "status" });
  const trouble = element("p", { class: "exercise-trouble", role: "alert" });
  const kept = element("p", { class: "exercise-kept" });
  const output = element("pre", { class: "exercise-output", translate: "no", tabindex: "0", "aria-label": "Output", hidden: true });
  const results = element("ul", { class: "exercise-results", "aria-label": "Checks" });
  const bar = element("progress", { class: "exercise-loading", "aria-label": "Loading Python", max: "1", hidden: true });
  const say = (text) => {
    status.textContent = text;
  };

  let saving = null;
  // The answer that the browser was last known to keep, if any, and whether that is what stands in
  // the field: what the browser does not keep, nothing replaces.
  let known = work.read().text;
  let isKept = true;
  const keep = (problem) => {
    clearTimeout(saving);
    saving = null;
    isKept = !problem;
    known = work.read().text;
    trouble.textContent = problem;
    showKept();
  };
  const save = () => keep(work.save(field.text()));
  const changed = () => {
    field.mark(null);
    isKept = false;
    clearTimeout(saving);
    saving = setTimeout(save, 250);
  };
  const showKept = () => {
    const { saved } = work.read();
    const last = exported(exercise.book).exported;
    kept.replaceChildren(
      saved ? `Saved ${when(saved)}. ` : "",
      `Last exported: ${when(last)}. `,
      element("a", { href: exercise.progress }, "Your progress"),
      " has all exercises, and one file to hand in.");
  };

  const field = exercise.kind === "data"
    ? formFor(exercise, { changed })
    : textField(exercise, { changed, check: () => act("check"), id });

  const buttons = {};
  const button = (name, label, attributes = {}) =>
    (buttons[name] = element("button", { type: "button", onclick: () => act(name), ...attributes }, label));
  const toolbar = element("div", { class: "exercise-bar", role: "group", "aria-label": `${exercise.title}: what to do` },
    ...(isProgram ? [button("run", "Run")] : []), button("check", "Check"), button("stop", "Stop", { disabled: true }),
    button("reset", "Reset"), button("undo", "Undo Reset", { hidden: true }), button("download", "Download"));

  const begin = () => {
    output.hidden = true;
    output.replaceChildren();
    results.replaceChildren();
    field.mark(null);
  };
  const setBusy = (isBusy) => {
    root.setAttribute("aria-busy", String(isBusy));
    for (const name of ["run", "check", "reset", "undo"]) {
      if (buttons[name]) buttons[name].disabled = isBusy || (Boolean(obstacle) && ["run", "check"].includes(name));
    }
    buttons.stop.disabled = !isBusy;
  };
  // A button that is switched off loses the keyboard: it goes to Stop, and back to where it was.
  const isLost = () => [document.body, null, buttons.stop].includes(document.activeElement) ||
    document.activeElement.disabled;
  // What is said stands below the buttons; without this it may stand below the screen.
  const showStatus = () => {
    const { bottom, top } = status.getBoundingClientRect();
    if (bottom > window.innerHeight * 0.75 || top < 0) toolbar.scrollIntoView({ block: "start" });
  };

  const python = async (asking) => {
    const runtime = runtimeOf(exercise.page);
    if (runtime.isTaken) {
      say("Another exercise on this page is running: wait, or stop it.");
      return;
    }
    const asked = document.activeElement;
    runtime.isTaken = true;
    setBusy(true);
    if (isLost()) buttons.stop.focus({ preventScroll: true });
    begin();
    try {
      if (!runtime.isLoaded) {
        say(`Loading Python: ${megabytes(weight(exercise.page))}, once; the browser keeps it.`);
        bar.hidden = false;
      }
      await runtime.start((loaded, total) => {
        bar.value = loaded / total;
      });
      bar.hidden = true;
      await asking(runtime);
    } catch (error) {
      say(error.message);
    } finally {
      bar.hidden = true;
      runtime.isTaken = false;
      setBusy(false);
      if (isLost() && root.contains(asked)) asked.focus({ preventScroll: true });
      showStatus();
    }
  };

  const run = () =>
    python(async (runtime) => {
      say("Running …");
      // Many lines a second are shown together: else the page would have no time for a click.
      let waiting = "";
      const show = () => {
        if (!waiting) return;
        output.hidden = false;
        output.append(waiting);
        waiting = "";
      };
      const ended = await runtime.run(
        { file: exercise.file, text: field.text(), withheld: exercise.withheld },
        (text) => {
          if (!waiting) setTimeout(show, 50);
          waiting += text;
        }).finally(() => show());
      if (!ended.got) {
        say(output.hidden ? "It ran to its end, and printed nothing." : "It ran to its end.");
        return;
      }
      const place = ended.line ? `${exercise.file}, line ${ended.line}: ` : "";
      say([place + ended.got, ended.think].filter(Boolean).join(/[.?!]$/.test(ended.got) ? " " : ". "));
      if (ended.line) field.mark({ line: ended.line, words: ended.got });
    });

  const check = () =>
    python(async (runtime) => {
      say("Checking …");
      const found = [];
      let marked = false;
      const request = {
        id: exercise.id, files: exercise.files, answer: { file: exercise.file, text: field.text() },
      };
      const outcome = await runtime.check(request, (result) => {
        found.push(result);
        const isSame = result.status === "not_loaded" && found.some(
          (each) => each !== result && each.status === "not_loaded");
        if (!isSame) results.append(resultItem(result)); // one reason for all is read once
        const place = result.status === "passed" || marked ? null : placeIn(result);
        if (place) {
          marked = true;
          field.mark(place);
        }
      });
      say(summary(exercise, found, outcome));
      const same = found.filter((each) => each.status === "not_loaded").length - 1;
      if (same > 0) {
        results.append(element("li", { class: "failed" },
          `${same === 1 ? "1 other check" : `${same} other checks`} could not run for the same reason.`));
      }
      if (outcome.said) {
        output.hidden = false;
        output.append(outcome.said);
      }
      if (!outcome.died && found.length === outcome.tests && found.length) {
        const earned = found.reduce((sum, result) => sum + result.earned, 0);
        work.keepResult({ earned, visible: exercise.points.visible, at: new Date().toISOString() });
      }
    });

  const reset = () => {
    const before = field.text();
    begin();
    field.write(exercise.starter);
    keep(work.replace(exercise.starter, before));
    buttons.undo.hidden = false;
    say("Back to the start. Undo Reset brings your text back.");
  };

  const undo = () => {
    const { before } = work.read();
    if (typeof before !== "string") return;
    // What was written since is not lost either: the same button changes the two again.
    const since = field.text();
    field.write(before);
    keep(work.replace(before, since));
    say("Your text is back. Undo Reset again brings back what stood here until now.");
  };

  const act = (name) => {
    if (buttons[name]?.disabled) return;
    if (saving) save();
    const type = { code: "text/x-python", data: "application/json", open: "text/markdown" }[exercise.kind];
    ({ run, check, reset, undo,
      stop: () => shared?.stop(),
      download: () => {
        download(exercise.file, field.text(), `${type};charset=utf-8`);
        say(`${exercise.file} is downloaded.`);
      },
    })[name]();
  };

  const keys = element("div", { class: "exercise-keys", translate: "no", role: "group", "aria-label": "Signs to insert" },
    ...KEYS.map(([label, sign]) => element("button", {
      type: "button", "aria-label": label === "Tab" ? "Indent" : undefined,
      onpointerdown: (event) => event.preventDefault(), // the editor keeps the keyboard
      onclick: () => field.insert?.(sign),
    }, label)));

  root.append(
    ...(obstacle ? [element("p", { class: "exercise-obstacle", role: "note" }, obstacle)] : []),
    field.element,
    ...(exercise.kind === "data" ? [] : [keys]),
    toolbar,
    ...(exercise.kind === "data" ? [] : [element("p", { class: "exercise-hint", id: id("hint") },
      "In the editor Tab indents; Escape and then Tab leaves it. Ctrl+Enter (⌘+Enter) checks.")]),
    bar, status, trouble, output, results, kept,
    element("p", { class: "exercise-hint" }, KEPT));

  // What was written before, here or for an earlier version.
  const own = work.read();
  if (typeof own.text === "string") {
    field.show(own.text);
    if (typeof own.before === "string") buttons.undo.hidden = false;
  } else {
    field.show(exercise.starter);
    const earlier = work.earlier();
    if (earlier !== undefined) {
      const take = element("button", { type: "button", onclick: () => {
        field.write(earlier);
        take.parentElement.remove();
      } }, "Bring it here");
      toolbar.after(element("p", {}, "You wrote an answer for an earlier version of this exercise. ", take));
    }
  }
  const show = ({ text, before }, words) => {
    clearTimeout(saving);
    saving = null;
    known = text;
    isKept = true;
    begin(); // what was said is about another text
    trouble.textContent = "";
    field.show(text ?? exercise.starter);
    buttons.undo.hidden = typeof before !== "string";
    if (words) say(words);
  };
  work.watch((found, why) => {
    const isThere = typeof found.text === "string";
    if (why === "cleared") show({}, SHOWN_ANEW.cleared);
    else if (isKept && found.text !== known) {
      if (isThere) show(found, SHOWN_ANEW[why]);
      else if (why === "return") show({}, SHOWN_ANEW.gone);
      // Another page of the site has emptied the storage, which is no wish of whoever writes here.
      else keep(NOT_KEPT_ANY_MORE);
    }
    showKept();
  });
  const keepNow = () => saving && save();
  window.addEventListener("pagehide", keepNow);
  document.addEventListener("visibilitychange", keepNow);
  setBusy(false);
  const last = own.result;
  if (last) say(`When last checked: ${last.earned} of ${last.visible} points.`);
  showKept();
  root.classList.add("exercise-alive");
};

// A plain text field that becomes an editor when somebody begins to write in it.
const textField = (exercise, { changed, check, id }) => {
  const label = `${exercise.file}: ${exercise.title}`;
  const area = element("textarea", {
    "aria-label": label, "aria-describedby": id("hint"), spellcheck: "false", autocapitalize: "off",
    autocomplete: "off", wrap: "soft",
  });
  const holder = element("div", { class: "exercise-editor", translate: "no" }, area);
  let editor = null;
  let isQuiet = false;
  area.addEventListener("input", changed);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) check();
  });
  const loadEditor = async () => {
    if (!exercise.page || location.protocol === "file:") return;
    const { base, names } = exercise.page;
    const { edit } = await moduleAt(new URL(base + names.editor, document.baseURI).href);
    if (editor) return;
    const hadFocus = document.activeElement === area;
    editor = edit(holder, {
      text: area.value, label, description: id("hint"), isPython: exercise.kind === "code",
      changed: () => isQuiet || changed(), check,
    });
    area.hidden = true;
    if (hadFocus) editor.focus(area.selectionStart);
  };
  // Without it the plain field does.
  area.addEventListener("focus", () => loadEditor().catch(() => {}), { once: true });
  const field = {
    element: holder,
    insert: (sign) => {
      if (editor) editor.insert(sign);
      else {
        area.setRangeText(sign, area.selectionStart, area.selectionEnd, "end");
        area.focus();
        changed();
      }
    },
    mark: (error) => {
      if (editor) editor.mark(error);
      else if (error) loadEditor().then(() => editor.mark(error)).catch(() => {});
    },
    text: () => (editor ? editor.text() : area.value),
    write: (text) => {
      field.show(text);
      changed();
    },
    // Put a text there that need not be kept.
    show: (text) => {
      isQuiet = true;
      area.value = text;
      area.rows = Math.min(text.split("\n").length + 1, 30);
      editor?.write(text);
      isQuiet = false;
    },
  };
  return field;
};

const begin = () => {
  for (const root of document.querySelectorAll(".exercise-answer")) mount(root);
  for (const root of document.querySelectorAll(".your-progress")) showProgress(root);
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
