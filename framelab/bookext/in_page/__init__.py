"""Exercises in the page: solved, run and checked there, with the checks that students have.

- `directive` writes an exercise, or the page of all exercises, into the book;
- `assets` makes what it runs with: Python, pytest and our library, the editor, the scripts;
- the scripts: `exercise.js` is what a page loads, with `form.js` or a text field, `runtime.js`
  for the worker (`worker.js`), `results.js`, `work.js` for what a browser keeps, and
  `progress.js`; `editor.js` comes when somebody begins to write.

What runs in the worker is `framelab.exercises.checks.in_page`.
"""

STATIC, FOLDER, MANIFEST = "static", "page", "page.json"
"""Where `assets` writes: a folder to be copied, the folder in that, and what is called how."""
