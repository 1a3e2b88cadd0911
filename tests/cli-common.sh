# common.sh — helpers of the command-line tests. A test runs in an empty folder with $ANNALS and
# $ROOT set and fails with its first failing check.

fail() {
    echo "$*" >&2
    exit 1
}

# run STATUS WORD… : runs annals; output in out, messages in err; fails on another exit status.
run() {
    local wanted=$1 status=0
    shift
    "$ANNALS" "$@" >out 2>err || status=$?
    [ "$status" -eq "$wanted" ] || fail "annals $*: exit status $status, not $wanted: $(head -c 600 err)"
}

# The file holds the words.
has() {
    grep -qF -- "$2" "$1" || fail "no \"$2\" in $1: $(head -c 600 "$1")"
}

has_not() {
    ! grep -qF -- "$2" "$1" || fail "\"$2\" in $1: $(head -c 600 "$1")"
}

is_empty() {
    [ ! -s "$1" ] || fail "$1 is not empty: $(head -c 600 "$1")"
}

lines() {
    [ "$(wc -l <"$1")" -eq "$2" ] || fail "$1 has $(wc -l <"$1") lines, not $2"
}

REPORT='France on Monday condemned the attack on Chad. President Macron met leaders of Niger in Paris.'
