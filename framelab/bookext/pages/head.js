// Stands in the head of every page, the same on each, so that a site's policy allows it by one hash.
// `framelab.bookext.memory` puts the book's name before it.

import { showTicks } from "./memory/ticks.js";

let read = {};
try {
  const key = `framelab/${document.documentElement.dataset.book}/memory`;
  read = JSON.parse(localStorage.getItem(key))?.read ?? {};
} catch {
  // Nothing is kept, or nothing may be: no page has a tick.
}
showTicks(read);
