# An id that comes twice is coded twice and warned of; without ids, ids come from the content.
. "$ROOT/tests/cli-common.sh"
printf '%s\n' '{"id":"x","text":"A."}' '{"id":"x","text":"B."}' '{"text":"C."}' >in.jsonl
run 0 code --to document in.jsonl
lines out 3
has err 'in.jsonl:2'
has err '"x" came before'
want=$(printf '\037\037\037C.' | sha256sum | cut -c 1-16)
has out "\"id\":\"$want\""
