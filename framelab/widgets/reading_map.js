// The front end of reading_map.py: its traits are what `model` gets and sets here.

import { make, control, radios, askFirst, setTraits, listen, addressOf } from "./views/elements.js";

// Colour of the k-th category; what has no mark of its own is plain.
const COLORS = 7;
const colorOf = ({ mark }, k) => `var(--rm-${mark === "–" ? "plain" : k % COLORS})`;

let views = 0;

function render({ model, el }) {
  const id = `reading-map-${++views}`;
  const articles = model.get("articles");
  const colorings = model.get("colorings");
  const current = () => colorings.find(({ name }) => name === model.get("coloring"));
  // A corpus can leave nothing to guess: then the colours show at once.
  const isShown = ({ name, question }) => !question || name in model.get("guesses");

  const set = (trait, value) => setTraits(model, { [trait]: value });

  // What to colour by
  const chooser = radios("Colour the paragraphs by", `${id}-coloring`, colorings, {
    onchange: (event) => set("coloring", event.target.value),
  });

  // The guess, then the finding and the legend
  const guess = make("form", { className: "rm-guess" });
  const finding = make("p", { className: "rm-finding" });
  finding.setAttribute("role", "status");
  const legend = make("ul", { className: "rm-legend" });
  legend.setAttribute("aria-label", "What the letters and colours mean");

  const drawGuess = () => {
    const { name, question, options } = current();
    askFirst(guess, {
      id, questions: [{ text: question, options }], show: "Show the colours",
      keep: ([option = ""]) => {
        set("guesses", { ...model.get("guesses"), [name]: option });
        chooser.querySelector("input:checked").focus();
      },
    });
  };

  const drawFinding = () => {
    const { name, options, right, finding: text } = current();
    const guessed = model.get("guesses")[name];
    const label = (option) => options.find((o) => o.name === option).label;
    const verdict = !guessed ? ""
      : right.includes(guessed) ? `You guessed ${label(guessed)}: so it is. `
      : `You guessed ${label(guessed)}; it is ${right.map(label).join(" and ")}. `;
    finding.textContent = verdict + text;
  };

  const drawLegend = () => {
    const { name, categories } = current();
    legend.replaceChildren(...categories.map((category, k) => {
      const count = articles.flatMap((a) => a.paragraphs)
        .filter((p) => p.categories[name].includes(category.name)).length;
      const mark = make("span", { className: "rm-mark", textContent: category.mark });
      mark.style.background = colorOf(category, k);
      return make("li", {}, mark, `${category.label}: ${count}`);
    }));
  };

  // The map
  const map = make("div", { className: "rm-map" });
  map.setAttribute("role", "group");
  map.setAttribute("aria-label", "Paragraphs, a column an article");
  map.setAttribute("aria-describedby", `${id}-keys`);
  const keys = make("p", {
    id: `${id}-keys`, className: "rm-keys",
    textContent: "Click a paragraph, or Tab into the map and use the arrow keys; "
      + "Home and End go to the first and last paragraph of a column. A taller field is a longer paragraph.",
  });
  const fields = articles.map(({ article, outlet, paragraphs }, column) => {
    const list = make("ol", {});
    list.setAttribute("aria-label", outlet);
    const buttons = paragraphs.map((paragraph, row) => {
      const button = control("button", {
        type: "button", className: `rm-field rm-${paragraph.kind}`,
        onclick: () => open(column, row),
        onkeydown: (event) => move(event, column, row),
      }, make("span", { textContent: paragraph.paragraph }), make("span", { className: "rm-letter" }));
      button.style.minHeight = `${Math.max(24, paragraph.words * 0.45)}px`;
      button.dataset.place = `${article}-${paragraph.paragraph}`;
      list.append(make("li", {}, button));
      return button;
    });
    // A name in camel case may break between its words.
    const name = outlet.replace(/([a-z])([A-Z])/g, "$1\u00AD$2");
    map.append(make("div", { className: "rm-column" },
      make("div", { className: "rm-outlet", textContent: name, ariaHidden: "true" }), list));
    return buttons;
  });

  const drawFields = () => {
    const { name, categories } = current();
    const shown = isShown(current());
    const at = new Map(categories.map((category, k) => [category.name, k]));
    articles.forEach(({ outlet, paragraphs }, column) => paragraphs.forEach((paragraph, row) => {
      const button = fields[column][row];
      const own = paragraph.categories[name];
      const labels = own.map((each) => categories[at.get(each)].label);
      button.lastChild.textContent = shown
        ? own.map((each) => categories[at.get(each)].mark).join(" ")
        : "";
      const stops = own.map((each, k) => {
        const color = colorOf(categories[at.get(each)], at.get(each));
        return `${color} ${(k / own.length) * 100}% ${((k + 1) / own.length) * 100}%`;
      });
      button.style.background = shown ? `linear-gradient(90deg, ${stops.join(", ")})` : "";
      button.setAttribute("aria-label", [
        `${outlet}, paragraph ${paragraph.paragraph}`,
        paragraph.kind === "subhead" ? "sub-head" : `${paragraph.words} words`,
        ...(shown ? labels : []),
      ].join(", "));
    }));
  };

  // Keyboard: one tab stop for the whole map, arrows inside it
  const move = (event, column, row) => {
    // With a modifier the keys are the browser's: Alt+Left goes back.
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const last = fields[column].length - 1;
    const to = {
      ArrowDown: [column, Math.min(row + 1, last)],
      ArrowUp: [column, Math.max(row - 1, 0)],
      ArrowRight: [Math.min(column + 1, fields.length - 1), row],
      ArrowLeft: [Math.max(column - 1, 0), row],
      Home: [column, 0],
      End: [column, last],
    }[event.key];
    if (!to) return;
    event.preventDefault();
    const next = Math.min(to[1], fields[to[0]].length - 1);
    fields[to[0]][next].focus();
    open(to[0], next);
  };
  const open = (column, row) =>
    set("selected", [articles[column].article, articles[column].paragraphs[row].paragraph]);

  // The open paragraph
  const detail = make("div", { className: "rm-detail", tabIndex: 0 });
  detail.setAttribute("role", "region");
  detail.setAttribute("aria-label", "Open paragraph");
  detail.setAttribute("aria-live", "polite");
  const drawDetail = () => {
    const [article, number] = model.get("selected");
    const column = Math.max(articles.findIndex((a) => a.article === article), 0);
    const row = Math.max(articles[column].paragraphs.findIndex((p) => p.paragraph === number), 0);
    fields.flat().forEach((button) => {
      button.tabIndex = -1;
      button.removeAttribute("aria-current");
    });
    const button = fields[column][row];
    button.tabIndex = 0;
    detail.hidden = !article;
    if (!article) return;
    button.setAttribute("aria-current", "true");
    const { outlet, paragraphs } = articles[column];
    const { words, kind, gist, quotes, categories } = paragraphs[row];
    const facts = [kind === "subhead" ? "sub-head" : `${words} words`];
    for (const coloring of colorings) {
      if (!isShown(coloring)) continue;
      const { name, label, categories: all } = coloring;
      const own = all.filter((each) => categories[name].includes(each.name));
      facts.push(`${label.toLowerCase()}: ${own.map((each) => each.label).join(", ")}`);
    }
    detail.replaceChildren(
      make("p", {}, make("strong", { textContent: `${outlet}, paragraph ${number}` }),
        ` (${facts.join("; ")})`),
      make("p", { textContent: gist }),
      ...quotes.map((quote) => make("blockquote", {},
        make("p", { textContent: quote.text }),
        make("p", { className: "rm-source", textContent:
          `${quote.speaker}, ${quote.kind}${quote.via ? `, by way of ${quote.via}` : ""}` }))));
    const href = addressOf(`${article}-${number}`, "");
    if (href) {
      detail.append(make("p", {}, control("a", { href, textContent: "See it in the article" })));
    }
  };

  const drawColoring = () => {
    const { name } = current();
    const shown = isShown(current());
    chooser.querySelector(`[value="${name}"]`).checked = true;
    guess.hidden = shown;
    finding.hidden = legend.hidden = !shown;
    if (shown) {
      drawFinding();
      drawLegend();
    } else {
      finding.textContent = "";
      drawGuess();
    }
    drawFields();
  };

  el.classList.add("framelab-widget", "reading-map");
  el.replaceChildren(chooser, guess, finding, legend, keys, map, detail);
  drawColoring();
  drawDetail();
  return listen(model, [
    [["coloring", "guesses"], drawColoring], [["selected", "guesses"], drawDetail],
  ]);
}

export default { render };
