# The manual pages are well-formed, name the options that --help names, and exist for each command;
# the page of the library is made from the header as it is.
. "$ROOT/tests/cli-common.sh"
options_of() {
    grep -oE '(^|[ ,(|[])--?[a-z][a-z-]*' "$1" | grep -oE -- '--?[a-z][a-z-]*' | grep -vx -- '-' | sort -u
}
export LC_ALL=C.UTF-8 MANWIDTH=100 MAN_KEEP_FORMATTING= MANPAGER=cat
for page in "$ROOT"/man/*.[13]; do
    man --warnings -l "$page" 2>warnings >/dev/null
    is_empty warnings
done
run 0 --help
for command in $(sed -n '/^Commands/,/^$/s/^  \([a-z]*\) .*/\1/p' out); do
    [ -f "$ROOT/man/annals-$command.1" ] || fail "no manual page for $command"
    case $command in train) continue ;; esac # its help is that of annals-train
    run 0 "$command" --help
    sed -i '/Examples/,$d; s/NO_COLOR.*//' out
    options_of out >help
    man -l "$ROOT/man/annals-$command.1" 2>/dev/null | col -b |
        sed -n '/^OPTIONS/,/^\(RECORDS\|ENVIRONMENT\|EXIT STATUS\)/p' >page
    options_of page >manual
    diff help manual || fail "options of $command in --help (<) and in its manual page (>)"
done
python3 "$ROOT/tools/make_man3.py" "$ROOT/include/annals.h" >annals.3
cmp annals.3 "$ROOT/man/annals.3" || fail 'man/annals.3 is old: make man/annals.3'
