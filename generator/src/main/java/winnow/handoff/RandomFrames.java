package winnow.handoff;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.List;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.Tensor;

/** Frames for a model without sample images: random values over the whole range of its input, always the same. */
final class RandomFrames {
    private static final long SEED = 1;

    private RandomFrames() {}

    static List<IntTensor> of(Tensor input, int count) {
        Random random = new Random(SEED);
        return Stream.generate(() -> frame(input, random)).limit(count).toList();
    }

    private static IntTensor frame(Tensor input, Random random) {
        FixedPoint format = input.format();
        return new IntTensor(input.shape(), IntStream.generate(
                () -> format.minimum() + random.nextInt(format.maximum() - format.minimum() + 1)).limit(input.shape().size()).toArray());
    }
}
