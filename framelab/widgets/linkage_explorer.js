// The front end of linkage_explorer.py: its traits are what `model` gets and sets here.

import { make, control, radios, askFirst, setTraits, listen, addressOf } from "./views/elements.js";

let instances = 0;

function render({ model, el }) {
  const id = `linkage-explorer-${++instances}`;
  const scopes = model.get("scopes");
  const wholes = model.get("wholes");
  const options = model.get("options");
  const linking = model.get("linking");
  const legend = model.get("legend");
  const linked = new Set(legend.filter(({ links }) => links).map(({ mark }) => mark));
  const views = new Map(model.get("views").map((view) => [`${view.scope}/${view.whole}`, view]));
  el.classList.add("framelab-widget", "linkage-explorer");
  if (!scopes.length) {
    el.replaceChildren(make("p", { textContent: model.get("note") }));
    return undefined;
  }
  const key = () => `${model.get("scope")}/${model.get("whole")}`;
  const scopeOf = (name) => scopes.find((scope) => scope.name === name);
  const wholeOf = (name) => wholes.find((whole) => whole.name === name);
  const bandOf = (name) => options.find((option) => option.name === name).label;

  const set = (traits) => setTraits(model, traits);

  const chooser = (trait, question, choices, closing) => radios(question, `${id}-${trait}`, choices, {
    onchange: (event) => set({ ...closing, [trait]: event.target.value }),
  });
  const scopeChooser = chooser("scope", "Which article?", scopes, { opened: "" });
  const wholeChooser = chooser("whole", "The share on both issues, of which whole?", wholes, {});

  // The guess, then the finding
  const guess = make("form", { className: "le-guess" });
  const finding = make("p", { className: "le-finding" });
  finding.setAttribute("role", "status");
  const drawGuess = () => {
    const asked = `${scopeOf(model.get("scope")).label}: `
      + `of ${wholeOf(model.get("whole")).label}, which share is on both?`;
    askFirst(guess, {
      id, questions: [{ text: asked, options }], show: "Show the share",
      keep: ([option = ""]) => {
        set({ guesses: { ...model.get("guesses"), [key()]: option } });
        wholeChooser.querySelector("input:checked").focus();
      },
    });
  };
  const drawFinding = () => {
    const { right, hints, finding: text } = views.get(key());
    const guessed = model.get("guesses")[key()];
    finding.textContent = !guessed ? text
      : guessed === right ? `You guessed “${bandOf(guessed)}”: so it is. ${text}`
      : `You guessed “${bandOf(guessed)}”. ${text} ${hints[guessed]}`;
  };

  // The paragraphs: a field each, dashed where it is left out of the whole
  const strips = make("div", { className: "le-strips" });
  strips.setAttribute("aria-hidden", "true"); // the finding says it
  const drawStrips = () => {
    const inWhole = wholeOf(model.get("whole")).marks;
    const shown = scopeOf(model.get("scope")).strips;
    const used = new Set(shown.flatMap(({ marks }) => marks));
    strips.replaceChildren(...shown.map(({ label, marks }) => make("div", {},
      make("p", { textContent: label }),
      make("div", { className: "le-strip" }, ...marks.map((mark) => make("span", {
        textContent: mark,
        className: !inWhole.includes(mark) ? "le-out" : linked.has(mark) ? "le-both" : "le-in",
      }))))),
    make("p", { textContent: `${legend.filter(({ mark }) => used.has(mark))
      .map(({ mark, label }) => `${mark} ${label}`).join("; ")}. Dashed: left out of this whole.` }));
  };

  // The paragraphs on both, each with its gist
  const list = make("div", { className: "le-linking" });
  const drawLinking = () => {
    const scope = model.get("scope");
    const here = linking.filter(({ article }) => scope === "all" || article === scope);
    const items = here.map((each) => {
      const open = model.get("opened") === each.place;
      const button = control("button", {
        type: "button", textContent: each.label,
        onclick: () => {
          set({ opened: open ? "" : each.place });
          list.querySelector(`[data-place="${each.place}"]`).focus();
        },
      });
      button.dataset.place = each.place;
      button.setAttribute("aria-expanded", String(open));
      return make("li", {}, button, ...(open ? [drawOpened(each)] : []));
    });
    list.replaceChildren(
      make("p", { className: "le-title", textContent: here.length
        ? "Paragraphs on both: what joins the two issues there?" : "No paragraph here is on both." }),
      make("ul", {}, ...items));
  };
  const drawOpened = ({ place, gist, who, functions }) => {
    const href = addressOf(place, model.get("pages"));
    const link = href
      ? [make("p", {}, control("a", { href, textContent: "To the paragraph" }))]
      : [];
    return make("div", { className: "le-detail" },
      ...[gist, who, functions].map((textContent) => make("p", { textContent })), ...link);
  };

  // What has been seen so far
  const table = make("table", {});
  const all = control("button", {
    type: "button", textContent: "Fill in the rest of the table",
    onclick: () => {
      const rest = [...views.keys()].map((name) => [name, ""]);
      set({ guesses: { ...Object.fromEntries(rest), ...model.get("guesses") } });
      wholeChooser.querySelector("input:checked").focus();
    },
  });
  const drawTable = () => {
    const seen = model.get("guesses");
    const head = ["Where", ...wholes.map(({ label }) => `of ${label}`)];
    table.replaceChildren(
      make("caption", { textContent: "Share on both issues: what you have seen so far" }),
      make("thead", {}, make("tr", {},
        ...head.map((textContent) => make("th", { scope: "col", textContent })))),
      make("tbody", {}, ...scopes.map((scope) => make("tr", {},
        make("th", { scope: "row", textContent: scope.label }),
        ...wholes.map((whole) => {
          const name = `${scope.name}/${whole.name}`;
          const isSeen = name in seen;
          return make("td", {
            textContent: isSeen ? views.get(name).short : "not yet",
            className: isSeen ? "" : "le-unseen",
          });
        })))));
    all.hidden = [...views.keys()].every((name) => name in seen);
  };
  const note = make("p", { className: "le-note", textContent: model.get("note") });

  const draw = () => {
    const shown = key() in model.get("guesses");
    scopeChooser.querySelector(`[value="${model.get("scope")}"]`).checked = true;
    wholeChooser.querySelector(`[value="${model.get("whole")}"]`).checked = true;
    guess.hidden = shown;
    finding.hidden = strips.hidden = list.hidden = !shown;
    if (shown) {
      drawFinding();
      drawStrips();
      drawLinking();
    } else {
      finding.textContent = "";
      drawGuess();
    }
    drawTable();
  };

  el.replaceChildren(scopeChooser, wholeChooser, guess, finding, strips, list, table,
    make("p", {}, all), note);
  draw();
  return listen(model, [[["scope", "whole", "guesses"], draw], [["opened", "pages"], drawLinking]]);
}

export default { render };
