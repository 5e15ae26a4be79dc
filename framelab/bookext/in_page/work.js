// A student's work, kept by the browser: apart by book, exercise and version of the exercise.
//
// `framelab/BOOK/ID/VERSION` holds {text, saved, before, result}: the answer, when it was
// written, the text before a Reset, and what the last check said ({earned, visible, at}, where `at` is
// when the check took the answer).
// `framelab/BOOK` holds {exported, name}; `framelab/BOOK/memory` is `pages/memory/store.js`'s, and
// cleared with the rest.

import { announce, askToPersist, CLEARED, read, storage, watchBook, write } from "../pages/memory/storage.js";

// What a browser may clear is said to whoever works: some do so after a week.
export const KEPT =
  "Your work is kept in this browser, on this device. Some browsers clear it when a site was not " +
  "visited for a week, and a private window forgets it when it is closed.";

const keyOf = ({ book, id, version }) => `framelab/${book}/${id}/${version}`;

export const workOn = (exercise) => {
  const key = keyOf(exercise);
  const change = (changes) => write(key, { ...read(key), ...changes });
  const changeText = (changes) => {
    const problem = change({ ...changes, saved: new Date().toISOString() });
    // Where nothing was kept there is nothing to show elsewhere, and what stands here must stay.
    if (!problem) {
      announce(key);
      askToPersist();
    }
    return problem;
  };
  return {
    read: () => read(key),
    // Give a sentence where it could not be kept.
    save: (text) => changeText({ text }),
    replace: (text, before) => changeText({ text, before }),
    keepResult: (result) => change({ result }),
    // Called with what is kept now, and why: see `watchBook`.
    watch: (changed) => watchBook(exercise.book, (why, written) => {
      if (written === null || written === key) changed(read(key), why);
    }),
    // The text that was written for an earlier version of the exercise, if there is one.
    earlier: () => {
      for (let version = exercise.version - 1; version > 0; version -= 1) {
        const { text } = read(keyOf({ ...exercise, version }));
        if (typeof text === "string") return text;
      }
      return undefined;
    },
  };
};

export const exported = (book) => read(`framelab/${book}`);

export const noteExport = (book, name) =>
  write(`framelab/${book}`, { name, exported: new Date().toISOString() });

export const clearWork = (book) => {
  const place = storage();
  if (!place) return;
  const ours = Object.keys(place).filter(
    (key) => key === `framelab/${book}` || key.startsWith(`framelab/${book}/`),
  );
  // Other tabs hear of this first. A key that is only removed may be another page's doing, such as
  // that of another book of the site: what a tab shows then stays.
  try {
    place.setItem(`framelab/${book}`, CLEARED);
    ours.push(`framelab/${book}`);
  } catch {
    // No room for a few bytes: all is removed without.
  }
  for (const key of ours) place.removeItem(key);
  announce(`framelab/${book}`);
};

export const when = (moment) =>
  moment
    ? new Date(moment).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })
    : "never";

export const download = (name, text, type) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};
