// Opens beside a link what the link leads to. A resting mouse opens it for a look; a click, a tap or
// Enter pins it, and takes the focus along. The links stay links: see popovers.py.

import { makeDialog } from "./dialog.js";
import { lineOf, place, uncover } from "./placement.js";

const REST = 250; // milliseconds that a mouse rests on a link before the dialog opens
const GRACE = 300; // and that it may take from the link to the dialog
const LINKS = ".bd-article a[href], .pop a[href]";

// Scroll the content as a page would by the key; say whether the key scrolls.
const scrolled = (content, { key, altKey, ctrlKey, metaKey, shiftKey }) => {
  if (altKey || ctrlKey || metaKey || shiftKey) return false;
  const whole = content.clientHeight - 40;
  const way = {
    ArrowDown: 40, ArrowUp: -40, PageDown: whole, PageUp: -whole, " ": whole,
    Home: -content.scrollHeight, End: content.scrollHeight,
  }[key];
  if (way) content.scrollBy(0, way);
  return Boolean(way);
};

const start = (data) => {
  const { entries, strips } = JSON.parse(data.textContent);
  const absolute = (href) => new URL(href, location.href).href;
  const known = new Map(entries.flatMap((entry) =>
    [entry.href, ...(entry.also ?? [])].map((href) => [absolute(href), entry])));
  const { dialog, close: closer, show } = makeDialog(strips);

  // What is open: the link, the line of the link, whether it is pinned.
  let open = null;
  let timer = 0;
  const later = (task, time) => {
    clearTimeout(timer);
    timer = setTimeout(task, time);
  };

  // A link to a place around it, such as a paragraph's own address, opens nothing.
  const entryOf = (link) => {
    const entry = link && !link.matches(".pop-open, .headerlink, .place") && known.get(link.href);
    return entry && !(link.hash && link.closest(`[id="${CSS.escape(link.hash.slice(1))}"]`)) ? entry : null;
  };
  const linkAt = (target) => {
    const link = target instanceof Element ? target.closest(LINKS) : null;
    return entryOf(link) ? link : null;
  };
  const announce = (link) => {
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", String(open?.link === link));
  };

  const close = ({ focus = false } = {}) => {
    clearTimeout(timer);
    if (!open) return;
    const { link } = open;
    open = null;
    dialog.hidePopover();
    announce(link);
    if (focus) link.focus();
  };

  const reveal = (link, entry, { pinned, line = 0 }) => {
    if (open && open.link !== link) close();
    clearTimeout(timer);
    open = { link, line, pinned };
    show(entry, link.href);
    dialog.showPopover();
    announce(link);
    place(dialog, link, line);
    if (pinned) {
      uncover(dialog, link);
      dialog.focus({ preventScroll: true });
    }
  };

  document.querySelectorAll(LINKS).forEach((link) => {
    if (entryOf(link)) announce(link);
  });
  // A widget makes its links later.
  document.addEventListener("focusin", ({ target }) => {
    const link = linkAt(target);
    if (link) announce(link);
  });

  document.addEventListener("pointerover", ({ target, pointerType, clientX: x, clientY: y }) => {
    if (pointerType !== "mouse" || open?.pinned) return;
    if (target instanceof Node && dialog.contains(target)) {
      clearTimeout(timer);
      return;
    }
    const link = linkAt(target);
    if (!link) {
      if (open) later(close, GRACE);
      else clearTimeout(timer);
    } else if (open?.link === link) {
      clearTimeout(timer);
    } else {
      later(() => reveal(link, entryOf(link), { pinned: false, line: lineOf(link, { x, y }) }), REST);
    }
  });
  document.documentElement.addEventListener("pointerleave", () => {
    if (open && !open.pinned) later(close, GRACE);
    else clearTimeout(timer);
  });

  document.addEventListener("click", (event) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey, detail, clientX: x, clientY: y } = event;
    if (event.defaultPrevented || button || ctrlKey || metaKey || shiftKey || altKey) return;
    // Where the address has the place already, no change of the address tells that it was asked for.
    if (target instanceof Element && target.closest(".pop-open")) close();
    const link = linkAt(target);
    if (!link) return;
    event.preventDefault();
    if (dialog.contains(link)) { // to the next paragraph, or to what this one refers to
      show(entryOf(link), link.href);
      open.pinned = true;
      place(dialog, open.link, open.line);
      dialog.focus({ preventScroll: true });
    } else if (open?.pinned && open.link === link) {
      close({ focus: true });
    } else {
      reveal(link, entryOf(link), { pinned: true, line: lineOf(link, detail ? { x, y } : null) });
    }
  });
  closer.addEventListener("click", () => close({ focus: true }));

  document.addEventListener("pointerdown", ({ target }) => {
    if (open && !dialog.contains(target) && !open.link.contains(target)) close();
  });

  document.addEventListener("keydown", (event) => {
    if (!open) return;
    const inside = dialog.contains(document.activeElement);
    if (event.key === "Escape") {
      event.preventDefault();
      close({ focus: inside });
    } else if (document.activeElement === dialog && scrolled(dialog.querySelector(".pop-content"), event)) {
      event.preventDefault();
    } else if (event.key === "Tab" && inside) {
      // The dialog stands at the end of the page, and the reader's place is at the link.
      const stops = [...dialog.querySelectorAll("a[href], button")].filter((each) => !each.hidden);
      const at = stops.indexOf(document.activeElement);
      if (event.shiftKey && at <= 0) {
        event.preventDefault();
        close({ focus: true });
      } else if (!event.shiftKey && at === stops.length - 1) {
        close({ focus: true }); // and the browser goes on from there
      }
    }
  });

  const follow = () => {
    if (open) place(dialog, open.link, open.line);
  };
  addEventListener("scroll", follow, { passive: true });
  addEventListener("resize", follow);
  addEventListener("hashchange", () => close());
  addEventListener("pagehide", () => close());
};

const data = document.getElementById("popovers");
if (data && "popover" in HTMLElement.prototype) start(data);
