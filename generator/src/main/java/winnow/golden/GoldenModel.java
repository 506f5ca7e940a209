package winnow.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerLayer.Addition;
import winnow.network.IntegerLayer.AveragePool;
import winnow.network.IntegerLayer.Concatenation;
import winnow.network.IntegerLayer.Convolution;
import winnow.network.IntegerLayer.FullyConnected;
import winnow.network.IntegerLayer.MaximumPool;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.Shape;
import winnow.network.Tensor;

/**
 * Bit-exact integer inference: every tensor is, to the last bit, what the hardware computes. Zero weights cost nothing.
 * Immutable; several threads may use one model.
 */
public final class GoldenModel {
    private final IntegerNetwork network;
    private final List<GoldenLayer> layers = new ArrayList<>();

    /** @throws InvalidInputException if the network's tensors do not fit the memory that Java has */
    public GoldenModel(IntegerNetwork network) {
        this.network = network;
        requireMemory();
        Map<String, Tensor> tensors = network.tensors();
        network.layers().forEach(layer -> layers.add(prepared(layer, layer.inputs().stream().map(tensors::get).toList())));
    }

    private void requireMemory() {
        long bytes = network.tensors().values().stream().mapToLong(tensor -> (long) tensor.shape().size() * Integer.BYTES).sum();
        if (bytes > Runtime.getRuntime().maxMemory()) {
            throw new InvalidInputException("network " + network.name() + ": its tensors take " + bytes + " bytes, Java has "
                    + Runtime.getRuntime().maxMemory() + "; give it more with -Xmx");
        }
    }

    public IntegerNetwork network() {
        return network;
    }

    /**
     * The network's output for an image; all cores work on it.
     *
     * @throws IllegalArgumentException if the image has not the shape of the network's input, or a value beyond its format
     */
    public IntTensor infer(IntTensor image) {
        return inferAll(image, ChannelLoop.PARALLEL).get(network.output().name());
    }

    /** All tensors by name, the input first, in the order of the layers. Errors as in {@link #infer}. */
    public Map<String, IntTensor> inferAll(IntTensor image) {
        return inferAll(image, ChannelLoop.PARALLEL);
    }

    Map<String, IntTensor> inferAll(IntTensor image, ChannelLoop loop) {
        checkImage(image);
        Map<String, IntTensor> tensors = new LinkedHashMap<>();
        tensors.put(network.input().name(), image);
        for (int i = 0; i < layers.size(); i++) {
            IntegerLayer layer = network.layers().get(i);
            List<int[]> inputs = layer.inputs().stream().map(name -> tensors.get(name).values()).toList();
            tensors.put(layer.output().name(), new IntTensor(layer.output().shape(), layers.get(i).apply(inputs, loop)));
        }
        return tensors;
    }

    private void checkImage(IntTensor image) {
        Tensor input = network.input();
        if (!image.shape().equals(input.shape())) {
            throw new IllegalArgumentException("image is " + image.shape() + ", the network's input " + input.shape());
        }
        FixedPoint format = input.format();
        for (int value : image.values()) {
            if (value < format.minimum() || value > format.maximum()) {
                throw new IllegalArgumentException("image has a value of " + value + ", the network's input has "
                        + format.minimum() + ".." + format.maximum());
            }
        }
    }

    /** The one place that tells the kinds of layer apart: the network's types cannot know who runs them. */
    private GoldenLayer prepared(IntegerLayer layer, List<Tensor> inputs) {
        Tensor input = inputs.get(0);
        Shape shape = input.shape();
        if (layer instanceof Convolution convolution) {
            return new SparseConvolution(convolution, network, input);
        } else if (layer instanceof FullyConnected full) {
            return new SparseProduct(full);
        } else if (layer instanceof MaximumPool pool) {
            return WindowPool.of(pool, shape);
        } else if (layer instanceof AveragePool pool) {
            return WindowPool.of(pool, shape);
        } else if (layer instanceof Concatenation) {
            return new ChannelJoin(layer.output().shape().size());
        } else if (layer instanceof Addition addition) {
            return new AlignedSum(addition, inputs.stream().map(Tensor::format).toList());
        }
        throw new IllegalArgumentException("layer " + layer.name() + ": no golden model of a " + layer.kind());
    }
}
