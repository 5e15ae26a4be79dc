// The buttons of an exercise: what to do with the answer, and signs that a phone's keyboard hides.

import { element } from "./elements.js";

const SIGNS = [["Tab", "    "], ...[..."()[]{}:_=\""].map((sign) => [sign, sign])];
const NEED_PYTHON = ["run", "check"];
const CHANGE_OR_ASK = ["run", "check", "reset", "undo"];

// Give the bar and its buttons by name; `act` gets the name of the button that was pressed.
export const toolbarFor = (exercise, act) => {
  const button = (name, label, attributes = {}) =>
    [name, element("button", { type: "button", onclick: () => act(name), ...attributes }, label)];
  const named = [
    ...(exercise.kind === "code" ? [button("run", "Run")] : []), button("check", "Check", { class: "exercise-check" }),
    button("stop", "Stop", { disabled: true }), button("reset", "Reset"),
    button("undo", "Undo Reset", { hidden: true }), button("download", "Download"),
  ];
  return {
    element: element("div", { class: "exercise-bar", role: "group", "aria-label": `${exercise.title}: what to do` },
      ...named.map(([, made]) => made)),
    buttons: Object.fromEntries(named),
  };
};

export const signsFor = (field) =>
  element("div", { class: "exercise-keys", translate: "no", role: "group", "aria-label": "Signs to insert" },
    ...SIGNS.map(([label, sign]) => element("button", {
      type: "button", "aria-label": label === "Tab" ? "Indent" : undefined,
      onpointerdown: (event) => event.preventDefault(), // the editor keeps the keyboard
      onclick: () => field.insert(sign),
    }, label)));

// Switch the buttons to a Python that works, or to one that rests.
export const setBusy = ({ obstacle, root, toolbar: { buttons } }, isBusy) => {
  root.setAttribute("aria-busy", String(isBusy));
  for (const name of CHANGE_OR_ASK) {
    if (buttons[name]) buttons[name].disabled = isBusy || (Boolean(obstacle) && NEED_PYTHON.includes(name));
  }
  buttons.stop.disabled = !isBusy;
};

// A button that is switched off loses the keyboard: it goes to Stop, and back to where it was.
const isKeyboardLost = ({ toolbar: { buttons } }) =>
  [document.body, null, buttons.stop].includes(document.activeElement) || document.activeElement.disabled;

export const focusStop = (answer) => {
  if (isKeyboardLost(answer)) answer.toolbar.buttons.stop.focus({ preventScroll: true });
};

export const focusBack = (answer, asked) => {
  if (isKeyboardLost(answer) && answer.root.contains(asked)) asked.focus({ preventScroll: true });
};
