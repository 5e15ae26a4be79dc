// The form of an exercise of codes: passages, and below each the questions on it. What is chosen
// makes the same `answer.json` that one would write by hand.

import { element } from "./elements.js";

export const formFor = (exercise, { changed }) => {
  const codes = new Map();
  const choices = new Map();
  const text = () => `${JSON.stringify(Object.fromEntries(codes), null, 2)}\n`;
  const form = element("form", { class: "exercise-form", autocomplete: "off", "aria-label": `Your codes: ${exercise.title}`,
    onsubmit: (event) => event.preventDefault() });
  for (const [number, passage] of exercise.passages.entries()) {
    const asked = exercise.questions.filter((each) => each.passages.includes(passage.id));
    const id = `${exercise.id}-${passage.id}`;
    const section = element("fieldset", {},
      element("legend", {}, `${number + 1} of ${exercise.passages.length}. ${passage.title}`),
      element("div", { class: "passage", id }, ...passage.text.split(/\n\s*\n/).map(
        (paragraph) => element("p", {}, paragraph))));
    for (const question of asked) {
      const item = `${passage.id}/${question.id}`;
      const choice = element("select", { name: item, "aria-describedby": id },
        element("option", { value: "" }, "not coded yet"),
        ...Object.entries(question.codes).map(([code, meaning]) =>
          meaning === code ? element("option", { value: code, translate: "no" }, code)
            : element("option", { value: code }, `${code}: ${meaning}`)));
      choice.addEventListener("change", () => {
        codes.set(item, choice.value);
        changed();
      });
      codes.set(item, "");
      choices.set(item, choice);
      section.append(element("label", { class: "question" }, element("span", {}, question.ask), choice));
    }
    form.append(section);
  }
  const field = {
    element: form,
    mark: () => {},
    text,
    write: (given) => {
      field.show(given);
      changed();
    },
    // Codes that are none of this exercise are kept out: the form cannot show them.
    show: (given) => {
      let found = {};
      try {
        found = JSON.parse(given);
      } catch {
        // as if nothing had been coded
      }
      for (const [item, choice] of choices) {
        const code = typeof found?.[item] === "string" ? found[item] : "";
        choice.value = code;
        codes.set(item, choice.value);
      }
    },
  };
  return field;
};
