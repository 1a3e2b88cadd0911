#!/usr/bin/env python3
"""bench.py [--annals PROGRAM] [--shared FOLDER] [--tokens N] [--rounds N] — measures speed, memory and start-up.

Codes the raw news articles of ../shared/raw if they are there, else the reports of examples/ over and
over. Prints tokens and reports a second on one core (-j1) and on all, tokens a second of processor time
(which other work on the machine does not change), the highest memory of each run, and how long the program takes to start (an empty input; the best of several runs). Times are the best of
the rounds, since other work on the machine can only slow a run."""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]


def documents(shared, wanted_words):
    """JSON Lines with about as many words as wanted, and a name for them."""
    raw = sorted((shared / "raw").glob("*.jsonl")) if shared.is_dir() else []
    if raw:
        lines = [line for path in raw for line in open(path, encoding="utf-8")]
        name = "../shared/raw"
    else:
        texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
        lines = [json.dumps({"text": text}) + "\n" for text in texts]
        name = "examples"
    if not lines:
        sys.exit("bench: there is nothing to code")
    out, words, round_number = [], 0, 0
    while words < wanted_words:
        for number, line in enumerate(lines):
            document = json.loads(line)
            document["id"] = f"{round_number}-{number}"
            out.append(json.dumps(document) + "\n")
            words += len(document["text"].split())
            if words >= wanted_words:
                break
        round_number += 1
    return out, name


def measure(command):
    """Seconds by the clock, seconds of processor time and highest memory in MB of one run."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode > 1:
        sys.exit(f"bench: {' '.join(map(str, command))} ended with {process.returncode}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def count_tokens(annals, path):
    output = subprocess.run([annals, "code", "--to", "conllu", "--from", "jsonl", path], capture_output=True, check=False)
    return sum(1 for line in output.stdout.splitlines() if line[:1].isdigit() and b"-" not in line.split(b"\t")[0])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annals", default=str(ROOT / "build/annals"))
    parser.add_argument("--shared", default=ROOT.parent / "shared", type=pathlib.Path)
    parser.add_argument("--tokens", default=300000, type=int, help="words to code, about (300000)")
    parser.add_argument("--rounds", default=2, type=int, help="runs of which the best counts (2)")
    options = parser.parse_args()
    lines, name = documents(options.shared, options.tokens)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "documents.jsonl")
        pathlib.Path(path).write_text("".join(lines), encoding="utf-8")
        empty = os.path.join(folder, "empty.jsonl")
        open(empty, "w").close()
        tokens = count_tokens(options.annals, path) or options.tokens
        start = min(measure([options.annals, "code", "-j1", empty])[0] for _ in range(10))
        print(f"{name}: {len(lines)} reports, {tokens} tokens")
        cores = len(os.sched_getaffinity(0))
        for threads in sorted({1, cores}):
            runs = [measure([options.annals, "code", f"-j{threads}", "--from", "jsonl", path])
                    for _ in range(options.rounds)]
            seconds, processor, memory = (pick(values) for pick, values in zip((min, min, max), zip(*runs)))
            print(f"-j{threads}: {tokens / seconds:9.0f} tokens/s {len(lines) / seconds:7.0f} reports/s "
                  f"{tokens / processor:9.0f} tokens/s of processor time {memory:6.0f} MB at most "
                  f"{3600 * tokens / seconds / 360:11.0f} reports of 300 words/hour")
        print(f"start-up: {1000 * start:.0f} ms")


main()
