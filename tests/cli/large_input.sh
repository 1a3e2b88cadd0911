# A line of 100 MB is passed over without being held in memory, a document of 5 MB is refused; the
# rest is coded.
. "$ROOT/tests/cli-common.sh"
{
    echo '{"id":"first","text":"A."}'
    printf '{"id":"long","text":"'
    head -c 100000000 /dev/zero | tr '\0' 'x'
    printf '"}\n'
    echo '{"id":"last","text":"B."}'
} >long.jsonl
limit=600000
case "$(nm "$ANNALS" 2>/dev/null)" in *__asan_init*) limit=unlimited ;; esac # its shadow is huge
(
    ulimit -v "$limit"
    "$ANNALS" code -j1 --to document long.jsonl >out 2>err
)
[ $? -eq 1 ] || fail "exit status is not 1: $(cat err)"
lines out 2
has out '"first"'
has out '"last"'
has err long.jsonl:2
rm long.jsonl
yes 'The minister spoke to reporters in the capital.' | head -c 5000000 >large.txt
echo 'A small report.' >small.txt
run 1 code --to document large.txt small.txt
lines out 1
has err large.txt
has err 'max-document'
