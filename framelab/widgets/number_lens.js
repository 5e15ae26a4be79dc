// The front end of number_lens.py: its traits are what the hooks read and set here.

import { AskFirst, Status, answerTo } from "./views/ask_first.js";
import { Radios, focusChosen, named } from "./views/choices.js";
import { Button, Link, OWN_KEYS, listed } from "./views/controls.js";
import { html, useRef } from "./views/html.js";
import { mount, setTraits, useTrait } from "./views/model.js";
import { addressOf } from "./views/places.js";
import { SeenTable } from "./views/seen_table.js";

const NumberLens = ({ model, id }) => {
  const [lenses] = useTrait(model, "lenses");
  const [note] = useTrait(model, "note");
  return lenses.length
    ? html`<${Lens} model=${model} id=${id} /><p class="nl-note">${note}</p>`
    : html`<p>${note}</p>`;
};

// The figure that is looked at, the version of it, and what the reader guessed.
const useLens = (model) => {
  const [lenses] = useTrait(model, "lenses");
  const [figure] = useTrait(model, "figure");
  const [version] = useTrait(model, "version");
  const [guesses, setGuesses] = useTrait(model, "guesses");
  const lens = named(lenses, figure);
  const nameOf = (one) => `${figure}/${one.name}`;
  // The figure may come from a kernel before its version, which is then the first.
  const current = named(lens.versions, version) ?? lens.versions[0];
  const asked = lens.versions.filter(({ question }) => question);
  return {
    lens,
    version: current,
    name: nameOf(current),
    guessed: guesses[nameOf(current)],
    isSeen: (one) => !one.question || nameOf(one) in guesses,
    keep: (option) => setGuesses({ ...guesses, [nameOf(current)]: option }),
    seeAll: () =>
      setGuesses({ ...Object.fromEntries(asked.map((one) => [nameOf(one), ""])), ...guesses }),
  };
};

const Lens = ({ model, id }) => {
  const { lens, version, name, guessed, isSeen, keep } = useLens(model);
  const [, setVersion] = useTrait(model, "version");
  const versionChooser = useRef();
  const options = version.options.map(([option, label]) => ({ name: option, label }));
  const shown = isSeen(version);
  return html`
    <${Figures} model=${model} id=${id} />
    <${Card} model=${model} ...${lens} />
    <${Radios} key=${lens.name} legend="How is it told?" name=${`${id}-version`}
      choices=${lens.versions} value=${version.name} choose=${setVersion} ref=${versionChooser} />
    ${!shown && html`
      <${AskFirst} class="nl-guess" id=${id} about=${name}
        questions=${[{ text: version.question, options }]} show="Show this version"
        keep=${([option = ""]) => {
          keep(option);
          focusChosen(versionChooser);
        }} />`}
    <${Status} class="nl-finding">${shown && answerTo(guessed, version, options)}<//>
    ${shown && html`<${Version} ...${version} />`}
    <${Seen} model=${model} versionChooser=${versionChooser} />
    <${Refused} ...${lens} />`;
};

const Figures = ({ model, id }) => {
  const [lenses] = useTrait(model, "lenses");
  const [figure] = useTrait(model, "figure");
  const choose = (name) =>
    setTraits(model, { figure: name, version: named(lenses, name).versions[0].name });
  return html`
    <p class="nl-choose">
      <label for=${`${id}-figure`}>Which figure?</label>
      <select id=${`${id}-figure`} value=${figure} ...${OWN_KEYS}
        onchange=${(event) => choose(event.currentTarget.value)}>
        ${[...new Set(lenses.map(({ group }) => group))].map((group) => html`
          <optgroup label=${group}>
            ${lenses.filter((lens) => lens.group === group).map(({ name, label }) =>
              html`<option value=${name}>${label}</option>`)}
          </optgroup>`)}
      </select>
    </p>`;
};

// What is said of the figure, and what not
const Card = ({ model, asks, place }) => {
  const [pages] = useTrait(model, "pages");
  const href = addressOf(place, pages);
  return html`
    <dl class="nl-card">
      ${asks.map(({ question, answer, said }) => html`
        <dt>${question}</dt><dd class=${said ? "" : "nl-unsaid"}>${answer}</dd>`)}
      ${href && html`<dt>Where?</dt><dd><${Link} href=${href}>To the paragraph<//></dd>`}
    </dl>`;
};

// How a version is worked out, what it makes of the figure, and for what
const Version = ({ bars, working, story, cited, sources }) => html`
  <div class="nl-detail">
    ${bars.length > 0 && html`<${Bars} bars=${bars} />`}
    ${working && html`<p><strong>Worked out: </strong>${working}</p>`}
    <p><strong>Its story: </strong>${story}</p>
    <p><strong>In whose favour: </strong>${cited}</p>
    <${Outside} sources=${sources} />
  </div>`;

// The finding and its working say it.
const Bars = ({ bars }) => html`
  <div class="nl-bars" aria-hidden="true">
    ${bars.map(({ label, share }) => html`
      <div>
        <span>${label}</span>
        <span class="nl-bar">
          <span class="nl-fill" style=${{ width: `${100 * share}%` }} />
        </span>
      </div>`)}
  </div>`;

const Outside = ({ sources }) => sources.length > 0 && html`
  <p>Outside: ${listed(sources.map(({ label, url }) => html`<${Link} href=${url}>${label}<//>`))}</p>`;

// What has been seen of this figure
const Seen = ({ model, versionChooser }) => {
  const { lens: { versions }, isSeen, seeAll } = useLens(model);
  const rows = versions.map((one) => ({
    label: one.label,
    cells: [one.finding, one.story].map((text) => (isSeen(one) ? text : undefined)),
  }));
  return html`
    ${versions.length > 1 && html`
      <${SeenTable} caption="Versions of this figure, all from the same data" unseen="nl-unsaid"
        head=${["Version", "What it says", "Its story"]} rows=${rows} />`}
    ${!versions.every(isSeen) && html`
      <p><${Button} onclick=${() => {
        seeAll();
        focusChosen(versionChooser);
      }}>Show all versions of this figure<//></p>`}`;
};

// What is not offered; what else to know
const Refused = ({ refused, remark, sources }) => (refused.length || remark || sources.length) && html`
  <div class="nl-refused">
    ${refused.length > 0 && html`
      <p class="nl-title">Not offered, and why</p>
      <ul>${refused.map(([what, why]) => html`<li><strong>${what}</strong> ${why}</li>`)}</ul>`}
    ${remark && html`<p>${remark}</p>`}
    <${Outside} sources=${sources} />
  </div>`;

export default mount(NumberLens, "number-lens");
