# The progress bar shows when a terminal watches, and only then; explain has colours in a terminal,
# but not with NO_COLOR.
. "$ROOT/tests/cli-common.sh"
command -v script >/dev/null || exit 0
for n in $(seq 50); do echo "{\"id\":\"$n\",\"text\":\"$REPORT\"}"; done >in.jsonl
script -qec "$ANNALS code --to none in.jsonl" screen >/dev/null </dev/null
has screen '50 documents'
has screen ' %'
run 0 code --to none in.jsonl
is_empty err
echo "$REPORT" >a.txt
script -qec "$ANNALS explain a.txt" screen >/dev/null </dev/null
has screen "$(printf '\033[2m')"
NO_COLOR=1 script -qec "$ANNALS explain a.txt 2>/dev/null" screen >/dev/null </dev/null
has_not screen "$(printf '\033[')"
run 0 explain a.txt
has_not out "$(printf '\033[')"
