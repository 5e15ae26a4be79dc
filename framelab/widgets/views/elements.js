// What the front ends of several widgets share.

export const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

// JupyterLab takes arrow keys and Enter for itself unless the control says otherwise.
export const control = (tag, properties, ...children) => {
  const element = make(tag, properties, ...children);
  element.dataset.lmSuppressShortcuts = "true";
  return element;
};

// One choice among several, each with a `name` and a `label`.
export const radios = (legend, name, choices, properties = {}) =>
  make("fieldset", {}, make("legend", { textContent: legend }),
    ...choices.map((choice) => make("label", {},
      control("input", { type: "radio", name, value: choice.name, ...properties }), choice.label)));

// Put questions into a form, to be answered before something is shown. `keep` gets the names of
// the answers, one a question, or none where the reader chose to see without a guess.
export const askFirst = (form, { id, questions, show, keep }) => {
  const fieldName = (k) => `${id}-guess-${k}`;
  form.onsubmit = (event) => {
    event.preventDefault();
    const data = new FormData(form);
    keep(questions.map((_, k) => data.get(fieldName(k))));
  };
  form.replaceChildren(
    ...questions.map(({ text, options }, k) =>
      radios(k ? text : `Your guess first. ${text}`, fieldName(k), options, { required: true })),
    make("p", {}, control("button", { type: "submit", textContent: show }), " ",
      control("button", {
        type: "button", textContent: "Show without a guess", onclick: () => keep([]),
      })));
};

export const setTraits = (model, traits) => {
  for (const [trait, value] of Object.entries(traits)) model.set(trait, value);
  model.save_changes();
};

// Call a function at each change of one of its traits; what comes back ends that.
export const listen = (model, listeners) => {
  const each = listeners.flatMap(([traits, listener]) =>
    traits.map((trait) => [`change:${trait}`, listener]));
  for (const [event, listener] of each) model.on(event, listener);
  return () => {
    for (const [event, listener] of each) model.off(event, listener);
  };
};

// The address of a place by its id: here, or on the page `pages`; "" where it is nowhere.
export const addressOf = (place, pages) => {
  if (document.getElementById(place)) return `#${place}`;
  return pages ? `${pages}#${place}` : "";
};
