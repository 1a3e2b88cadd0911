# annals dict: faults on standard error with file and line and exit status 2, the rest on standard
# output; users' rows win; wrong command lines.
. "$ROOT/tests/cli-common.sh"
printf 'name\tcode\tsector\toffice\tfrom\tto\nAda Example\tFRA\tGOV\tforeign minister\t2090-02-01\t\n' >good.tsv
printf 'name\tcode\tsector\nAda Example\tXXX\tGOV\n' >bad.tsv
printf 'pattern\tevent\tcameo\nACTOR glonk RECIPIENT\tACCUSE\t111\n' >words.tsv

run 0 dict check
is_empty err
has out 'knowledge base: '
has out 'more (--collisions lists all)'
has out 'no faults'
run 0 dict check --collisions
has_not out 'more (--collisions'
run 0 dict check good.tsv words.tsv
is_empty err
has out 'good.tsv: actors, 1 rows'
has out 'words.tsv: lexicon, 1 rows'
run 2 dict check good.tsv bad.tsv no.tsv
has err 'bad.tsv:2: code "XXX"'
has err 'no.tsv: cannot be opened'
has err '2 faults found'
has_not out 'no faults'
run 0 dict check "$ROOT"/data/lexicon/*.tsv "$ROOT/data/kb/additions.tsv"
is_empty err
has_not out 'takes the place'

run 0 dict show 'French foreign minister' --date 2090-06-01 --actors good.tsv
has out 'Ada Example'
has out 'good.tsv: Ada Example'
run 0 dict show glonked --lexicon words.tsv
has out 'words.tsv:2'
run 0 dict show --date 2024-06-01 'the president of the United States'
has out 'Q6279'
is_empty err
run 0 dict --help
has out 'Usage: annals dict show'

wrong() { # MESSAGE WORD…
    local message=$1
    shift
    run 2 "$@"
    is_empty out
    has err "$message"
}
wrong 'the words are' dict
wrong 'the words are' dict find Paris
wrong 'one phrase' dict show
wrong 'one phrase' dict show Paris France
wrong 'year, month and day' dict show Paris --date soon
wrong 'no.tsv' dict show Paris --actors no.tsv
wrong 'has no word' dict show '...'
wrong 'there is no option --when' dict show Paris --when 2024
wrong 'wants a value' dict show Paris --date
wrong 'without --actors' dict check --actors good.tsv
