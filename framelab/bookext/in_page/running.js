// What an exercise asks of Python: run the answer, check it, stop. Python is started by the first Run
// or Check: until then a chapter stays light.

import { saveNow } from "./keeping.js";
import { print, say, showStatus, takeBack } from "./messages.js";
import { alsoNotLoaded, isSaidAlready, placeIn, resultItem, summary } from "./results.js";
import { megabytes, Runtime, weight } from "./runtime.js";
import { focusBack, focusStop, setBusy } from "./toolbar.js";

const SHOW_AFTER_MS = 50;

// One Python for all exercises of a page.
let shared = null;

export const stop = () => shared?.stop();

// Start Python where it is not there yet, and ask it something; say what went wrong.
const askPython = async (answer, asking) => {
  shared ??= new Runtime(answer.exercise.page);
  const runtime = shared;
  if (runtime.isTaken) {
    say(answer, "Another exercise on this page is running: wait, or stop it.");
    return;
  }
  const asked = document.activeElement;
  runtime.isTaken = true;
  setBusy(answer, true);
  focusStop(answer);
  takeBack(answer);
  try {
    await started(runtime, answer);
    await asking(runtime);
  } catch (error) {
    say(answer, error.message);
  } finally {
    answer.said.loading.hidden = true;
    runtime.isTaken = false;
    setBusy(answer, false);
    focusBack(answer, asked);
    showStatus(answer);
  }
};

const started = async (runtime, answer) => {
  const { loading } = answer.said;
  if (!runtime.isLoaded) {
    say(answer, `Loading Python: ${megabytes(weight(answer.exercise.page))}, once; the browser keeps it.`);
    loading.hidden = false;
  }
  await runtime.start((loaded, total) => {
    loading.value = loaded / total;
  });
  loading.hidden = true;
};

export const run = (answer) => askPython(answer, async (runtime) => {
  const { exercise, field, said } = answer;
  say(answer, "Running …");
  const printer = printerOf(answer);
  const ended = await runtime.run(
    { file: exercise.file, text: field.text(), withheld: exercise.withheld }, printer.add,
  ).finally(printer.show);
  if (!ended.got) {
    say(answer, said.output.hidden ? "It ran to its end, and printed nothing." : "It ran to its end.");
    return;
  }
  const place = ended.line ? `${exercise.file}, line ${ended.line}: ` : "";
  say(answer, [place + ended.got, ended.think].filter(Boolean).join(/[.?!]$/.test(ended.got) ? " " : ". "));
  if (ended.line) field.mark({ line: ended.line, words: ended.got });
});

// Many lines a second are shown together: else the page would have no time for a click.
const printerOf = (answer) => {
  let waiting = "";
  const show = () => {
    if (waiting) print(answer, waiting);
    waiting = "";
  };
  const add = (text) => {
    if (!waiting) setTimeout(show, SHOW_AFTER_MS);
    waiting += text;
  };
  return { add, show };
};

export const check = (answer) => askPython(answer, async (runtime) => {
  const { exercise, field, said } = answer;
  say(answer, "Checking …");
  // What is written from now on is not what is checked.
  saveNow(answer);
  const at = new Date().toISOString();
  const found = [];
  let isMarked = false;
  const request = {
    id: exercise.id, files: exercise.files, answer: { file: exercise.file, text: field.text() },
  };
  const outcome = await runtime.check(request, (result) => {
    if (!isSaidAlready(result, found)) said.results.append(resultItem(result));
    found.push(result);
    const place = result.status === "passed" || isMarked ? null : placeIn(result);
    if (place) {
      isMarked = true;
      field.mark(place);
    }
  });
  say(answer, summary(exercise, found, outcome));
  said.results.append(...alsoNotLoaded(found));
  if (outcome.said) print(answer, outcome.said);
  if (!outcome.died && found.length === outcome.tests && found.length) keepResult(answer, found, at);
});

const keepResult = ({ exercise, work }, found, at) => {
  const earned = found.reduce((sum, result) => sum + result.earned, 0);
  work.keepResult({ earned, visible: exercise.points.visible, at });
};
