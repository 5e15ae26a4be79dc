// What an exercise says to whoever works on it, and where on the page.

import { element } from "./elements.js";
import { exported, when } from "./work.js";

// The places, all empty at first: a screen reader hears of what comes into them later.
export const placesToSay = () => ({
  loading: element("progress", { class: "exercise-loading", "aria-label": "Loading Python", max: "1", hidden: true }),
  status: element("p", { class: "exercise-status", role: "status" }),
  trouble: element("p", { class: "exercise-trouble", role: "alert" }),
  output: element("pre", { class: "exercise-output", translate: "no", tabindex: "0", "aria-label": "Output", hidden: true }),
  results: element("ul", { class: "exercise-results", "aria-label": "Checks" }),
  kept: element("p", { class: "exercise-kept" }),
});

export const say = ({ said }, text) => {
  said.status.textContent = text;
};

// Show what Python printed, below what is shown already.
export const print = ({ said }, text) => {
  said.output.hidden = false;
  said.output.append(text);
};

// Take back what was said about a text that is checked anew, or is no longer there.
export const takeBack = ({ said, field }) => {
  said.output.hidden = true;
  said.output.replaceChildren();
  said.results.replaceChildren();
  field.mark(null);
};

export const showKept = ({ exercise, said, work }) => {
  const { saved } = work.read();
  const last = exported(exercise.book).exported;
  said.kept.replaceChildren(
    saved ? `Saved ${when(saved)}. ` : "",
    `Last exported: ${when(last)}. `,
    element("a", { href: exercise.progress }, "Your progress"),
    " has all exercises, and one file to hand in.");
};

// Bring into view what was said below the buttons: it may stand below the screen.
export const showStatus = ({ said, toolbar }) => {
  const { bottom, top } = said.status.getBoundingClientRect();
  if (bottom > window.innerHeight * 0.75 || top < 0) toolbar.element.scrollIntoView({ block: "start" });
};
