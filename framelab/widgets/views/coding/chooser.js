// Which passage lies on the desk: of the articles, or of the exercise.

import { Radios } from "../choices.js";
import { Button, OWN_KEYS } from "../controls.js";
import { html } from "../html.js";
import { isKept, isTask } from "./codebook.js";

// The passages that can be chosen beside this one: their `name`, `label`, and whether codes are missing.
const choicesOf = (desk, { selected, codes, answer }) => {
  if (!isTask(desk, selected)) {
    return desk.passages.map(({ place, label }, at) => ({
      name: place, isOpen: !isKept(codes, place),
      label: `${at + 1}. ${label}${isKept(codes, place) ? " (coded)" : ""}`,
    }));
  }
  return desk.tasks.map(({ id, title }, at) => {
    const asked = [...desk.gradedItems.keys()].filter((item) => item.startsWith(`${id}/`));
    const given = asked.filter((item) => item in answer).length;
    return {
      name: id, isOpen: given < asked.length,
      label: `${at + 1}. ${title} (${given} of ${asked.length} codes)`,
    };
  });
};

// The next passage that lacks codes, or the next of all.
const nextAfter = (choices, selected) => {
  const at = choices.findIndex(({ name }) => name === selected);
  const rest = [...choices.slice(at + 1), ...choices.slice(0, at)];
  return (rest.find(({ isOpen }) => isOpen) ?? rest[0]).name;
};

const Kind = ({ id, desk, selected, select }) => {
  const first = { practice: desk.passages[0].place, graded: desk.tasks[0].id };
  return html`
    <${Radios} legend="What do you code?" name=${`${id}-kind`} choices=${[
      { name: "practice", label: "Practice: paragraphs of the articles" },
      { name: "graded", label: `Exercise: the passages of ${desk.graded.id}` },
    ]} value=${isTask(desk, selected) ? "graded" : "practice"} choose=${(kind) => select(first[kind])} />`;
};

// `select` gets a passage that the reader has chosen, `goOn` one that comes next.
export const Chooser = ({ id, desk, state, select, goOn }) => {
  const { selected } = state;
  const choices = choicesOf(desk, state);
  const field = `${id}-passage`;
  return html`
    <div class="cd-chooser">
      ${desk.passages.length > 0 && desk.tasks.length > 0 && html`
        <${Kind} id=${id} desk=${desk} selected=${selected} select=${select} />`}
      <p class="cd-which">
        <label for=${field}>Passage</label>
        <select id=${field} value=${selected} onchange=${({ target }) => select(target.value)} ...${OWN_KEYS}>
          ${choices.map(({ name, label }) => html`<option key=${name} value=${name}>${label}</option>`)}
        </select>
        <${Button} hidden=${choices.length < 2} onclick=${() => goOn(nextAfter(choices, selected))}>
          Next passage
        <//>
      </p>
    </div>`;
};
