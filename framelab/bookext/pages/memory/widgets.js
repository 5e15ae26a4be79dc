// Widgets that come back as their reader left them. `widget_host.js` hands each model over before
// it is drawn: `name` is the widget's in its page, `traits` are what its class wants remembered,
// and another `edition` of the widget begins anew.

import { book, isMemory, remember, remembered } from "./store.js";
import { watchBook } from "./storage.js";
import { pageName } from "./ticks.js";

const isDict = (value) => Boolean(value) && typeof value === "object" && !Array.isArray(value);
const kindOf = (value) => (Array.isArray(value) ? "list" : isDict(value) ? "dict" : typeof value);
const isSame = (one, two) => JSON.stringify(one) === JSON.stringify(two);

export const rememberWidget = (model, { name, edition, traits }) => {
  const field = `${pageName()}#${name}`;
  const first = Object.fromEntries(traits.map((trait) => [trait, model.get(trait)]));
  const shown = { ...first };
  let isBringing = false;

  const bring = (values) => {
    isBringing = true;
    for (const trait of traits) {
      const value = values[trait];
      if (kindOf(value) !== kindOf(first[trait]) || isSame(value, shown[trait])) continue;
      shown[trait] = value;
      model.set(trait, value);
    }
    isBringing = false;
  };
  const own = (entry) => (entry?.edition === edition ? entry : undefined);

  bring(own(remembered("widget")[field]) ?? {});
  for (const trait of traits) {
    model.on(`change:${trait}`, () => {
      if (isBringing) return;
      const [before, now] = [shown[trait], model.get(trait)];
      shown[trait] = now;
      remember("widget", field, (entry) => {
        const kept = own(entry) ?? { edition };
        return { ...kept, [trait]: changed(kept[trait] ?? first[trait], before, now) };
      });
    });
  }
  watchBook(book, (why, key) => {
    if (why === "cleared") bring(first);
    // A page that comes back may show what nobody keeps any more: it begins with its first values.
    else if (why !== "page" && isMemory(key)) bring({ ...first, ...own(remembered("widget")[field]) });
  });
};

// What is to be kept after a change from `before` to `now`: of a dictionary only the entries that
// changed, because another tab may have added others.
const changed = (kept, before, now) => {
  if (![kept, before, now].every(isDict)) return now;
  const made = { ...kept };
  for (const name of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (!(name in now)) delete made[name];
    else if (!isSame(before[name], now[name])) made[name] = now[name];
  }
  return made;
};
