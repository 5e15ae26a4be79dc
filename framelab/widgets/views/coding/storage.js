// The browser's storage, as the desk uses it, under the keys that the book's exercises use.
//
// `framelab/BOOK/coding-desk` holds {codes, saved}: the reader's codes of the articles' paragraphs.
// `framelab/BOOK/ID/VERSION` holds {text, saved, …}: the answer to the exercise, as its own form keeps
// it. Whoever writes says so on the page, so that desk and form show one answer.

const NO_STORAGE = "This browser keeps nothing for this page, perhaps because the window is private " +
  "or its storage is switched off. Save your codes as a file before you leave.";
const WRITTEN = "framelab-work";
// What the book's own key holds for the moment in which *Clear my work* clears all, in any tab.
const CLEARED = JSON.stringify({ cleared: true });

export const keysOf = ({ book, graded, tasks }) => {
  const whole = book && `framelab/${book}`;
  return {
    book: whole,
    desk: book && `${whole}/coding-desk`,
    answer: book && tasks.length ? `${whole}/${graded.id}/${graded.version}` : "",
  };
};

export const read = (key) => {
  try {
    const found = JSON.parse(window.localStorage.getItem(key) ?? "null");
    return found && typeof found === "object" ? found : {};
  } catch {
    return {}; // switched off, or nothing of ours
  }
};

// Write; give a sentence where that fails.
export const write = (key, changes) => {
  try {
    const whole = { ...read(key), ...changes, saved: new Date().toISOString() };
    window.localStorage.setItem(key, JSON.stringify(whole));
  } catch {
    return NO_STORAGE;
  }
  window.dispatchEvent(new CustomEvent(WRITTEN, { detail: key }));
  return "";
};

// Call `take` whenever something else than this desk changes what is kept, with whether that may be
// gone; call `clear` when the reader clears all in another tab. What comes back ends that.
export const listen = (keys, { take, clear }) => {
  const written = ({ key, newValue }) => {
    if (key && key === keys.book && newValue === CLEARED) clear();
    else if (key === null || (key && [keys.desk, keys.answer].includes(key))) take(false);
  };
  const told = ({ detail }) => written({ key: detail });
  // A page that stood in the browser's memory heard of nothing meanwhile.
  const returned = ({ persisted }) => persisted && keys.book && take(true);
  const listeners = { storage: written, [WRITTEN]: told, pageshow: returned };
  for (const [event, listener] of Object.entries(listeners)) window.addEventListener(event, listener);
  return () => {
    for (const [event, listener] of Object.entries(listeners)) window.removeEventListener(event, listener);
  };
};
