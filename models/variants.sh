#!/usr/bin/env bash
# Makes a network of the table of variants: models/variants.sh VARIANT FOLDER [OPTION...]
# VARIANT is headline, clustered, binary, ternary or low-rank, which begin with the float LeNet-5 of build/headline (seed 1),
# or fashion, which is trained here. FOLDER/VARIANT gets the model; options are added to those of `winnow compress`.
set -euo pipefail
cd "$(dirname "$0")/.."
variant=$1 folder=$2
shift 2
float=build/headline/lenet5-1.onnx
images=build/mnist
train=()
case $variant in
    headline) ;;
    clustered) compress=(--density 1 --codebook 16 --prune-epochs 0 --share-epochs 3 --shift 1) ;;
    binary) compress=(--weights binary --prune-epochs 15 --share-epochs 2 --shift 1) ;;
    ternary) compress=(--weights ternary --prune-epochs 15 --share-epochs 2 --shift 1) ;;
    low-rank) compress=(--rank conv2=20,ip1=32 --density 0.15 --codebook 12 --prune-epochs 13 --share-epochs 2 --shift 1) ;;
    fashion)
        float=$folder/fashion.onnx
        images=build/fashion
        train=(--epochs 12 --shift 1)
        compress=(--density 0.08 --codebook 16 --prune-epochs 12 --share-epochs 3 --shift 1) ;;
    *) echo "models/variants.sh: no variant $variant; there are headline, clustered, binary, ternary, low-rank and fashion" >&2; exit 2 ;;
esac
mkdir -p "$folder"
if [ "$variant" = headline ]; then
    rm -rf "${folder:?}/headline"
    cp -r build/headline/lenet5-1 "$folder/headline"
    exit 0
fi
data=(--scale 0.00390625 --seed 1 --train-images $images/train-images-idx3-ubyte --train-labels $images/train-labels-idx1-ubyte)
if [ ${#train[@]} -gt 0 ] && [ ! -e "$float" ]; then
    ./winnow train "models/$variant/$variant.prototxt" "${data[@]}" "${train[@]}" -o "$float"
fi
# The table says what a variant costs, so that none is refused here for what it costs.
./winnow compress "$float" "${data[@]}" "${compress[@]}" --max-drop 100 \
    --test-images $images/t10k-images-idx3-ubyte --test-labels $images/t10k-labels-idx1-ubyte \
    --samples $images/t10k-images-idx3-ubyte --sample-labels $images/t10k-labels-idx1-ubyte "$@" -o "$folder/$variant"
