#!/bin/sh
# The whole recipe of the shipped attribution model: three networks from three seeds, one that they teach, and that one
# gone on with reporting on war.
#
#     training/recipe.sh POLNEAR/train WAR BASE OUT TEXTS [options of train.py, such as --device cuda]
#
# WAR is the folder that war.py makes, TEXTS a folder of .txt without annotation (texts.py makes one). OUT gets seed1,
# seed2, seed3, taught and war; the last is the model. How long each took stands in README.md.
set -eu
corpus=$1 war=$2 base=$3 out=$4 texts=$5
shift 5
here=$(dirname "$0")
for seed in 1 2 3; do
    python "$here/train.py" --corpus "$corpus" --base "$base" --out "$out/seed$seed" \
        --seed "$seed" --epochs 5.5 --seconds 36000 "$@"
done
python "$here/train.py" --corpus "$corpus" --base "$base" --out "$out/taught" --texts "$texts" \
    --start "$out/seed1/checkpoint.pt" --start "$out/seed2/checkpoint.pt" --start "$out/seed3/checkpoint.pt" \
    --teacher "$out/seed1" --teacher "$out/seed2" --teacher "$out/seed3" \
    --rate 0.5 --seed 4 --epochs 6 --seconds 36000 --version 2 "$@"
python "$here/train.py" --corpus "$corpus" --corpus "$war" --corpus "$war" --base "$base" --out "$out/war" \
    --start "$out/taught/checkpoint.pt" \
    --teacher "$out/taught" --teacher "$out/seed1" --teacher "$out/seed2" --teacher "$out/seed3" \
    --rate 0.5 --seed 7 --epochs 3 --seconds 36000 --version 3 "$@"
