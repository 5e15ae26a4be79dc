// What the desk codes, and how: passages of the articles, the passages of an exercise, and the
// issues and functions of the codebook. An item is `PLACE/issue` or `PLACE/ISSUE/FUNCTION`.

import { named } from "../choices.js";

// The widget's traits that never change, and what follows from them.
export const deskOf = (model) => {
  const issues = model.get("issues");
  const graded = model.get("graded");
  const desk = {
    passages: model.get("passages"), graded, tasks: graded.passages ?? [],
    // Of the codes of an issue those that stand for one issue.
    issues, sides: issues.filter(({ name, names }) => names.length === 1 && names[0] === name),
    functions: model.get("functions"), hints: model.get("hints"),
    file: model.get("file"), book: model.get("book"),
  };
  return { ...desk, items: itemsWithCodes(desk), gradedItems: gradedItemsWithCodes(desk) };
};

// What is coded of a passage, without its place: the issue, and each function on each issue.
export const cellsOf = ({ sides, functions }) => ["issue", ...sides.flatMap((side) => cellsOn(side.name, functions))];

export const cellsOn = (side, functions) => functions.map(({ name }) => `${side}/${name}`);

export const itemsOf = (desk, place) => cellsOf(desk).map((cell) => `${place}/${cell}`);

const itemsWithCodes = (desk) => new Map(desk.passages.flatMap(({ place }) =>
  itemsOf(desk, place).map((item) => [
    item, item.endsWith("/issue") ? desk.issues.map(({ name }) => name) : ["present", "absent"],
  ])));

const gradedItemsWithCodes = ({ tasks, graded }) => new Map(tasks.flatMap(({ id }) =>
  questionsOn(graded, id).map((question) => [`${id}/${question.id}`, Object.keys(question.codes)])));

export const questionsOn = ({ questions }, task) => questions.filter(({ passages }) => passages.includes(task));

// Which issues a code of the issue names: one, several, or none.
export const issuesIn = ({ issues }, code) => named(issues, code)?.names ?? [];

export const labelOf = ({ issues }, code) => named(issues, code)?.label ?? code;

// A cell in words, such as "cause on taxes".
export const cellInWords = ({ sides, functions }, cell) => {
  const [side, name] = cell.split("/");
  return name ? `${named(functions, name).label} on ${named(sides, side).label}` : "issue";
};

export const isTask = ({ tasks }, selected) => tasks.some(({ id }) => id === selected);

export const isKept = (codes, place) => `${place}/issue` in codes;
