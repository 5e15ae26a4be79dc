// The front end of number_lens.py: its traits are what `model` gets and sets here.

import { make, control, radios, askFirst, setTraits, listen, addressOf } from "./views/elements.js";

let instances = 0;

function render({ model, el }) {
  const id = `number-lens-${++instances}`;
  const lenses = model.get("lenses");
  el.classList.add("framelab-widget", "number-lens");
  if (!lenses.length) {
    el.replaceChildren(make("p", { textContent: model.get("note") }));
    return undefined;
  }
  const lens = () => lenses.find(({ name }) => name === model.get("figure"));
  const version = () => lens().versions.find(({ name }) => name === model.get("version"));
  const key = (one = version()) => `${model.get("figure")}/${one.name}`;
  const isShown = (one) => !one.question || key(one) in model.get("guesses");
  const labelOf = (one, option) => one.options.find(([name]) => name === option)[1];

  const set = (traits) => setTraits(model, traits);

  // Which figure
  const select = control("select", { id: `${id}-figure` });
  for (const group of new Set(lenses.map((each) => each.group))) {
    select.append(make("optgroup", { label: group }, ...lenses
      .filter((each) => each.group === group)
      .map(({ name, label }) => make("option", { value: name, textContent: label }))));
  }
  select.onchange = () => {
    const chosen = lenses.find(({ name }) => name === select.value);
    set({ figure: chosen.name, version: chosen.versions[0].name });
  };
  const chooser = make("p", { className: "nl-choose" },
    make("label", { htmlFor: select.id, textContent: "Which figure?" }), select);

  // What is said of it, and what not
  const card = make("dl", { className: "nl-card" });
  const linkTo = (href, textContent) => control("a", { href, textContent });
  const drawCard = () => {
    const { asks, place } = lens();
    const href = place && addressOf(place, model.get("pages"));
    const way = href ? [make("dt", { textContent: "Where?" }),
      make("dd", {}, linkTo(href, "To the paragraph"))] : [];
    card.replaceChildren(...asks.flatMap(({ question, answer, said }) => [
      make("dt", { textContent: question }),
      make("dd", { textContent: answer, className: said ? "" : "nl-unsaid" })]), ...way);
  };

  // Which version
  const versions = make("div", { className: "nl-versions" });
  const drawVersions = () => {
    versions.replaceChildren(radios("How is it told?", `${id}-version`, lens().versions, {
      onchange: (event) => set({ version: event.target.value }),
    }));
  };

  // The guess, then the finding
  const guess = make("form", { className: "nl-guess" });
  const finding = make("p", { className: "nl-finding" });
  finding.setAttribute("role", "status");
  const drawGuess = () => {
    const { question, options } = version();
    askFirst(guess, {
      id,
      questions: [{ text: question, options: options.map(([name, label]) => ({ name, label })) }],
      show: "Show this version",
      keep: ([option = ""]) => {
        set({ guesses: { ...model.get("guesses"), [key()]: option } });
        versions.querySelector("input:checked").focus();
      },
    });
  };
  const drawFinding = () => {
    const one = version();
    const guessed = model.get("guesses")[key()];
    finding.textContent = !guessed ? one.finding
      : guessed === one.right ? `You guessed “${labelOf(one, guessed)}”: so it is. ${one.finding}`
      : `You guessed “${labelOf(one, guessed)}”. ${one.finding} ${one.hints[guessed]}`;
  };

  // How it is worked out, what it makes of the figure, and for what
  const detail = make("div", { className: "nl-detail" });
  const picture = (bars) => {
    const drawn = make("div", { className: "nl-bars" }, ...bars.map(({ label, share }) => {
      const fill = make("span", { className: "nl-fill" });
      fill.style.width = `${100 * share}%`;
      return make("div", {}, make("span", { textContent: label }),
        make("span", { className: "nl-bar" }, fill));
    }));
    drawn.setAttribute("aria-hidden", "true"); // the finding and its working say it
    return drawn;
  };
  const outside = (sources) => {
    const line = make("p", {}, "Outside: ");
    sources.forEach(({ label, url }, number) => line.append(number ? ", " : "",
      linkTo(url, label)));
    return line;
  };
  const titled = (title, text) => make("p", {}, make("strong", { textContent: `${title}: ` }), text);
  const drawDetail = () => {
    const { working, bars, story, cited, sources } = version();
    detail.replaceChildren(...(bars.length ? [picture(bars)] : []),
      ...(working ? [titled("Worked out", working)] : []),
      titled("Its story", story), titled("In whose favour", cited),
      ...(sources.length ? [outside(sources)] : []));
  };

  // What is not offered; what else to know
  const refused = make("div", { className: "nl-refused" });
  const drawRefused = () => {
    const { refused: pairs, remark, sources } = lens();
    refused.replaceChildren(
      ...(pairs.length ? [make("p", { className: "nl-title", textContent: "Not offered, and why" }),
        make("ul", {}, ...pairs.map(([what, why]) =>
          make("li", {}, make("strong", { textContent: what }), ` ${why}`)))] : []),
      ...(remark ? [make("p", { textContent: remark })] : []),
      ...(sources.length ? [outside(sources)] : []));
  };

  // What has been seen of this figure
  const table = make("table", {});
  const all = control("button", {
    type: "button", textContent: "Show all versions of this figure",
    onclick: () => {
      const rest = lens().versions.filter(({ question }) => question)
        .map((one) => [key(one), ""]);
      set({ guesses: { ...Object.fromEntries(rest), ...model.get("guesses") } });
      versions.querySelector("input:checked").focus();
    },
  });
  const drawTable = () => {
    const head = ["Version",  "What it says", "Its story"];
    table.replaceChildren(
      make("caption", { textContent: "Versions of this figure, all from the same data" }),
      make("thead", {}, make("tr", {},
        ...head.map((textContent) => make("th", { scope: "col", textContent })))),
      make("tbody", {}, ...lens().versions.map((one) => {
        const seen = isShown(one);
        return make("tr", {}, make("th", { scope: "row", textContent: one.label }),
          ...[one.finding, one.story].map((text) => make("td", {
            textContent: seen ? text : "not yet", className: seen ? "" : "nl-unsaid",
          })));
      })));
    all.hidden = lens().versions.every(isShown);
    table.hidden = lens().versions.length < 2;
  };
  const note = make("p", { className: "nl-note", textContent: model.get("note") });

  const draw = () => {
    // A front end may hear of the figure before it hears of its version.
    if (!version()) return;
    select.value = model.get("figure");
    versions.querySelector(`[value="${model.get("version")}"]`).checked = true;
    const shown = isShown(version());
    guess.hidden = shown;
    finding.hidden = detail.hidden = !shown;
    if (shown) {
      drawFinding();
      drawDetail();
    } else {
      finding.textContent = "";
      drawGuess();
    }
    drawTable();
  };
  const begin = () => {
    drawCard();
    drawVersions();
    drawRefused();
    draw();
  };

  el.replaceChildren(chooser, card, versions, guess, finding, detail, table, make("p", {}, all),
    refused, note);
  begin();
  return listen(model, [[["figure"], begin], [["version", "guesses"], draw], [["pages"], drawCard]]);
}

export default { render };
