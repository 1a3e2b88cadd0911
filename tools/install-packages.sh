#!/bin/sh
# install-packages.sh [build|check|ci] — installs the Debian packages that are missing for building
# (build), for building and testing (check, the default) or for what .ci/run does (ci). Asks for
# sudo when not root, and does nothing when all are there.
set -eu

build='gcc libc6-dev make pkg-config libutf8proc-dev libjansson-dev nettle-dev'
check="$build libcmocka-dev libopenblas-dev python3 man-db groff-base bsdutils util-linux binutils"
ci="$check clang"
case "${1:-check}" in
build) wanted=$build ;;
check) wanted=$check ;;
ci) wanted=$ci ;;
*) echo "usage: install-packages.sh [build|check|ci]" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null 2>&1; then
    echo "This is no Debian; what is needed there is: $wanted" >&2
    exit 0
fi
missing=
for package in $wanted; do
    state=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
    case "$state" in
    *' installed') ;;
    # A virtual package, or another one that provides it.
    *) case "$package" in
       pkg-config) command -v pkg-config >/dev/null 2>&1 || missing="$missing $package" ;;
       *) missing="$missing $package" ;;
       esac ;;
    esac
done
[ -n "$missing" ] || exit 0

echo "Installing with apt:$missing"
as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "Not root, and there is no sudo. As root: apt-get install$missing" >&2
        exit 1
    fi
    as_root=sudo
fi
install() {
    # shellcheck disable=SC2086 # a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $missing
}
install >/dev/null 2>&1 || { $as_root apt-get update && install; }
