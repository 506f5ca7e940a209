package winnow.golden;

import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import winnow.network.IntTensor;

/** Runs a golden model over many images, one thread to an image; a single image gets all threads. */
public final class Evaluator {
    private final GoldenModel model;

    public Evaluator(GoldenModel model) {
        this.model = model;
    }

    /**
     * Evaluates the images 0 to {@code count - 1}. Both functions are called from several threads at once, each once per
     * image, in no particular order.
     *
     * @param images  gives an image by its number; called only when its turn comes, so that images need not all be in memory
     * @param outputs takes the network's output and the image's number
     * @throws IllegalArgumentException if an image does not suit the network; what the functions throw comes through, too
     */
    public void evaluate(int count, IntFunction<IntTensor> images, ObjIntConsumer<IntTensor> outputs) {
        String output = model.network().output().name();
        evaluateAll(count, images, (tensors, number) -> outputs.accept(tensors.get(output), number));
    }

    /**
     * Like {@link #evaluate}, for all tensors.
     *
     * @param tensors takes all tensors by name, the input among them, and the image's number
     */
    public void evaluateAll(int count, IntFunction<IntTensor> images, ObjIntConsumer<Map<String, IntTensor>> tensors) {
        boolean enough = count >= Runtime.getRuntime().availableProcessors();
        ChannelLoop loop = enough ? ChannelLoop.SEQUENTIAL : ChannelLoop.PARALLEL;
        IntStream numbers = enough ? IntStream.range(0, count).parallel() : IntStream.range(0, count);
        numbers.forEach(number -> tensors.accept(model.inferAll(images.apply(number), loop), number));
    }
}
