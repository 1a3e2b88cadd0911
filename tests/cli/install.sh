# What is installed is enough to build and run a program against the library.
. "$ROOT/tests/cli-common.sh"
case "$(nm "$ANNALS" 2>/dev/null)" in *__asan_init*) exit 0 ;; esac
make -s -C "$ROOT" BUILD="$BUILD" DESTDIR="$PWD/root" PREFIX=/opt/annals install >log 2>&1 || fail "$(cat log)"
prefix=$PWD/root/opt/annals
for file in bin/annals include/annals.h lib/libannals.a lib/libannals.so lib/pkgconfig/annals.pc \
    share/man/man1/annals.1 share/man/man3/annals.3; do
    [ -e "$prefix/$file" ] || fail "$file was not installed"
done
cat >small.c <<'C'
#include <annals.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    struct annals_error error;
    annals *coder;
    annals_report *report;
    if (annals_open(NULL, &coder, &error))
        return fprintf(stderr, "%s\n", error.message), 1;
    struct annals_document document = ANNALS_DOCUMENT;
    document.text = "Kenya condemned the attack.";
    document.text_size = strlen(document.text);
    if (annals_code(coder, &document, &report, &error))
        return fprintf(stderr, "%s\n", error.message), 1;
    puts(annals_report_get(report, "text"));
    annals_report_free(report);
    annals_close(coder);
    return 0;
}
C
export PKG_CONFIG_PATH=$prefix/lib/pkgconfig PKG_CONFIG_SYSROOT_DIR=$PWD/root
cc -o shared small.c $(pkg-config --cflags --libs annals) || fail 'linking with the shared library'
[ "$(LD_LIBRARY_PATH=$prefix/lib ./shared)" = 'Kenya condemned the attack.' ] || fail 'shared: wrong output'
readelf -d shared | grep -q 'libannals.so.0' || fail 'no soname'
unset PKG_CONFIG_SYSROOT_DIR
cc -I"$prefix/include" -o static small.c "$prefix/lib/libannals.a" \
    $(pkg-config --libs libutf8proc jansson nettle) -lm -pthread || fail 'linking with the static library'
[ "$(./static)" = 'Kenya condemned the attack.' ] || fail 'static: wrong output'
# Nothing but the interface is visible.
nm -D --defined-only "$prefix/lib/libannals.so" | awk '{print $3}' | grep -v '^annals_' | grep . && fail 'symbols that are not public'
make -s -C "$ROOT" BUILD="$BUILD" DESTDIR="$PWD/root" PREFIX=/opt/annals uninstall >log 2>&1
[ -z "$(find root -type f -o -type l)" ] || fail "left behind: $(find root -type f -o -type l)"
