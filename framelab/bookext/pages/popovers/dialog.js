// The one dialog of a page: its parts, and what they show of an entry (see popovers.py).

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const step = (className, sign) => make("a", { className: `pop-button ${className}`, textContent: sign });

export const makeDialog = (strips) => {
  const title = make("p", { className: "pop-title", id: "pop-title" });
  const before = step("pop-before", "‹");
  const after = step("pop-after", "›");
  const close = make("button", { type: "button", className: "pop-button pop-close", textContent: "×" });
  close.setAttribute("aria-label", "Close");
  const strip = make("div", { className: "pop-strip" });
  strip.setAttribute("aria-hidden", "true"); // the title says which paragraph it is
  const body = make("div", { className: "pop-body" });
  const open = make("a", { className: "pop-open" });
  const dialog = make("div", { className: "pop", id: "pop", tabIndex: -1, popover: "manual" },
    make("div", { className: "pop-head" }, title, before, after, close),
    make("div", { className: "pop-content", tabIndex: -1 }, strip, body, make("p", {}, open)));
  dialog.setAttribute("role", "dialog");
  dialog.setAttribute("aria-labelledby", title.id);
  // In the landmark of the text, or the source of a quotation would count as the page's own footer.
  (document.querySelector("main") ?? document.body).append(dialog);

  const lead = (link, way, said) => {
    link.hidden = !way;
    if (!way) return;
    link.href = way.href;
    link.setAttribute("aria-label", `${said}: ${way.label}`);
  };

  // `href` is the link's own address, which may be a quotation's within the paragraph of the entry.
  const show = (entry, href) => {
    title.textContent = entry.title;
    body.innerHTML = entry.html ?? "";
    open.href = href;
    open.textContent = entry.open;
    lead(before, entry.before, "Previous");
    lead(after, entry.after, "Next");
    strip.hidden = !entry.article;
    strip.innerHTML = strips[entry.article] ?? "";
    strip.querySelector(`[data-paragraph="${entry.paragraph}"]`)?.classList
      .replace("strip-unlit", "strip-lit");
    dialog.querySelector(".pop-content").scrollTop = 0;
  };

  return { dialog, close, show };
};
