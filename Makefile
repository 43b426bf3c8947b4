# Everything runs in .venv; the first target that needs it makes it.
PYTHON := .venv/bin/python

.venv/bin/python:
	python3 -m venv .venv && .venv/bin/pip install -e '.[dev]'

.PHONY: test corpus kinds property lint docs golden bench
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

docs: $(PYTHON)
	$(PYTHON) docs/generate.py

golden: $(PYTHON)
	$(PYTHON) tests/golden.py

bench: $(PYTHON)
	.venv/bin/pip install mistune markdown-it-py cmarkgfm docutils
	$(PYTHON) benchmarks/speed.py
	$(PYTHON) benchmarks/archive.py
	$(PYTHON) benchmarks/growth.py
	$(PYTHON) benchmarks/papers.py
	$(PYTHON) benchmarks/decisions.py
