// The editor: CodeMirror, with what an exercise needs of it. Loaded when somebody begins to write.

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

// Put an editor into an element, in place of a plain text field. `told` is called with each new
// text; `check` when the keyboard asks for a check.
export const edit = (parent, { text, label, description, isPython, changed, check }) => {
  const asksForCheck = { key: "Mod-Enter", run: () => (check(), true) };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        lintGutter(),
        history(),
        drawSelection({ cursorBlinkRate: isStill() ? 0 : 1200 }),
        highlightActiveLine(),
        EditorView.lineWrapping,
        isPython ? [python(), indentOnInput(), bracketMatching()] : [],
        indentUnit.of("    "),
        syntaxHighlighting(classHighlighter),
        keymap.of([asksForCheck, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": description }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  const insert = (sign) => {
    view.dispatch(view.state.replaceSelection(sign), { scrollIntoView: true, userEvent: "input" });
    view.focus();
  };
  return {
    focus: (at) => {
      if (at !== undefined) view.dispatch({ selection: { anchor: Math.min(at, view.state.doc.length) } });
      view.focus();
    },
    insert,
    // Show where an error is; without one, nowhere.
    mark: (error) => {
      const at = error && error.line <= view.state.doc.lines ? view.state.doc.line(error.line) : null;
      const found = at ? [{ from: at.from, to: at.to, severity: "error", message: error.words }] : [];
      view.dispatch(setDiagnostics(view.state, found));
    },
    text: () => view.state.doc.toString(),
    // As one step that can be undone.
    write: (whole) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: whole } }),
  };
};
