package winnow.quantize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import winnow.network.FixedPoint;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;

/**
 * Chooses a fixed-point format for every tensor. Tensors between which nothing is requantised (the two sides of a maximum
 * pool, all that meets in a concatenation) form a group of one format.
 */
final class TensorFormats {
    private static final int INPUT_BITS = 8;
    /** How many bits of the observed range a better resolution of the rest may cost. */
    private static final int MOST_CLIPPED_BITS = 8;
    /** By how many bits images that were not seen may exceed it. */
    private static final int MOST_SPARE_BITS = 2;
    /**
     * How likely another image is to reach twice as far. Found by calibrating SqueezeNet on two of three photographs and
     * judging by the third: without it 16-bit activations clip the third to 25 dB in the worst case, with it 59 dB.
     */
    private static final double DOUBLED_SHARE = 0.01;

    private final Network network;
    private final InputTransform transform;
    private final QuantizationOptions options;
    private final Map<String, String> parents = new HashMap<>();
    private final Set<String> signed = new TreeSet<>();
    private final Map<String, ValueHistogram> histograms = new LinkedHashMap<>();

    TensorFormats(Network network, InputTransform transform, QuantizationOptions options) {
        this.network = network;
        this.transform = transform;
        this.options = options;
        for (Layer layer : network.layers()) {
            if (!requantises(layer)) {
                layer.inputs().forEach(input -> parents.put(group(input), group(layer.output())));
            }
        }
        findSigned();
        checkInputGroup();
        network.layers().forEach(layer -> histograms.computeIfAbsent(group(layer.output()), name -> new ValueHistogram()));
    }

    /** One tensor of each group whose format is to be chosen, in the order in which they come to be. */
    List<String> groups() {
        String input = group(network.input());
        return histograms.keySet().stream().filter(name -> !name.equals(input)).toList();
    }

    private static boolean requantises(Layer layer) {
        return layer instanceof Layer.Weighted || layer instanceof Layer.Addition
                || layer instanceof Layer.Pool pool && pool.average();
    }

    private String group(String tensor) {
        String parent = parents.getOrDefault(tensor, tensor);
        return parent.equals(tensor) ? tensor : group(parent);
    }

    /** Below zero go weighted sums without a rectifier, and without one what is made of values below zero. */
    private void findSigned() {
        int before = -1;
        while (signed.size() > before) {
            before = signed.size();
            for (Layer layer : network.layers()) {
                if (mayBeNegative(layer)) {
                    signed.add(group(layer.output()));
                }
            }
        }
    }

    private boolean mayBeNegative(Layer layer) {
        boolean readsNegative = layer.inputs().stream().anyMatch(input -> signed.contains(group(input)));
        if (layer instanceof Layer.Weighted weighted) {
            return weighted.clamp().signed();
        }
        return readsNegative && !(layer instanceof Layer.Addition addition && !addition.clamp().signed());
    }

    /** The input has a format of its own: whatever must share it may not want another. */
    private void checkInputGroup() {
        List<String> problems = new ArrayList<>();
        String input = group(network.input());
        for (Layer layer : network.layers()) {
            boolean readsInput = layer.inputs().contains(network.input());
            if (requantises(layer) && group(layer.output()).equals(input)) {
                problems.add("layer " + layer.name() + ": its output is joined with the network's input, whose format is fixed;"
                        + " that is not supported");
            } else if (readsInput && !(layer instanceof Layer.Weighted) && transform.needsWeights()) {
                problems.add("layer " + layer.name() + ": reads the network's input without weights into which a mean, a scale or"
                        + " a channel order could be folded; that is supported for --mean 0, --scale 2^n, --channels RGB only");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    /** Takes the tensor that a layer wrote for one image into account. */
    void observe(Layer layer, float[] output) {
        if (isMeasured(layer.output())) {
            histograms.get(group(layer.output())).add(output);
        }
    }

    /** Only what layers compute with counts: the values that a maximum pool drops need no resolution. */
    private boolean isMeasured(String tensor) {
        List<Layer> readers = network.layers().stream().filter(layer -> layer.inputs().contains(tensor)).toList();
        return readers.isEmpty() || readers.stream().anyMatch(TensorFormats::requantises);
    }

    /**
     * The formats by tensor, from what was observed.
     *
     * @param warnings gets a line for each tensor in which calibration saw nothing but zeros
     */
    Map<String, FixedPoint> choose(List<String> warnings) {
        Map<String, FixedPoint> chosen = new HashMap<>();
        histograms.forEach((name, histogram) -> chosen.put(name, format(name, histogram, warnings)));
        chosen.put(group(network.input()), new FixedPoint(INPUT_BITS, transform.inputFractionBits(), false));
        Map<String, FixedPoint> formats = new HashMap<>();
        formats.put(network.input(), chosen.get(group(network.input())));
        network.layers().forEach(layer -> formats.put(layer.output(), chosen.get(group(layer.output()))));
        return formats;
    }

    private FixedPoint format(String name, ValueHistogram histogram, List<String> warnings) {
        int bits = options.bits(name);
        if (histogram.isZero()) {
            warnings.add("tensor " + name + " is 0 on all calibration images; its binary point is a guess, give more images");
            return new FixedPoint(bits, 0, signed.contains(name));
        }
        int unclipped = histogram.unclippedFractionBits(bits, signed.contains(name));
        FixedPoint best = new FixedPoint(bits, unclipped, signed.contains(name));
        if (options.calibration() == Calibration.MSE) {
            for (int fraction = unclipped - MOST_SPARE_BITS; fraction <= unclipped + MOST_CLIPPED_BITS; fraction++) {
                FixedPoint candidate = new FixedPoint(bits, fraction, best.signed());
                best = expectedError(histogram, candidate) < expectedError(histogram, best) ? candidate : best;
            }
        }
        return best;
    }

    /**
     * The squared error on the observed values, and on twice and four times them with a small weight. To round 2x to a
     * format is to round x to the format with one more fraction bit, at four times the squared error.
     */
    static double expectedError(ValueHistogram histogram, FixedPoint format) {
        double error = 0;
        double weight = 1;
        for (int octave = 0; octave <= MOST_SPARE_BITS; octave++) {
            error += weight * histogram.squaredError(new FixedPoint(format.bits(), format.fractionBits() + octave, format.signed()));
            weight *= 4 * DOUBLED_SHARE;
        }
        return error;
    }
}
