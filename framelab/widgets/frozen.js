// The front end of frozen.py: its traits are what `model` gets and sets here.

import { OWN_KEYS } from "./views/controls.js";
import { html, useRef } from "./views/html.js";
import { mount, useTrait } from "./views/model.js";

const Choice = ({ id, label, values, at, choose }) => html`
  <div>
    <label for=${id}>${label}</label>
    <select id=${id} value=${String(at)} onchange=${({ target }) => choose(Number(target.value))}
      ...${OWN_KEYS}>
      ${values.map((value, k) => html`<option value=${String(k)}>${value}</option>`)}
    </select>
  </div>`;

const Frozen = ({ model, id }) => {
  const [index, setIndex] = useTrait(model, "index");
  const [frames] = useTrait(model, "frames");
  const last = useRef(["", ""]);
  const frame = frames[index.join(",")];
  if (frame) last.current = frame; // until a kernel has drawn the next one, this one stays
  const [svg, finding] = last.current;
  return html`
    <div class="frozen-controls">
      ${model.get("controls").map((control, k) => html`
        <${Choice} ...${control} id=${`${id}-${k}`} at=${index[k]}
          choose=${(at) => setIndex(index.map((was, each) => (each === k ? at : was)))} />`)}
    </div>
    <figure aria-busy=${String(!frame)}>
      ${/* The finding stands below as text: read twice it would only tire. */ null}
      <div aria-hidden="true" dangerouslySetInnerHTML=${{ __html: svg }} />
      <figcaption><p role="status">${finding}</p></figcaption>
    </figure>`;
};

export default mount(Frozen, "frozen", []);
