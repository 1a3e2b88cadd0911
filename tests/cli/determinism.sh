# The same bytes for any number of threads, again and again, and in every locale.
. "$ROOT/tests/cli-common.sh"
for n in $(seq 200); do
    printf '{"id":"d%s","date":"2024-03-%02d","text":"%s In all, %s people were hurt."}\n' \
        "$n" $((n % 28 + 1)) "$REPORT" "$n"
done >in.jsonl
for format in plover document csv conllu; do
    run 0 code --to $format -j1 in.jsonl
    mv out first
    for options in -j1 -j2 -j7; do
        run 0 code --to $format $options in.jsonl
        cmp first out || fail "--to $format $options differs"
    done
    cat in.jsonl | "$ANNALS" code --to $format --from jsonl - | cmp - first || fail "from standard input"
done
for locale in $(locale -a 2>/dev/null | grep -m 2 -iE '^(de|fr)_'); do
    LC_ALL=$locale "$ANNALS" code --to csv in.jsonl >out
    "$ANNALS" code --to csv in.jsonl | cmp - out || fail "locale $locale"
done
