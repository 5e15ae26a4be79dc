// The front end of speech_compare.py: its traits are what `model` gets and sets here.

import { AskFirst, Status } from "./views/ask_first.js";
import { focusChosen, named, Radios } from "./views/choices.js";
import { Expander } from "./views/controls.js";
import { html, useRef } from "./views/html.js";
import { mount, setTraits, useTrait } from "./views/model.js";
import { Place } from "./views/places.js";

const Quote = ({ quote, article, text, kind, outlet, paragraph, via, pages }) => html`
  <blockquote>
    <p>${text}</p>
    <p class="sc-source">
      <${Place} place=${quote} article=${article} pages=${pages}>${outlet}, paragraph ${paragraph}<//>
      , ${kind}${via && `, by way of ${via}`}
    </p>
  </blockquote>`;

// The quotations of a row, in a row of their own below that row.
const Quotations = ({ row, id, speakers, pages }) => html`
  <tr id=${id} class="sc-detail">
    <td colspan=${1 + speakers.length}>
      ${row.about && html`<p>${row.about}</p>`}
      <div class="sc-sides">
        ${row.cells.map(({ label, quotes }, k) => html`
          <div role="group" aria-label=${speakers[k].label}>
            <p><strong>${speakers[k].label}</strong>: ${label}</p>
            ${quotes.map((quote) => html`<${Quote} ...${quote} pages=${pages} />`)}
          </div>`)}
      </div>
    </td>
  </tr>`;

const Cell = ({ words, count, label, most }) =>
  (count
    ? html`<td><div class="sc-bar" style=${{ width: `${(words / most) * 100}%` }} />${label}</td>`
    : html`<td class="sc-never">${label}</td>`);

// A row a value, a column a speaker. A row with quotations opens them.
const Comparison = ({ view, speakers, opened, toggle, id, pages }) => {
  const { label, rows, note } = view;
  const most = Math.max(...rows.flatMap(({ cells }) => cells.map(({ words }) => words)), 1);
  const quotations = `${id}-quotations`;
  return html`
    <table>
      <caption>Words quoted, by ${label.toLowerCase()}. A row opens its quotations.</caption>
      <thead><tr>
        ${[label, ...speakers.map((each) => each.label)].map((text) => html`<th scope="col">${text}</th>`)}
      </tr></thead>
      <tbody>${rows.map((row) => {
        const isQuoted = row.cells.some(({ count }) => count);
        const isOpen = isQuoted && opened === row.name;
        return html`
          <tr key=${row.name}>
            <th scope="row">${isQuoted ? html`
              <${Expander} open=${isOpen} toggle=${() => toggle(row.name)}
                aria-controls=${isOpen ? quotations : undefined}>${row.label}<//>` : row.label}</th>
            ${row.cells.map((cell) => html`<${Cell} ...${cell} most=${most} />`)}
          </tr>
          ${isOpen && html`
            <${Quotations} row=${row} id=${quotations} speakers=${speakers} pages=${pages} />`}`;
      })}</tbody>
    </table>
    <p class="sc-note">${note}</p>`;
};

const findingOf = ({ options, right, finding }, guessed) => {
  if (!guessed) return finding;
  const said = `You guessed ${named(options, guessed).label}`;
  return guessed === right ? `${said}: so it is. ${finding}`
    : `${said}; it is ${named(options, right).label}. ${finding}`;
};

const SpeechCompare = ({ model, id }) => {
  const [by] = useTrait(model, "by");
  const [guesses] = useTrait(model, "guesses");
  const [opened, open] = useTrait(model, "opened");
  const [pages] = useTrait(model, "pages");
  const chooser = useRef();
  const speakers = model.get("speakers");
  const views = model.get("views");
  if (!views.length) return html`<p>${model.get("missing")}</p>`;
  const view = named(views, by);
  // Speakers can leave nothing to guess: then the rows show at once.
  const isShown = !view.question || by in guesses;
  const keep = ([option = ""]) => {
    setTraits(model, { guesses: { ...guesses, [by]: option } });
    focusChosen(chooser);
  };
  return html`
    <${Radios} ref=${chooser} legend=${`Compare ${speakers.map(({ label }) => label).join(" and ")} by`}
      name=${`${id}-by`} choices=${views} value=${by}
      choose=${(name) => setTraits(model, { opened: "", by: name })} />
    ${!isShown && html`
      <${AskFirst} class="sc-guess" id=${id} about=${by} show="Show the comparison" keep=${keep}
        questions=${[{ text: view.question, options: view.options }]} />`}
    <${Status} class="sc-finding">${isShown && findingOf(view, guesses[by])}<//>
    ${isShown && view.rows.length > 0 && html`
      <${Comparison} view=${view} speakers=${speakers} opened=${opened} id=${id} pages=${pages}
        toggle=${(name) => open(opened === name ? "" : name)} />`}`;
};

export default mount(SpeechCompare, "speech-compare");
