#!/usr/bin/env python3
"""Makes data/ontology/*.tsv from the fact tables of the PLOVER and CAMEO codebooks.

    tools/build_ontology.py FOLDER-OF-FACT-TABLES [data/ontology]

Codes, labels and numbers come from those tables; what a category becomes when it is still to come,
refused, cancelled or ended, and what it demands of its parties, is laid down here (RULES), after the
notes of the PLOVER 1.3 manual, and can be edited in the result as well.
"""
import csv
import os
import sys

# event: parties it needs, whether it is a saying whose content is no act of its own, and what it becomes.
#   actor      known: no event without a known actor; unknown: code UNK will do
#   recipient  required, optional
#   saying     yes: clauses under it are its content, and tell of no act of their own
#   future     what it is when still to come: another category, or `same` (itself, without the mark)
#   refused    what it is when its actor will not do it
#   cancelled, ended   what it is when called off, or brought to an end; empty: the mark `negation`
#   absorbs    categories that are dropped beside it
#   cameo      the code when nothing says more
# USUAL: sectors that fill an empty side with the nearest mention of one, of the other side's code
RULES = {
    "AGREE": ("known", "optional", "yes", "same", "", "REJECT", "REJECT", "", "030"),
    "CONSULT": ("known", "optional", "no", "AGREE", "REJECT", "REJECT", "CONSULT", "", "040"),
    "SUPPORT": ("known", "optional", "no", "AGREE", "REJECT", "REJECT", "SANCTION", "", "050"),
    "CONCEDE": ("known", "optional", "yes", "same", "REJECT", "", "", "", "080"),
    "COOPERATE": ("known", "required", "no", "AGREE", "REJECT", "SANCTION", "SANCTION", "", "060"),
    "AID": ("known", "required", "no", "AGREE", "REJECT", "SANCTION", "SANCTION", "", "070"),
    "RETREAT": ("known", "optional", "no", "CONCEDE", "REJECT", "", "", "", "087"),
    "REQUEST": ("known", "optional", "yes", "same", "", "CONCEDE", "CONCEDE", "", "020"),
    "ACCUSE": ("known", "optional", "no", "", "", "", "", "", "111"),
    "REJECT": ("known", "optional", "yes", "same", "", "CONCEDE", "CONCEDE", "", "120"),
    "THREATEN": ("known", "optional", "yes", "same", "", "CONCEDE", "CONCEDE", "", "130"),
    "PROTEST": ("known", "optional", "no", "", "", "CONCEDE", "CONCEDE", "", "141"),
    "SANCTION": ("known", "required", "no", "", "", "CONCEDE", "CONCEDE", "", "160"),
    "MOBILIZE": ("known", "optional", "no", "", "", "RETREAT", "RETREAT", "", "150"),
    "COERCE": ("known", "optional", "no", "", "", "CONCEDE", "CONCEDE", "", "170"),
    "ASSAULT": ("unknown", "optional", "no", "", "", "", "", "MOBILIZE", "190"),
}
USUAL = {"COERCE": ("COP|MIL|JUD|GOV", ""), "PROTEST": ("OPP|CVL|SOC|LAB|EDU", "GOV")}
PLOVER = "PLOVER 1.3 (OEDA, CC BY-SA 4.0)"
CAMEO = "CAMEO 1.1b3 (Schrodt), GDELT Goldstein scale and quad classes, CAMEO2PLOVER-2021"


def read(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f, delimiter="\t", quoting=csv.QUOTE_NONE))


def write(folder, name, comment, columns, rows):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        for line in comment:
            f.write("# " + line + "\n")
        f.write("\t".join(columns) + "\n")
        for row in rows:
            f.write("\t".join(row) + "\n")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    facts = sys.argv[1]
    out = sys.argv[2] if len(sys.argv) > 2 else "data/ontology"
    os.makedirs(out, exist_ok=True)

    rows = []
    for e in read(facts, "plover_events.tsv"):
        rows.append((e["event"], e["quad_code"], e["scale"]) + RULES[e["event"]] +
                    USUAL.get(e["event"], ("", "")) + (e["summary"], PLOVER))
    write(out, "events.tsv", ["Categories of acts. tools/build_ontology.py explains the columns."],
          ("event", "quad_code", "scale", "actor", "recipient", "saying", "future", "refused", "cancelled", "ended",
           "absorbs", "cameo", "usual_actor", "usual_recipient", "summary", "source"), rows)
    write(out, "modes.tsv", ["How an act of a category was done."], ("event", "mode", "summary", "source"),
          [(m["event"], m["mode"], m["summary"], PLOVER) for m in read(facts, "plover_modes.tsv")])
    write(out, "contexts.tsv", ["What an act is about."], ("context", "summary", "source"),
          [(c["context"], c["summary"], PLOVER) for c in read(facts, "plover_contexts.tsv")])
    write(out, "auxiliary.tsv", ["Marks of acts that are not told as plain fact."],
          ("auxiliary", "summary", "rule", "source"),
          [(a["auxiliary"], a["summary"], a["rule"], PLOVER) for a in read(facts, "plover_auxiliary.tsv")])
    write(out, "sectors.tsv", ["Sectors of PLOVER and role codes of CAMEO, each with its counterpart."],
          ("scheme", "code", "kind", "summary", "maps_to", "source"),
          [(s["scheme"], s["code"], s["kind"], s["summary"], s["maps_to"],
            PLOVER if s["scheme"] == "plover" else "CAMEO 1.1b3 (Schrodt)") for s in read(facts, "sectors.tsv")])
    write(out, "cameo.tsv", ["CAMEO codes, their scores, and the PLOVER reading of each."],
          ("code", "label", "goldstein", "quad_class", "event", "mode", "context", "source"),
          [(c["code"], c["label"], c["goldstein"], c["quad_class"], c["plover_event"], c["plover_mode"],
            c["plover_context"], CAMEO) for c in read(facts, "cameo.tsv")])
    write(out, "entity_codes.tsv", ["Codes of parties that are no state."],
          ("scheme", "code", "kind", "label", "maps_to", "source"),
          [(c["scheme"], c["code"], c["kind"], c["label"], c["maps_to"],
            PLOVER if c["scheme"] == "plover" else "CAMEO 1.1b3 (Schrodt)") for c in read(facts, "entity_codes.tsv")])


if __name__ == "__main__":
    main()
