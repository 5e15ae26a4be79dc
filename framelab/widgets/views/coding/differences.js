// What the reader kept for a paragraph, beside the codes of our coders, with reasons.

import { OWN_KEYS } from "../controls.js";
import { named } from "../choices.js";
import { html } from "../html.js";
import { cellInWords, cellsOn, issuesIn, labelOf } from "./codebook.js";

// The codes that count as right: each that one of the two coders gave.
const accepted = ({ first, second }) => [...new Set([first, second].filter(Boolean))];

// The cells that say something: the issue, and the functions on each issue that somebody sees here.
const cellsToShow = (desk, cells, ownIssue) => ["issue", ...desk.sides.flatMap(({ name: side }) => {
  const onSide = cellsOn(side, desk.functions);
  const isSeen = [ownIssue, cells.issue.first].some((issue) => issuesIn(desk, issue).includes(side)) ||
    onSide.some((cell) => accepted(cells[cell]).includes("present"));
  return isSeen ? onSide : [];
})];

const oursInWords = (desk, { first, second }, right) => {
  if (!right.length) return "nobody has coded this yet";
  return right.length > 1
    ? `our two coders differ (first ${labelOf(desk, first)}, second ${labelOf(desk, second)}), and either counts`
    : `${second ? "both our coders" : "we"}: ${labelOf(desk, right[0])}`;
};

// Why somebody may have coded otherwise: the same function on the other issue, or the rule.
const hintsFor = (desk, cells, cell, own) => {
  const [side, name] = cell.split("/");
  if (!name) {
    const [mine, ours] = [own, cells.issue.first].map((issue) => issuesIn(desk, issue));
    return desk.sides.map((each) => each.name)
      .filter((each) => mine.includes(each) !== ours.includes(each))
      .map((each) => desk.hints.issue[each][mine.includes(each) ? "present" : "absent"]);
  }
  const elsewhere = own === "present" && desk.sides.find((other) =>
    other.name !== side && cells[`${other.name}/${name}`].first === "present");
  return [
    ...(elsewhere ? [`We have ${named(desk.functions, name).phrase} on ${elsewhere.label} here. ` +
      "What is it about that you marked?"] : []),
    desk.hints[name][own],
  ];
};

const compared = (desk, { place, cells }, codes) =>
  cellsToShow(desk, cells, codes[`${place}/issue`]).map((cell) => {
    const own = codes[`${place}/${cell}`];
    const right = accepted(cells[cell]);
    const isCoded = right.length > 0;
    const isAlike = right.includes(own);
    const reasons = right.includes("present") ? cells[cell].reasons : [];
    const why = [
      ...(isCoded && !isAlike ? hintsFor(desk, cells, cell, own) : []),
      ...reasons.map(({ voice, text }) => `In the table of frames, for the whole article, ${voice}: ${text}`),
    ];
    return { what: cellInWords(desk, cell), isCoded, isAlike, why,
      said: `You: ${labelOf(desk, own)}; ${oursInWords(desk, cells[cell], right)}.` };
  });

// A reason helps most where the reader differs. Elsewhere the reason can be opened.
const Compared = ({ what, isCoded, isAlike, why, said }) => {
  const reasons = html`<ul>${why.map((each) => html`<li>${each}</li>`)}</ul>`;
  const verdict = !isCoded ? "" : isAlike ? "Alike. " : "Differs. ";
  return html`
    <li class=${isAlike ? "cd-alike" : isCoded ? "cd-differs" : ""}>
      <p><b>${`${what}: `}</b>${verdict}${said}</p>
      ${why.length > 0 && (isAlike
        ? html`<details><summary ...${OWN_KEYS}>${`Why: ${what}`}</summary>${reasons}</details>` : reasons)}
    </li>`;
};

const summaryOf = (coded, coders) => {
  if (!coded.length) return "Kept. Nobody has coded this passage yet: yours are the first codes.";
  const alike = coded.filter(({ isAlike }) => isAlike).length;
  return `Kept. ${alike} of ${coded.length} codes are ` +
    `${coders > 1 ? "those of at least one of our coders" : "as ours"}.`;
};

// What the keyboard goes to when codes were kept.
export const Differences = ({ desk, passage, codes }) => {
  const found = compared(desk, passage, codes);
  const coded = found.filter(({ isCoded }) => isCoded);
  const { coders, notes } = passage;
  return html`
    <div class="cd-result" tabindex="-1">
      <p class="cd-summary">${summaryOf(coded, coders)}</p>
      <ul class="cd-cells">${found.map((each) => html`<${Compared} ...${each} />`)}</ul>
      ${coded.length > 0 && html`
        <p class="cd-hint">
          Our codes rest on the whole paragraph, yours on its gist and quotations. Where they
          differ, read the paragraph itself before you decide who is right.
        </p>`}
      ${notes.length > 0 && html`
        <details>
          <summary ...${OWN_KEYS}>${`Our notes on this paragraph (${notes.length})`}</summary>
          <ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>
        </details>`}
    </div>`;
};
