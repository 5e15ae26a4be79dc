// The exercise on the desk: its questions on a passage, and the file to hand in.

import { Radios } from "../choices.js";
import { Button, Link } from "../controls.js";
import { html } from "../html.js";
import { questionsOn } from "./codebook.js";
import { answerAsText, download } from "./files.js";

const asChoices = (codes) => Object.entries(codes).map(([name, meaning]) =>
  ({ name, label: meaning === name ? name : `${name}: ${meaning}` }));

// `keep` gets an item and the code that the reader gives it.
export const Questions = ({ id, desk, task, answer, keep }) => html`
  <form class="cd-form" onsubmit=${(event) => event.preventDefault()}>
    ${questionsOn(desk.graded, task).map((question) => {
      const item = `${task}/${question.id}`;
      return html`
        <${Radios} key=${item} legend=${question.ask} name=${`${id}-${item}`} choices=${asChoices(question.codes)}
          value=${answer[item] ?? ""} choose=${(code) => keep(item, code)} required />`;
    })}
  </form>`;

// `say` gets what happened, in words.
export const HandIn = ({ desk, answer, say }) => {
  const { book, graded, gradedItems } = desk;
  const form = document.getElementById(`answer-${graded.id}`.replaceAll("_", "-"));
  const hand = () => {
    download(graded.file, answerAsText(desk, answer));
    say(`${graded.file} is downloaded: the answer to ${graded.id}.`);
  };
  return html`
    <div class="cd-tools">
      <p>${`${Object.keys(answer).length} of ${gradedItems.size} codes given. ` +
        `The desk has no codes of ours for these passages${
          book ? "; what you choose here stands in the exercise’s form as well" : ""}.`}</p>
      <p class="cd-buttons">
        <${Button} onclick=${hand}>${`Download ${graded.file}`}<//>
        ${form && html`<${Link} href=${`#${form.id}`}>To the form, to check it<//>`}
      </p>
    </div>`;
};
