"""`{graded-exercise}`: an exercise in a chapter. `{your-progress}`: all of them on one page."""

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri

from framelab import __version__
from framelab.bookext import memory
from framelab.bookext.in_page import FOLDER, MANIFEST, STATIC
from framelab.bookext.script_json import script_json
from framelab.exercises.definition.exercise import (
    ANSWERS,
    PUBLIC_TESTS,
    SETTINGS,
    Exercise,
    ExerciseError,
    read_exercise,
    settings_of,
)
from framelab.exercises.definition.form import as_form
from framelab.exercises.definition.items import ITEMS

_FILES = ("exercise.toml", PUBLIC_TESTS, ITEMS)

_PLACE = "framelab_exercises"
_PROGRESS = "framelab_progress"
# Code for a page: a browser that translates the page leaves it alone.
_code = '<code translate="no">{}</code>'.format
# Stands where no script of the book has come to replace it.
_DEAD = (
    "If such a browser shows this sentence, the site does not send the folder "
    f"{_code('_static')} as it should. The command {_code('framelab headers')} tells the publisher "
    "of the book what the site must send."
)


class answer(nodes.General, nodes.Element):  # noqa: N801 - docutils' own names are small
    """The place of an answer: `exercise` is what the page needs to know of it."""


class progress(nodes.General, nodes.Element):  # noqa: N801
    """The place of the overview."""


class GradedExerciseDirective(SphinxDirective):
    """An exercise of the course, by id: its brief, and the place for its answer."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the brief and the place, or an error where there is no such exercise."""
        folder = Path(self.env.srcdir, "exercises", self.arguments[0])
        try:
            exercise = read_exercise(folder)
            about = _about(exercise)
        except (ExerciseError, OSError) as error:
            raise self.error(f"graded-exercise: {error}") from error
        for name in ("brief.md", ANSWERS[exercise.kind], *_FILES):
            self.env.note_dependency(str(folder / name))
        if settings := settings_of(folder):
            self.env.note_dependency(str(settings))
        self.env.note_dependency(str(_manifest(self.env)))
        chapters = self.env.metadata.setdefault(self.env.docname, {})
        chapters[_PLACE] = json.dumps([*json.loads(chapters.get(_PLACE, "[]")), about["id"]])
        holder = nodes.container(classes=["exercise"])
        brief = (folder / "brief.md").read_text(encoding="utf-8")
        # MyST puts a nested heading below the page's own headings, which is after the place of
        # the answer, and has no public way to say otherwise.
        renderer = self.state._renderer  # type: ignore[attr-defined]
        sections, renderer._level_to_section = renderer._level_to_section, {0: holder}
        try:
            self.state.nested_parse(
                StringList(brief.splitlines(), str(folder / "brief.md")), 0, holder,
                match_titles=True,
            )  # fmt: skip
        finally:
            renderer._level_to_section = sections
        return [*holder.children, answer(exercise=about)]


class YourProgressDirective(SphinxDirective):
    """All exercises of the book with where the reader stands, and the one file to hand in."""

    def run(self) -> list[nodes.Node]:
        """Return the place."""
        self.env.note_dependency(str(_manifest(self.env)))
        self.env.metadata.setdefault(self.env.docname, {})[_PROGRESS] = "yes"
        return [progress()]


def _anchor(exercise: str) -> str:
    return f"answer-{exercise}".replace("_", "-")


def _about(exercise: Exercise) -> dict[str, Any]:
    """Return what the page needs: nothing of it is hidden from students."""
    texts = {
        name: (exercise.folder / name).read_text(encoding="utf-8")
        for name in _FILES
        if (exercise.folder / name).is_file()
    }
    if settings := settings_of(exercise.folder):
        texts[SETTINGS] = settings.read_text(encoding="utf-8")
    name = ANSWERS[exercise.kind]
    about: dict[str, Any] = {
        "id": exercise.id,
        "version": exercise.version,
        "title": exercise.title,
        "kind": exercise.kind,
        "minutes": exercise.minutes,
        "points": {"visible": exercise.points_visible, "total": exercise.points_total},
        "withheld": list(exercise.withheld),
        "file": name,
        "python": exercise.python_written,
        "starter": (exercise.folder / name).read_text(encoding="utf-8"),
        "files": texts,
    }
    return about | (as_form(exercise.folder) if exercise.kind == "data" else {})


def _book(env: BuildEnvironment) -> str:
    """Return the name that keeps a student's work apart from that on another book of the site."""
    return str(env.config.framelab_book)


def _progress_page(env: BuildEnvironment) -> str | None:
    """Return the page that has `{your-progress}`; None where none has it."""
    return next((page for page, about in env.metadata.items() if _PROGRESS in about), None)


def _manifest(env: BuildEnvironment) -> Path:
    return Path(env.srcdir, env.config.framelab_in_page, MANIFEST)


def _assets(env: BuildEnvironment) -> dict[str, Any] | None:
    """Return names and sizes of what was made for the page; None where nothing was."""
    manifest = _manifest(env)
    if not manifest.is_file():
        return None
    found: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
    return found


def _visit_answer(translator: Any, node: answer) -> None:
    builder = translator.builder
    docname, about = builder.current_docname, node["exercise"]
    here = builder.get_target_uri(docname)
    assets = _assets(builder.env)
    page = assets and {"base": relative_uri(here, f"_static/{FOLDER}/"), **assets}
    overview = relative_uri(here, builder.get_target_uri(_progress_page(builder.env) or ""))
    data = script_json({"book": _book(builder.env), "page": page, "progress": overview, **about})
    label = translator.attval(f"Your answer: {about['title']}")
    identifier = about["id"]
    file = f"exercises/{identifier}/{about['file']}"
    still = f"In a browser with JavaScript you write, run and check your answer here. {_DEAD}"
    if assets is None:
        still = "This copy of the book was made without Python for its pages."
    translator.body.append(
        f'<div class="exercise-answer" id="{_anchor(identifier)}" role="region" '
        f'aria-label="{label}">'
        f'<script type="application/json">{data}</script>'
        f'<div class="exercise-still"><p>{still} On your own machine: '
        f"{_code(f'framelab check {identifier}')}, in the course's folder.</p></div></div>"
        '<details class="exercise-local"><summary>Working on your machine</summary><p>With Python '
        f"{about['python']} or newer and the course's folder, write into {_code(file)} with any "
        f"editor, then "
        f"{_code(f'framelab check {identifier}')} or {_code(f'pytest exercises/{identifier}')}. "
        "The checks are the same ones.</p>"
        "</details>"
    )
    raise nodes.SkipNode


def _visit_progress(translator: Any, _node: progress) -> None:
    builder = translator.builder
    here = builder.get_target_uri(builder.current_docname)
    exercises = []
    for docname in _in_order(builder.env):
        for name in json.loads(builder.env.metadata.get(docname, {}).get(_PLACE, "[]")):
            about = _about(read_exercise(Path(builder.env.srcdir, "exercises", name)))
            address = f"{relative_uri(here, builder.get_target_uri(docname))}#{_anchor(name)}"
            kept = ("id", "version", "title", "minutes", "points")
            exercises.append({key: about[key] for key in kept} | {"address": address})
    data = script_json(
        {
            "book": _book(builder.env),
            "edition": __version__,
            "exercises": exercises,
            "whole": memory.whole(builder.env),
        }
    )
    translator.body.append(
        f'<div class="your-progress"><script type="application/json">{data}</script>'
        '<p class="exercise-still">A browser with JavaScript shows your progress here. '
        f"{_DEAD}</p></div>"
    )
    raise nodes.SkipNode


def _in_order(env: BuildEnvironment) -> list[str]:
    """List the pages in the order of the book."""
    relations = env.collect_relations()
    ordered, name = [], env.config.root_doc
    while name and name not in ordered:
        ordered.append(name)
        name = relations.get(name, [None, None, None])[2] or ""
    return ordered


def _add_assets(app: Sphinx, config: Any) -> None:
    folder = Path(app.srcdir, config.framelab_in_page, STATIC)
    if folder.is_dir():
        config.html_static_path.append(str(folder))


def _add_scripts(
    app: Sphinx,
    docname: str,
    _template: str,
    _context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Load the script on pages that have an exercise, and on no other."""
    if doctree is None or not any(
        isinstance(node, (answer, progress)) for node in doctree.findall()
    ):
        return
    assets = _assets(app.env)
    if assets is None:
        return
    app.add_js_file(f"{FOLDER}/{assets['names']['exercise']}", loading_method="defer")
    app.add_css_file(f"{FOLDER}/{assets['names']['style']}")


def _is_page(app: Sphinx, env: BuildEnvironment) -> None:
    if any(_PLACE in found for found in env.metadata.values()) and not _progress_page(env):
        raise ExtensionError(
            "your-progress: found no page with this directive; allowed: one, to which the "
            "exercises in the pages link"
        )


def _write_progress(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the page of progress, to be written in each build: it counts what other pages have."""
    page = _progress_page(env)
    return [page] if page else []


def setup(app: Sphinx) -> None:
    """Register the directives, their nodes, and what pages load for them."""
    app.add_config_value("framelab_in_page", "_build/in_page", "html")
    app.add_config_value("framelab_book", "", "html")
    app.add_node(answer, html=(_visit_answer, None))
    app.add_node(progress, html=(_visit_progress, None))
    app.add_directive("graded-exercise", GradedExerciseDirective)
    app.add_directive("your-progress", YourProgressDirective)
    app.connect("config-inited", _add_assets)
    app.connect("html-page-context", _add_scripts)
    app.connect("env-check-consistency", _is_page)
    app.connect("env-updated", _write_progress)
