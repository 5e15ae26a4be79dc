// The browser's storage, which may be switched off or full: what is kept there of this book, and
// how a page hears that another page or tab has changed it. Keys begin with `framelab/BOOK`.

const NO_STORAGE =
  "This browser keeps nothing for this page, perhaps because the window is private or its storage " +
  "is switched off. Download your answer before you leave.";
const NO_ROOM =
  "This browser has no room left for your work. Download your answer before you leave.";

// Said on the page whenever something was written, with its key: a coding desk shows an answer, too.
const WRITTEN = "framelab-work";

// Stands in `framelab/BOOK` for the moment in which all is cleared.
export const CLEARED = JSON.stringify({ cleared: true });

let hasAskedToPersist = false;

export const storage = () => {
  try {
    return window.localStorage;
  } catch {
    return null; // switched off
  }
};

export const read = (key) => {
  try {
    const found = JSON.parse(storage()?.getItem(key) ?? "null");
    return found && typeof found === "object" ? found : {};
  } catch {
    return {};
  }
};

// Write; give a sentence where that fails.
export const write = (key, value) => {
  const place = storage();
  if (!place) return NO_STORAGE;
  try {
    place.setItem(key, JSON.stringify(value));
  } catch (error) {
    return error?.name === "QuotaExceededError" && place.length > 0 ? NO_ROOM : NO_STORAGE;
  }
  return "";
};

// Ask the browser to keep the storage for longer. Some browsers ask the reader in turn, so that only
// whoever writes an answer is asked.
export const askToPersist = () => {
  if (hasAskedToPersist) return;
  hasAskedToPersist = true;
  navigator.storage?.persist?.().catch(() => {});
};

export const announce = (key) => window.dispatchEvent(new CustomEvent(WRITTEN, { detail: key }));

// Call `changed` with the reason, and with the key that was written, or null where it may be any:
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
