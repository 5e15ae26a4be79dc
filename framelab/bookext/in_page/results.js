// What a check said, as parts of the page.

import { element } from "./elements.js";

const LINE = /, line (\d+)/;

const points = (earned, of) => `${earned} of ${of} ${of === 1 ? "point" : "points"}`;

export const resultItem = (result) => {
  const isPassed = result.status === "passed";
  const item = element("li", { class: isPassed ? "passed" : "failed" },
    element("p", {},
      element("strong", { class: "verdict" }, isPassed ? "passed" : "not passed"),
      ` ${result.sentence} `,
      element("span", { class: "points" }, points(result.earned, result.points))));
  if (result.lines.length) {
    const list = element("dl");
    for (const [label, text] of result.lines) {
      const isProse = label === "think" || label === "note";
      // A browser that translates the page would change what was expected and what came back.
      const value = element("dd", isProse ? { class: "words" } : { translate: "no" }, text);
      if (text.includes("\n")) value.tabIndex = 0; // wide rows scroll by keyboard, too
      list.append(element("div", {}, element("dt", {}, label), value));
    }
    item.append(list);
  }
  return item;
};

const isNotLoaded = ({ status }) => status === "not_loaded";

// One reason why no check could run is read once; `shown` are the results before this one.
export const isSaidAlready = (result, shown) => isNotLoaded(result) && shown.some(isNotLoaded);

// How many checks could not run for the reason that was said, as a part of the page, or none.
export const alsoNotLoaded = (results) => {
  const same = results.filter(isNotLoaded).length - 1;
  return same > 0
    ? [element("li", { class: "failed" },
      `${same === 1 ? "1 other check" : `${same} other checks`} could not run for the same reason.`)]
    : [];
};

// Where a result says that an error is: {line, words}, if it does.
export const placeIn = (result) => {
  const lines = new Map(result.lines);
  const found = LINE.exec(lines.get("at") ?? "");
  return found ? { line: Number(found[1]), words: lines.get("got") ?? result.sentence } : null;
};

// Never success when no test ran.
export const summary = (exercise, results, outcome) => {
  const { visible, total } = exercise.points;
  if (!results.length || outcome.died || results.length < outcome.tests) {
    const why = outcome.died ? ` Python ended: ${outcome.died}.` : "";
    return results.length
      ? `Only ${results.length} of ${outcome.tests ?? "all"} checks could be run.${why} Try again.`
      : `No check was run, so nothing is known about the answer.${why}`;
  }
  const earned = results.reduce((sum, result) => sum + result.earned, 0);
  const more = total - visible;
  const later = `${more} more ${more === 1 ? "is" : "are"} graded later.`;
  const said = `Visible checks: ${points(earned, visible)}; ${later}`;
  return earned === visible ? `${said} You have done what can be done here.` : said;
};
