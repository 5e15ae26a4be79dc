// The front end of frozen.py: its traits are what `model` gets and sets here.

import { make, control } from "./views/elements.js";

let views = 0;

function render({ model, el }) {
  const id = `frozen-${++views}`;
  const selects = model.get("controls").map(({ label, values }, k) => {
    const select = control("select", {
      id: `${id}-${k}`,
      onchange: () => {
        const index = [...model.get("index")];
        index[k] = select.selectedIndex;
        model.set("index", index);
        model.save_changes();
      },
    }, ...values.map((value) => make("option", { textContent: value })));
    return [make("label", { htmlFor: select.id, textContent: label }), select];
  });
  const figure = make("figure");
  const finding = make("p");
  finding.setAttribute("role", "status");
  const picture = make("div");
  figure.append(picture, make("figcaption", {}, finding));

  const draw = () => {
    const index = model.get("index");
    selects.forEach(([, select], k) => { select.selectedIndex = index[k]; });
    const frame = model.get("frames")[index.join(",")];
    figure.setAttribute("aria-busy", String(!frame));
    if (!frame) return; // a kernel is drawing it
    const [svg, text] = frame;
    picture.innerHTML = svg;
    // The finding stands below as text: read twice it would only tire.
    picture.firstElementChild.setAttribute("aria-hidden", "true");
    finding.textContent = text;
  };
  const events = ["change:index", "change:frames"];
  for (const event of events) model.on(event, draw);
  el.classList.add("frozen");
  el.replaceChildren(make("div", { className: "frozen-controls" },
    ...selects.map((pair) => make("div", {}, ...pair))), figure);
  draw();
  return () => {
    for (const event of events) model.off(event, draw);
  };
}

export default { render };
