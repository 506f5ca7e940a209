package winnow.quantize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.Ints;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Requantization;
import winnow.network.Shape;

/**
 * The calibration images on their way through the integer network, all at the same layer: what the layers quantised so
 * far make of them. Integers of 16 bits are exact in a float. (The golden model states the arithmetic independently;
 * tests compare the two.)
 */
final class IntegerRun {
    /** How much of the memory the images may take. */
    private static final double MEMORY_SHARE = 0.6;

    private final Network network;
    private final TensorShapes shapes;
    private final List<Map<String, float[]>> live = new ArrayList<>();

    IntegerRun(Network network, CalibrationImages images) {
        this.network = network;
        this.shapes = new TensorShapes(network);
        requireMemory(images.images().size());
        for (IntTensor image : images.images()) {
            float[] pixels = new float[image.values().length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = image.values()[i];
            }
            live.add(new HashMap<>(Map.of(network.input(), pixels)));
        }
    }

    private void requireMemory(int images) {
        double perImage = bytesPerImage();
        double allowed = MEMORY_SHARE * Runtime.getRuntime().maxMemory();
        if (perImage * images > allowed) {
            throw new InvalidInputException(images + " calibration images need " + Math.round(perImage * images / (1 << 20))
                    + " MiB, and " + Math.round(allowed / (1 << 20)) + " MiB may be used; give at most "
                    + (long) (allowed / perImage) + " images, or more memory with WINNOW_JAVA_OPTS=-Xmx...");
        }
    }

    /** The most that the tensors alive at a layer and its sums take. */
    private double bytesPerImage() {
        double peak = 0;
        List<String> alive = new ArrayList<>(List.of(network.input()));
        for (int i = 0; i < network.layers().size(); i++) {
            Layer layer = network.layers().get(i);
            alive.add(layer.output());
            double floats = alive.stream().mapToDouble(tensor -> shapes.of(tensor).size()).sum();
            peak = Math.max(peak, Float.BYTES * floats + Double.BYTES * (double) layer.outputShape().size());
            int place = i;
            alive.removeIf(tensor -> !shapes.neededAfter(place, tensor));
        }
        return peak;
    }

    /** The accumulators of a layer with weights, without bias, for each image. */
    List<double[]> sums(Layer.Weighted placed, double[] codebook, double[] padding) {
        WeightedSums sums = new WeightedSums(placed, shapes.of(placed.input()));
        return live.stream().map(tensors -> sums.of(tensors.get(placed.input()), codebook, padding)).toList();
    }

    /** Goes on behind a layer with weights. */
    void pass(IntegerLayer.WeightedLayer layer, List<double[]> sums) {
        Shape shape = layer.output().shape();
        int map = shape.height() * shape.width();
        for (int image = 0; image < live.size(); image++) {
            float[] output = new float[shape.size()];
            for (int i = 0; i < output.length; i++) {
                long accumulator = (long) sums.get(image)[i] + layer.bias().get(i / map);
                output[i] = layer.requantization().apply(accumulator);
            }
            live.get(image).put(layer.output().name(), output);
        }
    }

    /** Goes on behind an average pool. */
    void passAverage(IntegerLayer.AveragePool pool, Layer.Pool source) {
        Shape shape = source.outputShape();
        PoolWindows windows = new PoolWindows(source, shapes.of(source.input()));
        Requantization requantization = pool.requantization();
        for (Map<String, float[]> tensors : live) {
            double[] sums = windows.sums(tensors.get(source.input()));
            float[] output = new float[sums.length];
            for (int i = 0; i < output.length; i++) {
                int reciprocal = pool.reciprocal(i / shape.width() % shape.height(), i % shape.width());
                output[i] = requantization.apply((long) sums[i] * reciprocal);
            }
            tensors.put(source.output(), output);
        }
    }

    /**
     * Goes on behind an addition.
     *
     * @param inputs formats of what it reads
     */
    void passAddition(IntegerLayer.Addition layer, List<FixedPoint> inputs) {
        Ints alignment = IntegerLayer.Addition.alignment(inputs);
        for (Map<String, float[]> tensors : live) {
            List<float[]> addends = layer.inputs().stream().map(tensors::get).toList();
            float[] output = new float[layer.output().shape().size()];
            for (int i = 0; i < output.length; i++) {
                long sum = 0;
                for (int addend = 0; addend < addends.size(); addend++) {
                    sum += (long) addends.get(addend)[i] << alignment.get(addend);
                }
                output[i] = layer.requantization().apply(sum);
            }
            tensors.put(layer.output().name(), output);
        }
    }

    /** Goes on behind a layer that only moves values. */
    void passPlain(Layer layer) {
        for (Map<String, float[]> tensors : live) {
            float[] output = layer instanceof Layer.Pool pool
                    ? new PoolWindows(pool, shapes.of(pool.input())).maxima(tensors.get(pool.input()))
                    : FloatModel.joined(layer.inputs().stream().map(tensors::get).toList(), layer.outputShape());
            tensors.put(layer.output(), output);
        }
    }

    /** Drops what no layer after the given place reads. */
    void forgetBehind(int place) {
        live.forEach(tensors -> tensors.keySet().removeIf(tensor -> !shapes.neededAfter(place, tensor)));
    }

    /** The tensors of one image that are alive. */
    Map<String, float[]> tensors(int image) {
        return live.get(image);
    }
}
