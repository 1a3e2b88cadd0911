# Wrong command lines end with 2, tell what to do, and write nothing.
. "$ROOT/tests/cli-common.sh"
echo 'A report.' >a.txt
wrong() { # MESSAGE WORD…
    local message=$1
    shift
    run 2 "$@"
    is_empty out
    has err "$message"
}
wrong 'not supported yet' code --from html a.txt
wrong 'not supported yet' code --to gdelt a.txt
wrong 'it is plover' code --to nonsense a.txt
wrong 'year, month and day' code --date yesterday a.txt
wrong 'there is no option --pears' code --pears a.txt
wrong 'wants a value' code --to
wrong 'number from 0 to 1' code --min-confidence 2 a.txt
wrong 'a list of' code --layers words a.txt
wrong 'a list of' code --keep-auxiliary past a.txt
wrong 'number of threads' code -j 0 a.txt
wrong 'number of bytes' code --max-document lots a.txt
wrong 'no.model' code --model no.model a.txt
wrong 'no.tsv' code --lexicon no.tsv a.txt
wrong 'no.tsv' code --actors no.tsv a.txt
wrong 'there is no command "cod"' cod
wrong 'annals model show' model
run 2
has err 'Usage: annals'
run 0 --help
has out 'Usage: annals COMMAND'
is_empty err
run 0 --version
has out 'annals '
has out 'To cite'
run 0 code --to none a.txt
is_empty out
run 0 code --to document --max-document 1K a.txt
run 1 code --to document --max-document 3 a.txt
wrong 'a.txt' model show a.txt
wrong 'no.model' model show no.model
run 0 model show
has out 'built-in model'
