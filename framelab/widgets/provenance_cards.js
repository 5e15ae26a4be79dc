// The front end of provenance_cards.py: its traits are what `model` gets and sets here.

import { make, control, radios, askFirst, setTraits, listen, addressOf } from "./views/elements.js";

let instances = 0;

function render({ model, el }) {
  const id = `provenance-cards-${++instances}`;
  const cards = model.get("cards");
  const views = model.get("views");
  el.classList.add("framelab-widget", "provenance-cards");
  if (!cards.length) {
    el.replaceChildren(make("p", { textContent: model.get("note") }));
    return undefined;
  }
  const asksOf = (article) => views.filter((view) => view.article === article);
  // None for a moment, between a change of the article and the one of the question.
  const current = () =>
    asksOf(model.get("article")).find(({ name }) => name === model.get("asked"));
  const labelOf = ({ options }, code) =>
    options.find(({ name }) => name === code).label.split(":")[0];

  const set = (traits) => setTraits(model, traits);

  const chooser = (trait, legend, choices, choose) => radios(legend, `${id}-${trait}`, choices, {
    onchange: (event) => choose(event.target.value),
  });
  const articles = chooser("article", "Whose card?",
    cards.map(({ article, label }) => ({ name: article, label })),
    (article) => set({ article, asked: asksOf(article)[0]?.name ?? "" }));
  const asks = make("div", {});
  const drawAsks = (article) => {
    asks.dataset.article = article;
    const here = asksOf(article);
    asks.replaceChildren(...(here.length
      ? [chooser("asked", "What do you want to find out?", here, (asked) => set({ asked }))] : []));
  };
  const focusAsked = () => asks.querySelector("input:checked").focus();

  // The guess, then what it comes to
  const asking = make("div", { className: "pc-asking" });
  const guess = make("form", { className: "pc-guess" });
  const finding = make("div", { className: "pc-finding" });
  const said = make("p", {});
  said.setAttribute("role", "status");
  const ways = make("p", { className: "pc-ways" });
  finding.append(said, ways);
  const drawGuess = () => {
    const { question, claim, clue, options, places } = current();
    const line = (name, ...words) => make("p", {}, make("strong", { textContent: name }), ...words);
    asking.replaceChildren(...(claim ? [line("The claim: ", claim)] : []),
      line("What you can go by: ", clue, " ", ...linksTo(places)));
    askFirst(guess, {
      id, questions: [{ text: question, options }], show: "Turn this line over",
      keep: ([code = ""]) => {
        set({ guesses: { ...model.get("guesses"), [model.get("asked")]: code } });
        focusAsked();
      },
    });
  };
  const linksTo = (places) => {
    const links = places.map(({ place, label }) => {
      const href = addressOf(place, model.get("pages"));
      return href ? control("a", { href, textContent: label }) : label;
    });
    return links.length ? ["(See ", ...links.flatMap((link, k) => (k ? [", ", link] : [link])), ".)"]
      : [];
  };
  const drawFinding = () => {
    const view = current();
    const guessed = model.get("guesses")[view.name];
    said.textContent = !guessed ? view.finding
      : guessed === view.right ? `You guessed “${labelOf(view, guessed)}”: so do we. ${view.finding}`
      : view.also.includes(guessed)
        ? `You guessed “${labelOf(view, guessed)}”: it can be defended. ${view.finding}`
        : `You guessed “${labelOf(view, guessed)}”. ${view.hints[guessed]} ${view.finding}`;
    const sources = view.sources.map(({ url, label }) =>
      control("a", { href: url, textContent: label }));
    ways.replaceChildren(...linksTo(view.places),
      ...(sources.length ? [` ${model.get("outside")}: `,
        ...sources.flatMap((link, k) => (k ? [", ", link] : [link])), "."] : []));
    ways.hidden = !ways.hasChildNodes();
  };

  // The card
  const card = make("div", { className: "pc-card" });
  const all = control("button", {
    type: "button", textContent: "Turn the whole card over",
    onclick: () => {
      const rest = asksOf(model.get("article")).map(({ name }) => [name, ""]);
      set({ guesses: { ...Object.fromEntries(rest), ...model.get("guesses") } });
      focusAsked();
    },
  });
  const drawCard = () => {
    const { label, lines } = cards.find(({ article }) => article === model.get("article"));
    const seen = model.get("guesses");
    const list = make("dl", {});
    for (const { term, text, covered_by: cover, url } of lines) {
      const isCovered = cover && !(cover in seen);
      list.append(make("dt", { textContent: term }), make("dd",
        { className: isCovered ? "pc-covered" : "" },
        isCovered ? model.get("covered")
          : url ? control("a", { href: url, textContent: text }) : text));
    }
    card.replaceChildren(make("p", { className: "pc-title", textContent: `Card: ${label}` }), list);
    all.hidden = asksOf(model.get("article")).every(({ name }) => name in seen);
  };
  const note = make("p", { className: "pc-note", textContent: model.get("note") });

  const drawAnswer = () => {
    const view = current();
    const shown = view && view.name in model.get("guesses");
    asking.hidden = guess.hidden = !view || shown;
    finding.hidden = !shown;
    said.textContent = "";
    if (shown) drawFinding();
    else if (view) drawGuess();
    drawCard();
  };
  const draw = () => {
    const article = model.get("article");
    articles.querySelector(`[value="${CSS.escape(article)}"]`).checked = true;
    // Drawn anew for another article alone: else the focus in it would be lost.
    if (asks.dataset.article !== article) drawAsks(article);
    const radio = asks.querySelector(`[value="${CSS.escape(model.get("asked"))}"]`);
    if (radio) radio.checked = true;
    drawAnswer();
  };

  el.replaceChildren(articles, asks, asking, guess, finding, card, make("p", {}, all), note);
  draw();
  return listen(model, [[["article", "asked"], draw], [["guesses", "pages"], drawAnswer]]);
}

export default { render };
