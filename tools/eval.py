#!/usr/bin/env python3
"""eval.py [--annals PROGRAM] [--shared FOLDER] [--only WORD]… — scores annals on the development sets and
prints one table.

The sets and their scorers lie outside the project, in a folder `shared` beside it; without them this
says so and ends well. Each row names the set, the measure, its value and, where there are any,
precision and recall, in percent."""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]

# name; how the documents are made (script and arguments before DOCS) or where they lie; format of the
# output; scorer; its gold file; further arguments; measures: label and path in the scorer's figures.
DOCUMENT_SETS = [
    ("events", "gold-dev/docs.jsonl", "document", "score_events.py", "gold-dev/gold.jsonl", [],
     [("trigger", "strict/trigger"), ("category", "strict/category"), ("triple", "strict/triple"),
      ("triple with sector", "strict/triple_sector"), ("event", "strict/event"), ("dyads", "strict/dyads"),
      ("sizes", "layers/s_full"), ("votes", "layers/v_full")]),
    ("places", "gold-dev/places/sentences.jsonl", "document", "score_places.py",
     "gold-dev/places/sentences.jsonl", [],
     [("found", "overlap"), ("country", "country/of_gold"), ("within 50 km", "50km/of_gold")]),
    ("names (EWT)", "treebanks/ner/ewt-dev.docs.jsonl", "document", "score_ner.py",
     "treebanks/ner/ewt-dev.gold.jsonl", [], [("exact", "exact"), ("overlap", "overlap")]),
    ("quotes", "gold-dev/quotes-dev/docs.jsonl", "document", "score_quotes.py",
     "gold-dev/quotes-dev/gold.jsonl", [],
     [("content overlap", "all/overlap"), ("attribution", "all/attribution"),
      ("direct: attribution", "direct/attribution")]),
    ("actors", "gold-dev/actors-train/docs.jsonl", "plover", "score_actors.py",
     "gold-dev/actors-train/gold.jsonl", [], [("top: overlap", "top/overlap"), ("best: overlap", "best/overlap")]),
    ("coreference (GUM news)", ["make_coref.py", "treebanks/gum-dev.conllu", "--genre", "news"], "document",
     "score_coref.py", "treebanks/gum-dev.conllu", ["--genre", "news"],
     [("mentions", "mentions"), ("CoNLL mean", "mean")]),
]
PARSE_SETS = [
    ("trees, gold tokens (EWT)", ["treebanks/ewt-dev.conllu", "--from-conllu"]),
    ("trees, raw text (EWT)", ["treebanks/ewt-dev.conllu", "--one-call"]),
    ("trees, gold tokens (GUM)", ["treebanks/gum-dev.conllu", "--from-conllu"]),
]
PARSE_MEASURES = ["Words", "Sentences", "UPOS", "XPOS", "Lemmas", "UAS", "LAS", "ELAS"]


class Fault(Exception):
    pass


def run(command, output=None):
    done = subprocess.run([str(c) for c in command], stdout=output or subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode > 1:
        raise Fault(done.stderr.decode(errors="replace").strip()[-300:])
    return done.stdout


def figures(command):
    lines = run(command).decode().strip().splitlines()
    if not lines:
        raise Fault("the scorer printed nothing")
    return json.loads(lines[-1])


def find(value, path):
    for key in path.split("/"):
        value = value.get(key) if isinstance(value, dict) else None
    return value


def percent(value):
    return f"{100 * value:6.1f}" if isinstance(value, (int, float)) else "     -"


def show(name, label, value):
    if isinstance(value, dict):
        cells = [percent(value.get(k)) for k in ("f1", "p", "r")]
    else:
        cells = [percent(value), "", ""]
    print(f"{name:26} {label:22} {cells[0]} {cells[1]:>6} {cells[2]:>6}", flush=True)


def score_documents(row, shared, annals, folder):
    name, documents, form, scorer, gold, extra, measures = row
    if isinstance(documents, list):
        source = folder / "docs.jsonl"
        script, conllu, *rest = documents
        run([sys.executable, shared / "eval" / script, shared / conllu, source, *rest])
    else:
        source = shared / documents
    records = folder / "records.jsonl"
    with open(records, "wb") as output:
        run([annals, "code", "--from", "jsonl", "--to", form, source], output)
    result = figures([sys.executable, shared / "eval" / scorer, shared / gold, records, "--allow-missing",
                      *([] if "places" in scorer else ["--bootstrap", "0"]), *extra])
    for label, path in measures:
        show(name, label, find(result, path))


def score_trees(name, arguments, shared, annals):
    gold, *options = arguments
    result = figures([sys.executable, shared / "eval/score_parse.py", shared / gold, "--annals", annals, *options])
    for measure in PARSE_MEASURES:
        show(name, measure, None if measure not in result else result[measure] / 100)


def score_swap(shared, annals, folder):
    swapped = folder / "swapped.jsonl"
    source = shared / "gold-dev/actors-train/docs.jsonl"
    run([sys.executable, shared / "eval/swap_names.py", source, swapped])
    outputs = []
    for name, documents in (("a", source), ("b", swapped)):
        outputs.append(folder / f"{name}.jsonl")
        with open(outputs[-1], "wb") as output:
            run([annals, "code", "--to", "document", documents], output)
    result = figures([sys.executable, shared / "eval/score_swap.py", *outputs, "--docs", swapped, "--allow-missing"])
    show("names swapped", f"same ({result.get('n')} documents)", result.get("share"))
    show("names swapped", "parties swapped", find(result, "parties/share"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--annals", default=ROOT / "build/annals", type=pathlib.Path)
    parser.add_argument("--shared", default=ROOT.parent / "shared", type=pathlib.Path)
    parser.add_argument("--only", action="append", help="only sets whose name holds this word")
    options = parser.parse_args()
    if not (options.shared / "eval").is_dir():
        print(f"eval: skipped, there are no development sets in {options.shared}")
        return
    wanted = [(row[0], lambda folder, row=row: score_documents(row, options.shared, options.annals, folder))
              for row in DOCUMENT_SETS]
    wanted += [(name, lambda folder, n=name, a=arguments: score_trees(n, a, options.shared, options.annals))
               for name, arguments in PARSE_SETS]
    wanted.append(("names swapped", lambda folder: score_swap(options.shared, options.annals, folder)))
    print(f"{'set':26} {'measure':22} {'F1/%':>6} {'P':>6} {'R':>6}")
    failed = False
    for name, score in wanted:
        if options.only and not any(word in name for word in options.only):
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                score(pathlib.Path(folder))
            except (Fault, json.JSONDecodeError, OSError) as fault:
                failed = True
                print(f"{name:26} not scored: {fault}", flush=True)
    sys.exit(failed)


main()
