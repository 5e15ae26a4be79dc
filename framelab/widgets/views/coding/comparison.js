// How far the reader agrees with our first coder, and with a classmate, over all kept passages.

import { html } from "../html.js";
import { alike, krippendorffAlpha, percent } from "./agreement.js";
import { cellInWords, cellsOn, isKept, issuesIn, itemsOf, labelOf } from "./codebook.js";

// With fewer codes than this one of them moves alpha too far for it to say anything.
const FEW = 8;
const NUMBERS = ["no", "one", "two", "three", "four"];

const inWords = (alpha) => (alpha === null ? "undefined" : alpha.toFixed(2).replace("-", "−"));

// The pairs of codes of two coders: the issue of each passage, and each function on an issue that
// at least one of the two sees in it. Elsewhere the issue has decided, and nobody coded.
const unitsOf = (desk, places, coders) => {
  const units = { issue: [], ...Object.fromEntries(desk.functions.map(({ name }) => [name, []])) };
  for (const place of places) {
    const given = (cell) => coders.map((codes) => codes[`${place}/${cell}`]);
    units.issue.push(given("issue"));
    for (const { name: side } of desk.sides) {
      const cells = cellsOn(side, desk.functions).map(given);
      const isSeen = given("issue").some((issue) => issuesIn(desk, issue).includes(side)) ||
        cells.some((codes) => codes.includes("present"));
      if (isSeen) desk.functions.forEach(({ name }, k) => units[name].push(cells[k]));
    }
  }
  return { units, all: desk.functions.flatMap(({ name }) => units[name]) };
};

const allFunctions = ({ functions }) => `all ${NUMBERS[functions.length] ?? functions.length}`;

const Table = ({ desk, caption, units, all }) => {
  const rows = [
    ["issue, of a passage", units.issue],
    ...desk.functions.map(({ name, label }) => [label, units[name]]),
    [`${allFunctions(desk)} functions`, all],
  ];
  const said = (cells) => (cells.length
    ? `${alike(cells)} of ${cells.length} (${percent(alike(cells), cells.length)}%)` : "nothing to compare");
  return html`
    <table>
      <caption>${caption}</caption>
      <thead><tr>
        ${["What was coded", "Alike", "Alpha"].map((text) => html`<th scope="col">${text}</th>`)}
      </tr></thead>
      <tbody>${rows.map(([label, cells]) => html`
        <tr>
          <th scope="row">${label}</th>
          <td>${said(cells)}</td>
          <td>${cells.length < FEW ? "too few" : inWords(krippendorffAlpha(cells))}</td>
        </tr>`)}</tbody>
    </table>`;
};

// What one other decision of the reader's would have made of alpha, in a sentence.
const spanOf = (desk, all) => {
  const otherwise = all.map(([mine, theirs], at) =>
    krippendorffAlpha(all.map((unit, k) =>
      (k === at ? [mine === "present" ? "absent" : "present", theirs] : unit))));
  const defined = otherwise.filter((alpha) => alpha !== null);
  if (all.length < FEW || !defined.length) return "";
  return ` Had you decided one of these ${all.length} otherwise, alpha for ${allFunctions(desk)} would be ` +
    `anything from ${inWords(Math.min(...defined))} to ${inWords(Math.max(...defined))}.`;
};

const Explanation = ({ desk, all, whose }) => {
  if (!all.length) return html`<p>No passage so far is on an issue: there is no function to compare.</p>`;
  const absent = all.filter(([, theirs]) => theirs === "absent").length;
  return html`<p>${`Per cent is not enough. Somebody who ticks nothing agrees with ${whose} in ${absent} of ` +
    `${all.length} of these codes on functions (${percent(absent, all.length)}%), without having read a word. ` +
    "Alpha (Krippendorff’s) takes off what two coders would have in common if each drew blindly from all " +
    "the codes that both gave. 1 is full agreement, 0 is chance, below 0 is less than chance. It is " +
    `undefined where both gave one and the same code throughout. With fewer than ${FEW} codes it is left out: ` +
    `one of them would move it too far.${spanOf(desk, all)}`}</p>`;
};

const firstCodes = ({ passages }, who) => Object.fromEntries(passages.flatMap(({ place, cells }) =>
  Object.entries(cells).map(([cell, given]) => [`${place}/${cell}`, given[who]])));

const WithOurs = ({ desk, codes }) => {
  const [first, second] = [firstCodes(desk, "first"), firstCodes(desk, "second")];
  const places = desk.passages.map(({ place }) => place)
    .filter((place) => isKept(codes, place) && itemsOf(desk, place).every((item) => first[item]));
  if (!places.length) return null;
  const found = unitsOf(desk, places, [codes, first]);
  const asSecond = places.flatMap((place) => itemsOf(desk, place)).filter((item) =>
    second[item] && second[item] !== first[item] && codes[item] === second[item]).length;
  return html`
    <${Table} desk=${desk} ...${found}
      caption=${`You and our first coder, ${places.length} of ${desk.passages.length} passages`} />
    <${Explanation} desk=${desk} all=${found.all} whose="our first coder" />
    ${asSecond > 0 && html`
      <p>${`${asSecond} of your codes ${asSecond === 1 ? "is" : "are"} as our second coder has it, and not as the ` +
        "first. The table counts this as differing; on the passage it counts as right."}</p>`}`;
};

const WithClassmate = ({ desk, codes, other }) => {
  const places = desk.passages.filter(({ place }) => isKept(codes, place) && isKept(other.codes, place));
  if (!places.length) {
    return html`
      <p>${`${other.name}: no passage in it is one that you have kept codes for. Code one of them first.`}</p>`;
  }
  const found = unitsOf(desk, places.map(({ place }) => place), [codes, other.codes]);
  const apart = places.flatMap(({ place, label }) => itemsOf(desk, place)
    .filter((item) => codes[item] !== other.codes[item])
    .map((item) => `${label}, ${cellInWords(desk, item.slice(place.length + 1))}: you ` +
      `${labelOf(desk, codes[item])}, ${other.name} ${labelOf(desk, other.codes[item])}.`));
  return html`
    <${Table} desk=${desk} ...${found} caption=${`You and ${other.name}, ${places.length} ` +
      `${places.length === 1 ? "passage" : "passages"}`} />
    <${Explanation} desk=${desk} all=${found.all} whose="your classmate" />
    <p>${apart.length
      ? "Where you two differ. Which words of the paragraph, and which rule, would settle it?"
      : "You two differ nowhere."}</p>
    <ul>${apart.map((each) => html`<li>${each}</li>`)}</ul>`;
};

export const Comparison = ({ desk, codes, other }) => html`
  <div class="cd-agreement">
    <${WithOurs} desk=${desk} codes=${codes} />
    ${other.name && html`<${WithClassmate} desk=${desk} codes=${codes} other=${other} />`}
  </div>`;
