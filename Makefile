# make demo: set up and build the graph of seeds/. make test: set up and run everything. Needs Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SEEDS := $(wildcard seeds/*)

.PHONY: demo test notebooks lint types unit browser-here servers-here weights clean

demo: $(VENV)/installed
	$(BIN)/kg setup
	$(BIN)/kg build seeds -o output
	@echo
	@echo "Open output/explorer.html in a browser. Then ask: $(BIN)/kg query tellings"

test: $(VENV)/tested browser-here servers-here
	$(BIN)/kg setup
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/kg build seeds -o output
	$(BIN)/python -m pytest -n 2 --dist loadfile
	$(BIN)/python -m pytest -q -n 2 --nbmake --nbmake-timeout=240 notebooks

# torch first and by this very version: other specs may bring several gigabytes of packages for graphics cards.
$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Khabar needs Python 3.11 or later: make PYTHON=python3.11") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet torch==2.13.0
	$(BIN)/python -m pip install --quiet -e .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(BIN)/python -m pip install --quiet -e '.[notebook,widget,docs,train,formats,cluster,test]'
	touch $@

# The browser tests need Chromium and its driver; they are skipped, loudly, where these cannot be had.
browser-here:
	@if ! command -v chromedriver >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    apt-get update -qq && apt-get install -y -qq chromium chromium-driver >/dev/null || echo "NO BROWSER: its tests will be skipped"; \
	  else echo "NO BROWSER: install chromium and chromedriver, or its tests are skipped"; fi; fi

# Runs the five notebooks and saves their outputs in place: after new weights, before a release.
notebooks: $(VENV)/tested
	cd notebooks && for n in 0*.ipynb; do ../$(BIN)/jupyter nbconvert --to notebook --execute --inplace \
	  --ExecutePreprocessor.record_timing=False $$n || exit 1; done

# Virtuoso receives the graph in the tests, and comunica asks the server; both are skipped, loudly, where they cannot be had.
servers-here:
	@if ! command -v virtuoso-t >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends virtuoso-opensource-7 >/dev/null 2>&1 \
	      || echo "NO VIRTUOSO: its tests will be skipped"; \
	  else echo "NO VIRTUOSO: install virtuoso-opensource-7, or its tests are skipped"; fi; fi
	@if command -v npm >/dev/null 2>&1 && [ ! -e build/comunica/node_modules/.bin/comunica-sparql ]; then \
	  mkdir -p build/comunica && (cd build/comunica && timeout 240 npm install --no-audit --no-fund --loglevel=error @comunica/query-sparql@4 >/dev/null 2>&1) \
	    || echo "NO COMUNICA: its test will be skipped"; fi

lint: $(VENV)/tested
	$(BIN)/ruff check .

types: $(VENV)/tested
	$(BIN)/mypy

unit: $(VENV)/tested
	$(BIN)/python -m pytest -m "not browser and not slow and not model"

clean:
	rm -rf output/graph.* output/explorer.html .pytest_cache .mypy_cache .ruff_cache

# The weights again, from the data beside the repository: about an hour and a quarter on two cores. See training/README.md.
SHARED ?= ../shared
weights: $(VENV)/tested
	$(BIN)/kg setup
	$(BIN)/python -m training.vectors --shared $(SHARED) --out build/vectors.npz
	$(BIN)/python -m training.annotated unpack --shared $(SHARED) --out build/more.jsonl.gz
	$(BIN)/python -m training.train --shared $(SHARED) --vectors build/vectors.npz --more build/more.jsonl.gz --out build/run --minutes 50
	$(BIN)/python -m training.export --shared $(SHARED) --run build/run --more build/more.jsonl.gz --vectors build/vectors.npz --out build/news
	printf 'name = "news"\nversion = "0"\n' > build/news/model.toml
	$(BIN)/python -m training.tune --shared $(SHARED) --model build/news --out build/tuned.json
	KHABAR_MODEL=build/news $(BIN)/python -m training.card --shared $(SHARED) --model build/news --tuned build/tuned.json
	@echo "Copy build/news to kg/models/news, then: $(BIN)/python docs/make_model_card.py && $(BIN)/python docs/make_readme.py"
