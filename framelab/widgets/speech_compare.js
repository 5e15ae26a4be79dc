// The front end of speech_compare.py: its traits are what `model` gets and sets here.

import { make, control, radios, askFirst, setTraits, listen, addressOf } from "./views/elements.js";

let instances = 0;

function render({ model, el }) {
  const id = `speech-compare-${++instances}`;
  const speakers = model.get("speakers");
  const views = model.get("views");
  if (!views.length) {
    el.classList.add("framelab-widget", "speech-compare");
    el.replaceChildren(make("p", { textContent: model.get("missing") }));
    return undefined;
  }
  const current = () => views.find(({ name }) => name === model.get("by"));
  // Speakers can leave nothing to guess: then the rows show at once.
  const isShown = ({ name, question }) => !question || name in model.get("guesses");

  const set = (traits) => setTraits(model, traits);

  // What to compare by
  const chooser = radios(`Compare ${speakers.map((s) => s.label).join(" and ")} by`, `${id}-by`,
    views, { onchange: (event) => set({ opened: "", by: event.target.value }) });

  // The guess, then the finding
  const guess = make("form", { className: "sc-guess" });
  const finding = make("p", { className: "sc-finding" });
  finding.setAttribute("role", "status");

  const drawGuess = () => {
    const { name, question, options } = current();
    askFirst(guess, {
      id, questions: [{ text: question, options }], show: "Show the comparison",
      keep: ([option = ""]) => {
        set({ guesses: { ...model.get("guesses"), [name]: option } });
        chooser.querySelector("input:checked").focus();
      },
    });
  };

  const drawFinding = () => {
    const { name, options, right, finding: text } = current();
    const guessed = model.get("guesses")[name];
    const label = (option) => options.find((o) => o.name === option).label;
    const verdict = !guessed ? ""
      : guessed === right ? `You guessed ${label(guessed)}: so it is. `
      : `You guessed ${label(guessed)}; it is ${label(right)}. `;
    finding.textContent = verdict + text;
  };

  // The table: a row a value, a column a speaker; a row with quotations opens them
  const table = make("table", {});
  const note = make("p", { className: "sc-note" });
  let buttons = new Map();

  const drawTable = () => {
    const { label, rows, note: text } = current();
    const most = Math.max(...rows.flatMap((row) => row.cells.map((cell) => cell.words)), 1);
    buttons = new Map();
    const head = [label, ...speakers.map((speaker) => speaker.label)]
      .map((textContent) => make("th", { scope: "col", textContent }));
    const body = rows.map((row) => {
      const isQuoted = row.cells.some((cell) => cell.count);
      const button = control("button", {
        type: "button", textContent: row.label,
        onclick: () => set({ opened: model.get("opened") === row.name ? "" : row.name }),
      });
      if (isQuoted) buttons.set(row.name, button);
      return make("tr", {},
        make("th", { scope: "row" }, isQuoted ? button : row.label),
        ...row.cells.map((cell) => drawCell(cell, most)));
    });
    table.replaceChildren(
      make("caption", { textContent:
        `Words quoted, by ${label.toLowerCase()}. A row opens its quotations.` }),
      make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body));
    note.textContent = text;
  };

  const drawCell = ({ words, count, label }, most) => {
    if (!count) return make("td", { className: "sc-never", textContent: label });
    const bar = make("div", { className: "sc-bar" });
    bar.style.width = `${(words / most) * 100}%`;
    return make("td", {}, bar, label);
  };

  // The quotations of the open row, in a row of their own below it
  const detail = make("tr", { id: `${id}-quotations`, className: "sc-detail" });
  const drawOpened = () => {
    detail.remove();
    for (const button of buttons.values()) {
      button.setAttribute("aria-expanded", "false");
      button.removeAttribute("aria-controls");
    }
    const button = buttons.get(model.get("opened"));
    if (!button) return;
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-controls", detail.id);
    const { about, cells } = current().rows.find(({ name }) => name === model.get("opened"));
    const sides = cells.map(({ label, quotes }, k) => {
      const side = make("div", {},
        make("p", {}, make("strong", { textContent: speakers[k].label }), `: ${label}`),
        ...quotes.map(drawQuote));
      side.setAttribute("role", "group");
      side.setAttribute("aria-label", speakers[k].label);
      return side;
    });
    detail.replaceChildren(make("td", { colSpan: 1 + speakers.length },
      ...(about ? [make("p", { textContent: about })] : []),
      make("div", { className: "sc-sides" }, ...sides)));
    button.closest("tr").after(detail);
  };

  const drawQuote = ({ quote, text, kind, outlet, paragraph, via }) => {
    const textContent = `${outlet}, paragraph ${paragraph}`;
    const href = addressOf(quote, model.get("pages"));
    const place = href ? control("a", { href, textContent }) : textContent;
    return make("blockquote", {}, make("p", { textContent: text }),
      make("p", { className: "sc-source" }, place, `, ${kind}${via ? `, by way of ${via}` : ""}`));
  };

  const draw = () => {
    const shown = isShown(current());
    chooser.querySelector(`[value="${current().name}"]`).checked = true;
    guess.hidden = shown;
    finding.hidden = !shown;
    table.hidden = note.hidden = !shown || !current().rows.length;
    if (shown) {
      drawFinding();
      drawTable();
    } else {
      finding.textContent = "";
      buttons = new Map();
      drawGuess();
    }
    drawOpened();
  };

  el.classList.add("framelab-widget", "speech-compare");
  el.replaceChildren(chooser, guess, finding, table, note);
  draw();
  return listen(model, [[["by", "guesses"], draw], [["opened", "pages"], drawOpened]]);
}

export default { render };
