# Reading the Frame. `make` alone lists what there is to make.

PYTHON ?= python3
PORT ?= 8000
PAPER ?= a4

BIN := .venv/bin
# A file of tests is run by one process: what its tests share is made once.
AT_A_TIME := --numprocesses=auto --dist=loadfile
# In the browser most tests share no more than a tab, which each process has: tests/book/conftest.py
# names the files whose tests share more, as its scopes.
IN_BROWSERS := --numprocesses=auto --dist=loadscope
SHELL := /bin/sh
# pip's own news about itself is no news to a reader.
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Some containers set it: each of the thousand processes that tests, proofs and chapters start would
# compile the library for itself.
unexport PYTHONDONTWRITEBYTECODE

# A chapter shows the brief of its exercise.
BOOK := $(shell find book -type f) $(shell find exercises -name brief.md)
# A coding desk shows the passages of one.
ITEMS := $(shell find exercises -name items.toml)
files_in = $(shell find $(wildcard $(1)) -type f -not -path '*/__pycache__/*')
# What exercises in the page are made of.
IN_PAGE := $(call files_in,$(addprefix framelab/,__init__.py bookext/in_page bookext/pages/memory bundling corpus course/__init__.py \
	course/data exercises measures))
# What is bundled: what the widgets and the pages run in a browser.
FRONT_ENDS := $(call files_in,$(addprefix framelab/,bundling bookext/pages widgets))
FRONT_ENDS := $(filter %.js %.css %.json framelab/bundling/%.py,$(FRONT_ENDS))
# What chapters call and the built pages are made with: not grading, nor what a command alone uses,
# nor, of the exercises, what runs and checks answers.
LIBRARY := $(call files_in,$(addprefix framelab/,__init__.py bookext bundling charts.py corpus course \
	exercises measures processes.py style.py style.toml widgets))
LIBRARY := $(filter-out $(foreach room,answer_side checks feedback run,framelab/exercises/$(room)/%),$(LIBRARY))

.DEFAULT_GOAL := help
# Fast checks come first, and each step says what it does while it does it.
.NOTPARALLEL:
.PHONY: help book build pdf links check-links test check verify lint format bench bench-long lock rebuild-tables student browser other-browsers web-server sandbox clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

book: build  ## build the book and serve it on this machine
	@$(BIN)/framelab serve _build/html --port $(PORT)

build: _build/.built  ## build the book into _build/html
	@echo "== The book is in _build/html"

pdf: build browser  ## print the book into one PDF: _build/reading-the-frame.pdf
	@echo "== Printing the book"
	@$(BIN)/framelab pdf _build/html --out _build/reading-the-frame.pdf --paper $(PAPER)

links: build  ## list the links that lead out of the book
	@$(BIN)/framelab links _build/html

check-links: build  ## ask each of them, over the network, whether it still works
	@$(BIN)/framelab links _build/html --check

test: lint check verify build browser other-browsers web-server  ## everything that CI runs
	@echo "== Testing the built book in a browser"
	@$(BIN)/pytest $(IN_BROWSERS) tests/book

check: .venv/.installed _build/.bundled sandbox  ## the tests that need no built book
	@echo "== Testing the library and its data"
	@# In the order that tests/conftest.py gives them: cheap tests first, then the slow files.
	@$(BIN)/pytest $(AT_A_TIME) --no-loadscope-reorder --doctest-modules framelab tests \
	    --ignore=tests/book

verify: .venv/.installed  ## prove that every exercise is good
	@echo "== Trying wrong and right answers to the exercises"
	@$(BIN)/framelab verify

lint: .venv/.installed  ## formatting, style and types
	@echo "== Checking format, style and types"
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

format: .venv/.installed  ## put the code into the project's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

bench: build browser sandbox  ## measure widgets, ingest, exercises in the page, and grading beside other graders
	@code=0; for each in widgets ingest in_page grading; do \
	    $(BIN)/python -m "benchmarks.$$each" || code=1; done; exit $$code  # one missed aim ends none

bench-long: .venv/.installed sandbox  ## grade classes of thousands, kill the grader meanwhile, and attack it
	@code=0; for each in class_of_thousands class_of_attackers; do \
	    $(BIN)/python -m "benchmarks.$$each" || code=1; done; exit $$code

lock: .venv/.installed  ## compile requirements.txt from pyproject.toml
	@$(BIN)/uv pip compile --universal --python-version 3.11 --all-extras \
	    --no-emit-index-url --custom-compile-command "make lock" \
	    --output-file requirements.txt pyproject.toml

rebuild-tables: .venv/.installed  ## rebuild the counted columns: make rebuild-tables TEXTS=folder
	@test -n "$(TEXTS)" || { echo "Say where the texts are: make rebuild-tables TEXTS=folder"; exit 2; }
	@$(BIN)/framelab corpus rebuild "$(TEXTS)" --data framelab/course/data

student: .venv/.installed  ## make the copy for students: _build/student, and a zip of it
	@echo "== Making the copy for students"
	@$(BIN)/framelab student --out _build/student

browser:  # Chromium for the tests, from the system's packages where it may be installed
	@tests/book/install_chromium.sh

other-browsers: .venv/.installed  # Firefox and WebKitGTK, for one path through an exercise
	@tests/book/install_other_browsers.sh

web-server:  # nginx, behind which the book is tried, too
	@tests/book/install_nginx.sh

sandbox: .venv/.installed  # what shuts answers in, from the system's packages where it may be installed
	@tests/grading/install_sandbox.sh

clean:  ## remove what was built, and the environment
	rm -rf _build .venv

.venv/.installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
	    echo "Install it, or name another one: make PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	    echo "$(PYTHON) has no venv. On Debian and Ubuntu: apt install python3-venv"; exit 2; }
	@echo "== Making .venv and installing $$(grep -c == requirements.txt) pinned packages (a minute or two)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --requirement requirements.txt
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

# Without npm, or a registry that it reaches, a book has its pictures as they stand on paper.
_build/.bundled: $(FRONT_ENDS) .venv/.installed
	@echo "== Bundling the front ends"
	@mkdir -p _build
	@$(BIN)/python -m framelab.bundling _build/node && touch $@ || { rm -rf framelab/bundles; \
	    echo "The book is built without them: pictures stand still, the fonts are the system's, and there is"; \
	    echo "no search, no popover and no memory of what was read. The next build tries again."; \
	    touch -d 2000-01-01 $@; }

# The cache of executed chapters knows their text but not the library they call, and a
# page that has left the table of contents would stay: after such changes all is built anew.
_build/.library: _build/.bundled $(LIBRARY) $(ITEMS) _config.yml _toc.yml .venv/.installed
	@rm -rf _build/html _build/.doctrees _build/.jupyter_cache _build/jupyter_execute
	@mkdir -p _build
	@touch $@

# Without npm, or a registry that it reaches, the book is built all the same.
_build/in_page/page.json: $(IN_PAGE) .venv/.installed
	@echo "== Making Python and the editor for exercises in the page"
	@$(BIN)/python -m framelab.bookext.in_page.assets _build/in_page _build/node || { \
	    echo "The book is built without them; its exercises say how to work on one's own machine."; }
	@rm -rf _build/html/_static/page  # the former files: each is called by its content

# Of what Jupyter Book says, not shown: settings, steps that take no time, its own address, and
# Jupyter's hint that kernels are talked to in plain text, on this machine.
SETTINGS := (Md|Nb)ParserConfig|^Running |^(Source Folder|(Config|Output) Path):|^Using jupyter-cache
STEPS := ^(building|checking|copying|dumping|generating|loading|looking|making|parsing|pickling|preparing|updating|writing) |^\[etoc\]|^sphinx-multitoc|^done$$|: (Executing|Cached executed|Using cached) notebook
ENDING := ^$$|^=+$$|^build succeeded|^The HTML pages|^Finished |^Your book|^You can look|^Or paste|^ +(_build|file:)
HINT := Kernel is running over TCP
# All else comes as it is said: what is not known here too, and every warning, also one that stands
# in the line of a step.
QUIETLY := awk '{ plain = $$0; gsub(/\033\[[0-9;]*m/, "", plain) } \
	plain ~ /$(HINT)/ { next } \
	plain ~ /WARNING|ERROR|CRITICAL|Error/ { print; fflush(); next } \
	plain ~ /$(SETTINGS)|$(STEPS)|$(ENDING)/ { next } \
	{ print; fflush() }'

# A second build does not repeat the warnings of chapters that it does not read again:
# after a failure everything is read anew.
_build/.built: _build/.library $(BOOK) _build/in_page/page.json
	@echo "== Building the book"
	@{ PYTHONUNBUFFERED=1 $(BIN)/jupyter-book build . --warningiserror --nitpick --keep-going 2>&1; \
	    echo $$? >_build/.code; } | $(QUIETLY); \
	test "$$(cat _build/.code)" = 0 || { \
	    rm -rf _build/.doctrees; echo "The book has warnings: see above."; exit 1; }
	@touch $@
