// Checks of understanding that were answered stay answered: a choice that was opened is open again.

import { book, isMemory, remember, remembered } from "./store.js";
import { watchBook } from "./storage.js";
import { pageName } from "./ticks.js";

// A choice is known by its words: an edition may put choices into another order.
const nameOf = (choice) => {
  const words = choice.querySelector("summary").textContent.replace(/\s+/g, " ").trim();
  let hash = 5381;
  for (const sign of words) hash = (hash * 33 + sign.codePointAt(0)) >>> 0;
  return hash.toString(36);
};

export const rememberChecks = () => {
  const checks = [...document.querySelectorAll(".check[id]")].map((check) => ({
    name: `${pageName()}#${check.id}`,
    choices: [...check.querySelectorAll("details.choice")].map((choice) => ({
      choice, name: nameOf(choice), isRight: Boolean(choice.querySelector(".verdict.right")),
    })),
  }));
  if (!checks.length) return;

  const triesOf = (entry) => (Array.isArray(entry?.tries) ? entry.tries : []);
  const show = () => {
    const kept = remembered("check");
    for (const { name, choices } of checks) {
      const tries = triesOf(kept[name]);
      for (const { choice, name: own } of choices) choice.open = tries.includes(own);
    }
  };
  for (const { name, choices } of checks) {
    for (const { choice, name: own, isRight } of choices) {
      // A press, by mouse or key, answers. A browser that opens a choice to find a word in it does not.
      choice.querySelector("summary").addEventListener("click", () => {
        if (triesOf(remembered("check")[name]).includes(own)) return;
        remember("check", name, (before) => {
          const tries = [...triesOf(before), own];
          return { tries, right: before?.right || (isRight ? tries.length : 0) };
        });
      });
    }
  }
  show();
  watchBook(book, (why, key) => {
    if (why === "cleared") {
      for (const { choices } of checks) for (const { choice } of choices) choice.open = false;
    } else if (why !== "page" && isMemory(key)) show(); // also closed, where nobody keeps it any more
  });
};
