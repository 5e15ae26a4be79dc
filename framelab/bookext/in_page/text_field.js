// The field for an answer in words or code: a plain one, which becomes an editor when somebody begins to
// write. The editor is loaded then: until then a chapter stays light.

import { element } from "./elements.js";
import { moduleAt } from "./scripts.js";

export const textField = (exercise, { changed, check, hint }) => {
  const label = `${exercise.file}: ${exercise.title}`;
  const area = element("textarea", {
    "aria-label": label, "aria-describedby": hint, spellcheck: "false", autocapitalize: "off",
    autocomplete: "off", wrap: "soft",
  });
  const holder = element("div", { class: "exercise-editor", translate: "no" }, area);
  let editor = null;
  let isQuiet = false;
  area.addEventListener("input", changed);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) check();
  });
  const loadEditor = async () => {
    if (!exercise.page || location.protocol === "file:") return;
    const { base, names } = exercise.page;
    const { edit } = await moduleAt(new URL(base + names.editor, document.baseURI).href);
    if (editor) return;
    const hadFocus = document.activeElement === area;
    editor = edit(holder, {
      text: area.value, label, description: hint, isPython: exercise.kind === "code",
      changed: () => isQuiet || changed(), check,
    });
    area.hidden = true;
    if (hadFocus) editor.focus(area.selectionStart);
  };
  // Without it the plain field does.
  area.addEventListener("focus", () => loadEditor().catch(() => {}), { once: true });
  const field = {
    element: holder,
    insert: (sign) => {
      if (editor) editor.insert(sign);
      else {
        area.setRangeText(sign, area.selectionStart, area.selectionEnd, "end");
        area.focus();
        changed();
      }
    },
    mark: (error) => {
      if (editor) editor.mark(error);
      else if (error) loadEditor().then(() => editor.mark(error)).catch(() => {});
    },
    text: () => (editor ? editor.text() : area.value),
    write: (text) => {
      field.show(text);
      changed();
    },
    // Put a text there that need not be kept.
    show: (text) => {
      isQuiet = true;
      area.value = text;
      area.rows = Math.min(text.split("\n").length + 1, 30);
      editor?.write(text);
      isQuiet = false;
    },
  };
  return field;
};
