#!/usr/bin/env python3
"""Makes the first data/kb/*.tsv from the fact tables that the project was given.

    tools/build_kb.py FACTS OUT

FACTS is a folder with states, organisations, groups, peoples, roles, ministries, people and offices
as .tsv. The tables in data/kb are what people edit and the source of truth since then: this tool is
the record of how they began, and running it again would undo later edits. Every row keeps its
source. The tables that are not made here (additions, office_titles, office_weights, common_words)
were written by hand."""
import pathlib
import re
import sys
import unicodedata

# Hong Kong, Taiwan and Kosovo stand for themselves in records, whatever PLOVER writes.
OWN_CODE = {"HKG", "TWN", "XKX"}


def read(folder, name):
    lines = (folder / (name + ".tsv")).read_text(encoding="utf-8").rstrip("\n").split("\n")
    head = lines[0].split("\t")
    return [dict(zip(head, line.split("\t"))) for line in lines[1:]]


def write(folder, name, comment, columns, rows):
    lines = ["# " + comment, "\t".join(columns)]
    lines += ["\t".join(row.get(column, "") for column in columns) for row in rows]
    (folder / (name + ".tsv")).write_text("\n".join(lines) + "\n", encoding="utf-8")


def without_articles(row):
    """"the Taliban" is no name of its own where "Taliban" is one."""
    names = {row.get("name", ""), *row.get("aliases", "").split("|")}
    row["aliases"] = "|".join(a for a in row.get("aliases", "").split("|")
                              if not (a.lower().startswith("the ") and a[4:] in names))
    return row


def renamed(rows, names):
    return [{names.get(key, key): value for key, value in row.items()} for row in rows]


def merge_organs(organs, state):
    """"U.S. State Department" and "US State Department" are other names of "State Department"."""
    prefixes = [p + " " for p in [state["name"], *state["aliases"].split("|"),
                                  *state["adjectives"].split("|")] if p]
    prefixes.sort(key=len, reverse=True)
    first = {}
    for organ in organs:
        bare = next((organ["name"][len(p):] for p in prefixes if organ["name"].startswith(p)),
                    organ["name"])
        first.setdefault((bare.lower(), organ["sector"]), []).append(organ)
    merged = []
    for same in first.values():
        same.sort(key=lambda organ: len(organ["name"]))
        same[0]["aliases"] = "|".join(organ["name"] for organ in same[1:])
        merged.append(same[0])
    return merged


def states(facts, out):
    rows, organs = [], []
    for row in read(facts, "states"):
        row = renamed([row], {"plover_code": "record_code", "valid_from": "from",
                              "valid_to": "to"})[0]
        without_articles(row)
        if row["code"] in OWN_CODE:
            row["record_code"] = row["code"]
        rows.append(row)
        own = []
        for organ in filter(None, row["organs"].split("|")):
            name, _, sector = organ.rpartition("=")
            own.append({"state": row["code"], "name": name, "sector": sector,
                        "source": row["source"]})
        organs += merge_organs(own, row)
    write(out, "states", "States since 1945, dependencies, entities not generally recognised. "
          "record_code is what records write.",
          "code record_code name official_name aliases adjectives demonyms_singular demonyms_plural capital "
          "seats regions from to wikidata source".split(), rows)
    write(out, "organs", "Named bodies of states. The same name may belong to several states.",
          "state name aliases sector other_sectors from to wikidata source".split(), organs)


# Short forms that readers of English news take for something else than a party.
TAKEN = set("AP AFP BBC CNN ABC CBS NBC DC MP VP PM CEO AM PR TV PC IT HR PAC CIO HP ID LA NY SC EC "
            "AD BC AC GM DA CA VA PA MS US UK UN EU ICC IRA CIA FBI NSA NSC HW AFL NFL ICE SNC WHO WTO IMF "
            "NATO OSCE AU OAS UNDP ILO FAO IOM IAEA OPEC ADB".split())


def taken_names(facts):
    """The same and acronyms of states."""
    taken = set(TAKEN)
    for row in read(facts, "states"):
        taken |= set(row["aliases"].replace(".", "").split("|"))
    return {name for name in taken if name.isupper()}


# Names of parties that hit everything.
STRAY = {"Government's", "Sam", "Guam", "HW", "Republic", "Energy", "National", "The Republic"}


def without_taken(row, taken):
    """A party without the short forms that mean something else."""
    def keep(name):
        return name.replace(".", "") not in taken and name not in STRAY
    row["aliases"] = "|".join(filter(keep, row["aliases"].split("|")))
    return row


def spells(facts, out):
    """A group has a row per spell; its names stand in the first."""
    rows, first, taken = [], {}, taken_names(facts)
    for row in renamed(read(facts, "groups"), {"valid_from": "from", "valid_to": "to"}):
        without_articles(row)
        if row["kind"] == "party":
            without_taken(row, taken)
        if row["key"] == "dza_movement_of_society_for_peace":
            row["aliases"] = "|".join(a for a in row["aliases"].split("|") if a != "Hamas")
        known = first.setdefault(row["key"], row)
        if known is not row:
            for column in ("aliases", "members"):
                mine = known[column].split("|")
                row[column] = "|".join(x for x in row[column].split("|") if x and x not in mine)
        rows.append(row)
    write(out, "groups", "Armed groups, parties, movements, gangs. A row per spell with one sector; "
          "names of the first row of a key hold for all its rows.",
          "key name aliases members code country sector other_sectors kind from to wikidata "
          "source".split(), rows)


def ministries(facts, out):
    rows = [row for row in read(facts, "ministries")
            if not re.match("(Republic|Kingdom) of", row["pattern"])]
    topics = sorted({t for row in rows for t in row["topic_words"].split("|") if t})
    write(out, "ministries", "Patterns of bodies. {ADJ}: adjective, name or possessive of a state; "
          "{STATE}: its name; {PLACE}: its capital, seat or region; {TOPIC}: a word of topics.tsv.",
          "pattern sector other_sectors notes source".split(), rows)
    extra = ("public works|interior affairs|state|homeland security|war|veterans|digital affairs|"
             "innovation|labour and social affairs|foreign trade|civil service|youth|local "
             "government|natural resources|hydrocarbons|space|diaspora|refugees|petroleum resources|"
             "sport|higher education|home affairs|external affairs|internal affairs|treasury")
    topics = sorted(set(topics) | set(extra.split("|")))
    write(out, "topics", "What ministries and departments are for: the words of {TOPIC}.",
          ["topic", "source"], [{"topic": t, "source": "editor"} for t in topics])


def distance(a, b):
    """Edits between two words."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        above, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (x != y))
    return row[-1]


def fold(name):
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def family_names(row):
    """Other spellings of the family name, from aliases that spell the whole name otherwise."""
    family = row["family_name"].split(" ")
    words = row["name"].split(" ")
    found = [row["family_name"]]
    for start in range(len(words) - len(family) + 1):
        if [w.split("-")[-1] for w in words[start:start + len(family)]] != \
                [w.split("-")[-1] for w in family]:
            continue
        for alias in filter(None, row["aliases"].split("|")):
            other = alias.split(" ")
            if len(other) != len(words):
                continue
            spelt = " ".join(other[start:start + len(family)])
            if row["family_name"] in words[start] and "-" in words[start]:
                spelt = spelt.split("-")[-1]
            edits = distance(spelt, row["family_name"])
            near = spelt[:1] == row["family_name"][:1] and edits <= max(1, len(spelt) // 3)
            if fold(spelt) not in map(fold, found) and len(spelt) > 2 and (near or edits == 1):
                found.append(spelt)
    row["family_name"] = "|".join(found)
    return row


def peoples(facts, out):
    """Regions and cities are no adjectives: "London", "northern"."""
    places = {p for row in read(facts, "states")
              for column in ("capital", "seats", "regions") for p in row[column].split("|")}
    rows = renamed(read(facts, "peoples"), {"name_singular": "name", "name_plural": "plural",
                                            "main_countries": "countries"})
    for row in rows:
        row["adjective"] = "|".join(
            a for a in row["adjective"].split("|")
            if a not in places and a not in ("northern", "southern", "eastern", "western", "San",
                                             "Gulf", "Pacific"))
    write(out, "peoples", "Ethnic, religious and regional peoples.",
          "name plural adjective kind countries code source".split(), rows)


def main():
    facts, out = map(pathlib.Path, sys.argv[1:3])
    states(facts, out)
    spells(facts, out)
    ministries(facts, out)
    write(out, "organisations", "Intergovernmental bodies and their organs, NGOs, media, companies, "
          "unions, religious bodies, universities, courts.",
          "key name aliases code country sector kind parent from to wikidata source".split(),
          map(without_articles, renamed(read(facts, "organisations"),
                                        {"valid_from": "from", "valid_to": "to"})))
    peoples(facts, out)
    write(out, "roles", "Nouns and phrases for what people are, with their sector. needs_country: "
          "where the country comes from.",
          "name plural sector other_sectors code kind needs_country gender notes source".split(),
          renamed(read(facts, "roles"), {"lemma": "name"}))
    write(out, "people", "People. family_name has no article; other spellings of it follow.",
          "key name aliases family_name gender born died country wikidata source".split(),
          map(family_names, read(facts, "people")))
    write(out, "offices", "Who held which office from when to when. organisation: the body, party or "
          "place; empty for offices of the state itself.",
          "person office country organisation sector from to acting source".split(),
          read(facts, "offices"))


if __name__ == "__main__":
    main()
