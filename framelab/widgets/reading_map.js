// The front end of reading_map.py: its traits are what the hooks read and set here.

import { AskFirst, Status } from "./views/ask_first.js";
import { Radios, focusChosen, named } from "./views/choices.js";
import { OWN_KEYS } from "./views/controls.js";
import { html, useRef } from "./views/html.js";
import { mount, useTrait } from "./views/model.js";
import { WayTo } from "./views/places.js";

// A category with its color: the fill of an issue, or a tint by the position; what has no mark of
// its own is plain.
const COLORS = 7;
const colored = (category, k) =>
  ({ ...category, color: category.fill || `var(--rm-${category.mark === "–" ? "plain" : k % COLORS})` });

// A name in camel case may break between its words.
const breakable = (name) => name.replace(/([a-z])([A-Z])/g, "$1\u00AD$2");

const sizeOf = ({ kind, words }) => (kind === "subhead" ? "sub-head" : `${words} words`);

// What the paragraphs are colored by, and whether the colors show.
const useColoring = (model) => {
  const [colorings] = useTrait(model, "colorings");
  const [coloring] = useTrait(model, "coloring");
  const [guesses] = useTrait(model, "guesses");
  // A corpus can leave nothing to guess: then the colors show at once.
  const isShown = ({ name, question }) => !question || name in guesses;
  const current = named(colorings, coloring);
  return { current, guessed: guesses[coloring], shown: isShown(current), isShown };
};

const ReadingMap = ({ model, id }) => {
  const { current, guessed, shown } = useColoring(model);
  const [colorings] = useTrait(model, "colorings");
  const [, setColoring] = useTrait(model, "coloring");
  const [guesses, setGuesses] = useTrait(model, "guesses");
  const chooser = useRef();
  return html`
    <${Radios} legend="Colour the paragraphs by" name=${`${id}-coloring`} choices=${colorings}
      value=${current.name} choose=${setColoring} ref=${chooser} />
    ${!shown && html`
      <${AskFirst} class="rm-guess" id=${id} about=${current.name}
        questions=${[{ text: current.question, options: current.options }]}
        show="Show the colours" keep=${([option = ""]) => {
          setGuesses({ ...guesses, [current.name]: option });
          focusChosen(chooser);
        }} />`}
    <${Status} class="rm-finding">${shown && inWords(guessed, current)}<//>
    ${shown && html`<${Legend} model=${model} ...${current} />`}
    <p id=${`${id}-keys`} class="rm-keys">
      Click a paragraph, or Tab into the map and use the arrow keys; Home and End go to the first
      and last paragraph of a column. A taller field is a longer paragraph.
    </p>
    <${Columns} model=${model} keys=${`${id}-keys`} />
    <${Detail} model=${model} />`;
};

const inWords = (guessed, { options, right, finding }) => {
  if (!guessed) return finding;
  const label = (name) => named(options, name).label;
  return right.includes(guessed) ? `You guessed ${label(guessed)}: so it is. ${finding}`
    : `You guessed ${label(guessed)}; it is ${right.map(label).join(" and ")}. ${finding}`;
};

const Legend = ({ model, name, categories }) => {
  const [articles] = useTrait(model, "articles");
  const paragraphs = articles.flatMap((article) => article.paragraphs);
  const count = (category) =>
    paragraphs.filter((paragraph) => paragraph.categories[name].includes(category)).length;
  return html`
    <ul class="rm-legend" aria-label="What the letters and colours mean">
      ${categories.map(colored).map(({ name: category, label, mark, color }) => html`
        <li>
          <span class="rm-mark" style=${{ background: color }}><span class="rm-sign">${mark}</span></span>
          ${label}: ${count(category)}
        </li>`)}
    </ul>`;
};

// The open paragraph: its column and its row, the first of all where none is open.
const useOpen = (model) => {
  const [articles] = useTrait(model, "articles");
  const [[article, number], setSelected] = useTrait(model, "selected");
  const column = Math.max(articles.findIndex((each) => each.article === article), 0);
  const { paragraphs } = articles[column];
  return {
    column,
    row: Math.max(paragraphs.findIndex(({ paragraph }) => paragraph === number), 0),
    isOpen: Boolean(article),
    open: (to, row) =>
      setSelected([articles[to].article, articles[to].paragraphs[row].paragraph]),
  };
};

const nameOf = ({ article }, { paragraph }) => `${article}-${paragraph}`;

// One tab stop for the whole map, arrows inside it
const Columns = ({ model, keys }) => {
  const [articles] = useTrait(model, "articles");
  const { current, shown } = useColoring(model);
  const at = useOpen(model);
  const map = useRef();
  const move = (event, column, row) => {
    const to = placeAfter(event, column, row, articles);
    if (!to) return;
    event.preventDefault();
    const place = nameOf(articles[to[0]], articles[to[0]].paragraphs[to[1]]);
    map.current.querySelector(`[data-place="${CSS.escape(place)}"]`).focus();
    at.open(...to);
  };
  return html`
    <div class="rm-map" role="group" aria-label="Paragraphs, a column an article"
      aria-describedby=${keys} ref=${map}>
      ${articles.map((article, column) => html`
        <div class="rm-column">
          <div class="rm-outlet" aria-hidden="true">${breakable(article.outlet)}</div>
          <ol aria-label=${article.outlet}>
            ${article.paragraphs.map((paragraph, row) => html`
              <li><${Field} article=${article} paragraph=${paragraph} coloring=${shown && current}
                isStop=${column === at.column && row === at.row} isOpen=${at.isOpen}
                open=${() => at.open(column, row)}
                move=${(event) => move(event, column, row)} /></li>`)}
          </ol>
        </div>`)}
    </div>`;
};

// The column and row that a key leads to, or nothing where the key is the browser's.
const placeAfter = (event, column, row, articles) => {
  // With a modifier every key is the browser's: Alt+Left goes back.
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
  const last = (at) => articles[at].paragraphs.length - 1;
  const [to, wanted] = {
    ArrowDown: [column, row + 1],
    ArrowUp: [column, row - 1],
    ArrowRight: [Math.min(column + 1, articles.length - 1), row],
    ArrowLeft: [Math.max(column - 1, 0), row],
    Home: [column, 0],
    End: [column, last(column)],
  }[event.key] ?? [];
  return to === undefined ? undefined : [to, Math.max(0, Math.min(wanted, last(to)))];
};

// A paragraph, as high as it is long
const Field = ({ article, paragraph, coloring, isStop, isOpen, open, move }) => {
  const categories = coloring ? coloring.categories.map(colored) : [];
  const own = coloring
    ? paragraph.categories[coloring.name].map((name) => named(categories, name)) : [];
  const stops = own.map(({ color }, k) =>
    `${color} ${(k / own.length) * 100}% ${((k + 1) / own.length) * 100}%`);
  const background = own.length > 1 ? `linear-gradient(90deg, ${stops.join(", ")})` : own[0]?.color;
  const label = [`${article.outlet}, paragraph ${paragraph.paragraph}`, sizeOf(paragraph),
    ...own.map((category) => category.label)].join(", ");
  return html`
    <button type="button" class=${`rm-field rm-${paragraph.kind}`} aria-label=${label}
      data-place=${nameOf(article, paragraph)} tabindex=${isStop ? 0 : -1}
      aria-current=${isStop && isOpen ? "true" : undefined}
      style=${{
        minHeight: `${Math.max(24, paragraph.words * 0.45)}px`,
        background: background ?? "",
      }} onclick=${open} onkeydown=${move} ...${OWN_KEYS}>
      <span class="rm-sign">${paragraph.paragraph}</span>
      <span class="rm-sign rm-letter">${own.map(({ mark }) => mark).join(" ")}</span>
    </button>`;
};

// The open paragraph in words. The region is there before its words: see `Status`.
const Detail = ({ model }) => {
  const [articles] = useTrait(model, "articles");
  const { column, row, isOpen } = useOpen(model);
  const region = { role: "region", "aria-label": "Open paragraph", tabindex: 0 };
  return html`
    <div class="rm-detail" aria-live="polite" ...${isOpen ? region : {}}>
      ${isOpen && html`
        <${Paragraph} model=${model} article=${articles[column]}
          paragraph=${articles[column].paragraphs[row]} />`}
    </div>`;
};

const Paragraph = ({ model, article, paragraph }) => {
  const [colorings] = useTrait(model, "colorings");
  const [pages] = useTrait(model, "pages");
  const { isShown } = useColoring(model);
  const { gist, quotes } = paragraph;
  const facts = colorings.filter(isShown).map(({ name, label, categories }) => {
    const own = categories.filter((each) => paragraph.categories[name].includes(each.name));
    return `${label.toLowerCase()}: ${own.map((each) => each.label).join(", ")}`;
  });
  return html`
    <p>
      <strong>${article.outlet}, paragraph ${paragraph.paragraph}</strong>
      ${` (${[sizeOf(paragraph), ...facts].join("; ")})`}
    </p>
    <p>${gist}</p>
    ${quotes.map(({ text, speaker, kind, via }) => html`
      <blockquote>
        <p>${text}</p>
        <p class="rm-source">${speaker}, ${kind}${via && `, by way of ${via}`}</p>
      </blockquote>`)}
    <${WayTo} place=${nameOf(article, paragraph)} pages=${pages}>Go to this paragraph<//>`;
};

export default mount(ReadingMap, "reading-map");
