package winnow.rtl;

import winnow.network.IntegerLayer;
import winnow.network.Requantization;
import winnow.planner.Bits;

/**
 * Bias and requantisation of a weighted layer.
 *
 * @param pixels values of a beat
 * @param width bits of accumulator, bias and sum
 * @param file  memory of the biases
 */
public record BiasScale(
        int pixels, int width, int channels, int channelWidth, int shift, int outputWidth, int minimum, int maximum, String file) {
    static BiasScale of(IntegerLayer.WeightedLayer layer, int pixels, int width, String file) {
        Requantization requantization = layer.requantization();
        int channels = layer.weights().outputs();
        return new BiasScale(pixels, width, channels, Bits.index(channels), requantization.shift(), layer.output().format().bits(),
                requantization.minimum(), requantization.maximum(), file);
    }
}
