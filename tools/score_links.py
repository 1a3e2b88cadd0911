#!/usr/bin/env python3
"""score_links.py MENTIONS TEXTS [--annals PROGRAM] [--errors] — share of the mentions of MENTIONS (tests/data/linked_mentions.tsv)
whose entity has the right code. TEXTS is the folder that holds the files the table names; the texts are not part of the project.

A mention counts as found when a mention of the coder overlaps it (the shortest that does decides); one not found counts as wrong."""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile


def read_mentions(path):
    rows = [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if not line.startswith("#")]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def code_documents(annals, documents):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for document in documents:
            file.write(json.dumps(document) + "\n")
        file.flush()
        done = subprocess.run([annals, "code", "--to", "document", "--layers", "entities", file.name],
                              stdout=subprocess.PIPE, check=False)
    return {record["id"]: record for record in map(json.loads, done.stdout.decode().splitlines())}


def code_of(record, text, start, end):
    """Code of the mention over text[start:end], or None. Cleaning may have moved the words: they are found by what stands before."""
    words = text[start:end]
    nth = text.count(words, 0, start) - text.count(words) + record["text"].count(words)
    at = -1
    for _ in range(max(nth, 0) + 1):
        at = record["text"].find(words, at + 1)
    best = None
    for entity in record["entities"]:
        for mention in entity["mentions"]:
            if mention.get("in") != "title" and mention["start"] < at + len(words) and mention["end"] > at:
                size = mention["end"] - mention["start"]
                if best is None or size < best[0]:
                    best = (size, entity["code"])
    return best[1] if best else None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mentions")
    parser.add_argument("texts", type=pathlib.Path)
    parser.add_argument("--annals", default="build/annals")
    parser.add_argument("--errors", action="store_true", help="list what is wrong (makes the set known: use it last)")
    options = parser.parse_args()
    mentions = read_mentions(options.mentions)
    wanted = collections.defaultdict(set)
    for mention in mentions:
        wanted[mention["file"]].add(mention["document"])
    texts = {}
    for name, ids in wanted.items():
        for line in open(options.texts / name, encoding="utf-8"):
            document = json.loads(line)
            if document["id"] in ids:
                texts[document["id"]] = document
    records = code_documents(options.annals, texts.values())
    right = found = 0
    for mention in mentions:
        document = texts[mention["document"]]
        code = code_of(records[mention["document"]], document["text"], int(mention["start"]), int(mention["end"]))
        found += code is not None
        good = code in mention["code"].split("|")
        right += good
        if options.errors and not good:
            print(mention["document"], mention["start"], mention["code"], code)
    print(f"{len(mentions)} mentions, {found / len(mentions):.3f} found, {right / len(mentions):.3f} with the right code")
    print(json.dumps({"mentions": len(mentions), "found": found / len(mentions), "right": right / len(mentions)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
