# The commands in README.md and docs/ are run and their output compared.
. "$ROOT/tests/cli-common.sh"
PATH=$(dirname "$ANNALS"):$PATH python3 "$ROOT/tests/docs/run_examples.py" "$ROOT"/README.md "$ROOT"/docs/*.md
