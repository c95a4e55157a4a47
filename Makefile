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
	$(BIN)/pytest --numprocesses auto --dist loadscope

# uv installs exactly what uv.lock names, here from inside the environment that python3 makes.
.venv/ready: pyproject.toml uv.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or newer: make PYTHON=python3.11")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9,<1"
	$(BIN)/uv sync --frozen --quiet
	touch $@

# The releases under output/, where the articles that the first was made from are at hand.
published: .venv/ready
	$(BIN)/onrecord build ../shared/seeds/*.txt --out build/nato-rutte-trump
	$(BIN)/onrecord release build/nato-rutte-trump --to output/nato-rutte-trump/1.2.0 --name nato-rutte-trump --version 1.2.0
	$(BIN)/onrecord build generator/onrecord/samples --out build/onrecord-samples
	$(BIN)/onrecord release build/onrecord-samples --to output/onrecord-samples/1.0.0 --name onrecord-samples \
		--version 1.0.0 --words full --licence cc-by-4.0

clean:
	rm -rf .venv build dist
