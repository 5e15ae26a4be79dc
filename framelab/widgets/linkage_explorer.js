// The front end of linkage_explorer.py: its traits are what the hooks read and set here.

import { AskFirst, Status, answerTo } from "./views/ask_first.js";
import { Radios, focusChosen, named } from "./views/choices.js";
import { Button, Expander } from "./views/controls.js";
import { html, useRef } from "./views/html.js";
import { mount, setTraits, useTrait } from "./views/model.js";
import { WayTo } from "./views/places.js";
import { SeenTable } from "./views/seen_table.js";
import { Key, Strip } from "./views/strip.js";

const LinkageExplorer = ({ model, id }) => {
  const [scopes] = useTrait(model, "scopes");
  const [note] = useTrait(model, "note");
  return scopes.length
    ? html`<${Explorer} model=${model} id=${id} /><p class="le-note">${note}</p>`
    : html`<p>${note}</p>`;
};

// The share that is looked at, of a whole in a scope, and what the reader guessed.
const useView = (model) => {
  const [scope] = useTrait(model, "scope");
  const [whole] = useTrait(model, "whole");
  const [views] = useTrait(model, "views");
  const [guesses, setGuesses] = useTrait(model, "guesses");
  const name = `${scope}/${whole}`;
  const nameOf = (view) => `${view.scope}/${view.whole}`;
  return {
    name,
    view: views.find((view) => nameOf(view) === name),
    isSeen: name in guesses,
    guessed: guesses[name],
    keep: (option) => setGuesses({ ...guesses, [name]: option }),
    seen: (at) => (at in guesses ? views.find((view) => nameOf(view) === at).short : undefined),
    all: views.every((view) => nameOf(view) in guesses),
    seeAll: () =>
      setGuesses({ ...Object.fromEntries(views.map((view) => [nameOf(view), ""])), ...guesses }),
  };
};

const Explorer = ({ model, id }) => {
  const { name, view, isSeen, guessed, keep } = useView(model);
  const [options] = useTrait(model, "options");
  const [scopes] = useTrait(model, "scopes");
  const [scope] = useTrait(model, "scope");
  const [wholes] = useTrait(model, "wholes");
  const [whole, setWhole] = useTrait(model, "whole");
  const wholeChooser = useRef();
  const question = {
    text: `${named(scopes, scope).label}: of ${named(wholes, whole).label}, which share is on both?`,
    options,
  };
  return html`
    <${Radios} legend="Which article?" name=${`${id}-scope`} choices=${scopes} value=${scope}
      choose=${(chosen) => setTraits(model, { opened: "", scope: chosen })} />
    <${Radios} legend="The share on both issues, of which whole?" name=${`${id}-whole`}
      choices=${wholes} value=${whole} choose=${setWhole} ref=${wholeChooser} />
    ${!isSeen && html`
      <${AskFirst} class="le-guess" id=${id} about=${name} questions=${[question]}
        show="Show the share" keep=${([option = ""]) => {
          keep(option);
          focusChosen(wholeChooser);
        }} />`}
    <${Status} class="le-finding">${isSeen && answerTo(guessed, view, options)}<//>
    ${isSeen && html`<${Strips} model=${model} /><${Linking} model=${model} />`}
    <${Seen} model=${model} wholeChooser=${wholeChooser} />`;
};

// The articles as strips, gray where a paragraph is left out of the whole. The finding says it.
const Strips = ({ model }) => {
  const [scopes] = useTrait(model, "scopes");
  const [scope] = useTrait(model, "scope");
  const [wholes] = useTrait(model, "wholes");
  const [whole] = useTrait(model, "whole");
  const [legend] = useTrait(model, "legend");
  const [strips] = useTrait(model, "strips");
  const { articles } = named(scopes, scope);
  const shown = strips.filter(({ article }) => articles.includes(article));
  const { marks } = named(wholes, whole);
  const inWhole = ({ blocks }) =>
    new Set(blocks.filter(([, , letter]) => marks.includes(letter)).map(([paragraph]) => paragraph));
  const used = new Set(shown.flatMap(({ blocks }) => blocks.map(([, , letter]) => letter)));
  const fills = Object.fromEntries(legend.map(({ mark, fill }) => [mark, fill]));
  return html`
    <div class="le-strips" aria-hidden="true">
      <${Key} entries=${legend.filter(({ mark }) => used.has(mark))} unlit="left out of this whole" />
      <div class="strips">
        ${shown.map((strip) => html`
          <span class="strips-name">${strip.label}</span>
          <div><${Strip} strip=${strip} fills=${fills} lit=${inWhole(strip)} /></div>`)}
      </div>
    </div>`;
};

// The paragraphs on both, each with its gist
const Linking = ({ model }) => {
  const [linking] = useTrait(model, "linking");
  const [scope] = useTrait(model, "scope");
  const [opened, setOpened] = useTrait(model, "opened");
  const here = linking.filter(({ article }) => scope === "all" || article === scope);
  return html`
    <div class="le-linking">
      <p class="le-title">${here.length
        ? "Paragraphs on both: what joins the two issues there?"
        : "No paragraph here is on both."}</p>
      <ul>${here.map((each) => {
        const open = opened === each.place;
        return html`
          <li key=${each.place}>
            <${Expander} open=${open} toggle=${() => setOpened(open ? "" : each.place)}>
              ${each.label}
            <//>
            ${open && html`<${Paragraph} model=${model} ...${each} />`}
          </li>`;
      })}</ul>
    </div>`;
};

const Paragraph = ({ model, place, gist, who, functions }) => {
  const [pages] = useTrait(model, "pages");
  return html`
    <div class="le-detail">
      ${[gist, who, functions].map((text) => html`<p>${text}</p>`)}
      <${WayTo} place=${place} pages=${pages}>To the paragraph<//>
    </div>`;
};

const Seen = ({ model, wholeChooser }) => {
  const { seen, all, seeAll } = useView(model);
  const [scopes] = useTrait(model, "scopes");
  const [wholes] = useTrait(model, "wholes");
  const rows = scopes.map((scope) => ({
    label: scope.label,
    cells: wholes.map((whole) => seen(`${scope.name}/${whole.name}`)),
  }));
  return html`
    <${SeenTable} caption="Share on both issues: what you have seen so far" unseen="le-unseen"
      head=${["Where", ...wholes.map(({ label }) => `of ${label}`)]} rows=${rows} />
    ${!all && html`
      <p><${Button} onclick=${() => {
        seeAll();
        focusChosen(wholeChooser);
      }}>Fill in the rest of the table<//></p>`}`;
};

export default mount(LinkageExplorer, "linkage-explorer");
