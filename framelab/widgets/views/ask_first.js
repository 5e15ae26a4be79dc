// A guess before the answer, and what the answer makes of the guess.

import { html } from "./html.js";
import { Radios, named } from "./choices.js";
import { Button, OWN_KEYS } from "./controls.js";

// Questions to be answered before something is shown, each with a `text` and `options`. `about`
// names what is asked about: another one gets a form without a choice. `keep` gets the names of the
// answers, one a question, or none where the reader chose to see without a guess.
export const AskFirst = ({ id, about, questions, show, keep, ...rest }) => {
  const fieldName = (k) => `${id}-guess-${k}`;
  const submit = (event) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    keep(questions.map((_, k) => data.get(fieldName(k))));
  };
  return html`
    <form key=${about} onsubmit=${submit} ...${rest}>
      ${questions.map(({ text, options }, k) => html`
        <${Radios} legend=${k ? text : `Your guess first. ${text}`} name=${fieldName(k)}
          choices=${options} required />`)}
      <p>
        <button type="submit" ...${OWN_KEYS}>${show}</button>
        <${Button} onclick=${() => keep([])}>Show without a guess<//>
      </p>
    </form>`;
};

// A finding in words, beginning with the reader's guess where there is a guess.
export const answerTo = (guessed, { right, hints, finding }, options) => {
  if (!guessed) return finding;
  const said = `You guessed “${named(options, guessed).label}”`;
  return guessed === right ? `${said}: so it is. ${finding}`
    : `${said}. ${finding} ${hints[guessed]}`;
};

// A live region. The region is on the page before its words, or no screen reader says the words.
export const Status = ({ children, ...rest }) => html`<p role="status" ...${rest}>${children}</p>`;
