// What the book remembers of its reader, in this browser and nowhere else: `framelab/BOOK/memory`.
//
// - `read`, by page: when it was read;
// - `check`, by page and question: {tries, right}, the choices that were opened, in their order,
//   and which of them was right, counted from 1, or 0;
// - `widget`, by page and widget: {edition, …}, what the widget is to come back with.
//
// Exercises have keys of their own, see `in_page/work.js`.

import { announce, read, storage, write } from "./storage.js";

const NOT_KEPT =
  "This browser does not keep what you read, guess and answer in this book. Perhaps the window is " +
  "private, or the storage is switched off or full.";

export const book = document.documentElement.dataset.book ?? "";

const KEY = `framelab/${book}/memory`;

// Whether a key that was written may be the memory's: `framelab/BOOK` is written when all is cleared.
export const isMemory = (key) => [null, KEY, `framelab/${book}`].includes(key);

const partOf = (memory, part) => {
  const found = memory[part];
  return found && typeof found === "object" && !Array.isArray(found) ? found : {};
};

export const remembered = (part) => partOf(read(KEY), part);

// Change one entry as it is kept now: another tab may have changed others since. `change` makes the
// entry anew from what it was; undefined removes it. Give a sentence where nothing can be kept.
export const remember = (part, name, change) => {
  const memory = read(KEY);
  const entries = { ...partOf(memory, part) };
  const entry = change(entries[name]);
  if (entry === undefined) delete entries[name];
  else entries[name] = entry;
  if (write(KEY, { ...memory, [part]: entries })) return NOT_KEPT;
  announce(KEY);
  return "";
};

// A sentence where the browser keeps nothing, or nothing more.
export const trouble = () => {
  const probe = `${KEY}/probe`;
  const value = "x".repeat(500);
  try {
    storage().setItem(probe, value);
    const isKept = storage().getItem(probe) === value;
    storage().removeItem(probe);
    return isKept ? "" : NOT_KEPT;
  } catch {
    return NOT_KEPT;
  }
};

const isMade = (guess) =>
  Array.isArray(guess) ? guess.some(isMade) : guess !== "" && guess !== null && guess !== undefined;

// How much there is of each in this edition of the book, which has these pages, chapters and checks:
// of guesses, those that were made and not passed over.
export const counts = ({ pages, chapters, checks: asked }) => {
  const checks = asked.map((name) => remembered("check")[name]).filter((check) => check?.tries?.length);
  const read = remembered("read");
  return {
    read: chapters.filter((name) => name in read).length,
    guesses: Object.entries(remembered("widget"))
      .filter(([name]) => pages.includes(name.split("#")[0]))
      .flatMap(([, widget]) => Object.values(widget?.guesses ?? {})).filter(isMade).length,
    answered: checks.filter(({ right }) => right > 0).length,
    tried: checks.length,
    atOnce: checks.filter(({ right }) => right === 1).length,
  };
};
