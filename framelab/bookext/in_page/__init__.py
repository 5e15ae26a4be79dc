"""Exercises in the page: solved, run and checked there, with the checks that students have.

- `directive` writes an exercise, or the page of all exercises, into the book;
- `assets` makes what it runs with: Python, pytest and our library, the editor, the scripts;
- the scripts: `exercise.js` is what a page loads. An answer is written into `form.js` or
  `text_field.js`, whose `editor.js` comes when somebody begins to write. `toolbar.js` has the
  buttons, `running.js` asks Python (`runtime.js`, which starts `worker.js`), `messages.js` and
  `results.js` say what comes back, and `keeping.js` saves, resets and shows anew what `work.js`
  reads from the browser. `progress.js` is the page of all exercises.

What runs in the worker is `framelab.exercises.checks.in_page`.
"""

STATIC, FOLDER, MANIFEST = "static", "page", "page.json"
"""Where `assets` writes: a folder to be copied, the folder in that, and what is called how."""
