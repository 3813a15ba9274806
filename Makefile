# Everything a developer runs. `make help` explains itself.
SHELL := /bin/sh
VENV := .venv
PY := $(VENV)/bin/python
WINDOWS_BUNDLE := dist/windows/wsl-go-wizard
WINDOWS_PARTS := build/windows/parts.json
BUNDLER := .cache/bundle
TOOLS := .cache/tools
STAMP := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test windows test-windows windows-bundle test-installer test-distros installer bundle dist sbom check bench tables texts clean

help: ## List all targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: $(STAMP) ## Create the virtual environment and install the system libraries for Qt and the tests

$(STAMP): pyproject.toml packaging/setup.sh
	sh packaging/setup.sh $(VENV)
	touch $@

demo: setup ## Open the wizard on a copy of the demo machine (without a display, in the terminal)
	$(PY) -m wizard demo

test: setup ## Run all checks, then all tests
	sh packaging/test.sh $(VENV)

windows: setup ## Set up a Windows to test and build in: wine, Windows' Python and wheels, kept in the user's cache (root)
	PYTHONPATH=. $(PY) packaging/windows/layers.py

test-windows: setup ## Run the tests with Windows' Python in wine; TESTS=... for some of them (root)
	PYTHONPATH=. $(PY) packaging/windows/run_tests.py $(TESTS)

windows-bundle: setup ## Build the program for Windows in wine: dist/windows/wsl-go-wizard (root)
	PYTHONPATH=. $(PY) packaging/windows/build_bundle.py

test-installer: windows-bundle $(TOOLS) ## Try the bundle in wine; install, upgrade and uninstall it and stand-ins for it (root)
	sh packaging/windows/tools.sh nsis osslsigncode gcc-mingw-w64-x86-64 e2fsprogs imagemagick
	BUNDLE=$(WINDOWS_BUNDLE) $(PY) -m pytest -n 2 --dist loadgroup -m wine tests/windows

test-distros: windows ## Drive distros that boot with the Windows program in wine; as a bundle with BUNDLE=... (root)
	sh packaging/windows/tools.sh gcc-mingw-w64-x86-64 imagemagick
	$(PY) -m pytest -n 0 -m wine tests/windows/distros

check: setup ## Run only the checks: format, lint, types, layers, shell scripts, workflows, texts
	sh packaging/check.sh $(VENV)

bench: setup ## Measure the budget table side by side with other tools (installs them separately)
	$(PY) tests/benchmarks/run.py

tables: setup ## Check the compatibility tables, and write them in their normal form
	PYTHONPATH=. $(PY) packaging/compat/make_tables.py

texts: setup ## Collect the texts again and compile the catalogs
	sh packaging/texts.sh $(VENV)

bundle: $(BUNDLER) ## Build the program as one folder with all it needs: dist/wsl-go-wizard
	$(BUNDLER)/bin/python packaging/bundle/build.py

dist: bundle $(TOOLS) ## Make all that is released on Linux: archive of the bundle, wheel, sdist, SBOM, SHA256SUMS
	$(TOOLS)/bin/python packaging/bundle/dist.py

sbom: bundle $(TOOLS) ## List what is inside the bundle, as CycloneDX, with versions, licenses and digests
	$(TOOLS)/bin/python packaging/bundle/dist.py --sbom

installer: $(if $(BUNDLE),setup,windows-bundle) $(TOOLS) ## Build the Windows installer and its SBOM: dist/wsl-go-wizard-X.Y.Z-setup.exe; of a bundle that is there with BUNDLE=... PARTS=...
	sh packaging/windows/tools.sh nsis osslsigncode
	$(PY) packaging/windows/build_installer.py $(or $(BUNDLE),$(WINDOWS_BUNDLE)) $(or $(PARTS),$(WINDOWS_PARTS)) dist
	$(TOOLS)/bin/python packaging/bundle/dist.py --sbom build/installer/parts.json
	$(PY) packaging/bundle/dist.py --sums

$(BUNDLER): packaging/bundle/program.txt
	sh packaging/bundle/venv.sh $@ $<
	touch $@

$(TOOLS): packaging/bundle/tools.txt
	sh packaging/bundle/venv.sh $@ $<
	touch $@

clean: ## Delete all generated files
	rm -rf $(VENV) .cache build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
