#!/bin/sh
# The whole recipe of the shipped attribution model: three networks from three seeds, then one that they teach.
#
#     training/recipe.sh POLNEAR/train BASE OUT TEXTS [options of train.py, such as --device cuda]
#
# TEXTS is a folder of .txt without annotation (texts.py makes one). OUT gets seed1, seed2, seed3 and taught; the last
# is the model. The last step took 80 minutes on one CPU core; the three before it, see README.md.
set -eu
corpus=$1 base=$2 out=$3 texts=$4
shift 4
here=$(dirname "$0")
for seed in 1 2 3; do
    python "$here/train.py" --corpus "$corpus" --base "$base" --out "$out/seed$seed" \
        --seed "$seed" --epochs 5.5 --seconds 36000 "$@"
done
python "$here/train.py" --corpus "$corpus" --base "$base" --out "$out/taught" --texts "$texts" \
    --start "$out/seed1/checkpoint.pt" --start "$out/seed2/checkpoint.pt" --start "$out/seed3/checkpoint.pt" \
    --teacher "$out/seed1" --teacher "$out/seed2" --teacher "$out/seed3" \
    --rate 0.5 --seed 4 --epochs 6 --seconds 36000 --version 2 "$@"
