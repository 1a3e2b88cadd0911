#!/usr/bin/env python3
"""Checks the tables of data/kb; names every fault with table and line and exits 1 if there is one.

    tools/check_kb.py [FOLDER] [--collisions N]

annals-compile refuses what it cannot read (unknown codes, dates out of order, keys that come
twice). This proves the rest: sources, list items, sectors, spells that overlap, two holders of one
office on one day, offices that no title can name. As information it lists names with several owners,
among which whoever looks them up must choose."""
import argparse
import collections
import datetime
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent.parent
SECTORS = set("COP GOV JUD LEG MIL OPP PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF "
              "REL SOC".split())
ENTITIES = set("UNO EUR IGO NGO ISM IMG MNC UNK".split())
LISTS = set("aliases adjectives demonyms_singular demonyms_plural seats regions members countries "
            "other_sectors needs_country source family_name adjective plural".split())
KEYS = {"states": ["code"], "organs": ["state", "name"], "organisations": ["key"],
        "groups": ["key", "from"], "peoples": ["name", "kind"], "roles": ["name"],
        "ministries": ["pattern"], "topics": ["topic"], "people": ["key"],
        "office_titles": ["title", "country"], "office_weights": ["office"],
        "common_words": ["word"], "sole_offices": ["office", "country"],
        "offices": ["person", "office", "country", "organisation", "sector", "from", "to"],
        "additions": ["name", "office", "from"]}


class Checker:
    def __init__(self, folder):
        self.folder = folder
        self.faults = []
        self.tables = {name: self.read(name) for name in KEYS}
        # Offices that one person holds at a time, and (country, office) of those whom several hold.
        # Dates of year or month precision prove nothing.
        rows = self.tables["sole_offices"]
        self.sole = {row["office"] for row in rows if row["holders"] == "one"}
        self.together = {(row["country"], row["office"]) for row in rows if row["holders"] == "several"}

    def fault(self, name, line, text):
        self.faults.append(f"{name}.tsv:{line}: {text}")

    def read(self, name):
        text = (self.folder / (name + ".tsv")).read_text(encoding="utf-8")
        if unicodedata.normalize("NFC", text) != text:
            self.fault(name, 0, "not in Unicode form NFC")
        head, rows = None, []
        for number, line in enumerate(text.rstrip("\n").split("\n"), 1):
            if not line or line.startswith("#"):
                continue
            cells = line.split("\t")
            if head is None:
                head = cells
                continue
            if len(cells) != len(head):
                self.fault(name, number, f"{len(cells)} fields where the header names {len(head)}")
                continue
            row = dict(zip(head, cells))
            row["line"] = number
            rows.append(row)
            self.check_cells(name, row, head)
        return rows

    def check_cells(self, name, row, head):
        for column in head:
            cell = row[column]
            if cell != cell.strip() or "  " in cell:
                self.fault(name, row["line"], f"stray blanks in {column}")
            if column not in LISTS and "|" in cell:
                self.fault(name, row["line"], f"a list in {column}")
            items = cell.split("|") if cell else []
            if any(not i or i != i.strip() for i in items):
                self.fault(name, row["line"], f"empty or padded item in {column}: {cell}")
            if len(set(items)) != len(items):
                self.fault(name, row["line"], f"{column} names something twice: {cell}")
        if "source" in head and not row["source"]:
            self.fault(name, row["line"], "no source")
        if row.get("wikidata") and not re.fullmatch(r"Q[1-9]\d*", row["wikidata"]):
            self.fault(name, row["line"], f"wikidata {row['wikidata']}")
        for column in ("sector", "other_sectors"):
            for sector in filter(None, row.get(column, "").split("|")):
                if sector not in SECTORS:
                    self.fault(name, row["line"], f"{column} {sector}")

    def check_keys(self):
        for name, columns in KEYS.items():
            seen = {}
            for row in self.tables[name]:
                key = tuple(row.get(column, "") for column in columns)
                if key in seen:
                    self.fault(name, row["line"], f"{' '.join(key)} stands in line {seen[key]} too")
                seen[key] = row["line"]

    def check_codes(self):
        states = {row["code"] for row in self.tables["states"]}
        for name, columns in (("organisations", ("code", "country")), ("groups", ("code", "country")),
                              ("people", ("country",)), ("offices", ("country",)),
                              ("additions", ("code",)), ("states", ("record_code",)),
                              ("organs", ("state",)), ("office_titles", ("country",))):
            for row in self.tables[name]:
                for column in columns:
                    if row[column] and row[column] not in states | ENTITIES:
                        self.fault(name, row["line"], f"{column} {row[column]}")

    def check_dates(self):
        for name, (first, last) in {n: ("from", "to") for n in KEYS}.items():
            if name == "people":
                first, last = "born", "died"
            for row in self.tables[name]:
                days = []
                for column, end in ((first, False), (last, True)):
                    try:
                        days.append(day(row.get(column, ""), end))
                    except ValueError:
                        self.fault(name, row["line"], f"{column} {row[column]}")
                if len(days) == 2 and all(days) and days[1] < days[0]:
                    self.fault(name, row["line"], f"{first} is after {last}")

    def check_spells(self):
        spells = collections.defaultdict(list)
        for row in self.tables["groups"]:
            spells[row["key"]].append((row["from"], row["to"], row["line"]))
        for key, rows in spells.items():
            rows.sort()
            for (_, end, _), (start, _, line) in zip(rows, rows[1:]):
                if not end or (start and end > start):
                    self.fault("groups", line, f"{key} overlaps the spell before")

    def check_holders(self):
        terms = collections.defaultdict(list)
        people = {row["key"]: row["name"] for row in self.tables["people"]}
        for row in self.tables["offices"]:
            if row["person"] not in people:
                self.fault("offices", row["line"], f"person {row['person']}")
            exact = len(row["from"]) == 10 and len(row["to"]) in (0, 10)
            if row["office"] in self.sole and not row["organisation"] and not row["acting"] and exact:
                terms[row["country"], row["office"]].append(
                    (day(row["from"], False), day(row["to"], True) or datetime.date.max,
                     row["person"], row["line"]))
        for (country, office), held in sorted(terms.items()):
            held.sort()
            for at, a in enumerate(held):
                for b in held[at + 1:]:
                    # The day of a hand-over belongs to both.
                    if b[0] >= a[1] or (country, office) in self.together or a[2] == b[2]:
                        break
                    self.fault("offices", b[3], f"{country} {office}: {b[2]} while {a[2]} "
                                                f"(line {a[3]}) holds it")

    def collisions(self):
        owners = collections.defaultdict(set)
        columns = {"states": ("name", "official_name", "aliases", "seats", "capital"),
                   "organs": ("name", "aliases"), "organisations": ("name", "aliases"),
                   "groups": ("name", "aliases"), "peoples": ("name", "plural"),
                   "people": ("name", "aliases")}
        for table, names in columns.items():
            for row in self.tables[table]:
                owner = row.get("key") or row.get("code") or row.get("state") or row["name"]
                for column in names:
                    for name in filter(None, row[column].split("|")):
                        owners[fold(name)].add(f"{table}/{owner}")
        return {name: who for name, who in owners.items() if name and len(who) > 1}


def day(text, end):
    """The first or last day of a date that may be a year or month; None for the empty string."""
    if not text:
        return None
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", text):
        raise ValueError(text)
    parts = [int(x) for x in text.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    if not end:
        return datetime.date(*(parts + [1, 1])[:3])
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)


def fold(text):
    text = unicodedata.normalize("NFKD", text.replace(".", ""))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=HERE / "data" / "kb")
    parser.add_argument("--collisions", type=int, default=10, metavar="N",
                        help="how many names with several owners to list (default 10)")
    args = parser.parse_args()
    checker = Checker(args.folder)
    checker.check_keys()
    checker.check_codes()
    checker.check_dates()
    checker.check_spells()
    checker.check_holders()
    for name, rows in checker.tables.items():
        print(f"{name}: {len(rows)} rows")
    shared = checker.collisions()
    print(f"{len(shared)} names with several owners")
    for name in sorted(shared, key=lambda n: (-len(shared[n]), n))[:args.collisions]:
        print(f"  {name}: {', '.join(sorted(shared[name]))}")
    for fault in checker.faults:
        print(fault, file=sys.stderr)
    print(f"{len(checker.faults)} faults")
    return 1 if checker.faults else 0


if __name__ == "__main__":
    sys.exit(main())
