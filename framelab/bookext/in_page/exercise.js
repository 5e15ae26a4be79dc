// An exercise in a chapter: write, run, check, stop, reset, download.

import { element } from "./elements.js";
import { formFor } from "./form.js";
import { changed, reset, saveNow, showBefore, undo, watch } from "./keeping.js";
import { placesToSay, say } from "./messages.js";
import { showProgress } from "./progress.js";
import { check, run, stop } from "./running.js";
import { whyNot } from "./runtime.js";
import { textField } from "./text_field.js";
import { setBusy, signsFor, toolbarFor } from "./toolbar.js";
import { download, KEPT, workOn } from "./work.js";

const TYPES = { code: "text/x-python", data: "application/json", open: "text/markdown" };
const KEYS_OF_THE_EDITOR =
  "In the editor Tab indents; Escape and then Tab leaves it. Ctrl+Enter (⌘+Enter) checks.";

const downloadAnswer = (answer) => {
  const { exercise, field } = answer;
  download(exercise.file, field.text(), `${TYPES[exercise.kind]};charset=utf-8`);
  say(answer, `${exercise.file} is downloaded.`);
};

const ACTS = { run, check, stop, reset, undo, download: downloadAnswer };

const act = (answer, name) => {
  if (answer.toolbar.buttons[name]?.disabled) return;
  saveNow(answer);
  ACTS[name](answer);
};

const mount = (root) => {
  const exercise = JSON.parse(root.querySelector("script").textContent);
  const work = workOn(exercise);
  // All that the parts of an exercise share; see keeping.js for the last three.
  const answer = {
    root, exercise, work, said: placesToSay(), obstacle: whyNot(exercise.page),
    saving: null, known: work.read().text, isKept: true,
  };
  const hint = `${exercise.id}-hint`;
  const told = { changed: () => changed(answer), check: () => act(answer, "check") };
  answer.field = exercise.kind === "data" ? formFor(exercise, told) : textField(exercise, { ...told, hint });
  answer.toolbar = toolbarFor(exercise, (name) => act(answer, name));
  root.append(...partsOf(answer, hint));
  showBefore(answer);
  watch(answer);
  setBusy(answer, false);
  root.classList.add("exercise-alive");
};

// The parts of the page, in their order.
const partsOf = ({ exercise, field, obstacle, said, toolbar }, hint) => {
  const isWritten = exercise.kind !== "data";
  return [
    ...(obstacle ? [element("p", { class: "exercise-obstacle", role: "note" }, obstacle)] : []),
    field.element,
    ...(isWritten ? [signsFor(field)] : []),
    toolbar.element,
    ...(isWritten ? [element("p", { class: "exercise-hint", id: hint }, KEYS_OF_THE_EDITOR)] : []),
    said.loading, said.status, said.trouble, said.output, said.results, said.kept,
    element("p", { class: "exercise-hint" }, KEPT),
  ];
};

const begin = () => {
  for (const root of document.querySelectorAll(".exercise-answer")) mount(root);
  for (const root of document.querySelectorAll(".your-progress")) showProgress(root);
};

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
