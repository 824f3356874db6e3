#!/bin/sh
# The whole recipe of the shipped model: three networks from three seeds, one that they teach, that one gone on with
# reporting on war, and a branch of it for events and forecasts.
#
#     training/recipe.sh POLNEAR/train WAR BASE OUT TEXTS MARKED [options of train.py, such as --device cuda]
#
# WAR is the folder that war.py makes, TEXTS a folder of .txt without annotation (texts.py makes one), MARKED the file
# that marked.py makes. OUT gets seed1, seed2, seed3, taught, war and hints; the last is the model.
set -eu
corpus=$1 war=$2 base=$3 out=$4 texts=$5 marked=$6
shift 6
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
python "$here/branch.py" --marked "$marked" --start "$out/war/checkpoint.pt" --base "$base" --model "$out/war" \
    --out "$out/hints" --epochs 16 --seed 2 --version 4
