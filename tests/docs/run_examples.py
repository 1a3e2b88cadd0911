#!/usr/bin/env python3
"""run_examples.py [--accept] FILE.md… — runs what the documents show and compares.

Blocks fenced as ```console hold `$ command` lines with their output below; a line that is only `…`
stands for any lines. A command that fails adds a line `exit status N`. Commands run in the project's folder. Blocks fenced as ```c are compiled
against the library (those with a main are run), ```python blocks are run after the events of the
examples were written to events.jsonl. With --accept the outputs in the files are replaced by what
came out (blocks with `…` are left alone)."""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build"))
BLOCK = re.compile(r"^```(console|c|python)\n(.*?)^```$", re.S | re.M)


def shell(command, folder):
    done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True)
    failed = f"exit status {done.returncode}\n" if done.returncode else ""
    return done.stdout + done.stderr + failed


def steps(block):
    """(command, expected output) of a console block."""
    command = None
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            if command is not None:
                yield command, expected
            command, expected = line[2:].rstrip("\n"), ""
        else:
            expected += line
    if command is not None:
        yield command, expected


def agrees(expected, got):
    parts = re.split(r"^…\n", expected, flags=re.M)
    pattern = ".*".join(re.escape(part) for part in parts)
    return re.fullmatch(pattern, got, re.S) is not None


def run_console(block, path):
    faults, text = 0, ""
    for command, expected in steps(block):
        got = shell(command, ROOT)
        text += f"$ {command}\n" + (expected if "…\n" in expected else got)
        if not agrees(expected, got):
            faults += 1
        if not agrees(expected, got) and "--accept" not in sys.argv:
            print(f"{path}: $ {command}\n-- expected\n{expected}-- got\n{got}", file=sys.stderr)
    return faults, text


def run_c(block, path):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder, "example.c")
        source.write_text(block)
        sanitized = "__asan_init" in shell(f"nm {BUILD}/annals", ROOT)
        compile = f"cc -std=c11 -Wall -Werror {'-fsanitize=address,undefined' if sanitized else ''} -I{ROOT}/include"
        if "int main" in block:
            program = pathlib.Path(folder, "example")
            output = shell(f"{compile} -o {program} {source} {BUILD}/libannals.a "
                           f"$(pkg-config --libs libutf8proc jansson nettle) -lm -pthread && {program} >/dev/null", ROOT)
        else:
            output = shell(f"{compile} -fsyntax-only {source}", ROOT)
    if output:
        print(f"{path}: C example\n{output}", file=sys.stderr)
    return bool(output)


def run_python(block, path):
    with tempfile.TemporaryDirectory() as folder:
        shell(f"annals code {ROOT}/examples >events.jsonl", folder)
        done = subprocess.run([sys.executable, "-c", block], cwd=folder, capture_output=True, text=True)
    if done.returncode:
        print(f"{path}: Python example\n{done.stderr}", file=sys.stderr)
    return done.returncode != 0


def main():
    accept = "--accept" in sys.argv
    faults = 0
    for path in map(pathlib.Path, [a for a in sys.argv[1:] if a != "--accept"]):
        def run(match):
            nonlocal faults
            kind, block = match.groups()
            if kind == "console":
                fault, text = run_console(block, path)
                faults += fault
                return f"```console\n{text}```" if accept else match.group()
            faults += run_c(block, path) if kind == "c" else run_python(block, path)
            return match.group()
        text = path.read_text(encoding="utf-8")
        new = BLOCK.sub(run, text)
        if accept and new != text:
            path.write_text(new, encoding="utf-8")
    sys.exit(1 if faults and not accept else 0)


main()
