// Codes as files: the reader's own and a classmate's, and the answer to the exercise.

const MOST_BYTES = 200_000;

export const isSame = (one, other) => {
  const sorted = (codes) => JSON.stringify(Object.entries(codes).sort());
  return sorted(one) === sorted(other);
};

export const codesAsText = ({ file }, codes) => `${JSON.stringify({ format: file.format, codes }, null, 2)}\n`;

export const answerAsText = ({ gradedItems }, answer) => `${JSON.stringify(
  Object.fromEntries([...gradedItems.keys()].map((item) => [item, answer[item] ?? ""])), null, 2)}\n`;

export const download = (name, content) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/json;charset=utf-8" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
};

// Read a chosen file of codes: give its `codes`, or the `problem`.
export const readFile = async (desk, file) =>
  (file.size > MOST_BYTES
    ? { problem: `${file.name}: found ${file.size} bytes; allowed: ${MOST_BYTES} at most` }
    : readCodes(desk, file.name, await file.text()));

const OWN_FILE = "the file that “Save my codes” gives";

const shown = (value) => {
  const written = JSON.stringify(value) ?? "nothing";
  return written.length > 60 ? `${written.slice(0, 60)} …` : written;
};

const isMapping = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

const problemIn = (place, found, allowed) => ({ place, found, allowed });

// A file of codes, read as what it is: nothing of it is trusted.
const readCodes = (desk, name, content) => {
  const { data, wrong = wrongIn(desk, data) } = parsed(content);
  if (!wrong) return { codes: { ...data.codes } };
  const { place, found, allowed } = wrong;
  return { problem: `${name}${place ? `, ${place}` : ""}: found ${found}; allowed: ${allowed}` };
};

const parsed = (content) => {
  try {
    return { data: JSON.parse(content) };
  } catch (error) {
    return { wrong: problemIn("", `no JSON (${error.message})`, OWN_FILE) };
  }
};

const wrongIn = ({ file, gradedItems, items }, data) => {
  if (!isMapping(data)) return problemIn("", shown(data), OWN_FILE);
  if (Object.keys(data).some((item) => gradedItems.has(item))) {
    return problemIn("", "codes for the passages of the exercise", "codes for the paragraphs of the " +
      "articles: those of the exercise are not compared here");
  }
  if (data.format !== file.format) return problemIn("format", shown(data.format), `"${file.format}"`);
  if (!isMapping(data.codes) || !Object.keys(data.codes).length) {
    return problemIn("codes", shown(data.codes), "items with their codes, one passage or more");
  }
  return wrongAmong(items, data.codes);
};

const wrongAmong = (items, codes) => {
  const begun = new Set();
  for (const [item, code] of Object.entries(codes)) {
    if (!items.has(item)) {
      return problemIn(`codes, ${item.slice(0, 60)}`, "an item that this desk does not have",
        `an item such as ${items.keys().next().value}`);
    }
    if (!items.get(item).includes(code)) {
      return problemIn(`codes, ${item}`, shown(code), items.get(item).join(", "));
    }
    begun.add(item.split("/")[0]);
  }
  const [missing] = [...items.keys()].filter((item) => begun.has(item.split("/")[0]) && !Object.hasOwn(codes, item));
  return missing && problemIn(`codes, ${missing}`, "nothing",
    `${items.get(missing).join(", ")} (a passage has all its codes or none)`);
};
