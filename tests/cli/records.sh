# Records keep what the interface promises, for real reports and for odd ones.
. "$ROOT/tests/cli-common.sh"
mkdir in
cp "$ROOT"/examples/*.txt in
printf '%s\n' '{"id":"odd","date":"2024-03-25","title":"Ukraine’s “friends” met — 3 killed","text":"“Élan,” said Zoë 🙂. 12 000 people were arrested in São Paulo on 3 May, 2023.\n\n\nHe’d said it’s over; they won’t\u2028attack Kenya."}' \
    '{"id":"empty","text":" "}' '{"id":"control","text":"Kenya\u0000 attacked\u0007 Uganda.\u001b[31m"}' >in/odd.jsonl
run 0 code --to document in
mv out documents
run 0 code in
python3 "$ROOT/tests/cli/check_records.py" documents out || fail 'records'
