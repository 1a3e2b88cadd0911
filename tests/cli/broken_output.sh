# A closed pipe or a full disk: exit status 3 and a message.
. "$ROOT/tests/cli-common.sh"
for n in $(seq 3000); do echo "{\"id\":\"$n\",\"text\":\"$REPORT\"}"; done >in.jsonl
if [ -w /dev/full ]; then
    status=0
    "$ANNALS" code --to document in.jsonl >/dev/full 2>err || status=$?
    [ "$status" -eq 3 ] || fail "full disk: exit status $status"
    has err 'standard output: No space left'
    status=0
    "$ANNALS" --help >/dev/full 2>err || status=$?
    [ "$status" -eq 3 ] || fail "full disk, help: exit status $status"
fi
{ "$ANNALS" code --to document in.jsonl 2>err; echo $? >status; } | head -n 1 >/dev/null
[ "$(cat status)" -eq 3 ] || fail "closed pipe: exit status $(cat status)"
has err 'standard output: Broken pipe'
