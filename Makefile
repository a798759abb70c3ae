# The front door. Every target installs the Debian packages it misses (root or sudo), configures, builds and runs.
# `make help` lists the targets; docs/ARCHITECTURE.md tells what is being built.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

DEMO_ARGS ?=
KAFKA ?= 4.3.1
BENCH_ARGS ?=
LAB_ARGS ?=
LINK_ARGS ?=
TORTURE_ARGS ?=
TIJDIG := build/release/services/tijdig/tijdig
PROGRAMS := tijdig signal-ingest matcher enrichment assignment outcome-tracker reporting

# Configures a preset once; afterwards Ninja itself notices changed build files.
define configure
@[ -f build/$(1)/build.ninja ] || { echo "$@: configuring build/$(1)"; mkdir -p build; \
	cmake --preset $(1) > build/configure-$(1).log 2>&1 || { cat build/configure-$(1).log; exit 1; }; }
endef

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

.PHONY: demo
demo: ## a year of Zoetermeer through all six services, then http://127.0.0.1:8080 (DEMO_ARGS=--no-serve stops after the tables)
	@tools/install_packages.sh build
	$(call configure,release)
	@echo "demo: building tijdig (minutes the first time, seconds later)"
	@cmake --build --preset release --target tijdig
	@exec $(TIJDIG) demo $(DEMO_ARGS)

.PHONY: build
build: ## everything, release
	@tools/install_packages.sh build
	$(call configure,release)
	@cmake --build --preset release

.PHONY: test
test: ## every test; ends with `N passed, N failed`
	@tools/install_packages.sh build test servers
	@tools/chart/install_helm.sh || echo "no Helm: the tests of the chart will fail, the others go on"
	@tools/install_promtool.sh || echo "no promtool: nothing of Prometheus judges metrics and alerts; with CI=true that fails"
	@python3 tools/test.py plain

.PHONY: sanitize
sanitize: ## the tests under the address, undefined-behaviour and thread sanitizers; CI runs it after `make test`
	@tools/install_packages.sh build test servers
	@python3 tools/test.py asan tsan

.PHONY: builds
builds: ## the same year through three builds, of two compilers, with assertions and as delivered; CI runs it after `make sanitize`
	@tools/install_packages.sh build test
	@python3 tools/test.py builds

.PHONY: quick-test
quick-test: ## the plain tests only
	@tools/install_packages.sh build servers
	@tools/chart/install_helm.sh || echo "no Helm: the tests of the chart will fail, the others go on"
	@tools/install_promtool.sh || echo "no promtool: nothing of Prometheus judges metrics and alerts; with CI=true that fails"
	@python3 tools/test.py plain

.PHONY: bench
bench: ## the benchmarks of docs/benchmarks.md (BENCH_ARGS to choose)
	@tools/install_packages.sh build
	$(call configure,release)
	@cmake --build --preset release --target tijdig_bench
	@exec build/release/tools/bench/tijdig_bench $(BENCH_ARGS)

.PHONY: eval-linking
eval-linking: ## how well linkers do on invented people whose truth is known (LAB_ARGS to choose); docs/linking-results.md
	@tools/install_packages.sh build
	$(call configure,release)
	@cmake --build --preset release --target tijdig_lab
	@exec build/release/tools/linking/tijdig_lab evaluate $(LAB_ARGS)

.PHONY: bench-linking
bench-linking: ## how fast a million residents are linked, beside Splink and plain SQL; docs/linking.md (LINK_ARGS to choose)
	@tools/install_packages.sh build
	$(call configure,release)
	@cmake --build --preset release --target tijdig_bench_linking
	@build/release/tools/bench_linking/tijdig_bench_linking --export build/bench-linking $(LINK_ARGS)
	@exec python3 tools/bench_linking/anchors.py build/bench-linking

.PHONY: kill-test
kill-test: ## kill -9 at random moments; counts what was acknowledged and what is there
	@tools/install_packages.sh build test
	$(call configure,release)
	@cmake --build --preset release --target tijdig
	@exec python3 tests/kill/kill_test.py --count 50 --tijdig $(TIJDIG)

.PHONY: torture
torture: ## 500 faults on real Kafka and Redis, judged by the embedded mode (TORTURE_ARGS to choose); 45 minutes on two cores
	@tools/install_packages.sh build test servers
	$(call configure,release)
	$(call configure,clang)
	@cmake --build --preset release --target $(PROGRAMS) fake_clock
	@echo "torture: building the programs with another compiler too, to have two builds side by side"
	@cmake --build --preset clang --target $(PROGRAMS) fake_clock
	@exec python3 tests/faults/torture.py --build build/release --other build/clang $(TORTURE_ARGS)

.PHONY: shapes
shapes: ## Kafka's own two tests of exactly-once: 100,000 records, bounced clients and brokers; three that come and go
	@tools/install_packages.sh build servers
	$(call configure,release)
	@cmake --build --preset release --target copier
	@python3 tests/faults/shapes.py --copier build/release/tests/faults/copier --kafka 3.9.2
	@exec python3 tests/faults/shapes.py --copier build/release/tests/faults/copier --kafka 4.3.1

.PHONY: chart
chart: ## the Helm chart of charts/tijdig: lint, golden files, promises (also part of make test)
	@tools/install_packages.sh build
	@tools/chart/install_helm.sh
	@python3 tests/charts/chart_test.py build/tools
	@python3 tests/charts/compose_test.py
	@python3 tests/charts/alerts_test.py

.PHONY: bench-kafka
bench-kafka: ## the distributed engine beside the plain client and Kafka Streams; docs/benchmarks-kafka.md (BENCH_ARGS to choose)
	@tools/install_packages.sh build servers bench-kafka
	$(call configure,release)
	@cmake --build --preset release --target tijdig_bench_kafka tijdig_redis_bench
	@build/release/libs/backends/redis/tijdig_redis_bench
	@exec tools/bench_kafka/bench.py build/release/tools/bench_kafka/tijdig_bench_kafka $(BENCH_ARGS)

.PHONY: modes
modes: ## a year of Zoetermeer in every mode, alone and with instances that come and go; the reports must agree to the byte
	@tools/install_packages.sh build servers
	$(call configure,release)
	@cmake --build --preset release --target $(PROGRAMS) fake_clock
	@exec tools/modes.py build/release

.PHONY: kafka-up
kafka-up: ## a Kafka broker and a Redis on this machine, and what to do with them (KAFKA=3.9.2 for the older)
	@tools/install_packages.sh build servers
	@exec tools/kafka/local.py up $(KAFKA)

.PHONY: kafka-down
kafka-down: ## stops them; what they held is gone
	@exec tools/kafka/local.py down

.PHONY: librdkafka
librdkafka: ## a newer Kafka client than Debian's, into build/librdkafka (TIJDIG_RDKAFKA_ROOT); fetched by npm
	@exec tools/librdkafka.sh

.PHONY: tidy
tidy: ## the house rules (also part of make test)
	@tools/install_packages.sh build
	$(call configure,release)
	@cmake --build --preset release --target tijdig
	@python3 tests/tidy/tidy.py --tijdig $(TIJDIG)

.PHONY: lint
lint: ## clang-tidy on the C++ files that differ from the main branch (slow, not part of make test)
	@tools/install_packages.sh build test lint
	$(call configure,clang)
	@tools/lint.sh

.PHONY: format
format: ## lays out every C++ file and wraps its comments
	@tools/install_packages.sh lint
	@git ls-files '*.h' '*.cc' | xargs -r clang-format -i
	@git ls-files '*.h' '*.cc' | xargs -r tools/wrap_comments.py

.PHONY: coverage
coverage: ## line coverage of the plain tests, per file
	@tools/install_packages.sh build coverage
	@python3 tools/test.py coverage
	@gcovr --root . --exclude '.*_(test|bench)\.cc' --exclude build --exclude tests --txt --sort-percentage build/coverage

.PHONY: clean
clean: ## forgets every build
	@rm -rf build
