// A student's work, kept by the browser: apart by book, exercise and version of the exercise.
//
// `framelab/BOOK/ID/VERSION` holds {text, saved, before, result}: the answer, when it was
// written, the text before a Reset, and what the last check said ({earned, visible, at}, where `at` is
// when the check took the answer).
// `framelab/BOOK` holds {exported, name}.

const NO_STORAGE =
  "This browser keeps nothing for this page, perhaps because the window is private or its storage " +
  "is switched off. Download your answer before you leave.";
const NO_ROOM =
  "This browser has no room left for your work. Download your answer before you leave.";

// What a browser may clear is said to whoever works: some do so after a week.
export const KEPT =
  "Your work is kept in this browser, on this device. Some browsers clear it when a site was not " +
  "visited for a week, and a private window forgets it when it is closed.";

// Said on the page whenever an answer was written, with its key: a coding desk shows the same one.
const WRITTEN = "framelab-work";

// Stands in `framelab/BOOK` for the moment in which all is cleared.
const CLEARED = JSON.stringify({ cleared: true });

let hasAskedToPersist = false;

const storage = () => {
  try {
    return window.localStorage;
  } catch {
    return null; // switched off
  }
};

const read = (key) => {
  try {
    const found = JSON.parse(storage()?.getItem(key) ?? "null");
    return found && typeof found === "object" ? found : {};
  } catch {
    return {};
  }
};

// Write; give a sentence where that fails.
const write = (key, value) => {
  const place = storage();
  if (!place) return NO_STORAGE;
  try {
    place.setItem(key, JSON.stringify(value));
  } catch (error) {
    return error?.name === "QuotaExceededError" && place.length > 0 ? NO_ROOM : NO_STORAGE;
  }
  if (!hasAskedToPersist) {
    hasAskedToPersist = true;
    navigator.storage?.persist?.().catch(() => {});
  }
  return "";
};

const keyOf = ({ book, id, version }) => `framelab/${book}/${id}/${version}`;

export const workOn = (exercise) => {
  const key = keyOf(exercise);
  const change = (changes) => write(key, { ...read(key), ...changes });
  const changeText = (changes) => {
    const problem = change({ ...changes, saved: new Date().toISOString() });
    // Where nothing was kept there is nothing to show elsewhere, and what stands here must stay.
    if (!problem) window.dispatchEvent(new CustomEvent(WRITTEN, { detail: key }));
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

// Call `changed` with the key that was written, or null where it may be any, and with the reason:
//
// - "page": something else on this page wrote,
// - "tab": another tab of this browser wrote or removed,
// - "cleared": somebody pressed *Clear my work* in another tab,
// - "return": this page stood in the browser's memory, and heard of nothing meanwhile.
export const watchBook = (book, changed) => {
  const isOurs = (key) => key === `framelab/${book}` || key.startsWith(`framelab/${book}/`);
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === `framelab/${book}` && newValue === CLEARED) changed("cleared", null);
    else if (key === null || isOurs(key)) changed("tab", key);
  });
  window.addEventListener(WRITTEN, ({ detail }) => isOurs(detail) && changed("page", detail));
  window.addEventListener("pageshow", ({ persisted }) => persisted && changed("return", null));
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
