package winnow.compress;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import winnow.network.Clamp;
import winnow.network.Codebook;
import winnow.network.FloatWeights;
import winnow.network.Floats;
import winnow.network.InvalidInputException;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.Window;

/**
 * Replaces layers by two of a lower rank r, which together have fewer weights:
 *
 * <ul>
 *   <li>a convolution of C to N channels by a column of kernelHeight x 1 to r channels and a row of 1 x kernelWidth to N
 *       channels (Jaderberg et al., <i>Speeding up Convolutional Neural Networks with Low Rank Expansions</i>, BMVC 2014,
 *       scheme 2), by singular values, which give the best such factors (Tai et al., <i>Convolutional Neural Networks with
 *       Low-rank Regularization</i>, ICLR 2016);
 *   <li>a fully-connected layer by one of r outputs and one that reads these.
 * </ul>
 *
 * <p>The first of the two has neither biases nor an activation function; the second has those of the layer. Beyond its map
 * the tensor between them is 0, and that is exact: it is the column's sum where all it sees is padding. Where padding is the
 * mean of the network's input, this holds too, for less the mean it is 0.
 *
 * <p>Weights count with their zeros: pruning comes after this, not before.
 */
public final class LowRank {
    /** Share of the squared singular values that rounding to floats makes of nothing. */
    private static final double ROUNDING = 0x1p-48;

    private LowRank() {}

    /** Number of weights of the two layers. */
    public static long weights(Layer.Weighted layer, int rank) {
        WeightMatrix matrix = new WeightMatrix(layer);
        return (long) rank * (matrix.rows() + matrix.columns());
    }

    /**
     * The greatest rank with which the two layers have fewer weights than the layer; 0 if there is none. For a convolution
     * that is rank x (C x kernelHeight + N x kernelWidth) below N x C x kernelHeight x kernelWidth, for a fully-connected
     * layer rank x (inputs + outputs) below inputs x outputs.
     */
    public static int largestSavingRank(Layer.Weighted layer) {
        return (int) ((layer.weights().size() - 1) / weights(layer, 1));
    }

    /**
     * The least rank that keeps a share of the sum of the squared singular values, which is the sum of the squared weights.
     *
     * @param share above 0, at most 1; 1 means all but what rounding to floats makes of a lower rank
     * @return at least 1, and perhaps more than saves
     */
    public static int rankForEnergy(Layer.Weighted layer, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "a share of the squared singular values lies above 0 and is at most 1, not " + share);
        }
        double[] values = new WeightMatrix(layer).singularValues();
        double total = 0;
        for (double value : values) {
            total += value * value;
        }
        double mayBeLost = Math.max(1 - share, ROUNDING) * total;
        int rank = values.length;
        for (double lost = 0; rank > 0; rank--) {
            lost += values[rank - 1] * values[rank - 1];
            if (lost > mayBeLost) {
                break;
            }
        }
        return Math.max(1, rank);
    }

    /**
     * The network with some layers replaced: {@code ip1} by {@code ip1_down} and {@code ip1_up}, {@code conv2} by
     * {@code conv2_vertical} and {@code conv2_horizontal}, with a number behind where such a name exists. The first of them
     * writes a tensor of its own, the second that of the layer.
     *
     * @param ranks by layer
     * @throws InvalidInputException for every layer that does not exist or has no weights, and every rank that is not
     *     positive or saves nothing
     */
    public static Network factorise(Network network, Map<String, Integer> ranks) {
        List<String> problems = new ArrayList<>();
        // Sorted, so that the same mistakes make the same message
        new TreeMap<>(ranks).forEach((name, rank) -> problems.addAll(problems(network, name, rank)));
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return factorised(network, ranks);
    }

    private static List<String> problems(Network network, String name, int rank) {
        WeightedLayers layers = new WeightedLayers(network);
        if (!layers.contains(name)) {
            return List.of(layers.missing(name, "no rank to lower"));
        }
        Layer.Weighted layer = layers.get(name);
        int limit = largestSavingRank(layer);
        if (rank >= 1 && rank <= limit) {
            return List.of();
        }
        String saves = limit == 0 ? "no rank of this layer does, leave it as it is" : "give 1.." + limit;
        String what = rank < 1
                ? "a rank is at least 1, and must save weights"
                : "its two layers would have " + weights(layer, rank) + " weights, it has " + layer.weights().size();
        return List.of("layer " + name + ": rank " + rank + ": " + what + "; " + saves);
    }

    /** As {@link #factorise}, whether the ranks save anything or not. */
    static Network factorised(Network network, Map<String, Integer> ranks) {
        UnusedNames names = new UnusedNames(network);
        Map<String, Shape> shapes = new HashMap<>(Map.of(network.input(), network.inputShape()));
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : network.layers()) {
            shapes.put(layer.output(), layer.outputShape());
            if (layer instanceof Layer.Weighted weighted && ranks.containsKey(layer.name())) {
                WeightMatrix.Factors factors = new WeightMatrix(weighted).factors(ranks.get(layer.name()));
                layers.addAll(weighted.fullyConnected() ? downAndUp(weighted, factors, names)
                        : columnAndRow(weighted, factors, shapes.get(weighted.input()), names));
            } else {
                layers.add(layer);
            }
        }
        return new Network(network.name(), network.input(), network.inputShape(), layers);
    }

    private static List<Layer> downAndUp(Layer.Weighted layer, WeightMatrix.Factors factors, UnusedNames names) {
        Layer.Weighted down = first(layer, names.layer(layer.name() + "_down"), names.tensor(layer.name() + "_down"),
                Shape.vector(factors.first().sparse().outputs()), Window.PIXEL, factors.first());
        return List.of(down, second(layer, names.layer(layer.name() + "_up"), down.output(), Window.PIXEL, factors.second()));
    }

    private static List<Layer> columnAndRow(Layer.Weighted layer, WeightMatrix.Factors factors, Shape input, UnusedNames names) {
        Window window = layer.window();
        Window column = new Window(window.kernelHeight(), 1, window.strideHeight(), 1, window.padTop(), 0);
        Window row = new Window(1, window.kernelWidth(), 1, window.strideWidth(), 0, window.padLeft());
        Shape between = new Shape(factors.first().sparse().outputs(), layer.outputShape().height(), input.width());
        Layer.Weighted vertical = first(layer, names.layer(layer.name() + "_vertical"), names.tensor(layer.name() + "_vertical"),
                between, column, factors.first());
        return List.of(vertical,
                second(layer, names.layer(layer.name() + "_horizontal"), vertical.output(), row, factors.second()));
    }

    private static Layer.Weighted first(
            Layer.Weighted layer, String name, String output, Shape shape, Window window, FloatWeights weights) {
        return new Layer.Weighted(name, layer.input(), output, shape, layer.fullyConnected(), window, weights.sparse(),
                weights.codebook(), Codebook.NO_PADDING_CODE, Floats.of(new float[shape.channels()]), Clamp.NONE);
    }

    private static Layer.Weighted second(Layer.Weighted layer, String name, String input, Window window, FloatWeights weights) {
        return new Layer.Weighted(name, input, layer.output(), layer.outputShape(), layer.fullyConnected(), window,
                weights.sparse(), weights.codebook(), Codebook.NO_PADDING_CODE, layer.bias(), layer.clamp());
    }
}
