// The piece of a text that shows best what was looked for.

import { placedWords } from "./words.js";

const LENGTH = 160;

// The piece as parts, {text, isFound}: the window with the most of the words that were found,
// different words counting first.
export const extract = (text, found) => {
  const words = placedWords(text);
  const hits = words.filter(({ word }) => found.has(word));
  const [first, last] = bestWindow(hits);
  // As much before what was found as behind it.
  const spare = Math.max(0, LENGTH - (last - first)) / 2;
  const begin = words.find(({ at }) => at >= first - spare)?.at ?? 0;
  const end = words.findLast((each) => each.end <= begin + LENGTH)?.end ?? text.length;
  const from = begin > (words[0]?.at ?? 0) ? begin : 0;
  const to = end < (words.at(-1)?.end ?? 0) ? end : text.length;
  const parts = from > 0 ? [{ text: "… ", isFound: false }] : [];
  let done = from;
  for (const hit of hits) {
    if (hit.at < from || hit.end > to) continue;
    parts.push({ text: text.slice(done, hit.at), isFound: false });
    parts.push({ text: text.slice(hit.at, hit.end), isFound: true });
    done = hit.end;
  }
  parts.push({ text: text.slice(done, to) + (to < text.length ? " …" : ""), isFound: false });
  return parts;
};

const bestWindow = (hits) => {
  let best = [0, 0];
  let most = 0;
  hits.forEach(({ at }, start) => {
    const within = hits.slice(start).filter(({ end }) => end - at <= LENGTH);
    const worth = 100 * new Set(within.map(({ word }) => word)).size + within.length;
    if (worth > most) {
      most = worth;
      best = [at, within.at(-1).end];
    }
  });
  return best;
};
