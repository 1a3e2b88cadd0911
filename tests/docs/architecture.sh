# What docs/ARCHITECTURE.md says of the folders holds: which headers of others they include.
. "$ROOT/tests/cli-common.sh"
cd "$ROOT/src" || exit 1
# includes FOLDER ALLOWED…: fails on an include of another folder that is not among them.
includes() {
    local folder=$1
    shift
    local allowed="base/[a-z_]*.h $folder/[a-z_]*.h report.h annals.h $*"
    grep -hoE '^#include "[^"]+"' "$folder"/*.[ch] | cut -d '"' -f 2 | sort -u | while read -r header; do
        found=
        for pattern in $allowed; do
            # shellcheck disable=SC2254 # a pattern
            case $header in $pattern) found=1 ;; esac
        done
        [ -n "$found" ] || echo "src/$folder includes $header"
    done
}
{
    includes base
    includes ingest when/when.h
    includes lang
    includes who lang/lang.h where/where.h
    includes when lang/lang.h
    includes where lang/lang.h
    includes what lang/lang.h when/when.h
    includes said lang/lang.h
    includes records caller.h lang/ud.h
    includes train 'lang/*.h'
    grep -hoE '^#include "[^"]+"' cli/*.[ch] | cut -d '"' -f 2 | grep -vE '^(cli/.*|annals\.h)$' |
        sed 's/^/src\/cli includes /'
} >"$OLDPWD/wrong"
is_empty "$OLDPWD/wrong"
for folder in */; do
    grep -q "src/${folder%/}/" ../docs/ARCHITECTURE.md || fail "docs/ARCHITECTURE.md does not name src/$folder"
done
