// What the browser keeps of the desk, and the desk's traits: each follows the other.

import { useLayoutEffect, useRef, useState } from "../html.js";
import { setTraits } from "../model.js";
import { itemsOf } from "./codebook.js";
import { answerAsText, isSame } from "./files.js";
import { keysOf, listen, read, write } from "./storage.js";

const known = (found, allowed) => Object.fromEntries(Object.entries(found ?? {})
  .filter(([item, code]) => allowed.get(item)?.includes(code)));

// Of the codes those of whole passages.
const keptCodes = (desk, found) => {
  const codes = known(found, desk.items);
  const whole = desk.passages.map(({ place }) => itemsOf(desk, place))
    .filter((items) => items.every((item) => item in codes));
  return Object.fromEntries(whole.flat().map((item) => [item, codes[item]]));
};

const keptAnswer = (desk, text) => {
  try {
    return known(JSON.parse(text ?? "{}"), desk.gradedItems);
  } catch {
    return {};
  }
};

// Show what the browser keeps. Where the browser keeps nothing, what stands on the desk stays,
// unless it was kept before and `isGone` now.
const takeKept = (model, desk, keys, isGone) => {
  const { codes } = read(keys.desk);
  const own = keptCodes(desk, codes);
  if (keys.desk && (codes || isGone) && !isSame(own, model.get("codes"))) setTraits(model, { codes: own });
  const { text } = read(keys.answer);
  const answer = keptAnswer(desk, text);
  if (keys.answer && (typeof text === "string" || isGone) && !isSame(answer, model.get("answer"))) {
    setTraits(model, { answer });
  }
};

// Keep the desk's traits and the browser's storage alike. Gives `trouble`, a sentence where the
// browser keeps nothing, and what keeps the codes, or one code of the answer.
export const useKept = (model, desk) => {
  const keys = keysOf(desk);
  const [trouble, setTrouble] = useState("");
  const isRefused = useRef(false);
  const tell = (words) => {
    isRefused.current = Boolean(words);
    setTrouble(words);
  };
  useLayoutEffect(() => {
    takeKept(model, desk, keys, false);
    return listen(keys, {
      take: (isGone) => takeKept(model, desk, keys, isGone && !isRefused.current),
      clear: () => {
        setTraits(model, { codes: {}, answer: {} });
        tell("");
      },
    });
  }, [model, desk]);
  const keep = (key, changes) => key && tell(write(key, changes));
  return {
    trouble,
    keepCodes: (codes) => {
      keep(keys.desk, { codes });
      setTraits(model, { codes });
    },
    keepCode: (item, code) => {
      // What the exercise's own form has written meanwhile stays.
      const { text } = read(keys.answer);
      const before = typeof text === "string" ? keptAnswer(desk, text) : model.get("answer");
      const answer = { ...before, [item]: code };
      setTraits(model, { answer });
      keep(keys.answer, { text: answerAsText(desk, answer) });
    },
  };
};
