#!/bin/sh
# embed.sh NAME=FILE… — writes, to standard output, the assembler source of the table of built-in
# files (src/base/embedded.h). Assembler, because C compilers take minutes for arrays of megabytes.
set -eu
echo '#if defined(__APPLE__)
#define SECTION .section __DATA,__const
#define SYMBOL(name) _##name
#else
#define SECTION .section .data.rel.ro.local,"aw"
#define SYMBOL(name) name
        .section .note.GNU-stack,"",%progbits
#endif
#if defined(__APPLE__)
        .section __TEXT,__const
#else
        .section .rodata
#endif'
n=0
for pair in "$@"; do
    printf '        .balign 64\nstart_%d:\n        .incbin "%s"\nend_%d:\n        .byte 0\n' \
        "$n" "${pair#*=}" "$n"
    printf 'name_%d:\n        .asciz "%s"\n' "$n" "${pair%%=*}"
    n=$((n + 1))
done
echo '        SECTION
        .globl SYMBOL(EMBEDDED_FILES)
#if !defined(__APPLE__)
        .hidden SYMBOL(EMBEDDED_FILES)
#endif
        .balign 8
SYMBOL(EMBEDDED_FILES):'
i=0
while [ "$i" -lt "$n" ]; do
    printf '        .quad name_%d, start_%d, end_%d\n' "$i" "$i" "$i"
    i=$((i + 1))
done
echo '        .quad 0, 0, 0'
