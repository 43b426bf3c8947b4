# Everything runs in .venv; the first target that needs it makes it.
PYTHON := .venv/bin/python

.venv/bin/python:
	python3 -m venv .venv && .venv/bin/pip install -e '.[dev]'

.PHONY: test corpus kinds property fuzz lowest lint docs man golden bench
test: $(PYTHON)
	$(PYTHON) -m pytest -n auto

# Gains and losses against the commit BASE over the real documents and the samples; ARGS="--only NAME --failures".
corpus: $(PYTHON)
	$(PYTHON) tests/corpus.py $(if $(BASE),--base $(BASE)) $(ARGS)

# The samples as PDF, web pages, DOCX, RTF and text of PDFs: how much is read as in the text; ARGS="--only NAME --kinds NAME --failures".
kinds: $(PYTHON)
	$(PYTHON) tests/kinds.py $(ARGS)

property: $(PYTHON)
	REFERAT_SEEDS=500 $(PYTHON) -m pytest -n auto tests/property

lint: $(PYTHON)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

# For SECONDS by mutations of samples, and for as long by coverage (atheris, the extra "fuzz"); what breaks is in build/fuzz.
SECONDS := 60
fuzz: $(PYTHON)
	$(PYTHON) tests/fuzz/run.py --seconds $(SECONDS)
	mkdir -p build/corpus
	$(PYTHON) tests/fuzz/coverage_guided.py build/corpus tests/fuzz/seeds -max_total_time=$(SECONDS) -artifact_prefix=build/

# The fast tests with the lowest version of everything that pyproject.toml allows, in an environment of their own; CI has both.
lowest:
	python3 tests/lowest.py build/lowest

docs: $(PYTHON)
	$(PYTHON) docs/generate.py

# The man pages: `man -l build/man/referat-show.1`.
man: $(PYTHON)
	$(PYTHON) docs/manual.py build/man

golden: $(PYTHON)
	$(PYTHON) tests/golden.py
	$(PYTHON) tests/pictured.py

bench: $(PYTHON)
	.venv/bin/pip install mistune markdown-it-py cmarkgfm docutils eyecite
	$(PYTHON) benchmarks/speed.py $(if $(REAL),--real $(REAL))
	$(PYTHON) benchmarks/archive.py
	$(PYTHON) benchmarks/growth.py
	$(PYTHON) benchmarks/papers.py
	$(PYTHON) benchmarks/decisions.py
