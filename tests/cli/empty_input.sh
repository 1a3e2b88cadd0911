# Nothing to read is done without a word; a csv has its header all the same.
. "$ROOT/tests/cli-common.sh"
: >empty.txt
: >empty.jsonl
run 0 code empty.jsonl
is_empty out
run 0 code empty.txt
is_empty out
run 0 code </dev/null
is_empty out
run 0 code --to csv </dev/null
lines out 1
has out 'id,document,published,'
run 0 explain </dev/null
is_empty out
