# The same verbs everywhere; `make help` prints them.
PYTHON  ?= python3
BIN     := .venv/bin
ARGS    ?=
EXAM    ?= 1
GATEWAY ?= 1
TYPED   = libs/ce_kit/ce_kit libs/ce_nameko/ce_nameko libs/ce_client/ce_client libs/ce_keys/ce_keys libs/ce_files/ce_files libs/ce_rules/ce_rules $(wildcard services/*/ce_*/domain services/*/ce_*/application)

.DEFAULT_GOAL := help
.PHONY: help setup setup-embedded demo up down status scale queues logs test test-unit test-alone check proto bench-bus bench-org
.PHONY: bench-rules rules-mutants bench-exam test-faults-exam

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 22

setup: ## prepare the machine: system packages, .venv, every distribution (server profile)
	@$(PYTHON) tools/setup.py --profile server

setup-embedded: ## the same for the embedded profile only (no RabbitMQ, no PostgreSQL, no Node.js)
	@$(PYTHON) tools/setup.py --profile embedded

demo: setup-embedded ## live a year on two cities and the province; ARGS="--exit", ARGS="--profile server --exit"
	@$(BIN)/python -W ignore -m ce_demo $(ARGS)

up: setup ## start broker, database server and one platform (server profile); EXAM=4 GATEWAY=2 for several processes
	@$(BIN)/ce up --trial --exam $(EXAM) --gateway $(GATEWAY) $(ARGS)

down: ## stop what `make up` started
	@$(BIN)/ce down $(ARGS)

status: ## processes, readiness, memory
	@$(BIN)/ce status $(ARGS)

scale: ## run EXAM=n processes of the exam service, GATEWAY=n of the gateway (those named)
	$(if $(filter command environment,$(origin EXAM)),@$(BIN)/ce scale exam $(EXAM) $(ARGS))
	$(if $(filter command environment,$(origin GATEWAY)),@$(BIN)/ce scale gateway $(GATEWAY) $(ARGS))

queues: ## what waits on the queues; ARGS="--every 2" to watch
	@$(BIN)/ce queues $(ARGS)

logs: ## end of a process's log; ARGS=credit
	@$(BIN)/ce logs $(ARGS)

test: setup ## every test: unit, contract, integration, end to end, faults (starts its own servers)
	@$(BIN)/pytest tests -n 2 --dist loadfile $(ARGS)

# Compiled tests are kept whatever the environment says: to compile them again takes each worker seconds.
test-unit: setup-embedded ## the tests that need no server, in seconds
	@env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest tests/unit tests/contract -n 3 --dist worksteal $(ARGS)

test-alone: setup ## each service installed alone in a fresh environment passes its unit tests
	@$(BIN)/python tools/test_alone.py $(ARGS)

check: setup ## lint, layers, types, contract
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/mypy $(TYPED)
	@cd proto && npx --no-install buf lint
	@$(BIN)/python tools/generate_proto.py --check

proto: setup ## generate code from proto/ce
	@$(BIN)/python tools/generate_proto.py

bench-bus: setup ## what the bus costs: plain nameko, ours, bare AMQP; events one by one and in batches (90 s)
	@$(BIN)/python -m tests.load.bench_bus $(ARGS)

bench-exam: setup ## what an exam evening costs, part by part, with a burst of 20,000 (5 min); ARGS="--only de"
	@$(BIN)/python -W ignore -m tests.load.bench_exam $(ARGS)

test-faults-exam: setup ## break everything while people hand in, check every promise (90 s); ARGS="--seed 7 --seconds 600", ARGS=--mutants
	@$(BIN)/python -W ignore -m tests.faults.exam $(ARGS)

bench-rules: setup-embedded ## rules: person-years per second, full trace and totals, against a plain loop; memory
	@$(BIN)/python tools/rules_bench.py $(ARGS)

rules-mutants: setup-embedded ## rules: change every number of every parameters file by one; a case must notice
	@$(BIN)/python tools/rules_mutants.py $(ARGS)

bench-org: setup ## what importing and searching 20,000 units cost, on SQLite and PostgreSQL (90 s)
	@$(BIN)/pytest tests/load/bench_org_search.py -q -p no:cacheprovider $(ARGS)
