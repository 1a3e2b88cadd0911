#!/bin/sh
# demo.sh [BUILD] — shows what annals makes of the reports in examples/.
set -eu
annals=${1:-build}/annals
"$annals" explain examples
echo "The same as records, one a line (the first two):"
echo "  $annals code examples"
"$annals" code examples 2>/dev/null | head -n 2 | cut -c 1-400
