package winnow.compress;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import winnow.golden.Evaluator;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.Network;
import winnow.quantize.FloatModel;
import winnow.quantize.InputTransform;
import winnow.reader.LabelledImages;

/**
 * Says how often a network gives the right class: the one that a label names, or, without labels, the one that the float
 * network gave before it was compressed. A network of one output has two classes, told apart by its sign.
 */
public final class Judge {
    private final InputTransform transform;
    private final IntFunction<IntTensor> images;
    private final int[] expected;

    private Judge(InputTransform transform, IntFunction<IntTensor> images, int[] expected) {
        this.transform = transform;
        this.images = images;
        this.expected = expected;
    }

    /** By labels. */
    public static Judge of(LabelledImages images, InputTransform transform) {
        int[] labels = new int[images.count()];
        Arrays.setAll(labels, images::label);
        return new Judge(transform, images::image, labels);
    }

    /** By what a network says of images. */
    public static Judge of(Network network, IntFunction<IntTensor> images, int count, InputTransform transform) {
        FloatModel model = new FloatModel(network, transform);
        int[] classes = new int[count];
        Arrays.parallelSetAll(classes, image -> best(model.infer(images.apply(image))));
        return new Judge(transform, images, classes);
    }

    /** The same with the first images only. */
    public Judge first(int count) {
        return new Judge(transform, images, Arrays.copyOf(expected, Math.min(count, expected.length)));
    }

    public int count() {
        return expected.length;
    }

    /** Share of right classes, 0..1. */
    public double accuracy(Network network) {
        FloatModel model = new FloatModel(network, transform);
        long right = IntStream.range(0, expected.length).parallel()
                .filter(image -> best(model.infer(images.apply(image))) == expected[image]).count();
        return (double) right / expected.length;
    }

    /** Share of right classes of the integer golden model, 0..1. */
    public double accuracy(IntegerNetwork network) {
        LongAdder right = new LongAdder();
        new Evaluator(new GoldenModel(network)).evaluate(expected.length, images, (output, image) -> {
            if (best(output.values()) == expected[image]) {
                right.increment();
            }
        });
        return right.doubleValue() / expected.length;
    }

    private static int best(float[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return scores.length == 1 ? (scores[0] > 0 ? 1 : 0) : best;
    }

    private static int best(int[] scores) {
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return scores.length == 1 ? (scores[0] > 0 ? 1 : 0) : best;
    }
}
