// A page that a search led to: `?highlight=kelly+marijuana#place`. What was found is marked there,
// folds around it are open, and a button takes the marks away.

import { placeIn } from "../shared/place.js";
import { placedWords } from "./words.js";

const NAME = "found";
const NOT_TEXT = "script, style, .widget-still, .headerlink, .found-bar";

export const showFound = () => {
  const address = new URL(location.href);
  const words = new Set((address.searchParams.get("highlight") ?? "").split(/\s+/).filter(Boolean));
  const article = document.querySelector("article.bd-article");
  if (!words.size || !article) return;
  const place = placeOf(location.hash) ?? article;
  openAround(place);
  const ranges = partsOf(place).flatMap((part) => rangesIn(part, words));
  const first = ranges.find((range) => isShown(range.startContainer.parentElement));
  if (!first) return;
  const holder = first.startContainer.parentElement;
  openAround(holder);
  const unmark = mark(ranges);
  const bar = document.createElement("p");
  bar.className = "found-bar";
  const clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = "Clear the marks";
  clear.addEventListener("click", () => {
    unmark();
    // The button goes, and the keyboard with it: it goes on from what was marked.
    holder.tabIndex = -1;
    holder.addEventListener("blur", () => holder.removeAttribute("tabindex"), { once: true });
    holder.focus({ preventScroll: true });
    bar.remove();
    address.searchParams.delete("highlight");
    address.hash = location.hash;
    history.replaceState(history.state, "", address);
  });
  bar.append(`Marked: ${[...words].join(", ")}. `, clear);
  article.append(bar);
  const { top, bottom } = holder.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) holder.scrollIntoView({ block: "center" });
};

const placeOf = (hash) => document.getElementById(placeIn(hash));

// A term is explained beside itself, and not within.
const partsOf = (place) => {
  const parts = [place];
  if (place.tagName === "DT") {
    let next = place.nextElementSibling;
    for (; next && parts.at(-1).tagName !== "DD"; next = next.nextElementSibling) parts.push(next);
  }
  return parts;
};

// A choice of a check stays closed: to open it is to answer.
const isShown = (element) => !element.closest(".choice:not([open]) > :not(summary)") &&
  (element.closest("details:not([open])") || element.checkVisibility?.() !== false);

const openAround = (element) => {
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    if (!fold.matches(".choice")) fold.open = true;
  }
};

const rangesIn = (place, words) => {
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(NOT_TEXT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const ranges = [];
  while (walker.nextNode()) {
    for (const { word, at, end } of placedWords(walker.currentNode.data)) {
      if (!words.has(word)) continue;
      const range = new Range();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, end);
      ranges.push(range);
    }
  }
  return ranges;
};

// Mark, and give what takes the marks away.
const mark = (ranges) => {
  if (window.Highlight && CSS.highlights) {
    CSS.highlights.set(NAME, new Highlight(...ranges));
    return () => CSS.highlights.delete(NAME);
  }
  // From the last to the first: to mark a word splits its text.
  const marks = ranges.reverse().map((range) => {
    const marked = document.createElement("mark");
    range.surroundContents(marked);
    return marked;
  });
  return () => {
    for (const each of marks) {
      const parent = each.parentNode;
      each.replaceWith(...each.childNodes);
      parent.normalize();
    }
  };
};
