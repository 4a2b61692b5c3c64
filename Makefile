# The whole project in a few words. Nothing needs activating: everything lives in .venv.
# nbgrader calls other programs by name, so .venv/bin comes first on the path.
# macOS has make 3.81, which looks on its own path for a line that needs no shell: such a line says
# where its program is.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
PYTHON ?= python3.11
# Each of hundreds of processes would compile the same files again.
unexport PYTHONDONTWRITEBYTECODE
# pip builds in a place of its own, which `-c` does not reach: older ones hear PIP_CONSTRAINT there,
# newer ones PIP_BUILD_CONSTRAINT.
PINNED := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt
INSTALL := $(PINNED) .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile
# pip would do it with one processor, and with the tests that libraries bring. What is no Python of
# this version, such as a template, is left alone, as pip leaves it.
COMPILE := .venv/bin/python -m compileall -qq -j0 -x '/tests?/' .venv/lib || true

.PHONY: run demo test proof coverage check setup clean bench lab docs wheel audit
.PHONY: packages-of-python packages-of-the-system

run: .venv/.ready  ## set up, then open the course in a browser
	@echo "Opening the course. The address is below. Stop with Ctrl+C."
	coprod start $(ARGS) || test $$? -eq 130  # Ctrl+C is how it ends

demo: .venv/.hub  ## set up, then show the whole platform on this machine: a real hub
	coprod demo $(ARGS) || test $$? -eq 130

test: .venv/.tested  ## set up, then run every test (a seeded sample of each campaign)
	@echo "Running every test. Campaigns run a seeded sample; 'make proof' runs them in full."
	.venv/bin/pytest -n auto --dist loadfile --no-loadscope-reorder --max-worker-restart=2 $(ARGS)

proof: .venv/.tested  ## the full counts of every fault, attack and fuzz campaign; ARGS=Survey for one
	@python tests/certificates/fetch_examples.py || echo "The tests of 1EdTech's examples are left out, and named."
	.venv/bin/python tests/proof.py $(ARGS)

coverage: .venv/.tested  ## how much of the code that must not err the tests go through, into the same report
	.venv/bin/python tests/proof.py "How much of the code"

check: .venv/.tested  ## style, types, and the course's own check
	ruff check . && ruff format --check . && mypy && coprod check

lab: .venv/.tested  ## build JupyterLab's course extension again; its result is committed
	@echo "Building coprod_training/lab/frontend into coprod_training/lab/labextensions."
	coprod_training/lab/frontend/build.sh coprod_training/lab/labextensions
	.venv/bin/python tests/lab/frontend_sources.py

wheel: .venv/.ready  ## the wheel, in dist/: the same bytes from every clean checkout of a commit
	@test -z "$${COPROD_PUBLISHED+x}" || test -f "$$COPROD_PUBLISHED/manifest.json" || { \
	  echo "COPROD_PUBLISHED is no folder that coprod publish made: $$COPROD_PUBLISHED"; exit 2; }
	@echo "Building the wheel into dist/."
	rm -f dist/coprod_training-*.whl
	SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(PINNED) .venv/bin/python -m pip wheel --quiet \
	  --disable-pip-version-check --no-deps -w dist . && sha256sum dist/coprod_training-*.whl

bench: .venv/.tested  ## time, memory, sizes and lost answers, measured again, into docs/benchmarks.md; ARGS=grading for one
	.venv/bin/python docs/benchmarks/run_all.py $(ARGS)

docs: .venv/.docs  ## the documents as a site, in site/; a dead link stops it
	mkdocs build --strict --quiet && echo "The site is in site/. Open site/index.html."

audit: .venv/.audit  ## licences, known vulnerabilities and contents of all that others wrote; ends with 3 where nobody can be asked
	@echo "Looking at what others wrote. The page will be docs/licences.md; more is in dist/."
	.venv/bin/python docs/audit/audit.py

setup: .venv/.tested  ## everything that running and testing need

clean:  ## remove what setup made
	rm -rf .venv proof bench site dist tests/browser/node_modules coprod_training/hub/proxy/node_modules

SET_UP_FROM := pyproject.toml constraints.txt coprod_training/grading/environment/nbgrader_config.py
# One whose making ended half-way, as where python3-venv was missing, has a Python and no pip.
VENV := .venv/bin/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv

.venv/.ready: $(SET_UP_FROM)
	@echo "Setting up the course (once)."
	$(VENV)
	$(INSTALL) -e .
	@$(COMPILE)
	@touch $@

.venv/.hub: .venv/.ready coprod_training/hub/proxy/package-lock.json
	@echo "Setting up a hub and its proxy (once)."
	$(INSTALL) -e ".[hub]"
	@$(COMPILE)
	cd coprod_training/hub/proxy && npm ci --silent --no-fund --no-audit
	@touch $@

.venv/.docs: .venv/.ready
	@echo "Setting up what builds the documents (once)."
	$(INSTALL) -e ".[docs]"
	@touch $@

.venv/.audit: .venv/.tested
	@echo "Setting up what looks at licences and vulnerabilities (once)."
	$(INSTALL) -e ".[test,audit]"
	@touch $@

# All at once and not after .ready, which is part of it: pip works out what it needs only once.
.venv/.tested: $(SET_UP_FROM) tests/browser/package-lock.json coprod_training/hub/proxy/package-lock.json
	@echo "Setting up the course and its tests (once). Python's packages and the system's come side by side."
	@$(MAKE) --no-print-directory -j2 packages-of-python packages-of-the-system
	@echo "Fetching the standards' own examples, which the tests of certificates read."
	$(PINNED) .venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps \
	  --no-binary openbadgeslib -d .venv/examples openbadgeslib && \
	  .venv/bin/python tests/certificates/fetch_examples.py || \
	  echo "They could not be fetched: their tests are left out, and named. Later: rm .venv/.tested"
	@touch $@

packages-of-python:
	$(VENV)
	$(INSTALL) -e ".[test]"
	@$(COMPILE)
	@touch .venv/.ready

packages-of-the-system:
	bash tests/system-packages
