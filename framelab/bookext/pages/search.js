// The search: a list of places below the field, each with an extract. Loaded by `find/open.js` when
// somebody turns to a field; the places, by this script, at the first key.

import MiniSearch from "minisearch";

import { extract } from "./find/extract.js";
import { fileAt } from "./find/files.js";
import { wordsOf } from "./find/words.js";

const FIELDS = ["title", "names", "text"];
const BOOST = { title: 3, names: 2, text: 1 };
// Where two places fit alike, the wider one first, what explains a word before what uses it, and
// last a list of titles.
const WORTH = { Chapter: 1.6, Term: 1.3, Page: 1.2, Paragraph: 1.1, Reference: 0.4 };
// Of words that so many places have, none helps to find a place.
const COMMON = new Set(("a an and are as at be by for from had has have he her his in is it its of on " +
  "or s t that the their they this to was were which with").split(" "));
const SHORTEST_FUZZY = 5;
// A word that is still being typed may be shorter.
const SHORTEST_PREFIX = 3;
const SHORTEST_LAST_PREFIX = 2;
const SHORTEST_PLURAL = 6;
const MOST_IN_DIALOG = 30;
const MOST_MARKED = 12;

const isNumber = (word) => /^\d/.test(word);

let loading = null;

// Load the places, once, and index them; the page stays responsive meanwhile.
const load = () => (loading ??= new Promise((resolve, reject) => {
  const script = document.createElement("script");
  script.src = fileAt("_static/search_data.js");
  script.addEventListener("load", resolve);
  script.addEventListener("error", () => reject(new Error("search_data.js")));
  document.head.append(script);
}).then(async () => {
  const { pages, places } = window.framelabSearch;
  const documents = places.map(([page, anchor, kind, title, text, names = ""], id) =>
    ({ id, kind, anchor, title, text, names, page: pages[page][0], of: pages[page][1] }));
  const index = new MiniSearch({
    fields: FIELDS,
    tokenize: wordsOf,
    processTerm: (word) => (COMMON.has(word) ? null : word),
  });
  await index.addAllAsync(documents, { chunkSize: 25 });
  return { documents, index };
}).catch((error) => {
  loading = null; // the next key tries again
  throw error;
}));

// Words that begin alike are found together: "deportations" stands for "deportation", too.
const sought = (word) => {
  if (COMMON.has(word)) return null;
  return word.length >= SHORTEST_PLURAL && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
};

const look = ({ documents, index }, asked) => {
  const exact = {
    processTerm: sought,
    boost: BOOST,
    boostDocument: (id) => WORTH[documents[id].kind] ?? 1,
    prefix: (word, place, words) => !isNumber(word) &&
      word.length >= (place === words.length - 1 ? SHORTEST_LAST_PREFIX : SHORTEST_PREFIX),
  };
  // A slip of the hand counts only where nothing has the word as it was typed.
  const alike = { ...exact, fuzzy: (word) => (word.length >= SHORTEST_FUZZY && !isNumber(word) ? 0.2 : false) };
  for (const [options, combineWith] of [[exact, "AND"], [alike, "AND"], [exact, "OR"], [alike, "OR"]]) {
    const found = index.search(asked, { ...options, combineWith });
    if (found.length) return { isAll: combineWith === "AND", found };
  }
  return { isAll: false, found: [] };
};

const said = (asked, { isAll, found }) => {
  const count = found.length === 1 ? "1 place" : `${found.length} places`;
  if (isAll) return count;
  if (found.length) return `No place has all these words; ${count} with some of them:`;
  const words = wordsOf(asked);
  if (!words.length) return "Type a word to search for.";
  return words.every((word) => COMMON.has(word))
    ? "These words are too common to search for. Type a rarer word."
    : `The search found nothing for “${asked.trim()}”.`;
};

const element = (name, attributes, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

const itemOf = (place, terms) => {
  const words = new Set(terms);
  const shown = terms.slice(0, MOST_MARKED).map(encodeURIComponent).join("+");
  const anchor = place.anchor && `#${place.anchor}`;
  const link = element("a", { href: `${fileAt(place.page)}?highlight=${shown}${anchor}` },
    element("span", { class: "search-kind" }, place.kind), " ",
    element("span", { class: "search-title" }, place.title));
  if (place.anchor) link.append(" ", element("span", { class: "search-of" }, place.of));
  const piece = element("p", { class: "search-extract" });
  for (const { text, isFound } of extract(place.text, words)) {
    piece.append(isFound ? element("mark", {}, text) : text);
  }
  return element("li", {}, link, piece);
};

const mount = (form) => {
  const field = form.querySelector("input");
  const isInDialog = Boolean(form.closest("dialog"));
  const status = element("p", { role: "status", class: "search-status" });
  const list = element("ol", { class: "search-list" });
  const holder = element("div", { class: "search-found" }, status, list);
  form.after(holder);

  const show = async () => {
    const asked = field.value;
    holder.hidden = !asked.trim();
    if (!asked.trim()) {
      status.textContent = "";
      list.replaceChildren();
      return;
    }
    try {
      if (!loading) status.textContent = "Loading the list of places …";
      const ready = await load();
      if (asked !== field.value) return; // a later key is at work
      const result = look(ready, asked);
      status.textContent = said(asked, result);
      const most = isInDialog ? MOST_IN_DIALOG : Infinity;
      list.replaceChildren(...result.found.slice(0, most).map(
        ({ id, terms }) => itemOf(ready.documents[id], terms)));
      if (result.found.length > most) {
        const all = `${fileAt("search.html")}?q=${encodeURIComponent(asked)}`;
        list.append(element("li", {}, element("a", { href: all }, `All ${result.found.length} places`)));
      }
      holder.scrollTop = 0;
    } catch (error) {
      console.error("search.js:", error);
      status.textContent = "The list of places cannot be loaded. Try again, or use the index of the book.";
    }
  };

  // Arrow keys go through the field and the links; Tab does, too.
  const move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const stops = [field, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(document.activeElement) + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  };
  field.addEventListener("input", show);
  field.addEventListener("keydown", move);
  list.addEventListener("keydown", move);
  // Where only the place differs, the browser would load no page, and nothing would be marked.
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (link.href.split("#")[0] !== location.href.split("#")[0]) return;
    event.preventDefault();
    location.hash = link.hash;
    location.reload();
  });

  const asked = isInDialog ? null : new URL(location.href).searchParams.get("q");
  if (asked) field.value = asked;
  if (!isInDialog) field.focus();
  show();
};

document.querySelectorAll("form.bd-search").forEach(mount);
