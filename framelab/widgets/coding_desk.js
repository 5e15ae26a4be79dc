// The front end of coding_desk.py: its traits are what `model` gets and sets here.

import { make, control, radios, setTraits, listen, addressOf } from "./views/elements.js";

const text = (tag, textContent, className = "") => make(tag, { textContent, className });

const MOST_BYTES = 200_000;
// With fewer codes than this one of them moves alpha too far for it to say anything.
const FEW = 8;
const NO_STORAGE = "This browser keeps nothing for this page, perhaps because the window is private " +
  "or its storage is switched off. Save your codes as a file before you leave.";
// What all keys' own key holds for the moment in which *Clear my work* clears them, in any tab.
const CLEARED = JSON.stringify({ cleared: true });

// Measures of agreement, as in framelab.measures.agreement; null stands for None. A unit is the
// list of codes that its coders gave it.

const countsOf = (units) => units.map((unit) => {
  const counts = new Map();
  for (const code of unit) if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
});
const total = (counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
const pairs = (counts) => [...counts.values()].reduce((sum, n) => sum + n * (n - 1), 0);

export function observedAgreement(units) {
  let agreeing = 0;
  let all = 0;
  for (const counts of countsOf(units)) {
    const size = total(counts);
    all += size * (size - 1);
    agreeing += pairs(counts);
  }
  return all ? agreeing / all : null;
}

export function krippendorffAlpha(units) {
  const paired = countsOf(units).filter((counts) => total(counts) > 1);
  const codes = new Map();
  for (const counts of paired) {
    for (const [code, count] of counts) codes.set(code, (codes.get(code) ?? 0) + count);
  }
  if (codes.size < 2) return null;
  const size = total(codes);
  const agreeing = paired.reduce((sum, counts) => sum + pairs(counts) / (total(counts) - 1), 0);
  return 1 - (size - agreeing) / (size - pairs(codes) / (size - 1));
}

// Whole per cent, halves rounded up: framelab.measures.percent.
export const percent = (part, whole) => Math.floor((200 * part + whole) / (2 * whole));

const inWords = (alpha) => (alpha === null ? "undefined" : alpha.toFixed(2).replace("-", "−"));

// What a code of an issue names: one issue, several, or none.
const naming = (issues) => (code) => issues.find(({ name }) => name === code)?.names ?? [];
const single = (issues) => issues.filter(({ name, names }) => names.length === 1 && names[0] === name);

// The pairs of codes of two coders: the issue of each passage, and each function on an issue that
// at least one of the two sees in it. Elsewhere the issue has decided, and nobody coded.
export function unitsOf(mine, theirs, places, functions, issues) {
  const issuesIn = naming(issues);
  const units = { issue: [] };
  for (const name of functions) units[name] = [];
  for (const place of places) {
    units.issue.push([mine(`${place}/issue`), theirs(`${place}/issue`)]);
    for (const { name: side } of single(issues)) {
      const cells = functions.map((name) => [name, [mine, theirs].map(
        (code) => code(`${place}/${side}/${name}`))]);
      const isSeen = [mine, theirs].some((code) => issuesIn(code(`${place}/issue`)).includes(side)) ||
        cells.some(([, codes]) => codes.includes("present"));
      if (isSeen) for (const [name, codes] of cells) units[name].push(codes);
    }
  }
  return units;
}

// A file of codes, read as what it is: give its codes, or say what is wrong and where.
export function readCodes(name, content, { format, items, graded }) {
  const problem = (place, found, allowed) =>
    ({ problem: `${name}${place ? `, ${place}` : ""}: found ${found}; allowed: ${allowed}` });
  const shown = (value) => {
    const written = JSON.stringify(value) ?? "nothing";
    return written.length > 60 ? `${written.slice(0, 60)} …` : written;
  };
  let data = null;
  try {
    data = JSON.parse(content);
  } catch (error) {
    return problem("", `no JSON (${error.message})`, "the file that “Save my codes” gives");
  }
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    return problem("", shown(data), "the file that “Save my codes” gives");
  }
  if (Object.keys(data).some((item) => graded.has(item))) {
    return problem("", "codes for the passages of the exercise", "codes for the paragraphs of the " +
      "articles: those of the exercise are not compared here");
  }
  if (data.format !== format) return problem("format", shown(data.format), `"${format}"`);
  const codes = data.codes;
  if (codes === null || typeof codes !== "object" || Array.isArray(codes) || !Object.keys(codes).length) {
    return problem("codes", shown(codes), "items with their codes, one passage or more");
  }
  const begun = new Set();
  for (const [item, code] of Object.entries(codes)) {
    if (!items.has(item)) {
      return problem(`codes, ${item.slice(0, 60)}`, "an item that this desk does not have",
        `an item such as ${items.keys().next().value}`);
    }
    if (!items.get(item).includes(code)) {
      return problem(`codes, ${item}`, shown(code), items.get(item).join(", "));
    }
    begun.add(item.split("/")[0]);
  }
  for (const [item, allowed] of items) {
    if (begun.has(item.split("/")[0]) && !Object.hasOwn(codes, item)) {
      return problem(`codes, ${item}`, "nothing", `${allowed.join(", ")} (a passage has all its ` +
        "codes or none)");
    }
  }
  return { codes: { ...codes } };
}

let instances = 0;

function render({ model, el }) {
  const id = `coding-desk-${++instances}`;
  const passages = model.get("passages");
  const graded = model.get("graded");
  const issues = model.get("issues");
  const functions = model.get("functions");
  const hints = model.get("hints");
  const names = functions.map(({ name }) => name);
  const functionOf = new Map(functions.map((each) => [each.name, each]));
  const sides = single(issues);
  const sideLabel = new Map(sides.map(({ name, label }) => [name, label]));
  const issuesIn = naming(issues);
  const allFunctions = `all ${["no", "one", "two", "three", "four"][names.length] ?? names.length}`;
  const book = model.get("book");
  const tasks = graded.passages ?? [];
  el.classList.add("framelab-widget", "coding-desk");
  if (!passages.length && !tasks.length) {
    el.replaceChildren(text("p", model.get("note")));
    return undefined;
  }

  const itemsOf = (place) => [`${place}/issue`,
    ...sides.flatMap(({ name: side }) => names.map((name) => `${place}/${side}/${name}`))];
  const items = new Map(passages.flatMap(({ place }) => itemsOf(place).map((item) => [
    item, item.endsWith("/issue") ? issues.map(({ name }) => name) : ["present", "absent"]])));
  const gradedItems = new Map(tasks.flatMap(({ id: task }) => graded.questions
    .filter((question) => question.passages.includes(task))
    .map((question) => [`${task}/${question.id}`, Object.keys(question.codes)])));

  const set = (traits) => setTraits(model, traits);
  const isKept = (place) => `${place}/issue` in model.get("codes");
  const isTask = () => tasks.some((task) => task.id === model.get("selected"));
  const current = () => (isTask()
    ? tasks.find((task) => task.id === model.get("selected"))
    : passages.find(({ place }) => place === model.get("selected")));
  const codesGiven = (task) => Object.keys(model.get("answer"))
    .filter((item) => item.startsWith(`${task}/`)).length;
  const codesAsked = (task) => [...gradedItems.keys()]
    .filter((item) => item.startsWith(`${task}/`)).length;

  // What the browser keeps, under the keys that the book's exercises use. Whoever writes says so on
  // the page, so that desk and exercise show one answer.

  const bookKey = book && `framelab/${book}`;
  const deskKey = book && `${bookKey}/coding-desk`;
  const taskKey = book && tasks.length ? `${bookKey}/${graded.id}/${graded.version}` : "";
  const trouble = text("p", "", "cd-trouble");
  trouble.setAttribute("role", "alert");
  const read = (key) => {
    try {
      const found = JSON.parse(window.localStorage.getItem(key) ?? "null");
      return found && typeof found === "object" ? found : {};
    } catch {
      return {}; // switched off, or nothing of ours
    }
  };
  const write = (key, changes) => {
    if (!key) return;
    try {
      const whole = { ...read(key), ...changes, saved: new Date().toISOString() };
      window.localStorage.setItem(key, JSON.stringify(whole));
      trouble.textContent = "";
    } catch {
      trouble.textContent = NO_STORAGE;
      return;
    }
    window.dispatchEvent(new CustomEvent("framelab-work", { detail: key }));
  };
  const known = (found, allowed) => Object.fromEntries(Object.entries(found ?? {})
    .filter(([item, code]) => allowed.get(item)?.includes(code)));
  const keptCodes = () => {
    const found = known(read(deskKey).codes, items);
    const whole = passages.map(({ place }) => itemsOf(place))
      .filter((each) => each.every((item) => item in found));
    return Object.fromEntries(whole.flat().map((item) => [item, found[item]]));
  };
  const keptAnswer = () => {
    try {
      return known(JSON.parse(read(taskKey).text ?? "{}"), gradedItems);
    } catch {
      return {};
    }
  };
  const asFile = (answer) => `${JSON.stringify(
    Object.fromEntries([...gradedItems.keys()].map((item) => [item, answer[item] ?? ""])), null, 2)}\n`;
  const isSame = (one, other) => {
    const sorted = (codes) => JSON.stringify(Object.entries(codes).sort());
    return sorted(one) === sorted(other);
  };
  // Where the browser keeps nothing, what stands here stays, unless it was kept and is cleared.
  const takeKept = (isCleared = false) => {
    const wasKept = isCleared && !trouble.textContent;
    if (deskKey) {
      const codes = keptCodes();
      if ((read(deskKey).codes || wasKept) && !isSame(codes, model.get("codes"))) set({ codes });
    }
    if (taskKey && (typeof read(taskKey).text === "string" || wasKept)) {
      const answer = keptAnswer();
      if (!isSame(answer, model.get("answer"))) set({ answer });
    }
  };

  const download = (name, content) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: "application/json;charset=utf-8" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  // Which passages, and which of them

  const status = text("p", "", "cd-status");
  status.setAttribute("role", "status");
  const say = (words) => {
    status.textContent = words;
  };
  const chooser = make("div", { className: "cd-chooser" });
  const kind = radios("What do you code?", `${id}-kind`, [
    { name: "practice", label: "Practice: paragraphs of the articles" },
    { name: "graded", label: `Exercise: the passages of ${graded.id}` },
  ], { onchange: ({ target }) => set({
    selected: target.value === "graded" ? tasks[0].id : passages[0].place,
  }) });
  if (passages.length && tasks.length) chooser.append(kind);
  const select = control("select", { id: `${id}-passage`, onchange: () => set({ selected: select.value }) });
  const next = control("button", { type: "button", onclick: () => {
    const order = isTask() ? tasks.map((task) => task.id) : passages.map(({ place }) => place);
    const at = order.indexOf(model.get("selected"));
    const isOpen = (name) => (isTask() ? codesGiven(name) < codesAsked(name) : !isKept(name));
    const rest = [...order.slice(at + 1), ...order.slice(0, at)];
    set({ selected: rest.find(isOpen) ?? rest[0] ?? order[0] });
    desk.querySelector(".cd-passage").focus();
  } });
  chooser.append(make("p", { className: "cd-which" },
    make("label", { htmlFor: select.id, textContent: "Passage" }), select, next));
  const drawChooser = () => {
    const options = isTask()
      ? tasks.map((task, at) => [task.id, `${at + 1}. ${task.title} ` +
        `(${codesGiven(task.id)} of ${codesAsked(task.id)} codes)`])
      : passages.map(({ place, label }, at) => [place, `${at + 1}. ${label}` +
        `${isKept(place) ? " (coded)" : ""}`]);
    select.replaceChildren(...options.map(([value, textContent]) => make("option", { value, textContent })));
    select.value = model.get("selected");
    next.textContent = "Next passage";
    next.hidden = options.length < 2;
    const chosen = kind.querySelector(`[value="${isTask() ? "graded" : "practice"}"]`);
    if (chosen) chosen.checked = true;
  };

  // The passage on the desk

  const desk = make("div", { className: "cd-desk" });
  const drawPassage = () => {
    const passage = current();
    const shown = make("div", { className: "cd-passage", id: `${id}-text` });
    shown.tabIndex = -1; // where the keyboard goes when the passage changes
    if (isTask()) {
      shown.append(text("p", passage.title, "cd-title"),
        ...passage.text.split(/\n\s*\n/).map((paragraph) => text("p", paragraph)));
      return shown;
    }
    const address = addressOf(passage.place, model.get("pages"));
    const title = text("p", passage.label, "cd-title");
    // There its issue is said: the way is open once the reader has said one.
    if (isKept(passage.place) && address) {
      title.append(" ", control("a", { href: address, textContent: "In the article" }));
    }
    shown.append(title, text("p", passage.gist), ...passage.quotes.map((quote) => make("blockquote", {},
      text("p", quote.text), text("footer", quote.who))));
    if (passage.reported.length) {
      shown.append(text("p", "Whose words it gives in its own, in ours:"),
        make("ul", {}, ...passage.reported.map((gist) => text("li", gist))));
    }
    return shown;
  };

  // As `radios` of what the front ends share, with one chosen already.
  const choose = (name, legend, choices, chosen, changed) => {
    const fieldset = radios(legend, name, choices, { required: true, onchange: changed });
    const input = [...fieldset.querySelectorAll("input")].find(({ value }) => value === chosen);
    if (input) input.checked = true;
    return fieldset;
  };

  const drawPractice = () => {
    const { place } = current();
    const form = make("form", { className: "cd-form" });
    const fieldsets = sides.map(({ name: side, label: onIssue }) => {
      const fieldset = make("fieldset", { hidden: true },
        make("legend", { textContent: `On ${onIssue}, the paragraph …` }));
      for (const { name, label, asks } of functions) {
        fieldset.append(make("label", {}, control("input", { type: "checkbox", name: `${side}/${name}` }),
          make("span", {}, text("b", `${label}:`), ` ${asks}`)));
      }
      return [side, fieldset];
    });
    const none = text("p", "On neither issue there is no function to tick.");
    none.hidden = true;
    const issue = choose(`${id}-issue`, "Which issue does the paragraph name?", issues, "", () => {
        const chosen = issue.querySelector("input:checked").value;
        for (const [side, fieldset] of fieldsets) fieldset.hidden = !issuesIn(chosen).includes(side);
        none.hidden = issuesIn(chosen).length > 0;
        tick.hidden = !none.hidden;
      });
    const tick = text("p", "Tick what it does, in whatever voice, also where it denies or rejects. What " +
      "you do not tick counts as absent.");
    tick.hidden = true;
    const keep = (given) => {
      write(deskKey, { codes: given });
      set({ codes: given });
      desk.querySelector(".cd-result").focus();
    };
    form.onsubmit = (event) => {
      event.preventDefault();
      const chosen = issue.querySelector("input:checked").value;
      const own = { [`${place}/issue`]: chosen };
      for (const [side, fieldset] of fieldsets) {
        for (const name of names) {
          const isTicked = !fieldset.hidden && fieldset.querySelector(`[name="${side}/${name}"]`).checked;
          own[`${place}/${side}/${name}`] = isTicked ? "present" : "absent";
        }
      }
      keep({ ...model.get("codes"), ...own });
    };
    form.append(issue, tick, none, ...fieldsets.map(([, fieldset]) => fieldset),
      make("p", {}, control("button", { type: "submit", textContent: "Keep my codes, then compare" })),
      text("p", "What you keep stays as it is: only what you coded before you saw our codes can " +
        "agree with them.", "cd-hint"));
    return form;
  };

  const drawResult = () => {
    const { place, cells, coders, notes } = current();
    const codes = model.get("codes");
    const mine = codes[`${place}/issue`];
    const accepted = (cell) => [...new Set([cell.first, cell.second].filter(Boolean))];
    const labelOf = (code) => issues.find(({ name }) => name === code)?.label ?? code;
    const result = make("div", { className: "cd-result" });
    result.tabIndex = -1;
    const list = make("ul", { className: "cd-cells" });
    let alike = 0;
    let compared = 0;
    const seen = sides.map(({ name }) => name).filter((side) => issuesIn(mine).includes(side) || issuesIn(cells.issue.first).includes(side) ||
      names.some((name) => accepted(cells[`${side}/${name}`]).includes("present")));
    const asked = ["issue", ...seen.flatMap((side) => names.map((name) => `${side}/${name}`))];
    for (const item of asked) {
      const cell = cells[item];
      const [side, name] = item.split("/");
      const what = name ? `${functionOf.get(name).label} on ${sideLabel.get(side)}` : "issue";
      const own = codes[`${place}/${item}`];
      const right = accepted(cell);
      const isAlike = right.includes(own);
      if (right.length) compared += 1;
      if (isAlike) alike += 1;
      const ours = !right.length ? "nobody has coded this yet"
        : right.length > 1
          ? `our two coders differ (first ${labelOf(cell.first)}, second ${labelOf(cell.second)}), and ` +
            "either counts"
          : `${cell.second ? "both our coders" : "we"}: ${labelOf(right[0])}`;
      const verdict = !right.length ? "" : isAlike ? "Alike. " : "Differs. ";
      const why = [];
      if (right.length && !isAlike) why.push(...hintsFor(item, own, cells));
      if (cell.reasons.length && right.includes("present")) {
        why.push(...cell.reasons.map(({ voice, text: words }) =>
          `In the table of frames, for the whole article, ${voice}: ${words}`));
      }
      const entry = make("li", { className: isAlike ? "cd-alike" : right.length ? "cd-differs" : "" },
        make("p", {}, text("b", `${what}: `), `${verdict}You: ${labelOf(own)}; ${ours}.`));
      // A reason helps most where one differs; elsewhere it can be opened.
      const reasons = make("ul", {}, ...why.map((each) => text("li", each)));
      if (why.length && !isAlike) entry.append(reasons);
      else if (why.length) {
        entry.append(make("details", {}, control("summary", { textContent: `Why: ${what}` }), reasons));
      }
      list.append(entry);
    }
    result.append(text("p", compared
      ? `Kept. ${alike} of ${compared} codes are ${coders > 1 ? "those of at least one of our coders" : "as ours"}.`
      : "Kept. Nobody has coded this passage yet: yours are the first codes.", "cd-summary"), list);
    if (compared) {
      result.append(text("p", "Our codes rest on the whole paragraph, yours on its gist and quotations. Where " +
        "they differ, read the paragraph itself before you decide who is right.", "cd-hint"));
    }
    if (notes.length) {
      result.append(make("details", {},
        control("summary", { textContent: `Our notes on this paragraph (${notes.length})` }),
        make("ul", {}, ...notes.map((note) => text("li", note)))));
    }
    return result;
  };
  // Why somebody may have coded otherwise: the same function on the other issue, or the rule.
  const hintsFor = (item, own, cells) => {
    const [side, name] = item.split("/");
    if (!name) {
      const ours = issuesIn(cells.issue.first);
      return sides.flatMap(({ name: each }) => {
        const isOwn = issuesIn(own).includes(each);
        return isOwn === ours.includes(each) ? [] : [hints.issue[each][isOwn ? "present" : "absent"]];
      });
    }
    const elsewhere = own !== "present" ? undefined : sides.find(({ name: other }) =>
      other !== side && cells[`${other}/${name}`].first === "present");
    return [...(elsewhere ? [`We have ${functionOf.get(name).phrase} on ${elsewhere.label} here. ` +
      "What is it about that you marked?"] : []), hints[name][own]];
  };

  const drawTask = () => {
    const task = current();
    const form = make("form", { className: "cd-form", onsubmit: (event) => event.preventDefault() });
    for (const question of graded.questions.filter((each) => each.passages.includes(task.id))) {
      const item = `${task.id}/${question.id}`;
      form.append(choose(`${id}-${item}`, question.ask,
        Object.entries(question.codes).map(([name, meaning]) =>
          ({ name, label: meaning === name ? name : `${name}: ${meaning}` })),
        model.get("answer")[item], (event) => {
          // What the exercise's own form has written meanwhile stays.
          const before = taskKey && typeof read(taskKey).text === "string" ? keptAnswer() : model.get("answer");
          const answer = { ...before, [item]: event.target.value };
          isOwnChange = true;
          set({ answer });
          isOwnChange = false;
          write(taskKey, { text: asFile(answer) });
          drawChooser();
          drawTaskState();
        }));
    }
    return form;
  };
  let isOwnChange = false; // then the form stands as it is, and the keyboard where it is

  const tools = make("div", { className: "cd-tools" });
  const taskState = text("p", "");
  const drawTaskState = () => {
    taskState.textContent = `${Object.keys(model.get("answer")).length} of ${gradedItems.size} codes given. ` +
      "The desk has no codes of ours for these passages" +
      `${taskKey ? "; what you choose here stands in the exercise’s form as well" : ""}.`;
  };
  const drawTools = () => {
    if (isTask()) {
      drawTaskState();
      const form = document.getElementById(`answer-${graded.id}`.replaceAll("_", "-"));
      tools.replaceChildren(taskState, make("p", { className: "cd-buttons" },
        control("button", { type: "button", textContent: `Download ${graded.file}`, onclick: () => {
          download(graded.file, asFile(model.get("answer")));
          say(`${graded.file} is downloaded: the answer to ${graded.id}.`);
        } }),
        ...(form ? [control("a", { href: `#${form.id}`, textContent: "To the form, to check it" })] : [])));
      return;
    }
    const count = passages.filter(({ place }) => isKept(place)).length;
    const file = model.get("file").name;
    const picker = control("input", { type: "file", id: `${id}-file`, accept: ".json,application/json",
      onchange: () => take(picker) });
    const sure = make("span", { hidden: true },
      "This removes the codes of all passages from the desk, so that ours can no longer surprise you. ",
      control("button", { type: "button", textContent: "Yes, start over", onclick: () => {
        write(deskKey, { codes: {} });
        set({ codes: {}, other: {} });
        say("The desk is empty.");
        select.focus();
      } }), " ",
      control("button", { type: "button", textContent: "No, keep them", onclick: () => {
        sure.hidden = true;
        clear.focus();
      } }));
    const clear = control("button", { type: "button", textContent: "Start over", hidden: !count,
      onclick: () => {
        sure.hidden = false;
        sure.querySelector("button").focus();
      } });
    tools.replaceChildren(
      make("p", { className: "cd-buttons" },
        control("button", { type: "button", textContent: "Save my codes", disabled: !count, onclick: () => {
          download(file, `${JSON.stringify({ format: model.get("file").format, codes: model.get("codes") },
            null, 2)}\n`);
          say(`${file} is downloaded, with the codes of ${count} ${count === 1 ? "passage" : "passages"}.`);
        } }), clear, sure),
      make("p", {}, make("label", { htmlFor: picker.id,
        textContent: `Compare with a classmate’s file (${file}) ` }), picker));
  };
  const take = async (picker) => {
    const [file] = picker.files;
    picker.value = "";
    if (!file) return;
    const found = file.size > MOST_BYTES
      ? { problem: `${file.name}: found ${file.size} bytes; allowed: ${MOST_BYTES} at most` }
      : readCodes(file.name, await file.text(),
        { format: model.get("file").format, items, graded: gradedItems });
    if (found.problem) {
      say(`Nothing was taken. ${found.problem}.`);
      return;
    }
    set({ other: { name: file.name, codes: found.codes } });
    const count = Object.keys(found.codes).length / itemsOf("").length;
    const isOwn = isSame(found.codes, model.get("codes"));
    say(`${file.name} has the codes of ${count} ${count === 1 ? "passage" : "passages"}.` +
      `${isOwn ? " All are the same as yours: is it your own file?" : ""}`);
  };

  // How far coders agree

  const agreement = make("div", { className: "cd-agreement" });
  const tableOf = (caption, units) => {
    const all = names.flatMap((name) => units[name]);
    const rows = [["issue, of a passage", units.issue],
      ...functions.map(({ name, label }) => [label, units[name]]), [`${allFunctions} functions`, all]];
    const said = (cells) => {
      const alike = cells.filter(([mine, theirs]) => mine === theirs).length;
      return cells.length ? `${alike} of ${cells.length} (${percent(alike, cells.length)}%)` : "nothing to compare";
    };
    return make("table", {}, make("caption", { textContent: caption }),
      make("thead", {}, make("tr", {}, ...["What was coded", "Alike", "Alpha"]
        .map((textContent) => make("th", { scope: "col", textContent })))),
      make("tbody", {}, ...rows.map(([label, cells]) => make("tr", {},
        make("th", { scope: "row", textContent: label }),
        text("td", said(cells)),
        text("td", cells.length < FEW ? "too few" : inWords(krippendorffAlpha(cells)))))));
  };
  const explain = (units, whose) => {
    const all = names.flatMap((name) => units[name]);
    if (!all.length) return text("p", "No passage so far is on an issue: there is no function to compare.");
    const absent = all.filter(([, theirs]) => theirs === "absent").length;
    // What one other decision would have made of alpha.
    const otherwise = all.map(([mine, theirs], at) => krippendorffAlpha(all.map((unit, k) => (k === at
      ? [mine === "present" ? "absent" : "present", theirs] : unit))));
    const defined = otherwise.filter((alpha) => alpha !== null);
    const span = all.length >= FEW && defined.length
      ? ` Had you decided one of these ${all.length} otherwise, alpha for ${allFunctions} would be anything from ` +
        `${inWords(Math.min(...defined))} to ${inWords(Math.max(...defined))}.` : "";
    return text("p", `Per cent is not enough. Somebody who ticks nothing agrees with ${whose} in ${absent} of ` +
      `${all.length} of these codes on functions (${percent(absent, all.length)}%), without having read a word. ` +
      "Alpha (Krippendorff’s) takes off what two coders would have in common if each drew blindly from all " +
      "the codes that both gave. 1 is full agreement, 0 is chance, below 0 is less than chance. It is " +
      `undefined where both gave one and the same code throughout. With fewer than ${FEW} codes it is left out: ` +
      `one of them would move it too far.${span}`);
  };
  const drawAgreement = () => {
    agreement.replaceChildren();
    if (isTask()) return;
    const codes = model.get("codes");
    const mine = (item) => codes[item];
    const ofUs = new Map(passages.flatMap(({ place, cells }) =>
      Object.entries(cells).map(([item, cell]) => [`${place}/${item}`, cell])));
    const kept = passages.map(({ place }) => place).filter(isKept);
    const coded = kept.filter((place) => itemsOf(place).every((item) => ofUs.get(item).first));
    if (coded.length) {
      const units = unitsOf(mine, (item) => ofUs.get(item).first, coded, names, issues);
      const differing = coded.flatMap(itemsOf).filter((item) => {
        const { first, second } = ofUs.get(item);
        return second && second !== first && codes[item] === second;
      }).length;
      agreement.append(tableOf(`You and our first coder, ${coded.length} of ${passages.length} passages`, units),
        explain(units, "our first coder"));
      if (differing) {
        agreement.append(text("p", `${differing} of your codes ${differing === 1 ? "is" : "are"} as our second ` +
          "coder has it, and not as the first. The table counts this as differing; on the passage it counts " +
          "as right."));
      }
    }
    const other = model.get("other");
    if (!other.name) return;
    const both = kept.filter((place) => `${place}/issue` in other.codes);
    if (!both.length) {
      agreement.append(text("p", `${other.name}: no passage in it is one that you have kept codes for. ` +
        "Code one of them first."));
      return;
    }
    const units = unitsOf(mine, (item) => other.codes[item], both, names, issues);
    const labelOf = (code) => issues.find(({ name }) => name === code)?.label ?? code;
    const apart = both.flatMap((place) => itemsOf(place).filter((item) => codes[item] !== other.codes[item]));
    agreement.append(tableOf(`You and ${other.name}, ${both.length} ` +
      `${both.length === 1 ? "passage" : "passages"}`, units), explain(units, "your classmate"));
    agreement.append(text("p", apart.length
      ? "Where you two differ. Which words of the paragraph, and which rule, would settle it?"
      : "You two differ nowhere."));
    agreement.append(make("ul", {}, ...apart.map((item) => {
      const [place, ...rest] = item.split("/");
      const { label } = passages.find((passage) => passage.place === place);
      return text("li", `${label}, ${rest.length > 1 ? `${functionOf.get(rest[1]).label} on ${sideLabel.get(rest[0])}` : "issue"}: you ` +
        `${labelOf(codes[item])}, ${other.name} ${labelOf(other.codes[item])}.`);
    })));
  };

  const note = text("p", model.get("note"), "cd-note");
  const draw = () => {
    drawChooser();
    desk.replaceChildren(drawPassage(), isTask() ? drawTask()
      : isKept(model.get("selected")) ? drawResult() : drawPractice());
    note.hidden = isTask();
    drawTools();
    drawAgreement();
  };
  const changed = () => {
    say("");
    draw();
  };
  const answered = () => {
    if (!isOwnChange) draw();
  };
  const fromElsewhere = (event) => {
    const key = event.type === "storage" ? event.key : event.detail;
    if (key && key === bookKey && event.newValue === CLEARED) {
      set({ codes: {}, answer: {} });
      trouble.textContent = "";
    } else if (key === null || (key && (key === deskKey || key === taskKey))) takeKept();
  };
  // A page that stood in the browser's memory heard of nothing meanwhile.
  const returned = ({ persisted }) => persisted && book && takeKept(true);
  takeKept();
  const stop = listen(model, [[["selected"], changed], [["codes", "pages"], draw],
    [["answer"], answered], [["other"], drawAgreement]]);
  for (const event of ["storage", "framelab-work"]) window.addEventListener(event, fromElsewhere);
  window.addEventListener("pageshow", returned);
  el.replaceChildren(chooser, desk, status, trouble, tools, agreement, note);
  draw();
  return () => {
    stop();
    for (const event of ["storage", "framelab-work"]) window.removeEventListener(event, fromElsewhere);
    window.removeEventListener("pageshow", returned);
  };
}

export default { render };
