"""Imports the tests' side of the library, and pytest."""
import importlib

FOUND = []
for name in (
    "pytest", "framelab.grading.session", "framelab.grading.results", "framelab.exercises.checks.plugin",
    "framelab.exercises.checks.diagnosis", "framelab.authoring.verify", "test_hidden", "numpy", "jinja2",
):
    try:
        importlib.import_module(name)
    except ImportError:
        continue
    FOUND.append(name)
if "{level}" == "bwrap" and FOUND:
    raise RuntimeError(f"STOLEN {FOUND}")


def total(numbers):
    return 0
