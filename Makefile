# Needs python3 (3.11 or newer) and make; everything else is installed below .venv.
PY ?= python3
BIN := .venv/bin
UVI := $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps
# What depends on the database: locks, constraints, searching, erasing, merging, who is read for what.
ON_POSTGRES := tests/ledger/test_jobs.py tests/ledger/test_rotation.py tests/ledger/test_encryption.py \
	tests/people/test_merges.py tests/people/test_merge_property.py tests/people/test_erasure.py \
	tests/people/test_bulk_edits.py tests/people/test_directory.py tests/people/test_who_sees_whom.py \
	tests/people/test_accounts.py tests/people/test_consents.py tests/people/test_claims.py \
	tests/people/test_export.py tests/people/test_history.py \
	tests/identity/test_answering.py tests/identity/test_breakdown.py tests/identity/test_removing_after_a_merge.py \
	tests/security/test_consent_scope.py tests/accountability/test_observing.py \
	tests/alumni/test_roster_import.py tests/alumni/test_roster_undo.py tests/alumni/test_desk_links.py \
	tests/alumni/test_confirming_at_once.py tests/mentoring/test_rounds.py tests/project/test_demo_removal.py \
	tests/outreach/test_sending.py tests/outreach/test_sending_scheduled.py tests/outreach/test_service_letters.py \
	tests/gatherings/test_registering_at_once.py tests/gatherings/test_waiting_list.py \
	tests/community/test_asking_whom.py tests/community/test_feed_digest.py
# What an installation for the public is given; the secrets are made anew for each check.
DEPLOYED = BIGTENT_DATA=var/check BIGTENT_DEMO=0 BIGTENT_HTTPS=1 BIGTENT_HOSTS=network.example.org \
	BIGTENT_URL=https://network.example.org BIGTENT_MAIL=smtp://mail.example.org \
	BIGTENT_SECURITY_CONTACT=security@example.org \
	BIGTENT_SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	BIGTENT_SUPPRESSION_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	BIGTENT_ENCRYPTION_KEYS=$$($(PY) -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())')
export UV_PYTHON_DOWNLOADS := never
export BIGTENT_DEMO ?= 1
# Every process that is started would compile every module anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: install run test check format messages lock bench

install: .venv/.run

run: .venv/.run
	@$(BIN)/bigtent run

test: .venv/.dev
	$(BIN)/python -m pytest -n 3 --dist loadscope --no-loadscope-reorder
	BIGTENT_MERGE_TRIALS=8 $(BIN)/python -m tests.postgres -n 2 $(ON_POSTGRES)

check: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	BIGTENT_DATA=var/check $(BIN)/python manage.py makemigrations --check --dry-run
	$(DEPLOYED) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python -m tests.audit
	$(BIN)/python -m pytest -q tests/contracts

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Brings the Spanish catalog up to what the product says; docs/translating.md.
messages: .venv/.dev
	$(BIN)/python -m tests.catalog $(WITH)

lock: .venv/.uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/bootstrap.in -o requirements/bootstrap.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/run.in -o requirements/run.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q requirements/run.in requirements/dev.in -c requirements/run.txt -o requirements/dev.txt

bench: .venv/.dev
	for file in benchmarks/*.py; do $(BIN)/python $$file || exit 1; done

.venv/.uv: requirements/bootstrap.txt
	$(PY) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	@touch $@

.venv/.run: .venv/.uv requirements/run.txt pyproject.toml
	$(UVI) --require-hashes -r requirements/run.txt
	$(UVI) --no-build-isolation --editable .
	@touch $@

.venv/.dev: .venv/.run requirements/dev.txt
	$(UVI) --require-hashes -r requirements/dev.txt
	@touch $@
