# A document that takes more memory than there is: it is named, the others are coded, exit status 3.
. "$ROOT/tests/cli-common.sh"
case "$(nm "$ANNALS" 2>/dev/null)" in *__asan_init*) exit 0 ;; esac # its shadow is huge
{
    echo '{"id":"first","text":"Kenya thanked Uganda."}'
    printf '{"id":"large","text":"'
    yes 'The president of Kenya met the leaders of Uganda and Rwanda in Nairobi on Monday.' |
        head -n 50000 | tr '\n' ' '
    printf '"}\n'
    echo '{"id":"last","text":"Peru thanked Chile."}'
} >in.jsonl
status=0
(
    ulimit -v 600000
    "$ANNALS" code -j1 in.jsonl >out 2>err
) || status=$?
[ "$status" -eq 3 ] || fail "exit status $status: $(cat err)"
has err 'in.jsonl:2'
has err 'not enough memory'
has out '"document":"first"'
has out '"document":"last"'
