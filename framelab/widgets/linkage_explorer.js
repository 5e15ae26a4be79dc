// The front end of linkage_explorer.py: its traits are what `model` gets and sets here.

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// JupyterLab takes arrow keys and Enter for itself unless the control says otherwise.
const control = (tag, properties, ...children) => {
  const element = make(tag, properties, ...children);
  element.dataset.lmSuppressShortcuts = "true";
  return element;
};

const LEGEND = [
  ["D", "drugs"], ["I", "immigration"], ["D+I", "both"], ["–", "neither"], ["?", "not coded yet"],
];

let instances = 0;

function render({ model, el }) {
  const id = `linkage-explorer-${++instances}`;
  const scopes = model.get("scopes");
  const wholes = model.get("wholes");
  const options = model.get("options");
  const linking = model.get("linking");
  const views = new Map(model.get("views").map((view) => [`${view.scope}/${view.whole}`, view]));
  el.classList.add("linkage-explorer");
  if (!scopes.length) {
    el.replaceChildren(make("p", { textContent: model.get("note") }));
    return undefined;
  }
  const key = () => `${model.get("scope")}/${model.get("whole")}`;
  const scopeOf = (name) => scopes.find((scope) => scope.name === name);
  const wholeOf = (name) => wholes.find((whole) => whole.name === name);
  const bandOf = (name) => options.find((option) => option.name === name).label;

  const set = (traits) => {
    for (const [trait, value] of Object.entries(traits)) model.set(trait, value);
    model.save_changes();
  };

  const chooser = (trait, legend, choices, closing) => {
    const fieldset = make("fieldset", {}, make("legend", { textContent: legend }));
    for (const { name, label } of choices) {
      fieldset.append(make("label", {}, control("input", {
        type: "radio", name: `${id}-${trait}`, value: name,
        onchange: () => set({ ...closing, [trait]: name }),
      }), label));
    }
    return fieldset;
  };
  const scopeChooser = chooser("scope", "Which article?", scopes, { opened: "" });
  const wholeChooser = chooser("whole", "The share on both issues, of which whole?", wholes, {});

  // The guess, then the finding
  const guess = make("form", { className: "le-guess" });
  const finding = make("p", { className: "le-finding" });
  finding.setAttribute("role", "status");
  const keep = (option) => {
    set({ guesses: { ...model.get("guesses"), [key()]: option } });
    wholeChooser.querySelector("input:checked").focus();
  };
  guess.onsubmit = (event) => {
    event.preventDefault();
    keep(new FormData(guess).get(`${id}-guess`));
  };
  const drawGuess = () => {
    const asked = `Your guess first. ${scopeOf(model.get("scope")).label}: ` +
      `of ${wholeOf(model.get("whole")).label}, which share is on both?`;
    const fieldset = make("fieldset", {}, make("legend", { textContent: asked }));
    for (const { name, label } of options) {
      fieldset.append(make("label", {}, control("input", {
        type: "radio", name: `${id}-guess`, value: name, required: true,
      }), label));
    }
    guess.replaceChildren(fieldset, make("p", {},
      control("button", { type: "submit", textContent: "Show the share" }), " ",
      control("button", {
        type: "button", textContent: "Show without a guess", onclick: () => keep(""),
      })));
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
        className: !inWhole.includes(mark) ? "le-out" : mark === "D+I" ? "le-both" : "le-in",
      }))))),
    make("p", { textContent: `${LEGEND.filter(([mark]) => used.has(mark))
      .map(([mark, label]) => `${mark} ${label}`).join("; ")}. Dashed: left out of this whole.` }));
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
    const here = document.getElementById(place);
    const page = here ? "" : model.get("pages");
    const link = here || page
      ? [make("p", {}, control("a", { href: `${page}#${place}`, textContent: "To the paragraph" }))]
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

  const events = [["change:scope", draw], ["change:whole", draw], ["change:guesses", draw],
    ["change:opened", drawLinking], ["change:pages", drawLinking]];
  for (const [event, listener] of events) model.on(event, listener);
  el.replaceChildren(scopeChooser, wholeChooser, guess, finding, strips, list, table,
    make("p", {}, all), note);
  draw();
  return () => {
    for (const [event, listener] of events) model.off(event, listener);
  };
}

export default { render };
