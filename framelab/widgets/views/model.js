// A widget's traits as a hook, and the front end that anywidget asks for.

import { html, render, useLayoutEffect, useReducer } from "./html.js";

// Set several traits with one message to the kernel, which then never sees half of a change.
export const setTraits = (model, traits) => {
  for (const [name, value] of Object.entries(traits)) model.set(name, value);
  model.save_changes();
};

// The value of a trait, and what sets the trait. The component is drawn anew at each change,
// whoever made the change: this view, another view of the widget, or the kernel.
export const useTrait = (model, name) => {
  const [, redraw] = useReducer((count) => count + 1, 0);
  useLayoutEffect(() => {
    const event = `change:${name}`;
    model.on(event, redraw);
    return () => model.off(event, redraw);
  }, [model, name]);
  return [model.get(name), (value) => setTraits(model, { [name]: value })];
};

let views = 0;

// A component as a front end. The component gets the `model`, and an `id` that no other view has.
// The view's element gets the widget's own class, and the classes of what widgets share.
export const mount = (Component, name, shared = ["framelab-widget"]) => ({
  render({ model, el }) {
    views += 1;
    el.classList.add(...shared, name);
    render(html`<${Component} model=${model} id=${`${name}-${views}`} />`, el);
    return () => render(null, el);
  },
});
