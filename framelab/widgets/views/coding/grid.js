// The reader's own codes of a paragraph: its issue, then what it does on each issue that it names.

import { Radios } from "../choices.js";
import { OWN_KEYS } from "../controls.js";
import { html, useState } from "../html.js";
import { cellsOn, issuesIn } from "./codebook.js";

const Functions = ({ side, functions, hidden }) => html`
  <fieldset hidden=${hidden}>
    <legend>${`On ${side.label}, the paragraph …`}</legend>
    ${functions.map(({ name, label, asks }) => html`
      <label>
        <input type="checkbox" name=${`${side.name}/${name}`} ...${OWN_KEYS} />
        <span><b>${label}:</b>${` ${asks}`}</span>
      </label>`)}
  </fieldset>`;

// All codes of a paragraph, from what was ticked. What is not asked about an issue is absent.
const codesFrom = (data, { place, issue, desk }) => {
  const named = issuesIn(desk, issue);
  const cells = desk.sides.flatMap(({ name: side }) => cellsOn(side, desk.functions).map((cell) =>
    [`${place}/${cell}`, named.includes(side) && data.has(cell) ? "present" : "absent"]));
  return { [`${place}/issue`]: issue, ...Object.fromEntries(cells) };
};

// `keep` gets the codes once the reader has decided.
export const Grid = ({ id, desk, place, keep }) => {
  const [issue, choose] = useState("");
  const named = issuesIn(desk, issue);
  const submit = (event) => {
    event.preventDefault();
    keep(codesFrom(new FormData(event.currentTarget), { place, issue, desk }));
  };
  return html`
    <form class="cd-form" onsubmit=${submit}>
      <${Radios} legend="Which issue does the paragraph name?" name=${`${id}-issue`} choices=${desk.issues}
        value=${issue} choose=${choose} required />
      <p hidden=${!named.length}>
        Tick what it does, in whatever voice, also where it denies or rejects. What you do not tick
        counts as absent.
      </p>
      <p hidden=${!issue || named.length > 0}>On neither issue there is no function to tick.</p>
      ${desk.sides.map((side) => html`
        <${Functions} side=${side} functions=${desk.functions} hidden=${!named.includes(side.name)} />`)}
      <p><button type="submit" ...${OWN_KEYS}>Keep my codes, then compare</button></p>
      <p class="cd-hint">
        What you keep stays as it is: only what you coded before you saw our codes can agree with
        them.
      </p>
    </form>`;
};
