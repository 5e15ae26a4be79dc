// The front end of provenance_cards.py: its traits are what the hooks read and set here.

import { AskFirst, Status } from "./views/ask_first.js";
import { Radios, focusChosen, named } from "./views/choices.js";
import { Button, Link, listed } from "./views/controls.js";
import { html, useRef } from "./views/html.js";
import { mount, setTraits, useTrait } from "./views/model.js";
import { Place } from "./views/places.js";

const ProvenanceCards = ({ model, id }) => {
  const [cards] = useTrait(model, "cards");
  const [note] = useTrait(model, "note");
  return cards.length
    ? html`<${Cards} model=${model} id=${id} /><p class="pc-note">${note}</p>`
    : html`<p>${note}</p>`;
};

// The questions about an article, the one that is asked, and what the reader guessed.
const useView = (model) => {
  const [views] = useTrait(model, "views");
  const [article] = useTrait(model, "article");
  const [asked] = useTrait(model, "asked");
  const [guesses, setGuesses] = useTrait(model, "guesses");
  const asks = views.filter((view) => view.article === article);
  return {
    asks,
    view: named(asks, asked), // none, where a kernel has set the article and not yet the question
    guessed: guesses[asked],
    isSeen: (name) => name in guesses,
    keep: (code) => setGuesses({ ...guesses, [asked]: code }),
    seeAll: () =>
      setGuesses({ ...Object.fromEntries(asks.map(({ name }) => [name, ""])), ...guesses }),
  };
};

const Cards = ({ model, id }) => {
  const { asks, view, isSeen, keep } = useView(model);
  const [article] = useTrait(model, "article");
  const [, setAsked] = useTrait(model, "asked");
  const askChooser = useRef();
  const shown = view && isSeen(view.name);
  return html`
    <${Articles} model=${model} id=${id} />
    ${asks.length > 0 && html`
      <${Radios} key=${article} legend="What do you want to find out?" name=${`${id}-asked`}
        choices=${asks} value=${view?.name ?? ""} choose=${setAsked} ref=${askChooser} />`}
    ${view && !shown && html`
      <${Asking} model=${model} ...${view} />
      <${AskFirst} class="pc-guess" id=${id} about=${view.name}
        questions=${[{ text: view.question, options: view.options }]} show="Turn this line over"
        keep=${([code = ""]) => {
          keep(code);
          focusChosen(askChooser);
        }} />`}
    <${Finding} model=${model} shown=${shown} />
    <${Card} model=${model} />
    <${TurnOver} model=${model} askChooser=${askChooser} />`;
};

const Articles = ({ model, id }) => {
  const [cards] = useTrait(model, "cards");
  const [views] = useTrait(model, "views");
  const [article] = useTrait(model, "article");
  const choose = (chosen) => {
    const first = views.find((view) => view.article === chosen);
    setTraits(model, { article: chosen, asked: first?.name ?? "" });
  };
  return html`
    <${Radios} legend="Whose card?" name=${`${id}-article`} value=${article} choose=${choose}
      choices=${cards.map((card) => ({ name: card.article, label: card.label }))} />`;
};

const Asking = ({ model, claim, clue, places }) => html`
  <div class="pc-asking">
    ${claim && html`<p><strong>The claim: </strong>${claim}</p>`}
    <p><strong>What you can go by: </strong>${clue} <${Places} model=${model} places=${places} /></p>
  </div>`;

const Places = ({ model, places }) => {
  const [pages] = useTrait(model, "pages");
  const links = places.map(({ place, label }) =>
    html`<${Place} place=${place} pages=${pages}>${label}<//>`);
  return links.length > 0 && html`(See ${listed(links)}.)`;
};

const Finding = ({ model, shown }) => {
  const { view, guessed } = useView(model);
  const [outside] = useTrait(model, "outside");
  const sources = view?.sources.map(({ url, label }) => html`<${Link} href=${url}>${label}<//>`);
  return html`
    <div class=${shown ? "pc-finding" : ""}>
      <${Status}>${shown && inWords(guessed, view)}<//>
      ${shown && (view.places.length > 0 || sources.length > 0) && html`
        <p class="pc-ways">
          <${Places} model=${model} places=${view.places} />
          ${sources.length > 0 && html` ${outside}: ${listed(sources)}.`}
        </p>`}
    </div>`;
};

const inWords = (guessed, { finding, options, right, also, hints }) => {
  if (!guessed) return finding;
  const said = `You guessed “${named(options, guessed).label.split(":")[0]}”`;
  if (guessed === right) return `${said}: so do we. ${finding}`;
  return also.includes(guessed) ? `${said}: it can be defended. ${finding}`
    : `${said}. ${hints[guessed]} ${finding}`;
};

const Card = ({ model }) => {
  const [cards] = useTrait(model, "cards");
  const [article] = useTrait(model, "article");
  const [covered] = useTrait(model, "covered");
  const { isSeen } = useView(model);
  const { label, lines } = cards.find((card) => card.article === article);
  return html`
    <div class="pc-card">
      <p class="pc-title">Card: ${label}</p>
      <dl>${lines.map(({ term, text, covered_by: cover, url }) => html`
        <dt>${term}</dt>
        ${cover && !isSeen(cover)
          ? html`<dd class="pc-covered">${covered}</dd>`
          : html`<dd><${Place} href=${url}>${text}<//></dd>`}`)}
      </dl>
    </div>`;
};

const TurnOver = ({ model, askChooser }) => {
  const { asks, isSeen, seeAll } = useView(model);
  return !asks.every(({ name }) => isSeen(name)) && html`
    <p><${Button} onclick=${() => {
      seeAll();
      focusChosen(askChooser);
    }}>Turn the whole card over<//></p>`;
};

export default mount(ProvenanceCards, "provenance-cards");
