// A student's work, kept by the browser: apart by book, exercise and version of the exercise.
//
// `framelab/BOOK/ID/VERSION` holds {text, saved, before, result}: the answer, when it was
// written, the text before a Reset, and what the last check said ({earned, visible, at}).
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
    // Called with what another tab of the browser wrote, or something else on this page.
    watch: (changed) => {
      window.addEventListener("storage", (event) => {
        if (event.key === key || event.key === null) changed(read(key), { isOtherTab: true });
      });
      window.addEventListener(WRITTEN, (event) => {
        if (event.detail === key) changed(read(key), { isOtherTab: false });
      });
    },
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
