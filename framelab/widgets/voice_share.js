// The front end of voice_share.py: its traits are what `model` gets and sets here.

import { make, control, radios, askFirst, setTraits, listen, addressOf } from "./views/elements.js";

let instances = 0;

function render({ model, el }) {
  const id = `voice-share-${++instances}`;
  const scopes = model.get("scopes");
  const ways = model.get("ways");
  const units = model.get("units");
  const stretches = model.get("stretches");
  const views = new Map(model.get("views").map((view) => [`${view.scope}/${view.by}`, view]));
  el.classList.add("framelab-widget", "voice-share");
  if (!views.size) {
    el.replaceChildren(make("p", { textContent: model.get("note") }));
    return undefined;
  }
  const current = () => views.get(`${model.get("scope")}/${model.get("by")}`);
  const key = (unit = model.get("unit")) => `${model.get("scope")}/${model.get("by")}/${unit}`;
  const asked = () => current().units[model.get("unit")];
  const labelOf = (choices, name) => choices.find((choice) => choice.name === name).label;
  // Where there is nothing to count there is nothing to guess.
  const isSeen = (view, unit) => !view.units[unit].right ||
    `${view.scope}/${view.by}/${unit}` in model.get("guesses");

  const set = (traits) => setTraits(model, traits);

  const chooser = (trait, legend, choices, closing) => radios(legend, `${id}-${trait}`, choices, {
    onchange: (event) => set({ ...closing, [trait]: event.target.value }),
  });
  const choosers = {
    scope: chooser("scope", "Which article?", scopes, { opened: "" }),
    by: chooser("by", "Voices put together by", ways, { opened: "" }),
    unit: chooser("unit", "Counted in", units, {}),
  };

  // The guess, then the finding
  const guess = make("form", { className: "vs-guess" });
  const finding = make("p", { className: "vs-finding" });
  finding.setAttribute("role", "status");
  const drawGuess = () => {
    const text = `${labelOf(scopes, model.get("scope"))}, `
      + `counted in ${labelOf(units, model.get("unit"))}: who is heard most?`;
    askFirst(guess, {
      id, questions: [{ text, options: current().options }], show: "Show the voices",
      keep: ([option = ""]) => {
        set({ guesses: { ...model.get("guesses"), [key()]: option } });
        choosers.unit.querySelector("input:checked").focus();
      },
    });
  };
  const drawFinding = () => {
    const view = current();
    const { right, hints, finding: text } = asked();
    const guessed = model.get("guesses")[key()];
    const named = guessed ? `You guessed “${labelOf(view.options, guessed)}”` : "";
    const said = !guessed ? text
      : guessed === right ? `${named}: so it is. ${text}`
      : `${named}. ${text} ${hints[guessed]}`;
    const all = units.every((unit) => isSeen(view, unit.name));
    finding.textContent = all ? `${said} ${view.comparison}` : said;
  };

  // Every voice: its share, in two parts; a voice opens its stretches
  const legend = make("p", { className: "vs-legend" },
    make("span", { className: "vs-quoted" }), " quoted ",
    make("span", { className: "vs-reported" }), " only reported");
  legend.setAttribute("aria-hidden", "true"); // each voice says it in words
  const list = make("ul", { className: "vs-voices" });
  const absent = make("p", {});
  const drawVoices = () => {
    const unit = model.get("unit");
    const view = current();
    const { whole } = asked();
    const sorted = [...view.voices].sort((a, b) => b.amounts[unit].part - a.amounts[unit].part);
    list.replaceChildren(...sorted.map((voice) => {
      const { part, quoted, label } = voice.amounts[unit];
      const open = model.get("opened") === voice.name;
      const button = control("button", {
        type: "button", textContent: voice.label,
        onclick: () => {
          set({ opened: open ? "" : voice.name });
          list.querySelector(`[data-voice="${voice.name}"]`).focus();
        },
      });
      button.dataset.voice = voice.name;
      button.setAttribute("aria-expanded", String(open));
      const bar = make("div", { className: "vs-bar" }, drawPart("vs-quoted", quoted, whole),
        drawPart("vs-reported", part - quoted, whole));
      bar.setAttribute("aria-hidden", "true");
      return make("li", {}, button, make("span", { className: "vs-amount", textContent: label }),
        bar, ...(open ? [drawOpened(voice)] : []));
    }));
    absent.textContent = view.absent;
  };
  const drawPart = (className, part, whole) => {
    const element = make("span", { className, hidden: !part });
    element.style.width = `${whole ? (100 * part) / whole : 0}%`;
    return element;
  };
  const drawOpened = ({ label, about, stretches: own }) => {
    const region = control("div", { className: "vs-stretches", tabIndex: 0 },
      make("ul", {}, ...own.map((position) => drawStretch(stretches[position]))));
    region.setAttribute("role", "region");
    region.setAttribute("aria-label", `Stretches of speech: ${label}`);
    return make("div", { className: "vs-detail" }, make("p", { textContent: about }), region);
  };
  const drawStretch = ({ speaker, quoted, text, how, place, where }) => {
    const href = addressOf(place, model.get("pages"));
    const link = href ? control("a", { href, textContent: where }) : where;
    return make("li", {}, make(quoted ? "blockquote" : "p", {}, quoted ? `“${text}”` : text),
      make("p", { className: "vs-source" }, `${speaker}, ${how}. `, link));
  };

  // What has been seen so far
  const table = make("table", {});
  table.setAttribute("role", "table"); // also where it is laid out as a list
  const all = control("button", {
    type: "button", textContent: "Fill in the rest of the table",
    onclick: () => {
      const by = model.get("by");
      const rest = scopes.flatMap((scope) => units
        .filter((unit) => views.get(`${scope.name}/${by}`).units[unit.name].right)
        .map((unit) => [`${scope.name}/${by}/${unit.name}`, ""]));
      set({ guesses: { ...Object.fromEntries(rest), ...model.get("guesses") } });
      choosers.unit.querySelector("input:checked").focus();
    },
  });
  const drawTable = () => {
    const by = model.get("by");
    const head = ["Where", ...units.map(({ label }) => label)];
    let unseen = 0;
    const body = scopes.map((scope) => make("tr", {},
      make("th", { scope: "row", textContent: scope.label }),
      ...units.map((unit) => {
        const view = views.get(`${scope.name}/${by}`);
        const seen = isSeen(view, unit.name);
        unseen += seen ? 0 : 1;
        const cell = make("td", {
          textContent: seen ? view.units[unit.name].short : "not yet",
          className: seen ? "" : "vs-unseen",
        });
        cell.dataset.heading = unit.label; // on a phone the table becomes a list
        cell.setAttribute("role", "cell");
        return cell;
      })));
    for (const row of body) {
      row.setAttribute("role", "row");
      row.firstChild.setAttribute("role", "rowheader");
    }
    table.replaceChildren(
      make("caption", { textContent:
        `Who is heard most, by ${labelOf(ways, by)}: what you have seen so far` }),
      make("thead", {}, make("tr", {},
        ...head.map((textContent) => make("th", { scope: "col", textContent })))),
      make("tbody", {}, ...body));
    all.hidden = !unseen;
  };
  const note = make("p", { className: "vs-note", textContent: model.get("note") });

  const draw = () => {
    const shown = isSeen(current(), model.get("unit"));
    for (const [trait, fieldset] of Object.entries(choosers)) {
      fieldset.querySelector(`[value="${model.get(trait)}"]`).checked = true;
    }
    guess.hidden = shown;
    finding.hidden = legend.hidden = list.hidden = absent.hidden = !shown;
    if (shown) {
      drawFinding();
      drawVoices();
    } else {
      finding.textContent = "";
      drawGuess();
    }
    drawTable();
  };
  const drawShown = () => {
    if (!list.hidden) drawVoices();
  };

  el.replaceChildren(...Object.values(choosers), guess, finding, legend, list, absent, table,
    make("p", {}, all), note);
  draw();
  return listen(model, [
    [["scope", "by", "unit", "guesses"], draw], [["opened", "pages"], drawShown],
  ]);
}

export default { render };
