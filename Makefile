# make        sets up .venv and builds the dataset of the sample articles
# make test   sets up .venv and runs every check: lint, format, types, tests
PYTHON ?= python3
BIN := .venv/bin

.PHONY: sample test published clean

sample: .venv/ready
	$(BIN)/onrecord build generator/onrecord/samples --out build/samples

test: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

# uv installs exactly what uv.lock names, here from inside the environment that python3 makes.
.venv/ready: pyproject.toml uv.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	$(BIN)/uv sync --frozen --quiet
	touch $@

# The datasets under output/, where the articles that they were made from are at hand.
published: .venv/ready
	$(BIN)/onrecord build ../shared/seeds/*.txt --out output/nato-rutte-trump/1.1.0 --words quotes

clean:
	rm -rf .venv build dist
