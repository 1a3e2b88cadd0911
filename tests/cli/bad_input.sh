# Bad documents are named with their place, and the others are coded: exit status 1.
. "$ROOT/tests/cli-common.sh"
printf '%s\n' '{"id":"good1","text":"A."}' '{"id":"bad"' '{"id":"none"}' '{"id":"good2","text":"B."}' >mixed.jsonl
run 1 code --to document mixed.jsonl
lines out 2
has out good1
has out good2
has err mixed.jsonl:2
has err mixed.jsonl:3
head -c 20000 /dev/urandom >rubbish.bin
echo "A report." >good.txt
run 1 code --to document rubbish.bin missing.txt good.txt
has err rubbish.bin
has err missing.txt
lines out 1
has out 'A report.'
printf 'caf\xe9 \x93quoted\x94' >latin.txt
run 0 code --to document latin.txt
has out 'café “quoted”'
printf '{"id":"fr","language":"fr","text":"Bonjour."}\n{"id":"en","language":"en","text":"Hello."}\n' >languages.jsonl
run 1 code --to document languages.jsonl
lines out 1
has err languages.jsonl:1
