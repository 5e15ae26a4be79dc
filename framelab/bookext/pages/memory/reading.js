// A chapter counts as read when its last heading has come into view and the page was looked at for
// a fifth of the minutes that its head states; or when the reader says so.

import { book, isMemory, remember, remembered } from "./store.js";
import { watchBook } from "./storage.js";
import { pageName, showTicks } from "./ticks.js";

const SHARE_OF_MINUTES = 0.2;

export const rememberReading = () => {
  watchBook(book, (_why, key) => isMemory(key) && showTicks(remembered("read")));
  const end = document.querySelector(".chapter-end");
  if (end) watchChapter(end);
};

const watchChapter = (end) => {
  const page = pageName();
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  const button = document.createElement("button");
  button.type = "button";
  end.append(status, button);

  const isRead = () => page in remembered("read");
  const show = () => {
    status.textContent = isRead() ? "✓ You have read this chapter." : "";
    button.textContent = isRead() ? "Mark as not read" : "Mark as read";
  };
  const setRead = (value) =>
    remember("read", page, (before) => (value ? before ?? new Date().toISOString() : undefined));
  let stop = () => {};
  button.addEventListener("click", () => {
    stop(); // whoever says “not read” is not contradicted a minute later
    const problem = setRead(!isRead());
    show();
    if (problem) status.textContent = problem;
  });
  watchBook(book, (_why, key) => isMemory(key) && show());
  show();
  if (!isRead()) stop = whenRead(Number(end.dataset.minutes), () => setRead(true));
};

// Call `done` once; give what calls it off.
const whenRead = (minutes, done) => {
  let left = minutes * 60_000 * SHARE_OF_MINUTES;
  let since = 0;
  let timer = 0;
  let wasAtEnd = false;
  const isOver = () => left <= 0 && wasAtEnd;
  const finish = () => {
    if (!isOver()) return;
    stop();
    done();
  };
  const pause = () => {
    clearTimeout(timer);
    if (since) left -= Date.now() - since;
    since = 0;
  };
  const resume = () => {
    since = Date.now();
    timer = setTimeout(() => {
      left = 0;
      since = 0;
      finish();
    }, Math.max(0, left));
  };
  const look = () => {
    pause();
    if (document.visibilityState === "visible" && left > 0) resume();
  };
  const observer = new IntersectionObserver((seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    wasAtEnd = true;
    observer.disconnect();
    finish();
  });
  const last = [...document.querySelectorAll("article.bd-article section > h2")].at(-1);
  if (last) observer.observe(last);
  else wasAtEnd = true;
  document.addEventListener("visibilitychange", look);
  look();
  const stop = () => {
    pause();
    observer.disconnect();
    document.removeEventListener("visibilitychange", look);
  };
  return stop;
};
