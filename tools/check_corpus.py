#!/usr/bin/env python3
"""Checks the corpus of data/corpus; names every fault with file and line and exits 1 if there is one.

    tools/check_corpus.py [FOLDER] [--quiet] [--missing] [--against FILE...]

Proves that the spans stand in their sentences, that codes, categories, modes, contexts, auxiliaries
and CAMEO codes are those of data/ontology and fit each other, that no sentence comes twice or nearly
twice outside its own contrast set, and that the compiled files are what tools/corpus.py makes of the
text.
Prints how sentences and events are spread. --missing lists what the goals of docs/CORPUS.md lack.
--against names sentences that share ten words in a row with the "text" of records in other files."""
import argparse
import collections
import json
import pathlib
import re
import sys

import corpus

HERE = pathlib.Path(__file__).resolve().parent.parent
ONTOLOGY = HERE / "data" / "ontology"
SENTENCES_WANTED, NONE_WANTED, CODE_WANTED = 8000, 2500, 8
NEAR = 0.7    # share of common three-word runs above which two sentences are near-copies
WINDOW = 10   # words in a row that no sentence shares with another collection
# Where the manual's text or the guide departs from the table of CAMEO codes.
ALSO = {"REQUEST": r"02", "SUPPORT": r"018", "CONCEDE": r"034|035|055|056|08", "RETREAT": r"08",
        "SANCTION": r"116|173|166", "COERCE": r"17|191|192", "ASSAULT": r"175|1712|191|192"}
MODELESS = {"AGREE", "SUPPORT", "CONCEDE", "COOPERATE", "AID"}
RECIPIENT_NEEDED = {"COOPERATE", "AID"}


def read_table(name):
    lines = [line for line in (ONTOLOGY / name).read_text(encoding="utf-8").splitlines()
             if line and not line.startswith("#")]
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"))) for line in lines[1:]]


class Ontology:
    def __init__(self):
        self.cameo = {row["code"]: row for row in read_table("cameo.tsv")}
        self.modes = {(row["event"], row["mode"]) for row in read_table("modes.tsv")}
        self.events = {row["event"] for row in read_table("events.tsv")}
        self.contexts = {row["context"] for row in read_table("contexts.tsv")}
        self.auxiliary = {row["auxiliary"] for row in read_table("auxiliary.tsv")}
        self.sectors = {row["code"] for row in read_table("sectors.tsv") if row["scheme"] == "plover"}
        self.bodies = {row["code"] for row in read_table("entity_codes.tsv")
                       if row["scheme"] in ("plover", "annals")}
        self.codes = self.bodies | self.read_states()

    @staticmethod
    def read_states():
        lines = [line for line in (HERE / "data/kb/states.tsv").read_text(encoding="utf-8").splitlines()
                 if line and not line.startswith("#")]
        column = lines[0].split("\t").index("record_code")
        return {line.split("\t")[column] for line in lines[1:]} - {""}

    def cameo_fits(self, category, code):
        if self.cameo[code].get("event") == category:
            return True
        return bool(re.match(ALSO.get(category, r"$^"), code))


def check_event(ontology, event, fault):
    category, code = event["event"][0], event["cameo"]
    if category not in ontology.events:
        fault(f"unknown category '{category}'")
        return
    if code not in ontology.cameo or len(code) < 3:
        fault(f"'{code}' is no CAMEO code of three or four digits")
    elif not ontology.cameo_fits(category, code):
        fault(f"CAMEO {code} does not belong to {category}")
    for mode in event.get("mode", []):
        if (category, mode) not in ontology.modes:
            fault(f"{category} has no mode '{mode}'")
    for key, known in (("context", ontology.contexts), ("auxiliary", ontology.auxiliary)):
        items = event.get(key, [])
        for item in items:
            if item not in known:
                fault(f"unknown {key} '{item}'")
        if len(set(items)) != len(items):
            fault(f"{key} names something twice")
    if category in RECIPIENT_NEEDED and not event.get("recipient") and len(event.get("actor", [])) < 2:
        fault(f"{category} needs a recipient or two actors")
    if not event.get("actor"):
        fault("an event needs an actor (code UNK when nobody knows)")
    if event["evidence"]["event"] != sorted(event["evidence"]["event"]):
        fault("trigger words stand out of order")
    check_parties(ontology, event, fault)


def check_parties(ontology, event, fault):
    for key in ("actor", "recipient", "reported_by"):
        spans = [(party["start"], party["end"]) for party in event.get(key, [])]
        if len(set(spans)) != len(spans):
            fault(f"{key} names the same words twice")
        for party in event.get(key, []):
            sector = party.get("sector", "")
            if party["code"] not in ontology.codes:
                fault(f"unknown code '{party['code']}' of '{party['entity_text']}'")
            if sector and sector not in ontology.sectors:
                fault(f"unknown sector '{sector}' of '{party['entity_text']}'")
            if not sector and party["code"] not in ontology.bodies:
                fault(f"'{party['entity_text']}' of {party['code']} needs a sector")


def words_of(text):
    return re.findall(r"\w+", text.casefold())


def check_copies(records, fault):
    """Exact copies anywhere; near-copies between different sets."""
    seen, runs, by_run = {}, {}, collections.defaultdict(list)
    for index, record in enumerate(records):
        words = words_of(record["text"])
        key = " ".join(words)
        if key in seen:
            fault(record, f"the same sentence as {seen[key]}")
        seen[key] = record["id"]
        runs[index] = {tuple(words[at:at + 3]) for at in range(len(words) - 2)}
        common = collections.Counter()
        for run in sorted(runs[index]):
            common.update(by_run[run])
            by_run[run].append(index)
        for other, shared in common.items():
            whole = len(runs[index] | runs[other])
            if records[other]["set"] != record["set"] and shared / whole >= NEAR:
                fault(record, f"nearly the same sentence as {records[other]['id']}")


def check_against(records, paths, fault):
    windows = {}
    for record in records:
        words = words_of(record["text"])
        for at in range(len(words) - WINDOW + 1):
            windows.setdefault(tuple(words[at:at + WINDOW]), record)
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            words = words_of(json.loads(line).get("text", ""))
            for at in range(len(words) - WINDOW + 1):
                record = windows.get(tuple(words[at:at + WINDOW]))
                if record:
                    fault(record, f"shares '{' '.join(words[at:at + WINDOW])}' with {path.name}")


def check_compiled(folder, records):
    wanted = {folder / f"{theme}.jsonl": text for theme, text in corpus.compile_records(records).items()}
    faults = [f"{path}: is not what the text says; run tools/corpus.py" for path, text in wanted.items()
              if not path.exists() or path.read_text(encoding="utf-8") != text]
    return faults + [f"{path}: belongs to no text" for path in sorted(folder.glob("*.jsonl"))
                     if path not in wanted]


def count_events(records, key):
    return collections.Counter(value for record in records for event in record["events"]
                               for value in key(event))


def print_counts(title, counts, total):
    print(f"\n{title}")
    for name, number in sorted(counts.items()):
        print(f"  {name:<28}{number:>6}  {100 * number / max(total, 1):5.1f} %")


def print_balance(records):
    sentences = len(records)
    events = sum(len(record["events"]) for record in records)
    print(f"{sentences} sentences, {events} events, {len({r['set'] for r in records})} sets")
    for key in ("kind", "part", "register", "theme"):
        print_counts(key, collections.Counter(record[key] for record in records), sentences)
    print_counts("category", count_events(records, lambda event: event["event"]), events)
    print_counts("mode", count_events(records, lambda event: [
        f"{event['event'][0]} {mode}" for mode in event.get("mode", [])]), events)
    print_counts("context", count_events(records, lambda event: event.get("context", [])), events)
    print_counts("auxiliary", count_events(records, lambda event: event.get("auxiliary", [])), events)
    print_counts("CAMEO", count_events(records, lambda event: [event["cameo"]]), events)
    print_counts("code of a party", count_events(records, lambda event: [
        party["code"] for key in ("actor", "recipient") for party in event.get(key, [])]), events)


def print_missing(ontology, records):
    none = sum(record["kind"] == "none" for record in records)
    print(f"\nsentences: {len(records)} of {SENTENCES_WANTED}; none: {none} of {NONE_WANTED}")
    codes = count_events(records, lambda event: [event["cameo"]])
    wanted = sorted(code for code in ontology.cameo if len(code) > 2 and code[:2] != "01")
    short = [f"{code}:{codes[code]}" for code in wanted if codes[code] < CODE_WANTED]
    print(f"CAMEO codes under {CODE_WANTED}: {len(short)} of {len(wanted)}\n  {' '.join(short)}")
    modes = count_events(records, lambda event: [
        (event["event"][0], mode) for mode in event.get("mode", [])])
    short = [f"{event} {mode}:{modes[event, mode]}" for event, mode in sorted(ontology.modes)
             if modes[event, mode] < CODE_WANTED]
    print(f"modes under {CODE_WANTED}: {len(short)}\n  {', '.join(short)}")
    contexts = count_events(records, lambda event: event.get("context", []))
    short = [f"{name}:{contexts[name]}" for name in sorted(ontology.contexts)
             if contexts[name] < CODE_WANTED]
    print(f"contexts under {CODE_WANTED}: {len(short)}\n  {', '.join(short)}")


def main():
    parser = argparse.ArgumentParser(description="Checks the corpus.")
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=corpus.FOLDER)
    parser.add_argument("--quiet", action="store_true", help="only faults and one line of counts")
    parser.add_argument("--missing", action="store_true", help="what the goals still lack")
    parser.add_argument("--against", type=pathlib.Path, nargs="+", default=[])
    options = parser.parse_args()
    ontology = Ontology()
    records, faults = corpus.read_corpus(options.folder)

    def fault(record, message):
        faults.append(f"{record['place']}: {message}")

    sets = {}
    for record in records:
        if sets.setdefault(record["set"], record["theme"]) != record["theme"]:
            fault(record, f"set '{record['set']}' stands in two files")
        for event in record["events"]:
            check_event(ontology, event, lambda message, r=record: fault(r, message))
    check_copies(records, fault)
    check_against(records, options.against, fault)
    if not faults:
        faults += check_compiled(options.folder, records)
    if not options.quiet:
        print_balance(records)
    if options.missing:
        print_missing(ontology, records)
    for message in faults:
        print(message, file=sys.stderr)
    print(f"{len(records)} sentences, {len(faults)} faults")
    return 1 if faults or not records else 0


if __name__ == "__main__":
    sys.exit(main())
