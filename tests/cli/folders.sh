# Folders are read in byte order of their paths, without hidden files and links to folders; one that
# may not be read is named.
. "$ROOT/tests/cli-common.sh"
mkdir -p in/b in/.hidden in/B outside
echo 'One.' >in/b/1.txt
echo 'Two.' >in/B/2.txt
echo 'Three.' >in/a.txt
echo 'Never.' >in/.hidden/x.txt
echo 'Never.' >in/.x.txt
echo 'Never.' >outside/y.txt
ln -s ../outside in/link
run 0 code --to document in
[ "$(grep -o '"text":"[A-Za-z]*' out | tr '\n' ' ')" = '"text":"Two "text":"Three "text":"One ' ] ||
    fail "order: $(cat out)"
mkdir in/locked
echo 'Locked.' >in/locked/z.txt
chmod 000 in/locked
chmod 755 . in
as_user=()
if [ "$(id -u)" -eq 0 ]; then
    command -v setpriv >/dev/null || exit 0
    as_user=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    chmod 711 .. ../.. 2>/dev/null
    "${as_user[@]}" test -x "$ANNALS" -a -r in/a.txt || { echo 'skipped: no other user may run it'; exit 0; }
fi
status=0
"${as_user[@]}" "$ANNALS" code --to document in >out 2>err || status=$?
[ "$status" -eq 1 ] || fail "exit status $status: $(cat err)"
has err in/locked
lines out 3
