# The commands of Netmap. Each sets itself up; see README.md for the same without make.
PYTHON ?= python3
VENV := .venv/bin/python

.PHONY: run link test quick check bench neo4j lock clean

run:            ## start the web service with the seed graph
	@$(PYTHON) tools/setup.py run
	@$(VENV) -m netmap serve --load

test:           ## everything that this machine can run; says what did not run
	@$(PYTHON) tools/setup.py dev
	@$(MAKE) --no-print-directory check
	@$(VENV) tools/test.py

quick:          ## the tests that need no server and no browser
	@$(PYTHON) tools/setup.py dev
	@$(VENV) tools/test.py quick

check:          ## lint, format, types, import rules
	@$(PYTHON) tools/setup.py dev
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .
	@$(VENV) -m mypy
	@.venv/bin/lint-imports --no-cache

bench:          ## speed, as ratios side by side in one run
	@$(PYTHON) tools/setup.py dev
	@$(VENV) -m tools.bench
	@$(VENV) -m tools.bench.browser

link:           ## a new one-time link to open the web service with
	@$(PYTHON) tools/setup.py run
	@$(VENV) -m netmap link

neo4j:          ## start a real Neo4j on this machine (needs Java 17 and Maven)
	@$(PYTHON) tools/setup.py run
	@$(VENV) tools/neo4j/server.py

lock:           ## resolve the dependencies anew (maintainers)
	@$(PYTHON) tools/setup.py dev
	@$(VENV) tools/lock.py

clean:          ## remove what the commands above made, except data/
	rm -rf .venv .bench .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/js/node_modules
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
