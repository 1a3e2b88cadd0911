#!/usr/bin/env python3
"""make_man3.py annals.h — writes the manual page annals(3), made from the comments of the header, to
standard output, so that the two cannot tell different things."""
import re
import sys


def escape(text):
    text = text.replace("\\", "\\e").replace("-", "\\-")
    return re.sub(r"^(['.])", r"\\&\1", text, flags=re.M)


def prose(comment):
    """Text of a comment as paragraphs and examples (lines indented by four or more)."""
    out, example = [], False
    for line in comment:
        indented = line.startswith("    ")
        if indented != example:
            out.append(".PP\n.RS 4\n.EX" if indented else ".EE\n.RE\n.PP")
            example = indented
        if not line.strip():
            out.append("" if example else ".PP")
        else:
            out.append(escape(line[4:] if indented else line))
    if example:
        out.append(".EE\n.RE")
    return "\n".join(out)


def comment_lines(block):
    block = re.sub(r"^\s*/\*|\*/\s*$", "", block)
    return [re.sub(r"^ ?\*? ?", "", line, count=1) if i else line.strip()
            for i, line in enumerate(block.split("\n"))]


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    header = open(sys.argv[1], encoding="utf-8").read()
    opening = re.match(r"/\*.*?\*/", header, re.S).group()
    lines = comment_lines(opening)
    title = lines[0].partition(" — ")[2]
    paragraphs = "\n".join(lines).split("\n\n", 1)
    print('.\\" Made from include/annals.h by tools/make_man3.py; edit that.')
    print('.TH ANNALS 3 "" "annals" "Library functions"')
    print(".SH NAME\nannals \\- political event coding from C")
    print(".SH SYNOPSIS\n.nf\n.B #include <annals.h>\n.PP\ncc $(pkg\\-config \\-\\-cflags annals) program.c "
          "$(pkg\\-config \\-\\-libs annals)\n.fi")
    first = (title + " " + paragraphs[0].partition("\n")[2].replace("\n", " ")).strip()
    print(".SH DESCRIPTION\nThe library " + escape(first))
    print(".PP")
    print(prose(paragraphs[1].split("\n")))
    print(".SH INTERFACE")
    body = header[header.index("#ifdef __cplusplus"):]
    body = body[body.index("/* What a call came to"):]
    pending = None
    # A declaration begins at the line's start and ends with `;` or, for macros, with the brace.
    begin = "enum|struct|typedef|ANNALS_API|#define"
    for match in re.finditer(rf"^(/\*.*?\*/)\n|^((?:{begin})[^\n]*(?:\n(?!\n|/\*|#ifdef|#endif|{begin})[^\n]*)*)",
                             body, re.S | re.M):
        if match.group(1):
            if pending:
                print(".PP\n" + prose(pending))
            pending = comment_lines(match.group(1))
            continue
        print(".PP\n.nf\n.EX")
        declaration = match.group(2).replace("ANNALS_API ", "")
        print(escape("\n".join(re.sub(r"\s+\\$", "", line) for line in declaration.rstrip().split("\n"))))
        print(".EE\n.fi")
        if pending:
            print(".RS 4\n" + prose(pending) + "\n.RE")
            pending = None
    print(".SH SEE ALSO\n.BR annals (1)")


main()
