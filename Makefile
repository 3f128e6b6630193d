# make demo   the main job on the example document, into build/
# make test   all tests
# make lab    the notebooks in JupyterLab
# make lint   style and types
# make lock   the lock files, after a change of dependencies (needs uv)

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
EXAMPLE := data/examples/resolution-191-draft.txt
COMPILE := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet
# As root, as a user with sudo, or not at all.
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

.PHONY: demo test lab lint lock browser virtuoso clean
.DEFAULT_GOAL := demo

demo: $(VENV)/main.stamp
	@$(BIN)/itugraph extract $(EXAMPLE)
	@rm -rf build/graph
	@$(BIN)/itugraph build $(EXAMPLE) -g build/graph
	@$(BIN)/itugraph export -g build/graph --format turtle -o build/graph.ttl
	@$(BIN)/itugraph view -g build/graph -o build/graph.html
	@echo "build/graph.ttl is the graph as Turtle; open build/graph.html in a browser."

test: $(VENV)/dev.stamp browser virtuoso
	$(BIN)/python -m pytest

lab: $(VENV)/dev.stamp
	$(BIN)/jupyter lab notebooks

lint: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict itugraph

# Exact versions with hashes; the project itself without looking for its dependencies again.
$(VENV)/main.stamp: requirements/main.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/main.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/main.stamp

# Debian parts venv from Python.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; PYTHON=... names one"; exit 1; }
	@$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
		command -v apt-get >/dev/null && $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv && \
		rm -rf $(VENV) && $(PYTHON) -m venv $(VENV); }

# Pages are tested in a real browser.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || { \
		command -v apt-get >/dev/null && $(SUDO) apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core >/dev/null; } || \
		echo "no Chromium here: tests of the page are skipped"

# Graphs are published to a real server; Oxigraph, the other one, comes with the development packages.
virtuoso:
	@command -v virtuoso-t >/dev/null || { \
		command -v apt-get >/dev/null && $(SUDO) apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends virtuoso-opensource-7-bin >/dev/null; } || \
		echo "no Virtuoso here: its tests are skipped"

lock:
	$(COMPILE) pyproject.toml requirements/build.in --extra dev -o requirements/dev.txt
	$(COMPILE) pyproject.toml requirements/build.in -c requirements/dev.txt -o requirements/main.txt

clean:
	rm -rf build dist $(VENV)
