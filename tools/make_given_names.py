#!/usr/bin/env python3
"""Given names that tell the gender, from a table of people: make_given_names.py people.tsv > data/who/given_names.tsv

A first word of a name counts if three people or more bear it and 95 of 100 of them have one gender;
names that begin with the family name (Chinese, Korean, Hungarian) are left out."""
import collections
import csv
import sys


def main():
    counts = collections.defaultdict(collections.Counter)
    with open(sys.argv[1], encoding="utf-8", newline="") as table:
        for row in csv.DictReader((line for line in table if not line.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
            words = row["name"].split()
            if len(words) > 1 and row["gender"] in ("m", "f") and words[0] != row["family_name"]:
                counts[words[0].lower().strip(".")][row["gender"]] += 1
    print("# Given names by which most bearers are men (m) or women (f): made by tools/make_given_names.py from the table of people.")
    print("name\tgender")
    for name in sorted(counts):
        total, most = sum(counts[name].values()), counts[name].most_common(1)[0]
        if len(name) > 2 and total >= 3 and most[1] >= 0.95 * total:
            print(f"{name}\t{most[0]}")


if __name__ == "__main__":
    main()
