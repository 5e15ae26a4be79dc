// What a reader operates. JupyterLab takes arrow keys and Enter for itself unless a control says
// that its keys are its own.

import { html } from "./html.js";

export const OWN_KEYS = { "data-lm-suppress-shortcuts": "true" };

export const Button = (props) => html`<button type="button" ...${OWN_KEYS} ...${props} />`;

export const Link = (props) => html`<a ...${OWN_KEYS} ...${props} />`;

// A button that opens and closes what stands below the button.
export const Expander = ({ open, toggle, ...rest }) =>
  html`<${Button} aria-expanded=${open} onclick=${toggle} ...${rest} />`;

// Several links, or names, in one sentence.
export const listed = (items) => items.flatMap((item, k) => (k ? [", ", item] : [item]));
