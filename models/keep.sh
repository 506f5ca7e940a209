#!/usr/bin/env bash
# Takes the headline model of a seed into the project: models/keep.sh NETWORK SEED [FOLDER]
# On the way, how often its activations are not zero is measured on training images, never on those of the test.
# Files of models/NETWORK that Winnow did not write, such as its README, stay.
set -euo pipefail
cd "$(dirname "$0")/.."
network=$1 seed=$2 folder=${3:-build/headline}
model=$folder/$network-$seed
[ -e "$model/manifest.json" ] || { echo "models/keep.sh: $model has no manifest.json; run 'make headline' first" >&2; exit 1; }
digits=build/mnist/train-images-idx3-ubyte
[ -e "$digits" ] || { echo "models/keep.sh: no $digits; run 'make $digits' first" >&2; exit 1; }
[ -d "models/$network" ] || { echo "models/keep.sh: there is no models/$network" >&2; exit 1; }
rm -f "models/$network"/{model.json,weights.bin,manifest.json} "models/$network"/samples-*
cp "$model"/{model.json,weights.bin,manifest.json} "$model"/samples-* "models/$network"
./winnow calibrate "models/$network" --images "$digits" --count 500 -o "models/$network"
./winnow inspect "models/$network"
