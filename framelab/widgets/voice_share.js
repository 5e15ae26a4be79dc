// The front end of voice_share.py: its traits are what `model` gets and sets here.

import { answerTo, AskFirst, Status } from "./views/ask_first.js";
import { focusChosen, named, Radios } from "./views/choices.js";
import { Button, Expander, OWN_KEYS } from "./views/controls.js";
import { html, useRef } from "./views/html.js";
import { mount, setTraits, useTrait } from "./views/model.js";
import { Place } from "./views/places.js";
import { SeenTable } from "./views/seen_table.js";

const Stretch = ({ speaker, quoted, text, how, place, where, pages }) => html`
  <li>
    ${quoted ? html`<blockquote>“${text}”</blockquote>` : html`<p>${text}</p>`}
    <p class="vs-source">${`${speaker}, ${how}. `}<${Place} place=${place} pages=${pages}>${where}<//></p>
  </li>`;

const Stretches = ({ label, about, stretches, pages }) => html`
  <div class="vs-detail">
    <p>${about}</p>
    <div class="vs-stretches" role="region" tabindex="0" aria-label=${`Stretches of speech: ${label}`}
      ...${OWN_KEYS}>
      <ul>${stretches.map((stretch) => html`<${Stretch} ...${stretch} pages=${pages} />`)}</ul>
    </div>
  </div>`;

const Part = ({ kind, part, whole }) => html`
  <span class=${kind} hidden=${!part} style=${{ width: `${whole ? (100 * part) / whole : 0}%` }} />`;

// Every voice with its share, in two parts. A voice opens its stretches of speech.
const Voices = ({ view, unit, opened, toggle, stretches, pages }) => {
  const { whole } = view.units[unit];
  const sorted = [...view.voices].sort((a, b) => b.amounts[unit].part - a.amounts[unit].part);
  // Each voice says in words what is quoted: the legend and the bars are for the eye.
  return html`
    <p class="vs-legend" aria-hidden="true">
      <span class="vs-quoted" />${" quoted "}<span class="vs-reported" />${" only reported"}
    </p>
    <ul class="vs-voices">${sorted.map((voice) => {
      const { part, quoted, label } = voice.amounts[unit];
      const isOpen = opened === voice.name;
      return html`
        <li key=${voice.name}>
          <${Expander} open=${isOpen} toggle=${() => toggle(voice.name)}>${voice.label}<//>
          <span class="vs-amount">${label}</span>
          <div class="vs-bar" aria-hidden="true">
            <${Part} kind="vs-quoted" part=${quoted} whole=${whole} />
            <${Part} kind="vs-reported" part=${part - quoted} whole=${whole} />
          </div>
          ${isOpen && html`
            <${Stretches} ...${voice} pages=${pages}
              stretches=${voice.stretches.map((position) => stretches[position])} />`}
        </li>`;
    })}</ul>
    <p>${view.absent}</p>`;
};

const VoiceShare = ({ model, id }) => {
  const [scope] = useTrait(model, "scope");
  const [by] = useTrait(model, "by");
  const [unit, count] = useTrait(model, "unit");
  const [guesses] = useTrait(model, "guesses");
  const [opened, open] = useTrait(model, "opened");
  const [pages] = useTrait(model, "pages");
  const unitChooser = useRef();
  const [scopes, ways, units, views] =
    [model.get("scopes"), model.get("ways"), model.get("units"), model.get("views")];
  if (!views.length) return html`<p>${model.get("note")}</p>`;

  const viewOf = (name) => views.find((each) => each.scope === name && each.by === by);
  const key = (inScope, inUnit) => `${inScope}/${by}/${inUnit}`;
  // Where there is nothing to count there is nothing to guess.
  const isSeen = (inScope, inUnit) => !viewOf(inScope).units[inUnit].right || key(inScope, inUnit) in guesses;
  const keep = (more) => {
    setTraits(model, { guesses: { ...more, ...guesses } });
    focusChosen(unitChooser);
  };

  const view = viewOf(scope);
  const isShown = isSeen(scope, unit);
  const said = answerTo(guesses[key(scope, unit)], view.units[unit], view.options);
  const unseen = scopes.flatMap((each) => units
    .filter(({ name }) => !isSeen(each.name, name)).map(({ name }) => key(each.name, name)));
  return html`
    <${Radios} legend="Which article?" name=${`${id}-scope`} choices=${scopes} value=${scope}
      choose=${(name) => setTraits(model, { opened: "", scope: name })} />
    <${Radios} legend="Voices put together by" name=${`${id}-by`} choices=${ways} value=${by}
      choose=${(name) => setTraits(model, { opened: "", by: name })} />
    <${Radios} ref=${unitChooser} legend="Counted in" name=${`${id}-unit`} choices=${units} value=${unit}
      choose=${count} />
    ${!isShown && html`
      <${AskFirst} class="vs-guess" id=${id} about=${key(scope, unit)} show="Show the voices"
        questions=${[{
          text: `${named(scopes, scope).label}, counted in ${named(units, unit).label}: who is heard most?`,
          options: view.options,
        }]}
        keep=${([option = ""]) => keep({ [key(scope, unit)]: option })} />`}
    <${Status} class="vs-finding">
      ${isShown && (units.every(({ name }) => isSeen(scope, name)) ? `${said} ${view.comparison}` : said)}
    <//>
    ${isShown && html`
      <${Voices} view=${view} unit=${unit} opened=${opened} stretches=${model.get("stretches")} pages=${pages}
        toggle=${(name) => open(opened === name ? "" : name)} />`}
    <${SeenTable} unseen="vs-unseen" head=${["Where", ...units.map(({ label }) => label)]}
      caption=${`Who is heard most, by ${named(ways, by).label}: what you have seen so far`}
      rows=${scopes.map(({ name, label }) => ({
        label,
        cells: units.map((each) => (isSeen(name, each.name) ? viewOf(name).units[each.name].short : undefined)),
      }))} />
    <p>
      <${Button} hidden=${!unseen.length}
        onclick=${() => keep(Object.fromEntries(unseen.map((each) => [each, ""])))}>
        Fill in the rest of the table
      <//>
    </p>
    <p class="vs-note">${model.get("note")}</p>`;
};

export default mount(VoiceShare, "voice-share");
