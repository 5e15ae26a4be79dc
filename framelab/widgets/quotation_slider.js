// The front end of quotation_slider.py: its traits are what `model` gets and sets here.

import { make, control, radios, askFirst, setTraits, listen, addressOf } from "./views/elements.js";

let instances = 0;

function render({ model, el }) {
  const id = `quotation-slider-${++instances}`;
  const pairs = model.get("pairs");
  el.classList.add("framelab-widget", "quotation-slider");
  if (!pairs.length) {
    el.replaceChildren(make("p", { textContent: model.get("note") }));
    return undefined;
  }
  const current = () => pairs.find(({ name }) => name === model.get("pair"));
  const isShown = () => current().name in model.get("guesses");
  const last = () => current().steps.length + 1;

  const set = (traits) => setTraits(model, traits);

  // Which remark
  const chooser = radios("One remark, two printings", `${id}-pair`, pairs, {
    onchange: (event) => set({ step: 1, pair: event.target.value }),
  });
  chooser.className = "qs-chooser";

  const drawPrinting = ({ label, text, kind, quote, url }) => {
    const href = url || (quote && addressOf(quote, model.get("pages")));
    const place = href ? control("a", { href, textContent: label }) : label;
    return make("blockquote", {}, make("p", { textContent: text }),
      make("p", { className: "qs-source" }, place, `: ${kind}`));
  };

  // The guess, then what it comes to
  const said = make("p", { className: "qs-said" });
  const first = make("div", {});
  const second = make("div", {});
  const guess = make("form", { className: "qs-guess" });
  const verdict = make("div", { className: "qs-verdict" });
  verdict.setAttribute("role", "status");

  const drawGuess = () => {
    const { name, questions } = current();
    askFirst(guess, {
      id, questions, show: "Show the other printing",
      keep: (options) => {
        set({ guesses: { ...model.get("guesses"), [name]: options }, step: 1 });
        slider.focus();
      },
    });
  };

  const drawVerdict = () => {
    const { name, questions } = current();
    const lines = model.get("guesses")[name].map((guessed, k) =>
      questions[k].options.find((option) => option.name === guessed).feedback);
    verdict.replaceChildren(...lines.map((textContent) => make("p", { textContent })));
  };

  // Step by step through both printings
  const slider = control("input", { type: "range", min: 1, step: 1, id: `${id}-step` });
  slider.oninput = () => set({ step: Number(slider.value) });
  const count = make("output", {});
  count.setAttribute("aria-live", "off"); // the step's own words are read
  count.htmlFor = slider.id;
  const turn = (by) => () => {
    const to = model.get("step") + by;
    if (to >= 1 && to <= last()) set({ step: to });
  };
  const previous = control("button",
    { type: "button", textContent: "Previous step", onclick: turn(-1) });
  const next = control("button", { type: "button", textContent: "Next step", onclick: turn(1) });
  const words = make("p", { className: "qs-words" });
  const key = make("p", { className: "qs-note" });
  const told = make("div", { className: "qs-told" });
  told.setAttribute("aria-live", "polite");
  const note = make("p", { className: "qs-note", textContent: model.get("note") });
  const result = make("div", {}, second,
    make("div", { className: "qs-steps" },
      make("label", { htmlFor: slider.id, textContent: "Step" }), slider, count, previous, next),
    words, told, key, note);

  // Signs and lines tell the fates apart; colour only helps.
  const drawWords = ({ kind, words: text }, isLatest) => {
    const tag = { kept: "span", dropped: "del", added: "ins" }[kind];
    const sign = { kept: "", dropped: "−", added: "+" }[kind];
    const piece = make(tag, { textContent: text, className: isLatest ? "qs-latest" : "" });
    return sign ? make("span", { className: "qs-cut" }, `[${sign} `, piece, "]") : piece;
  };

  const drawStep = () => {
    if (!isShown()) return;
    const { steps, printings, finding, asks } = current();
    const at = model.get("step");
    slider.max = last();
    slider.value = at;
    slider.setAttribute("aria-valuetext", `${at} of ${last()}`);
    count.textContent = `${at} of ${last()}`;
    previous.setAttribute("aria-disabled", at === 1);
    next.setAttribute("aria-disabled", at === last());
    words.replaceChildren(...steps.slice(0, at)
      .flatMap((step, k) => [drawWords(step, k === at - 1), " "]));
    const step = steps[at - 1];
    const gists = printings.filter(({ about }) => about).map(({ label, about }) =>
      make("p", { textContent: `The paragraph, by our gist (${label}): ${about}` }));
    told.replaceChildren(...step ? [make("p", { textContent: step.text })] : [
      make("p", { className: "qs-finding", textContent: finding }),
      ...new Map(gists.map((gist) => [gist.textContent, gist])).values(),
      make("p", { textContent: "To ask:" }),
      make("ul", {}, ...asks.map((textContent) => make("li", { textContent }))),
    ]);
  };

  const draw = () => {
    const { name, said: text, printings } = current();
    const shown = isShown();
    chooser.querySelector(`[value="${CSS.escape(name)}"]`).checked = true;
    said.textContent = text;
    first.replaceChildren(drawPrinting(printings[0]));
    guess.hidden = shown;
    result.hidden = verdict.hidden = !shown;
    verdict.replaceChildren();
    second.replaceChildren();
    if (shown) {
      second.replaceChildren(drawPrinting(printings[1]));
      key.textContent = `Plain words stand in both. [− struck through]: only in `
        + `${printings[0].label}. [+ underlined]: only in ${printings[1].label}.`;
      drawVerdict();
      drawStep();
    } else {
      drawGuess();
    }
  };

  el.replaceChildren(chooser, said, first, guess, verdict, result);
  draw();
  return listen(model, [[["pair", "guesses", "pages"], draw], [["step"], drawStep]]);
}

export default { render };
