// One choice among several, each with a `name` for the program and a `label` for the reader.

import { html } from "./html.js";
import { OWN_KEYS } from "./controls.js";

export const named = (choices, name) => choices.find((choice) => choice.name === name);

// Radio buttons. Without a `value` the form that has them keeps the choice.
export const Radios = ({ legend, name, choices, value, choose, required, ...rest }) => html`
  <fieldset ...${rest}>
    <legend>${legend}</legend>
    ${choices.map((choice) => html`
      <label key=${choice.name}>
        <input type="radio" name=${name} value=${choice.name} required=${required}
          checked=${value === undefined ? undefined : value === choice.name}
          onchange=${choose && (() => choose(choice.name))} ...${OWN_KEYS} />
        ${choice.label}
      </label>`)}
  </fieldset>`;

// Focus what is chosen in the fieldset that a ref holds.
export const focusChosen = (fieldset) => fieldset.current.querySelector("input:checked").focus();
