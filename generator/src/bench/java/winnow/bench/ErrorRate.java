package winnow.bench;

import java.util.Locale;
import winnow.compress.Judge;
import winnow.network.IntegerNetwork;
import winnow.network.Network;
import winnow.quantize.InputTransform;
import winnow.reader.LabelledImages;

/**
 * How many images a network gets wrong; counts, for a share in percent is rounded before it is held against a limit.
 *
 * @param wrong  images whose greatest score is not that of their class
 * @param images all images
 */
record ErrorRate(long wrong, int images) {
    /** Of the integer golden model, which says what the hardware says. */
    static ErrorRate of(IntegerNetwork network, LabelledImages images) {
        return of(Judge.of(images, InputTransform.NONE).accuracy(network), images);
    }

    /** Of a network in floats. */
    static ErrorRate of(Network network, InputTransform transform, LabelledImages images) {
        return of(Judge.of(images, transform).accuracy(network), images);
    }

    private static ErrorRate of(double accuracy, LabelledImages images) {
        return new ErrorRate(images.count() - Math.round(accuracy * images.count()), images.count());
    }

    double percent() {
        return 100.0 * wrong / images;
    }

    /** Percentage points that this is worse than another on the same images. */
    double above(ErrorRate other) {
        return 100.0 * (wrong - other.wrong) / images;
    }

    static String text(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }
}
