// The passage on the desk, as far as the book may print the passage.

import { html } from "../html.js";
import { addressOf } from "../places.js";
import { Link } from "../controls.js";

// What the keyboard goes to when another passage comes.
const Shown = ({ children }) => html`<div class="cd-passage" tabindex="-1">${children}</div>`;

// A paragraph of an article: its gist, its quotations, and what it reports. The way to the paragraph
// is open once the reader has coded its issue, which the page of the article tells.
export const Paragraph = ({ passage, isCoded, pages }) => {
  const { place, label, gist, quotes, reported } = passage;
  const address = addressOf(place, pages);
  return html`
    <${Shown}>
      <p class="cd-title">
        ${label}${isCoded && address && html`${" "}<${Link} href=${address}>Go to this paragraph<//>`}
      </p>
      <p>${gist}</p>
      ${quotes.map(({ text, who }) => html`<blockquote><p>${text}</p><footer>${who}</footer></blockquote>`)}
      ${reported.length > 0 && html`
        <p>Whose words it gives in its own, in ours:</p>
        <ul>${reported.map((each) => html`<li>${each}</li>`)}</ul>`}
    <//>`;
};

// A passage of the exercise, whole.
export const Task = ({ passage: { title, text } }) => html`
  <${Shown}>
    <p class="cd-title">${title}</p>
    ${text.split(/\n\s*\n/).map((paragraph) => html`<p>${paragraph}</p>`)}
  <//>`;
