package winnow.rtl;

import java.util.ArrayList;
import java.util.List;
import winnow.network.IntegerLayer.WeightedLayer;
import winnow.network.Ints;
import winnow.network.Requantization;
import winnow.planner.Bits;

/**
 * Bias and requantisation of weighted layers whose outputs follow each other.
 *
 * @param pixels        values of a beat
 * @param width         bits of accumulator, bias and sum
 * @param firstChannels first channel of each range of channels with one requantisation, a Verilog literal, like the others
 * @param file          memory of the biases
 */
public record BiasScale(
        int pixels,
        int width,
        int channels,
        int channelWidth,
        int ranges,
        int rangeWidth,
        String firstChannels,
        String shifts,
        int outputWidth,
        String minimums,
        String maximums,
        String file) {
    private static final int INTEGER_BITS = 32;

    static BiasScale of(List<? extends WeightedLayer> layers, int pixels, int width, String file) {
        List<Requantization> scales = new ArrayList<>();
        List<Integer> first = new ArrayList<>();
        int channels = 0;
        for (WeightedLayer layer : layers) {
            if (scales.isEmpty() || !scales.get(scales.size() - 1).equals(layer.requantization())) {
                scales.add(layer.requantization());
                first.add(channels);
            }
            channels += layer.weights().outputs();
        }
        return new BiasScale(pixels, width, channels, Bits.index(channels), scales.size(), Bits.index(scales.size()),
                PackedLiteral.of(ints(first), Bits.index(channels)),
                integers(scales.stream().map(Requantization::shift).toList()), layers.get(0).output().format().bits(),
                integers(scales.stream().map(Requantization::minimum).toList()),
                integers(scales.stream().map(Requantization::maximum).toList()), file);
    }

    /** A lone number is easier to read as such. */
    private static String integers(List<Integer> values) {
        return values.size() == 1 ? values.get(0).toString() : PackedLiteral.of(ints(values), INTEGER_BITS);
    }

    private static Ints ints(List<Integer> values) {
        return Ints.of(values.stream().mapToInt(value -> value).toArray());
    }
}
