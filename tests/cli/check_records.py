#!/usr/bin/env python3
"""check_records.py DOCUMENTS PLOVER — checks that records hold what the interface promises: offsets on the words that
they repeat, ids and order, known categories, and that both formats tell the same events."""
import csv
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
ORDER = ["id", "document", "published", "date", "enddate", "date_source", "actor", "recipient", "event", "mode", "context",
         "auxiliary", "quad_code", "event_scale", "cameo", "goldstein", "event_text", "text", "text_info", "in", "event_loc",
         "size", "reported_by", "confidence", "rule", "evidence", "cite_info"]
faults = 0


def check(truth, *what):
    global faults
    if not truth:
        faults += 1
        if faults < 20:
            print(*what, file=sys.stderr)


def table(name, key):
    with open(ROOT / "data/ontology" / name, encoding="utf-8") as lines:
        rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row[key]: row for row in rows}


EVENTS = table("events.tsv", "event")


def check_party(party, text, where):
    check(party.get("code"), where, "no code", party)
    check(("start" in party) == ("end" in party), where, "half an offset", party)
    if "start" in party:
        check(text[party["start"]:party["end"]] == party["entity_text"], where, "entity_text", party)


def check_span(item, document, where, key="text"):
    text = document.get("title", "") if item.get("in") == "title" else document["text"]
    check(0 <= item["start"] < item["end"] <= len(text), where, "span", item)
    if key in item:
        check(text[item["start"]:item["end"]] == item[key], where, key, item)


def check_event(event, document, where):
    in_title = event.get("in") == "title"
    text = document.get("title", "") if in_title else document["text"]
    keys = list(event)
    check(keys == [k for k in ORDER if k in event], where, "order of keys", keys)
    for party in event.get("actor", []) + event.get("recipient", []) + event.get("reported_by", []):
        check_party(party, text, where)
    check(len(event["event"]) <= 1 and all(e in EVENTS for e in event["event"]), where, "category", event["event"])
    check("quad_code" not in event or 1 <= event["quad_code"] <= 4, where, "quad_code")
    check(("date" in event) == ("date_source" in event), where, "date without source")
    check(0 <= event["confidence"] <= 1, where, "confidence")
    info = event["text_info"]
    check(0 <= info["start"] < info["end"] <= len(text), where, "text_info", info)
    check(in_title == ("sequence" not in info), where, "sequence", info)
    words = [text[start:end] for start, end in event["evidence"]["event"]]
    check(words and words == event["event_text"], where, "event_text", words, event["event_text"])
    for side in ("actor", "recipient"):
        spans = [[p["start"], p["end"]] for p in event.get(side, []) if "start" in p]
        check(spans == event["evidence"].get(side, []), where, "evidence of", side)
    return info.get("sequence", -1), event["evidence"]["event"][0][0]


def check_document(document):
    where = document["id"]
    last = (-2, 0)
    for number, event in enumerate(document["events"], 1):
        check(event["id"] == f"{where}#{number}", where, "id", event["id"])
        place = check_event(event, document, event["id"])
        check(place[0] >= last[0], where, "order of events", last, place)
        last = place
    sentences = [s for s in document["sentences"] if s.get("in") != "title"]
    check([s["n"] for s in sentences] == list(range(len(sentences))), where, "numbers of sentences")
    for entity in document.get("entities", []):
        check(entity["mentions"], where, "entity without mention", entity)
        for mention in entity["mentions"]:
            check_span(mention, document, where)
    for layer in ("quotes", "sizes", "times", "votes"):
        for item in document.get(layer, []):
            check_span(item, document, where)
    for quote in document.get("quotes", []):
        text = document.get("title", "") if quote.get("in") == "title" else document["text"]
        if "speaker" in quote:
            check_party(quote["speaker"], text, where)
        if "cue" in quote:
            check_span(quote["cue"], document, where)
    for place in document.get("places", []):
        check_span(place, document, where, "extracted_place")
    ids = {event["id"] for event in document["events"]}
    for size in document.get("sizes", []):
        check("event" not in size or size["event"] in ids, where, "size of an unknown event", size)


def main():
    with open(sys.argv[1], encoding="utf-8") as documents, open(sys.argv[2], encoding="utf-8") as records:
        told = [json.loads(line) for line in records]
        expected = []
        for line in documents:
            document = json.loads(line)
            check_document(document)
            expected += document["events"]
    check(len(told) == len(expected), "number of events", len(told), len(expected))
    for record, event in zip(told, expected):
        check({k: v for k, v in record.items() if k not in ("document", "text", "cite_info")} == event, "differs", event["id"])
        check(list(record) == [k for k in ORDER if k in record], record["id"], "order of keys")
    print(f"{len(told)} events, {faults} faults")
    sys.exit(faults > 0)


main()
