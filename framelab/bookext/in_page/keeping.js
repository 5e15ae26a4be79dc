// What the browser keeps of an answer: saved while somebody writes, put back by Reset and Undo Reset,
// shown anew where another page changed it.
//
// `answer.saving` is the timer of what is to be saved. `answer.known` is the text that the browser was
// last known to keep, if any. `answer.isKept` says whether this text is what stands in the field: what
// the browser does not keep, nothing replaces.

import { element } from "./elements.js";
import { say, showKept, takeBack } from "./messages.js";

const SAVE_AFTER_MS = 250;

// What is said where another text is shown, by the reason.
const SHOWN_ANEW = {
  page: "", // what somebody does on this page they know already
  tab: "Another tab of this browser changed this answer. The new answer is shown here, too.",
  return: "This answer was changed on another page. Here is the answer that this browser keeps now.",
  cleared: "Your work was cleared from this browser, on another page.",
  gone: "This browser no longer keeps an answer to this exercise. Here is the starter.",
};
const NOT_KEPT_ANY_MORE =
  "Another page removed this answer from the browser's storage. The answer is still here. Keep " +
  "writing, and the browser keeps the answer again; or download the answer.";

const stopWaiting = (answer) => {
  clearTimeout(answer.saving);
  answer.saving = null;
};

// Take note of what the browser keeps now; `problem` is a sentence where it kept nothing.
const note = (answer, problem) => {
  stopWaiting(answer);
  answer.isKept = !problem;
  answer.known = answer.work.read().text;
  answer.said.trouble.textContent = problem;
  showKept(answer);
};

const save = (answer) => note(answer, answer.work.save(answer.field.text()));

// Save what waits to be saved.
export const saveNow = (answer) => {
  if (answer.saving) save(answer);
};

// Save soon: somebody writes.
export const changed = (answer) => {
  answer.field.mark(null);
  answer.isKept = false;
  clearTimeout(answer.saving);
  answer.saving = setTimeout(() => save(answer), SAVE_AFTER_MS);
};

export const reset = (answer) => {
  const { exercise, field, work } = answer;
  const before = field.text();
  takeBack(answer);
  field.write(exercise.starter);
  note(answer, work.replace(exercise.starter, before));
  answer.toolbar.buttons.undo.hidden = false;
  say(answer, "Back to the start. Undo Reset brings your text back.");
};

export const undo = (answer) => {
  const { field, work } = answer;
  const { before } = work.read();
  if (typeof before !== "string") return;
  // What was written since is not lost either: the same button changes the two again.
  const since = field.text();
  field.write(before);
  note(answer, work.replace(before, since));
  say(answer, "Your text is back. Undo Reset again brings back what stood here until now.");
};

// Show what was written before, here or for an earlier version of the exercise.
export const showBefore = (answer) => {
  const { exercise, field, toolbar, work } = answer;
  const { text, before, result } = work.read();
  const isThere = typeof text === "string";
  field.show(isThere ? text : exercise.starter);
  toolbar.buttons.undo.hidden = !isThere || typeof before !== "string";
  const earlier = isThere ? undefined : work.earlier();
  if (earlier !== undefined) {
    const take = element("button", { type: "button", onclick: () => {
      field.write(earlier);
      take.parentElement.remove();
    } }, "Bring it here");
    toolbar.element.after(
      element("p", {}, "You wrote an answer for an earlier version of this exercise. ", take));
  }
  if (result) say(answer, `When last checked: ${result.earned} of ${result.visible} points.`);
  showKept(answer);
};

const showAnew = (answer, { text, before }, words) => {
  stopWaiting(answer);
  answer.known = text;
  answer.isKept = true;
  takeBack(answer); // what was said is about another text
  answer.said.trouble.textContent = "";
  answer.field.show(text ?? answer.exercise.starter);
  answer.toolbar.buttons.undo.hidden = typeof before !== "string";
  if (words) say(answer, words);
};

// Hear of what other pages, tabs and parts of this page do to what is kept.
export const watch = (answer) => {
  answer.work.watch((found, why) => {
    const isThere = typeof found.text === "string";
    if (why === "cleared") showAnew(answer, {}, SHOWN_ANEW.cleared);
    else if (answer.isKept && found.text !== answer.known) {
      if (isThere) showAnew(answer, found, SHOWN_ANEW[why]);
      else if (why === "return") showAnew(answer, {}, SHOWN_ANEW.gone);
      // Another page of the site has emptied the storage, which is no wish of whoever writes here.
      else note(answer, NOT_KEPT_ANY_MORE);
    }
    showKept(answer);
  });
  window.addEventListener("pagehide", () => saveNow(answer));
  document.addEventListener("visibilitychange", () => saveNow(answer));
};
