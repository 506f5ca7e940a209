package winnow.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.golden.GoldenModel;
import winnow.network.AccumulatorRange;
import winnow.network.Codebook;
import winnow.network.FixedPoint;
import winnow.network.IntTensor;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.Ints;
import winnow.network.Layer;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.network.SparseWeights;
import winnow.network.Window;

class QuantizerTest {
    private static final QuantizationOptions WIDE = new QuantizationOptions(16, 16, Calibration.MSE);
    private static final Shape INPUT = new Shape(3, 9, 9);
    private static final Shape GRAY = new Shape(1, 9, 9);
    private static final InputTransform BGR = new InputTransform(ChannelOrder.BGR, List.of(104.0, 117.0, 123.0), 1);

    private static IntegerNetwork quantize(Network network, InputTransform transform, CalibrationImages images, QuantizationOptions options) {
        return Quantizer.quantize(network, transform, images, options).network();
    }

    private static double decibels(Network network, InputTransform transform, IntegerNetwork integers, IntTensor image) {
        return new QuantizationNoise(network, transform, integers, List.of(image)).decibels(integers.output().name());
    }

    /** The bias and the weights of an output at work on pixel - mean directly, in the network's own channel order. */
    private static long direct(Network network, InputTransform transform, IntegerLayer.Convolution quantized, IntTensor image,
            int output, int y, int x, long plainBias) {
        Layer.Weighted layer = (Layer.Weighted) network.layers().get(0);
        SparseWeights weights = layer.weights();
        long sum = plainBias;
        for (int i = 0; i < weights.nonzeros(); i++) {
            int position = weights.positions().get(i);
            if (position / weights.perOutput() == output) {
                int kx = position % weights.kernelWidth();
                int ky = position / weights.kernelWidth() % weights.kernelHeight();
                int channel = position % weights.perOutput() / layer.window().taps();
                int row = y + ky - layer.window().padTop();
                int column = x + kx - layer.window().padLeft();
                Shape shape = image.shape();
                boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
                int pixel = inside ? image.get(transform.order().imageChannel(channel, 3), row, column) : 0;
                long centred = inside ? pixel - (long) transform.mean(channel) : 0;
                sum += quantized.codebook().values().get(weights.codes().get(i)) * centred;
            }
        }
        return sum;
    }

    @Test
    void foldsMeanAndChannelOrderExactly() {
        for (long seed = 1; seed <= 10; seed++) {
            SmallNetworks small = new SmallNetworks(seed);
            Network network = small.single(INPUT, new Shape(4, 5, 7), new Window(5, 3, 2, 1, 2, 0));
            IntTensor image = small.image(INPUT);
            IntegerNetwork integers = quantize(network, BGR, small.images(INPUT, 1), WIDE);
            IntegerLayer.Convolution layer = (IntegerLayer.Convolution) integers.layers().get(0);
            assertEquals(Ints.of(123, 117, 104), integers.padding());
            IntTensor scores = new GoldenModel(integers).infer(image);
            for (int output = 0; output < 4; output++) {
                long meanSum = meanSum(network, layer, output);
                long plainBias = layer.bias().get(output) + meanSum;
                for (int y = 0; y < 5; y++) {
                    for (int x = 0; x < 7; x++) {
                        long sum = direct(network, BGR, layer, image, output, 2 * y, x, plainBias);
                        assertEquals(layer.requantization().apply(sum), scores.get(output, y, x), "seed " + seed);
                    }
                }
                double floatBias = ((Layer.Weighted) network.layers().get(0)).bias().get(output);
                int fractionBits = layer.codebook().fractionBits();
                assertEquals(floatBias, Math.scalb((double) plainBias, -fractionBits), Math.scalb(0.51, -fractionBits));
            }
        }
    }

    private static long meanSum(Network network, IntegerLayer.Convolution layer, int output) {
        SparseWeights weights = ((Layer.Weighted) network.layers().get(0)).weights();
        long sum = 0;
        for (int i = 0; i < weights.nonzeros(); i++) {
            int position = weights.positions().get(i);
            if (position / weights.perOutput() == output) {
                int channel = position % weights.perOutput() / (weights.kernelHeight() * weights.kernelWidth());
                sum += layer.codebook().values().get(weights.codes().get(i)) * (long) BGR.mean(channel);
            }
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1 / 256.0, 1 / 255.0, 0.017, 4})
    void followsTheFloatNetworkWithAnyScale(double scale) {
        SmallNetworks small = new SmallNetworks(7);
        Network network = small.branched();
        InputTransform transform = new InputTransform(ChannelOrder.BGR, List.of(104.0, 117.0, 123.0), scale);
        IntegerNetwork integers = quantize(network, transform, small.images(INPUT, 4), WIDE);
        double noise = decibels(network, transform, integers, small.image(INPUT));
        assertTrue(noise > 60, noise + " dB");
        assertEquals(scale == 1 / 256.0 ? 8 : scale == 4 ? -2 : 0, integers.input().format().fractionBits());
        assertEquals(new FixedPoint(8, integers.input().format().fractionBits(), false), integers.input().format());
    }

    @Test
    void givesWhatMeetsInAConcatenationOneFormat() {
        SmallNetworks small = new SmallNetworks(3);
        Map<String, winnow.network.Tensor> tensors =
                quantize(small.branched(), BGR, small.images(INPUT, 2), QuantizationOptions.DEFAULT).tensors();
        assertEquals(tensors.get("d").format(), tensors.get("b").format());
        assertEquals(tensors.get("d").format(), tensors.get("c").format());
        assertTrue(tensors.get("d").format().signed());
        assertEquals(tensors.get("a").format(), tensors.get("p").format());
        assertEquals(false, tensors.get("p").format().signed());
    }

    @Test
    void followsTheFloatNetworkThroughAdditions() {
        SmallNetworks small = new SmallNetworks(7);
        Network network = small.residual();
        CalibrationImages images = small.images(INPUT, 4);
        IntegerNetwork integers = quantize(network, BGR, images, WIDE);
        double noise = decibels(network, BGR, integers, images.images().get(0));
        assertTrue(noise > 60, noise + " dB");
        double eightBits = decibels(network, BGR, quantize(network, BGR, images, QuantizationOptions.DEFAULT), images.images().get(0));
        assertTrue(eightBits > 15, eightBits + " dB");
    }

    @Test
    void givesAnAdditionAFormatOfItsOwn() {
        SmallNetworks small = new SmallNetworks(3);
        IntegerNetwork integers = quantize(small.residual(), BGR, small.images(INPUT, 2), QuantizationOptions.DEFAULT);
        Map<String, winnow.network.Tensor> tensors = integers.tensors();
        assertTrue(tensors.get("b").format().signed());
        assertEquals(false, tensors.get("c").format().signed());
        assertEquals(tensors.get("e").format(), tensors.get("f").format());
        assertTrue(tensors.get("e").format().signed());
        IntegerLayer.Addition sum = (IntegerLayer.Addition) integers.layers().get(2);
        int finest = Math.max(tensors.get("a").format().fractionBits(), tensors.get("b").format().fractionBits());
        assertEquals(new winnow.network.Requantization(finest - tensors.get("c").format().fractionBits(), 0, 255), sum.requantization());
        Network positive = new Network("n", "data", GRAY, List.of(new Layer.Addition("s", List.of("data", "data"), "s", GRAY, winnow.network.Clamp.NONE)));
        assertEquals(new FixedPoint(8, -1, false),
                quantize(positive, InputTransform.NONE, small.images(GRAY, 1), new QuantizationOptions(8, 10, Calibration.MAXIMUM))
                        .output().format());
    }

    @Test
    void runsTheCalibrationImagesAsTheGoldenModelDoes() {
        for (long seed = 1; seed <= 10; seed++) {
            SmallNetworks small = new SmallNetworks(seed);
            Network network = seed <= 5 ? small.branched() : small.residual();
            CalibrationImages images = small.images(INPUT, 2);
            IntegerNetwork integers = quantize(network, BGR, images, QuantizationOptions.DEFAULT);
            Map<String, IntTensor> golden = new GoldenModel(integers).inferAll(images.images().get(1));
            IntegerRun run = new IntegerRun(network, images);
            for (int i = 0; i < network.layers().size(); i++) {
                Layer layer = network.layers().get(i);
                step(run, layer, integers, network);
                float[] values = run.tensors(1).get(layer.output());
                int[] expected = golden.get(layer.output()).values();
                for (int k = 0; k < expected.length; k++) {
                    assertEquals(expected[k], values[k], "seed " + seed + ", layer " + layer.name());
                }
            }
        }
    }

    private static void step(IntegerRun run, Layer layer, IntegerNetwork integers, Network network) {
        IntegerLayer quantized = integers.layers().get(network.layers().indexOf(layer));
        if (quantized instanceof IntegerLayer.WeightedLayer weighted) {
            Layer.Weighted placed = new HardwareInput(layer.inputs().contains("data") ? BGR : InputTransform.NONE, INPUT)
                    .permuted((Layer.Weighted) layer);
            double[] padding = new double[placed.weights().inputs()];
            for (int channel = 0; channel < 3 && layer.inputs().contains("data"); channel++) {
                padding[channel] = integers.padding().get(channel);
            }
            run.pass(weighted, run.sums(placed, weighted.codebook().values().stream().asDoubleStream().toArray(), padding));
        } else if (quantized instanceof IntegerLayer.AveragePool pool) {
            run.passAverage(pool, (Layer.Pool) layer);
        } else if (quantized instanceof IntegerLayer.Addition addition) {
            run.passAddition(addition, addition.inputs().stream().map(input -> integers.tensors().get(input).format()).toList());
        } else {
            run.passPlain(layer);
        }
    }

    @Test
    void calibratesBetterThanByTheMaximumWhereOutliersAreRare() {
        Random random = new Random(5);
        float[] values = new float[10_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.abs(random.nextGaussian());
        }
        values[17] = 100;
        ValueHistogram histogram = new ValueHistogram();
        histogram.add(values);
        int unclipped = histogram.unclippedFractionBits(4, false);
        assertEquals(-3, unclipped);
        double maximum = histogram.squaredError(new FixedPoint(4, unclipped, false));
        double clipped = histogram.squaredError(new FixedPoint(4, -2, false));
        assertEquals(directError(values, new FixedPoint(4, unclipped, false)), maximum, 0.05 * maximum);
        assertEquals(directError(values, new FixedPoint(4, -2, false)), clipped, 0.05 * clipped);
        FixedPoint fine = new FixedPoint(8, 4, false);
        assertEquals(directError(values, fine), histogram.squaredError(fine), 0.05 * histogram.squaredError(fine));
    }

    @Test
    void leavesRoomForUnseenImagesWhereBitsArePlenty() {
        float[] values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 1000f;
        }
        ValueHistogram histogram = new ValueHistogram();
        histogram.add(values);
        assertTrue(TensorFormats.expectedError(histogram, new FixedPoint(16, 14, false))
                < TensorFormats.expectedError(histogram, new FixedPoint(16, 16, false)));
        assertTrue(TensorFormats.expectedError(histogram, new FixedPoint(2, 2, false))
                < TensorFormats.expectedError(histogram, new FixedPoint(2, 0, false)));
    }

    private static double directError(float[] values, FixedPoint format) {
        double error = 0;
        for (float value : values) {
            double integer = Math.max(format.minimum(), Math.min(format.maximum(), Math.rint(value / format.step())));
            error += Math.pow(value - integer * format.step(), 2);
        }
        return error;
    }

    @Test
    void makesLessSquaredErrorThanTheMaximumOnAWholeTensor() {
        SmallNetworks small = new SmallNetworks(11);
        Network network = small.branched();
        CalibrationImages images = small.images(INPUT, 8);
        double byError = 0;
        double byMaximum = 0;
        for (Calibration calibration : Calibration.values()) {
            IntegerNetwork integers = quantize(network, BGR, images, new QuantizationOptions(4, 16, calibration));
            double noise = new QuantizationNoise(network, BGR, integers, images.images()).decibels("a");
            byError = calibration == Calibration.MSE ? noise : byError;
            byMaximum = calibration == Calibration.MAXIMUM ? noise : byMaximum;
        }
        assertTrue(byError >= byMaximum, byError + " dB, " + byMaximum + " dB by the maximum");
    }

    @Test
    void roundsACodebookByUse() {
        double[] values = {0, 0.30, -0.30, 7.9};
        Codebook rare = new CodebookRounding(values, new long[] {0, 100_000, 100_000, 1}, 4).codebook(0);
        Codebook frequent = new CodebookRounding(values, new long[] {0, 1, 1, 1000}, 4).codebook(0);
        assertTrue(rare.fractionBits() > frequent.fractionBits(), rare + " " + frequent);
        Codebook ternary = new CodebookRounding(new double[] {0, 0.25, -0.25}, new long[] {0, 5, 5}, 10).codebook(0);
        assertEquals(new Codebook(Ints.of(0, 1, -1), 2, 2, 0), ternary);
    }

    @Test
    void givesEveryWindowItsOwnDivisor() {
        Layer pool = new Layer.Pool("m", "data", "m", new Shape(1, 2, 3), true, Window.square(3, 2, 0));
        Network network = new Network("n", "data", new Shape(1, 4, 7), List.of(pool));
        SmallNetworks small = new SmallNetworks(1);
        IntegerNetwork integers = quantize(network, InputTransform.NONE, small.images(new Shape(1, 4, 7), 1), QuantizationOptions.DEFAULT);
        IntegerLayer.AveragePool average = (IntegerLayer.AveragePool) integers.layers().get(0);
        assertEquals(average.reciprocals().get(0), average.reciprocals().get(1));
        assertEquals(1.5, average.reciprocals().get(2) / (double) average.reciprocals().get(0), 1e-4);
        assertTrue(decibels(network, InputTransform.NONE, integers, small.image(new Shape(1, 4, 7))) > 35);
        assertEquals(new AverageReciprocals(Ints.of(1, 1, 2, 2), 2), AverageReciprocals.of(4, 4, 2, 2));
    }

    @Test
    void keepsAccumulatorsWithinTheirLimit() {
        SmallNetworks small = new SmallNetworks(2);
        IntegerNetwork integers = quantize(small.branched(), BGR, small.images(INPUT, 1), WIDE);
        integers.layers().forEach(layer -> layer.weighted().ifPresent(weighted -> assertTrue(
                AccumulatorRange.of(weighted, integers.tensors().get(layer.inputs().get(0)).format()).bits() <= 48)));
    }

    @Test
    void refusesImagesThatCannotCalibrate() {
        SmallNetworks small = new SmallNetworks(1);
        Network network = small.branched();
        CalibrationImages black = new CalibrationImages(List.of("black.png", "small.png"),
                List.of(new IntTensor(INPUT, new int[INPUT.size()]), small.image(GRAY)));
        InvalidInputException refusal =
                assertThrows(InvalidInputException.class, () -> quantize(network, BGR, black, QuantizationOptions.DEFAULT));
        assertEquals(List.of("black.png: every pixel is 0; such an image cannot calibrate anything, give another",
                "small.png: is 1 x 9 x 9, the network takes 3 x 9 x 9"), refusal.problems());
        assertThrows(InvalidInputException.class,
                () -> quantize(network, BGR, new CalibrationImages(List.of(), List.of()), QuantizationOptions.DEFAULT));
    }

    @Test
    void warnsOfATensorThatIsAlwaysZero() {
        SmallNetworks small = new SmallNetworks(1);
        Layer.Weighted layer = small.convolution("dead", "data", INPUT, new Shape(2, 9, 9), Window.square(1, 1, 0), true);
        Layer.Weighted dead = new Layer.Weighted("dead", "data", "dead", layer.outputShape(), false, layer.window(), layer.weights(),
                layer.codebook(), 0, winnow.network.Floats.of(-1e6f, -1e6f), winnow.network.Clamp.RELU);
        Quantizer.Result result = Quantizer.quantize(new Network("n", "data", INPUT, List.of(dead)), BGR, small.images(INPUT, 1),
                QuantizationOptions.DEFAULT);
        assertEquals(List.of("tensor dead is 0 on all calibration images; its binary point is a guess, give more images"),
                result.warnings());
    }

    @Test
    void refusesWeightsThatNoBinaryPointReaches() {
        SmallNetworks small = new SmallNetworks(1);
        Layer.Weighted layer = small.convolution("a", "data", INPUT, new Shape(2, 9, 9), Window.square(1, 1, 0), true);
        float[] values = new float[16];
        java.util.Arrays.fill(values, 1, 16, 1e-25f);
        Layer.Weighted tiny = new Layer.Weighted("tiny", "data", "tiny", layer.outputShape(), false, layer.window(), layer.weights(),
                winnow.network.Floats.of(values), 0, layer.bias(), winnow.network.Clamp.RELU);
        Network network = new Network("n", "data", INPUT, List.of(tiny));
        String problem = assertThrows(InvalidInputException.class,
                () -> quantize(network, BGR, small.images(INPUT, 1), QuantizationOptions.DEFAULT)).getMessage();
        assertTrue(problem.startsWith("layer tiny: its values are too large or too small for fixed point: "), problem);
    }

    @Test
    void refusesTransformsThatNothingCouldAbsorb() {
        SmallNetworks small = new SmallNetworks(1);
        Layer pool = new Layer.Pool("p", "data", "p", new Shape(3, 4, 4), false, Window.square(3, 2, 0));
        Network network = new Network("n", "data", INPUT, List.of(pool));
        CalibrationImages images = small.images(INPUT, 1);
        assertTrue(assertThrows(InvalidInputException.class, () -> quantize(network, BGR, images, QuantizationOptions.DEFAULT))
                .getMessage().contains("layer p: reads the network's input without weights"));
        assertEquals(network.inputShape(), quantize(network, InputTransform.NONE, images, QuantizationOptions.DEFAULT).input().shape());
    }

    @Test
    void refusesNumbersOutOfRange() {
        List<String> problems = new ArrayList<>();
        problems.addAll(assertThrows(InvalidInputException.class,
                () -> new InputTransform(ChannelOrder.RGB, List.of(-1.0, 256.0, Double.NaN), 0)).problems());
        problems.addAll(assertThrows(InvalidInputException.class, () -> new QuantizationOptions(1, 17, Calibration.MSE)).problems());
        problems.addAll(new InputTransform(ChannelOrder.BGR, List.of(1.0, 2.0), 1).problems(GRAY));
        assertEquals(List.of("--mean: -1.0 is outside 0..255, the range of a pixel", "--mean: 256.0 is outside 0..255, the range of a pixel",
                "--mean: NaN is outside 0..255, the range of a pixel", "--scale: 0.0 is not a positive number between 2^-32 and 2^32",
                "--activation-bits: 1 is outside 2..16", "--codebook-bits: 17 is outside 2..16",
                "--mean: 2 values for an input of 1 channels", "--channels BGR: the input has 1 channels, not 3"), problems);
    }

    @Test
    void computesFullyConnectedLayersOnTheInputToo() {
        SmallNetworks small = new SmallNetworks(4);
        Network network = new Network("n", "data", INPUT, List.of(small.fullyConnected("f", "data", INPUT, 5)));
        CalibrationImages images = small.images(INPUT, 3);
        IntegerNetwork integers = quantize(network, BGR, images, WIDE);
        // On another image one of five outputs may well exceed the range that three images gave
        assertTrue(decibels(network, BGR, integers, images.images().get(1)) > 60);
        assertArrayEquals(new int[] {123, 117, 104}, integers.padding().stream().toArray());
    }
}
