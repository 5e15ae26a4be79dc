// The front end of quotation_slider.py: its traits are what the hooks read and set here.

import { AskFirst } from "./views/ask_first.js";
import { Radios, named } from "./views/choices.js";
import { Button, OWN_KEYS } from "./views/controls.js";
import { html, useLayoutEffect, useRef } from "./views/html.js";
import { mount, setTraits, useTrait } from "./views/model.js";
import { Place } from "./views/places.js";

const QuotationSlider = ({ model, id }) => {
  const [pairs] = useTrait(model, "pairs");
  const [note] = useTrait(model, "note");
  return pairs.length ? html`<${Slider} model=${model} id=${id} />` : html`<p>${note}</p>`;
};

const Slider = ({ model, id }) => {
  const [pairs] = useTrait(model, "pairs");
  const [name] = useTrait(model, "pair");
  const [guesses] = useTrait(model, "guesses");
  const wasGuessedHere = useRef(false);
  const pair = named(pairs, name);
  const { said, printings, questions } = pair;
  const guessed = guesses[name];
  const keep = (options) => {
    wasGuessedHere.current = true; // the slider, which is not there yet, then takes the focus
    setTraits(model, { guesses: { ...guesses, [name]: options }, step: 1 });
  };
  return html`
    <${Radios} class="qs-chooser" legend="One remark, two printings" name=${`${id}-pair`}
      choices=${pairs} value=${name}
      choose=${(chosen) => setTraits(model, { step: 1, pair: chosen })} />
    <p class="qs-said">${said}</p>
    <${Printing} model=${model} ...${printings[0]} />
    ${!guessed && html`
      <${AskFirst} class="qs-guess" id=${id} about=${name} questions=${questions}
        show="Show the other printing" keep=${keep} />`}
    <${Verdict} guessed=${guessed} questions=${questions} />
    ${guessed && html`
      <${Printing} model=${model} ...${printings[1]} />
      <${Steps} model=${model} id=${id} count=${pair.steps.length + 1} focus=${wasGuessedHere} />
      <${Words} model=${model} steps=${pair.steps} />`}
    <${Told} model=${model} pair=${guessed && pair} />
    ${guessed && html`<${Notes} model=${model} printings=${printings} />`}`;
};

const Printing = ({ model, label, text, kind, quote, article, url }) => {
  const [pages] = useTrait(model, "pages");
  return html`
    <blockquote>
      <p>${text}</p>
      <p class="qs-source">
        <${Place} href=${url || undefined} place=${quote} article=${article} pages=${pages}>
          ${label}
        <//>: ${kind}
      </p>
    </blockquote>`;
};

// What each guess comes to
const Verdict = ({ guessed = [], questions }) => html`
  <div class="qs-verdict" role="status">
    ${guessed.map((option, k) => html`<p>${named(questions[k].options, option).feedback}</p>`)}
  </div>`;

// Step by step through both printings. The count stays silent: the step's own words are read.
const Steps = ({ model, id, count, focus }) => {
  const [at, setStep] = useTrait(model, "step");
  const slider = useRef();
  useLayoutEffect(() => {
    if (focus.current) slider.current.focus();
    focus.current = false;
  }, []);
  const turn = (by) => () => {
    if (at + by >= 1 && at + by <= count) setStep(at + by);
  };
  return html`
    <div class="qs-steps">
      <label for=${`${id}-step`}>Step</label>
      <input type="range" id=${`${id}-step`} min="1" max=${count} step="1" value=${at} ref=${slider}
        aria-valuetext=${`${at} of ${count}`} ...${OWN_KEYS}
        oninput=${(event) => setStep(Number(event.currentTarget.value))} />
      <output for=${`${id}-step`} aria-live="off">${at} of ${count}</output>
      <${Button} aria-disabled=${at === 1} onclick=${turn(-1)}>Previous step<//>
      <${Button} aria-disabled=${at === count} onclick=${turn(1)}>Next step<//>
    </div>`;
};

const Words = ({ model, steps }) => {
  const [at] = useTrait(model, "step");
  return html`
    <p class="qs-words">
      ${steps.slice(0, at).map((step, k) => html`<${Piece} ...${step} isLatest=${k === at - 1} /> `)}
    </p>`;
};

// Signs and lines tell the fates apart; color only helps.
const Piece = ({ kind, words, isLatest }) => {
  const [tag, sign] = { kept: ["span", ""], dropped: ["del", "−"], added: ["ins", "+"] }[kind];
  const piece = html`<${tag} class=${isLatest ? "qs-latest" : ""}>${words}<//>`;
  return sign ? html`<span class="qs-cut">[${sign} ${piece}]</span>` : piece;
};

// What a step shows, and at the end what all of them come to
const Told = ({ model, pair }) => {
  const [at] = useTrait(model, "step");
  const step = pair?.steps[at - 1];
  return html`
    <div class="qs-told" aria-live="polite">
      ${step && html`<p>${step.text}</p>`}
      ${pair && !step && html`<${Finding} ...${pair} />`}
    </div>`;
};

const Finding = ({ finding, printings, asks }) => {
  const gists = printings.filter(({ about }) => about)
    .map(({ label, about }) => `The paragraph, by our gist (${label}): ${about}`);
  return html`
    <p class="qs-finding">${finding}</p>
    ${[...new Set(gists)].map((gist) => html`<p>${gist}</p>`)}
    <p>To ask:</p>
    <ul>${asks.map((ask) => html`<li>${ask}</li>`)}</ul>`;
};

const Notes = ({ model, printings: [first, second] }) => {
  const [note] = useTrait(model, "note");
  return html`
    <p class="qs-note">
      Plain words stand in both. [− struck through]: only in ${first.label}. [+ underlined]: only in ${second.label}.
    </p>
    <p class="qs-note">${note}</p>`;
};

export default mount(QuotationSlider, "quotation-slider");
