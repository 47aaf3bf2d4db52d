# The doors of the house. Each target says what it needs and, where it can, installs it.

SHELL := /usr/bin/env bash
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help demo test lint unit doc e2e bench assets fmt screenshots

help: ## This list
	@sed -n 's/^\([a-z0-9]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do printf '  make %-12s %s\n' "$$name" "$$text"; done

demo: ## Build, make the fictional territory, print the accounts, serve on http://127.0.0.1:8080 (ARGS="--today 2026-11-23")
	@scripts/demo.sh $(ARGS)

test: ## Everything that must hold: lints, tests on both databases, documentation, browser journeys
	@scripts/test.sh

lint: ## Formatting, lints, dependencies; writes nothing
	@scripts/lint.sh

unit: ## The tests in Rust alone (ARGS="-E 'package(kernel)'")
	@scripts/unit.sh $(ARGS)

doc: ## The documentation of the code, without a warning
	@scripts/doc.sh

e2e: ## The browser journeys alone (ARGS=e2e/sign-in.test.mjs)
	@scripts/e2e.sh $(ARGS)

bench: ## Measure against the goals, on SQLite and PostgreSQL
	@scripts/bench.sh $(ARGS)

assets: ## Build style sheets, scripts, fonts and places, where they are not up to date (ARGS=--force: all again)
	@scripts/assets.sh $(ARGS)

fmt: ## Format the code
	@cargo fmt --all

screenshots: ## Take the pictures of the README again
	@scripts/screenshots.sh $(ARGS)
