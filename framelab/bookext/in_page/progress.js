// The page "Your progress": what is done, what is left, one file to hand in, and back again.

import { element } from "./elements.js";
import { watchBook } from "../pages/memory/storage.js";
import { counts, trouble as whyForgotten } from "../pages/memory/store.js";
import { clearWork, download, exported, KEPT, noteExport, when, workOn } from "./work.js";

const FORMAT = "framelab-submission/1";
const SUFFIX = ".framelab.json";
const MAX_FILE_BYTES = 5_000_000;
const MAX_ANSWER_CHARACTERS = 1_000_000;
const MAX_REMARKS = 20;
// As file systems count them; the rest is for the suffix, and for the number of a second download.
const MAX_NAME_BYTES = 200;

export const showProgress = (root) => {
  const course = JSON.parse(root.querySelector("script").textContent);
  const works = course.exercises.map((exercise) => {
    const about = { ...exercise, book: course.book };
    return { ...about, work: workOn(about) };
  });

  const status = element("p", { role: "status" });
  const trouble = element("p", { role: "alert", class: "exercise-trouble" });
  const body = element("tbody");
  const sums = element("p", { class: "progress-sums" });
  const last = element("p", {});
  const shown = element("div", { class: "progress-file" });
  const done = element("ul", { class: "progress-done", "aria-label": "What you have done so far" });
  const forgotten = element("p", { class: "exercise-trouble" }, whyForgotten());

  const render = () => {
    let left = 0;
    let earned = 0;
    let visible = 0;
    body.replaceChildren(...works.map(({ id, title, address, minutes, points, work }) => {
      const { text, saved, result } = work.read();
      const isFresh = result && result.at >= (saved ?? "");
      const state = typeof text !== "string" ? "not begun"
        : !result ? "begun, not checked"
          : isFresh ? `checked ${when(result.at)}` : "changed since it was checked";
      const isDone = Boolean(result) && result.earned === points.visible;
      visible += points.visible;
      earned += result?.earned ?? 0;
      if (!isDone) left += minutes;
      return element("tr", {},
        element("th", { scope: "row" }, element("a", { href: address }, title), ` (${id})`),
        element("td", {}, isDone ? `done; ${state}` : state),
        element("td", {}, `${result ? result.earned : "–"} of ${points.visible} points`),
        element("td", {}, isDone ? "no minutes left" : `about ${minutes} minutes`));
    }));
    done.replaceChildren(...whatIsDone(course, works).map((text) => element("li", {}, text)));
    done.hidden = !done.childElementCount;
    sums.textContent = `Visible checks: ${earned} of ${visible} points. About ${left} minutes are left.`;
    last.textContent = `Last exported: ${when(exported(course.book).exported)}.`;
  };

  const name = element("input", {
    type: "text", id: "progress-name", autocomplete: "name", maxlength: "80",
    value: exported(course.book).name ?? "",
  });
  const nameless = element("span", { role: "alert" });
  name.addEventListener("keydown", (event) => event.key === "Enter" && hand());
  const hand = () => {
    nameless.textContent = "";
    const exercises = {};
    for (const { id, version, work } of works) {
      const { text } = work.read();
      if (typeof text === "string") exercises[id] = { version, answer: text };
    }
    const count = Object.keys(exercises).length;
    if (!count) {
      status.textContent = "There is nothing to export yet: no exercise was begun.";
      return;
    }
    const plain = fileName(name.value);
    if (!plain) {
      nameless.textContent = "Write your name first, as your instructor knows it.";
      name.focus();
      return;
    }
    const file = `${plain}${SUFFIX}`;
    // The name as it was written: not every sign of it can stand in the name of a file.
    const content = { format: FORMAT, book: course.edition, name: asTyped(name.value), exercises };
    download(file, `${JSON.stringify(content, null, 2)}\n`, "application/json;charset=utf-8");
    trouble.textContent = noteExport(course.book, asTyped(name.value));
    status.textContent = `${file} has ${count} of ${works.length} exercises. Hand in this one file.`;
    render();
  };

  const choose = element("input", { type: "file", id: "progress-import", accept: ".json,application/json" });
  choose.addEventListener("change", async () => {
    const [file] = choose.files;
    choose.value = "";
    shown.replaceChildren();
    if (!file) return;
    status.textContent = "";
    const { problem, answers, remarks } = await readExport(file, works).catch(
      (error) => ({ problem: `it cannot be read (${error.message}).` }));
    if (problem) {
      status.textContent = `${file.name} cannot be used: ${problem}`;
      return;
    }
    status.textContent = `${file.name} has ${answers.length} of ${works.length} exercises. Nothing is changed yet.`;
    const take = element("button", { type: "button", onclick: () => {
      for (const { exercise, text } of answers) {
        const problems = exercise.work.replace(text, exercise.work.read().text);
        if (problems) trouble.textContent = problems;
      }
      shown.replaceChildren();
      render();
      status.textContent = `${answers.length} answers are brought in. A file holds answers and no ` +
        "points: check them again to see yours. Where you had an answer, Undo Reset brings it back.";
      choose.focus();
    } }, "Bring these answers in");
    shown.append(
      ...remarks.map((remark) => element("p", {}, remark)),
      ...answers.map(({ exercise, text }) => element("details", {},
        element("summary", {}, `${exercise.title} (${exercise.id}): ${text.split("\n").length} lines`),
        element("pre", { tabindex: "0", translate: "no" }, text))),
      ...(answers.length ? [take] : []));
    (answers.length ? take : choose).focus();
  });

  const clear = element("button", { type: "button", onclick: () => {
    sure.hidden = false;
    yes.focus();
  } }, "Clear my work");
  const yes = element("button", { type: "button", onclick: () => {
    clearWork(course.book);
    sure.hidden = true;
    forget();
    render();
    status.textContent = "Your work is cleared from this browser.";
    clear.focus();
  } }, "Yes, clear it");
  const no = element("button", { type: "button", onclick: () => {
    sure.hidden = true;
    clear.focus();
  } }, "No, keep it");
  const sure = element("p", { hidden: true, class: "progress-sure" },
    "This removes your answers to the exercises, your codes on the coding desk, your name, and the book's memory " +
    "of what you read, guessed and answered. Have you exported the answers? ", yes, " ", no);

  root.append(
    done, forgotten,
    element("div", { class: "progress-table" }, element("table", {},
      element("caption", {}, "The exercises, in the order of the book"),
      element("thead", {}, element("tr", {}, ...["Exercise", "Where you are", "Visible checks", "Time left"].map(
        (title) => element("th", { scope: "col" }, title)))), body)),
    sums, last,
    element("p", { class: "exercise-hint" }, `${KEPT} The chapters that you read, your guesses, and your answers to the questions ` +
      "in the chapters stay in this browser, too. The file that you hand in has only your answers to the exercises, and your name."),
    element("div", { class: "progress-part", role: "group", "aria-label": "Hand in" },
      element("label", { for: "progress-name" }, "Your name, as your instructor knows it"), name,
      element("button", { type: "button", onclick: hand }, "Export all answers"), nameless),
    element("div", { class: "progress-part", role: "group", "aria-label": "Bring back" },
      element("label", { for: "progress-import" }, `Bring answers in, from a file that was exported (${SUFFIX})`),
      choose),
    shown, status, trouble,
    element("div", { class: "progress-part", role: "group", "aria-label": "On a computer that others use" },
      element("span", {}, "On a computer that others use: "), clear, sure));
  // What was typed or chosen here is somebody's, too.
  const forget = () => {
    name.value = "";
    shown.replaceChildren();
    trouble.textContent = "";
  };
  let nameKept = exported(course.book).name;
  watchBook(course.book, (why) => {
    const { name: now } = exported(course.book);
    if (why === "cleared" || (why === "return" && nameKept && !now)) forget();
    else if (now && now !== nameKept) name.value = now;
    nameKept = now;
    render();
  });
  render();
  root.classList.add("exercise-alive");
};

// A line for each kind of thing that was done, and none for what was not.
const whatIsDone = ({ whole }, works) => {
  const { read, guesses, tried, answered, atOnce } = counts(whole);
  const solved = works.filter(({ work, points }) => work.read().result?.earned === points.visible).length;
  const lines = [
    [read, `Chapters read: ${read} of ${whole.chapters.length}.`],
    [guesses, `Guesses made: ${guesses}.`],
    [tried, `Questions answered right: ${answered} of ${whole.checks.length}, ${atOnce} of them at the first try.`],
    [solved, `Exercises solved: ${solved} of ${works.length}.`],
  ];
  return lines.filter(([count]) => count).map(([, line]) => line);
};

const asTyped = (name) => name.normalize("NFC").trim();

// A name for a file, from a person's: letters with their marks, and what no file system minds. Of
// signs that nobody sees, joiners among them, browsers make a dash of their own.
const fileName = (name) => {
  const plain = asTyped(name)
    .replace(/[\u2018\u2019\u02bc]/g, "'") // what a phone makes of an apostrophe
    .replace(/\p{Cf}/gu, "")
    .replace(/[^\p{L}\p{M}\p{N} .,_'@-]+/gu, "-")
    .replace(/^[-. ]+/, "");
  if (!/[\p{L}\p{N}]/u.test(plain)) return "";
  const signs = [...plain];
  const weight = () => new TextEncoder().encode(signs.join("")).length;
  while (weight() > MAX_NAME_BYTES) signs.pop();
  return signs.join("");
};

// Read a file as the text that it is; nothing of it is trusted.
const readExport = async (file, works) => {
  if (file.size > MAX_FILE_BYTES) return { problem: "it is too large for an export of this book." };
  const text = await file.text();
  let content = null;
  try {
    content = JSON.parse(text);
  } catch {
    return { problem: "it is no JSON. Choose the file that “Export all answers” gave you." };
  }
  if (content && !content.format) {
    return { problem: "it is one answer, or something else. Choose the file of “Export all answers”." };
  }
  if (content?.format !== FORMAT) {
    const found = typeof content?.format === "string"
      ? JSON.stringify(content.format.slice(0, 80)) : "no text";
    return { problem: `its format is ${found}; the format must be "${FORMAT}".` };
  }
  const given = content.exercises;
  if (!given || typeof given !== "object" || Array.isArray(given)) return { problem: "it has no exercises." };
  const answers = [];
  const remarks = [];
  for (const [id, entry] of Object.entries(given)) {
    const exercise = works.find((each) => each.id === id);
    const answer = entry?.answer;
    if (!exercise) remarks.push(`${id.slice(0, 80)}: this book has no such exercise; it is left out.`);
    else if (typeof answer !== "string" || answer.length > MAX_ANSWER_CHARACTERS) {
      remarks.push(`${id}: it has no text that could be an answer; it is left out.`);
    } else {
      answers.push({ exercise, text: answer });
      if (entry.version !== exercise.version) {
        const version = Number.isSafeInteger(entry.version) ? entry.version : "unknown";
        remarks.push(`${id}: written for version ${version}; here it is ${exercise.version}.`);
      }
    }
  }
  const more = remarks.length - MAX_REMARKS;
  if (more > 0) remarks.splice(MAX_REMARKS, more, `${more} more entries are left out, or were written for another version.`);
  return { answers, remarks };
};
