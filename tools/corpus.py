#!/usr/bin/env python3
"""Reads the corpus of data/corpus and compiles each of its files into JSON lines.

    tools/corpus.py [FOLDER]     compile every FOLDER/THEME.txt into FOLDER/THEME.jsonl

docs/CORPUS.md describes both forms. The text form is what people edit; tools/check_corpus.py proves
that the compiled form agrees with it."""
import argparse
import hashlib
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
FOLDER = HERE / "data" / "corpus"
REGISTERS = {"a": "agency", "m": "ministry", "l": "liveblog", "h": "headline", "s": "statement"}
SENTENCE = re.compile(r"([amlhs])(\+?): (\S.*)$")
PARTY = re.compile(r"(?P<words>.+?)=(?P<code>[A-Z]{3})(?: (?P<sector>[A-Z]{3}))?(?: \"(?P<name>[^\"]+)\")?$")
FIELDS = ("trigger", "actor", "recipient", "category", "context", "auxiliary", "by")


class Fault(Exception):
    """What is wrong in a source, without its place, which whoever reads the line adds."""


def find_words(text, words):
    """The span of `words` in `text`; `words#2` is their second occurrence there."""
    number = None
    match = re.match(r"(.+)#(\d+)$", words)
    if match:
        words, number = match.group(1), int(match.group(2))
    pattern = r"(?<!\w)" if words[0].isalnum() else ""
    pattern += re.escape(words) + (r"(?!\w)" if words[-1].isalnum() else "")
    spans = [[found.start(), found.end()] for found in re.finditer(pattern, text)]
    if not spans:
        raise Fault(f"'{words}' does not stand in the sentence")
    if number is None and len(spans) > 1:
        raise Fault(f"'{words}' stands there {len(spans)} times; write '{words}#1' or another number")
    if number is not None and not 1 <= number <= len(spans):
        raise Fault(f"'{words}' has no occurrence {number}")
    return spans[(number or 1) - 1]


def read_parties(text, field):
    parties = []
    for item in filter(None, (part.strip() for part in field.split(";"))):
        match = PARTY.match(item)
        if not match:
            raise Fault(f"party '{item}' is not of the form WORDS=CODE SECTOR \"NAME\"")
        start, end = find_words(text, match["words"])
        party = {"code": match["code"], "entity_text": text[start:end], "start": start, "end": end}
        if match["sector"]:
            party["sector"] = match["sector"]
        if match["name"]:
            party["identifier_text"] = match["name"]
        parties.append(party)
    return parties


def read_event(text, line):
    fields = [field.strip() for field in line.split("|")]
    if not 4 <= len(fields) <= len(FIELDS):
        raise Fault(f"an event has 4 to {len(FIELDS)} fields: {' | '.join(FIELDS)}")
    row = dict(zip(FIELDS, fields + [""] * (len(FIELDS) - len(fields))))
    parts = row["category"].split()
    if not 2 <= len(parts) <= 3:
        raise Fault(f"'{row['category']}' is not of the form CATEGORY [MODE,MODE] CAMEO")
    triggers = [find_words(text, words.strip()) for words in row["trigger"].split(" + ")]
    event = {"event": [parts[0]], "evidence": {"event": triggers}}
    lists = {"mode": parts[1] if len(parts) == 3 else "", "context": row["context"],
             "auxiliary": row["auxiliary"]}
    for key, value in lists.items():
        items = [item.strip() for item in value.split(",") if item.strip()]
        if items:
            event[key] = items
    event["cameo"] = parts[-1]
    for key, field in (("actor", "actor"), ("recipient", "recipient"), ("reported_by", "by")):
        parties = read_parties(text, row[field])
        if parties:
            event[key] = parties
    return event


def part_of(set_id):
    """'test' for a tenth of the sets, by a hash of the name, so that no set is ever split."""
    return "test" if int(hashlib.sha256(set_id.encode()).hexdigest()[:8], 16) % 10 == 0 else "train"


def kind_of(record):
    if not record["events"]:
        return "none"
    return "mixed" if record["kind"] == "mixed" else "event"


def read_source(path):
    """The records of one file and its faults, each with its line."""
    records, faults, sets, current, count = [], [], set(), None, 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        place = f"{path.name}:{number}"
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("== "):
            current, count = line[3:].strip(), 0
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", current) or current in sets:
                faults.append(f"{place}: set '{current}' is no new name of a-z, 0-9 and hyphens")
            sets.add(current)
        elif line.startswith("> "):
            if not records:
                faults.append(f"{place}: an event before the first sentence")
                continue
            try:
                records[-1]["events"].append(read_event(records[-1]["text"], line[2:]))
            except Fault as fault:
                faults.append(f"{place}: {fault}")
        elif SENTENCE.match(line) and current:
            register, mixed, text = SENTENCE.match(line).groups()
            count += 1
            records.append({"id": f"{current}-{count:02d}", "set": current, "theme": path.stem,
                            "part": part_of(current), "register": REGISTERS[register],
                            "kind": "mixed" if mixed else "", "text": text.rstrip(), "events": [],
                            "place": place})
        else:
            faults.append(f"{place}: neither a set, a sentence nor an event")
    for record in records:
        if record["kind"] == "mixed" and not record["events"]:
            faults.append(f"{record['place']}: marked as mixed, but without an event")
        record["kind"] = kind_of(record)
    return records, faults


def read_corpus(folder):
    records, faults = [], []
    for path in sorted(folder.glob("*.txt")):
        more, wrong = read_source(path)
        records += more
        faults += wrong
    return records, faults


def compile_records(records):
    """The text of the compiled file of each theme."""
    themes = {}
    for record in records:
        written = {key: value for key, value in record.items() if key != "place"}
        themes.setdefault(record["theme"], []).append(json.dumps(written, ensure_ascii=False) + "\n")
    return {theme: "".join(lines) for theme, lines in themes.items()}


def main():
    parser = argparse.ArgumentParser(description="Compiles the corpus into JSON lines.")
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=FOLDER)
    options = parser.parse_args()
    records, faults = read_corpus(options.folder)
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults or not records:
        print(f"{options.folder}: {len(faults)} faults, {len(records)} sentences; nothing written",
              file=sys.stderr)
        return 1
    for theme, text in compile_records(records).items():
        (options.folder / f"{theme}.jsonl").write_text(text, encoding="utf-8")
    print(f"{options.folder}: {len(records)} sentences")
    return 0


if __name__ == "__main__":
    sys.exit(main())
