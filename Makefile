# Everything a person does here. Each command sets up what it needs first, once.

SHELL := bash
.SHELLFLAGS := -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

IN_VENV := source .venv/bin/activate &&
MODEL := models/assistant.tar.gz
# What the model is made of. A folder's own date tells that a file in it was added or removed.
MODEL_INPUTS := config.yml domain.yml requirements.lock \
	$(shell find data -type d -o -type f -name '*.yml') \
	$(shell find guide components -type f -name '*.py')

.PHONY: help run serve reload restart cluster shell train validate evaluate answers report erase-old test \
	coverage bench soak bench-nlu capacity lint audit setup setup-dev lock clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: setup $(MODEL) ## Start the assistant; prints the page's address once it answers (Ctrl-C stops it)
	@$(IN_VENV) python -m server.supervision.check_ports
	@echo "Starting the assistant…"
	@# Honcho's own .env reading is off: activate has read it. 130 and 143: a person stopped it.
	@$(IN_VENV) honcho --env /dev/null start || [[ $$? == 130 || $$? == 143 ]]

serve: setup $(MODEL) ## The same for a real deployment: what dies is started again (logs in .logs)
	@$(IN_VENV) python -m server.supervision.check_ports
	@echo "Starting the assistant…"
	@$(IN_VENV) exec python -m server.supervision.serve

reload: setup $(MODEL) ## Let a running `make serve` answer from the edited guide, if that is valid; shows what changes (SURE=yes)
	@$(IN_VENV) python -m server.supervision.restart guide $(if $(SURE),--sure)

restart: setup $(MODEL) ## Start the server of a running `make serve` anew, for a changed program; nobody is refused
	@$(IN_VENV) python -m server.supervision.restart server $(if $(SURE),--sure)

cluster: setup $(MODEL) ## Start a whole cluster on this machine: nginx, PostgreSQL, Redis, RabbitMQ, 2 + 2 servers
	@$(IN_VENV) python -m deploy.local

shell: setup $(MODEL) ## Test the assistant in this terminal, or with a file or pipe (WHY=yes FILE=questions.txt JSON=yes)
	@$(IN_VENV) python -m server.shell $(if $(WHY),--why) $(if $(FILE),--file "$(FILE)") $(if $(JSON),--json)

train: setup $(MODEL) ## Train the model if what it is made of has changed
	@echo "The model is in $(MODEL)."

# The model is moved into place only once it is whole. --force: Rasa's cache knows a component by its
# class alone, and would miss a change in a module that the class uses. Nothing goes to standard output,
# which is for the answers of `make shell JSON=yes`.
$(MODEL): $(MODEL_INPUTS) | setup
	@echo "Training the model…" >&2
	@rm -rf .training
	@$(IN_VENV) python -m guide.validate >&2
	@$(IN_VENV) python -m server.rasa_cli train --force --skip-validation --fixed-model-name assistant --out .training \
		| { grep -v "trained and saved at" || true; } >&2
	@mkdir -p models && mv .training/assistant.tar.gz $@ && rmdir .training

validate: setup ## Check the guide (also against the one that `make serve` has), the training questions, Rasa's data
	@$(IN_VENV) python -m guide.validate --against .logs/guide $(if $(SURE),--sure)
	@$(IN_VENV) python -m evaluation.training_data
	@$(IN_VENV) python -m rasa data validate
	@echo "Rasa data: valid."

evaluate: setup-dev $(MODEL) ## Measure understanding; writes reports/index.html (DATA="more.jsonl" BASELINE=update IN=fr)
	@$(IN_VENV) python -m evaluation.understanding $(if $(DATA),--data $(DATA)) \
		$(if $(filter update,$(BASELINE)),--update-baseline) \
		$(if $(IN),--language $(IN))

answers: setup $(MODEL) ## Read and grade whole answers; writes reports/answers.html (DATA="more.jsonl more.txt" GRADES=grades.jsonl IN=fr)
	@$(IN_VENV) python -m evaluation.answers --data $(or $(DATA),$(error Which questions? For example: make answers DATA=questions.txt)) \
		$(if $(GRADES),--grades $(GRADES)) $(if $(IN),--language $(IN))

report: setup ## What people asked and what went unanswered; writes reports/usage.html (DAYS=30 IN=fr)
	@$(IN_VENV) python -m evaluation.usage $(if $(DAYS),--days $(DAYS)) $(if $(IN),--language $(IN))

erase-old: setup ## Erase conversations without a message for 30 days, as the server does (DAYS=30)
	@$(IN_VENV) python -m stores.erase_old $(if $(DAYS),--days $(DAYS))

test: setup-dev $(MODEL) ## Run all tests
	@# Three folders at once, on two cores: half of their time they wait for servers.
	@$(IN_VENV) pytest --numprocesses 3 --dist loadgroup --no-loadscope-reorder

coverage: setup-dev $(MODEL) ## Run all tests and list the lines that none of them runs
	@$(IN_VENV) pytest --numprocesses 3 --dist loadgroup --no-loadscope-reorder --cov --cov-report=term

bench: setup-dev ## Compare our servers with those of rasa init (ROWS="latency memory" QUICK=yes EPOCHS=3 BEFORE=commit)
	@$(IN_VENV) python -m evaluation.bench.serving $(if $(ROWS),--rows $(ROWS)) $(if $(QUICK),--quick) \
		$(if $(EPOCHS),--epochs $(EPOCHS)) $(if $(BEFORE),--before $(BEFORE))

soak: setup-dev ## 20,000 messages to real servers: no error, flat memory (MESSAGES=2000)
	@$(IN_VENV) python -m evaluation.bench.soak $(if $(MESSAGES),--messages $(MESSAGES))

bench-nlu: setup ## Compare our NLU with that of rasa init (DATA=folder ROWS="own banking77-10-shot")
	@$(IN_VENV) python -m evaluation.bench.understanding $(if $(DATA),--data $(DATA)) $(if $(ROWS),--rows $(ROWS))

capacity: setup-dev $(MODEL) ## What a message costs each part of a cluster, and what a million a day take (SECONDS=60)
	@$(IN_VENV) python -m evaluation.bench.capacity $(if $(SECONDS),--seconds $(SECONDS))

lint: setup-dev ## Check style, types and which room imports which
	@$(IN_VENV) ruff check && ruff format --check && mypy && lint-imports --no-logo --no-cache

audit: ## Look for known advisories of the locked packages, beside those of docs/advisories.md
	@scripts/setup audit
	@$(IN_VENV) python -m scripts.audit

setup: ## Make .venv with the locked packages (the others do this themselves)
	@scripts/setup

setup-dev:
	@scripts/setup dev

lock: setup-dev ## Lock the newest packages that pyproject.toml allows
	@$(IN_VENV) scripts/lock

clean: ## Remove what the commands above made, except conversations
	rm -rf .venv .training .logs .rasa models web/node_modules .pytest_cache .mypy_cache .ruff_cache
