#!/usr/bin/env bash
# Trains, prunes, shares and quantises one of the networks here: models/train.sh NETWORK SEED FOLDER [OPTION...]
# What FOLDER/NETWORK-SEED has already is not made again; options are added to those of `winnow compress`.
set -euo pipefail
cd "$(dirname "$0")/.."
network=$1 seed=$2 folder=$3
shift 3
data=(--scale 0.00390625 --seed "$seed"
    --train-images build/mnist/train-images-idx3-ubyte --train-labels build/mnist/train-labels-idx1-ubyte)
case $network in
    lenet300) train=(--epochs 15 --shift 2) compress=(--density 0.036 --codebook 9 --prune-epochs 24 --share-epochs 4 --shift 1) ;;
    lenet5) train=(--epochs 8 --shift 2) compress=(--density 0.02 --codebook 12 --prune-epochs 13 --share-epochs 2 --shift 1) ;;
    *) echo "models/train.sh: no network $network; there are lenet300 and lenet5" >&2; exit 2 ;;
esac
float=$folder/$network-$seed.onnx
model=$folder/$network-$seed
mkdir -p "$folder"
[ -e "$float" ] || ./winnow train "models/$network/$network.prototxt" "${data[@]}" "${train[@]}" -o "$float"
[ -e "$model/model.json" ] || ./winnow compress "$float" "${data[@]}" "${compress[@]}" \
    --test-images build/mnist/t10k-images-idx3-ubyte --test-labels build/mnist/t10k-labels-idx1-ubyte \
    --samples build/mnist/t10k-images-idx3-ubyte --sample-labels build/mnist/t10k-labels-idx1-ubyte "$@" -o "$model"
