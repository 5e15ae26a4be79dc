// Mounts the anywidget modules of a built page, with no kernel and no server behind it.
//
// A classic script that imports each module from a Blob: a page opened from disk may do
// that, where it may neither load a module script nor fetch a file.
(() => {
  const parse = (element) => JSON.parse(element.textContent);

  const modules = new Map();
  const load = (key) => {
    if (!modules.has(key)) {
      const source = parse(document.getElementById(`widget-module-${key}`));
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      modules.set(key, import(url));
    }
    return modules.get(key);
  };

  // What anywidget gives a front-end module, less the kernel and `off` for all at once.
  class Model {
    #state;
    #listeners = new Map();

    constructor(state) {
      this.#state = state;
    }

    get(name) {
      return this.#state[name];
    }

    set(name, value) {
      if (Object.is(this.#state[name], value)) return;
      this.#state[name] = value;
      for (const event of [`change:${name}`, "change"]) {
        for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(value);
      }
    }

    on(event, listener) {
      if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
      this.#listeners.get(event).add(listener);
    }

    off(event, listener) {
      this.#listeners.get(event)?.delete(listener);
    }

    save_changes() {} // there is no kernel to tell

    send() {}
  }

  // Bytes travel as base64 beside the state; a module expects a DataView in their place.
  const withBuffers = (state, buffers) => {
    for (const [path, base64] of buffers) {
      const holder = path.slice(0, -1).reduce((value, key) => value[key], state);
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      holder[path.at(-1)] = new DataView(bytes.buffer);
    }
    return state;
  };

  // What the site's Content-Security-Policy keeps from starting cannot say so itself.
  document.addEventListener("securitypolicyviolation", ({ blockedURI }) => {
    if (!blockedURI.startsWith("blob")) return;
    document.querySelectorAll(".widget:not(.widget-alive)").forEach(sayForbidden);
  });
  const sayForbidden = (widget) => {
    if (widget.querySelector(".widget-forbidden")) return;
    const note = document.createElement("p");
    note.className = "widget-forbidden";
    note.setAttribute("role", "note");
    note.textContent = "This picture does not move, because the site's Content-Security-Policy keeps " +
      "the picture from starting. The publisher of the book must let the server send “script-src " +
      "'self' 'wasm-unsafe-eval' blob:”; the command “framelab headers” prints the whole policy.";
    widget.append(note);
  };

  const models = new Map();
  const mount = async (widget) => {
    try {
      const { module, model: number, state, buffers, memory } = parse(widget.querySelector("script"));
      const exported = (await load(module)).default;
      const definition = typeof exported === "function" ? await exported() : exported;
      if (!models.has(number)) {
        const model = new Model(withBuffers(state, buffers));
        // Ahead of the first view, which then shows what the reader did here before.
        if (memory) window.framelabMemory?.rememberWidget(model, memory);
        // A promise: another view of the model waits until it is initialised.
        models.set(number, Promise.resolve(definition.initialize?.({ model })).then(() => model));
      }
      const view = document.createElement("div");
      await definition.render({ model: await models.get(number), el: view });
      widget.prepend(view); // ahead of the still, which a view may then hide on paper
      widget.classList.add("widget-alive");
    } catch (error) {
      // The still stays, and says the same.
      console.error("widget_host.js: a widget could not start.", error);
    }
  };

  document.querySelectorAll(".widget").forEach(mount);
})();
