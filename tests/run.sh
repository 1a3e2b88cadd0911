#!/usr/bin/env bash
# run.sh [--accept] [BUILD] — runs all tests: unit tests, golden outputs, tests of the command line,
# the commands of the documents. Prints one line for each and, last, "N passed, N failed".
# --accept: the present golden outputs, and those in the documents, become the expected ones; look at the
# diff before.
set -u
cd "$(dirname "$0")/.." || exit 2
accept=
[ "${1:-}" = --accept ] && { accept=1; shift; }
build=$(cd "${1:-build}" && pwd) || exit 2
export ANNALS="$build/annals" BUILD="$build" LC_ALL=C.UTF-8
unset NO_COLOR
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

# report NAME STATUS OUTPUT-FILE
report() {
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
        printf 'ok      %s\n' "$1"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n' "$1"
        sed 's/^/        /' "$3" | tail -n 30
    fi
}

run_unit_tests() {
    local source program name
    for source in tests/*/test_*.c; do
        name=${source#tests/} name=${name%.c} program=$build/tests/$name
        if [ ! -x "$program" ]; then
            case "$name" in train/*) [ -x "$build/annals-train" ] || continue ;; esac
            echo "it was not built" >"$scratch/log"
            report "unit $name" 1 "$scratch/log"
            continue
        fi
        "$program" >"$scratch/log" 2>&1
        report "unit $name" $? "$scratch/log"
    done
}

# Fuzz targets over inputs of a fixed seed.
run_replays() {
    local program
    for program in "$build"/replay/fuzz_*; do
        case "$program" in *.d) continue ;; esac
        [ -x "$program" ] || continue
        timeout 600 "$program" >"$scratch/log" 2>&1
        report "replay $(basename "$program")" $? "$scratch/log"
    done
}

# Each folder of tests/golden holds `command` (a shell line, run there with $ANNALS) and `expected`.
run_golden_tests() {
    local folder name
    for folder in tests/golden/*/; do
        name=$(basename "$folder")
        [ -f "$folder/command" ] || continue
        (cd "$folder" && bash ./command) >"$scratch/got" 2>&1
        if [ -n "$accept" ]; then
            cmp -s "$scratch/got" "$folder/expected" || echo "accepted: $name"
            cp "$scratch/got" "$folder/expected"
            continue
        fi
        diff -u "$folder/expected" "$scratch/got" >"$scratch/log" 2>&1
        report "golden $name" $? "$scratch/log"
    done
}

# Each script of tests/cli gets a scratch folder as its working directory.
run_script_tests() {
    local script
    for script in tests/cli/*.sh tests/docs/*.sh; do
        [ -f "$script" ] || continue
        mkdir -p "$scratch/work"
        (export ROOT="$PWD"; cd "$scratch/work" && bash "$ROOT/$script") >"$scratch/log" 2>&1
        report "${script#tests/}" $? "$scratch/log"
        chmod -R u+rwx "$scratch/work"
        rm -rf "$scratch/work"
    done
}

if [ -n "$accept" ]; then
    run_golden_tests
    PATH=$build:$PATH python3 tests/docs/run_examples.py --accept README.md docs/*.md
    exit 0
fi
run_unit_tests
run_replays
run_golden_tests
run_script_tests
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
