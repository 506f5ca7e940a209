package winnow.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import winnow.SharedFolder;
import winnow.golden.GoldenModel;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.reader.CaffeReader;
import winnow.reader.ImageReader;

/** The real network, calibrated on two photographs and judged on the third by an independent float evaluation. */
class SqueezeNetQuantizerTest {
    private static final Shape INPUT = new Shape(3, 227, 227);
    private static final InputTransform TRANSFORM = new InputTransform(ChannelOrder.BGR, List.of(104.0, 117.0, 123.0), 1);

    @Test
    void reachesTwentyFourDecibelsWithEightBitActivations() throws IOException {
        IntegerNetwork network = quantize(8, 10);
        double noise = decibels(network, "coffee");
        assertTrue(noise >= 24, "only " + noise + " dB");
        assertEquals(967, best(network, "coffee"));
        assertEquals(285, best(network, "chelsea"));
    }

    @Test
    void reachesSixtyDecibelsWithSixteenBits() throws IOException {
        IntegerNetwork network = quantize(16, 16);
        double noise = decibels(network, "coffee");
        assertTrue(noise >= 60, "only " + noise + " dB");
        assertEquals(967, best(network, "coffee"));
        assertEquals(285, best(network, "chelsea"));
    }

    @Test
    void isNotClippedByAnImageThatReachesBeyondTheCalibration() throws IOException {
        CalibrationImages images = new CalibrationImages(List.of("chelsea", "coffee"), List.of(image("chelsea"), image("coffee")));
        IntegerNetwork network = Quantizer.quantize(network(), TRANSFORM, images,
                new QuantizationOptions(16, 16, Calibration.MSE)).network();
        double noise = decibels(network, "astronaut");
        assertTrue(noise >= 55, "only " + noise + " dB");
    }

    @Test
    void evaluatesTheFloatNetworkAsTheIndependentEvaluationDoes() throws IOException {
        float[] scores = new FloatModel(network(), TRANSFORM).infer(image("coffee"));
        List<Double> expected = expected("coffee");
        for (int i = 0; i < scores.length; i++) {
            assertEquals(expected.get(i), scores[i], 1e-4, "class " + i);
        }
    }

    static Network network() throws IOException {
        Path folder = SharedFolder.path("models/squeezenet-deep-compression");
        return CaffeReader.read(folder.resolve("SqueezeNet_deploy.prototxt"), folder.resolve("compressed_SqueezeNet.net"));
    }

    private static IntegerNetwork quantize(int activationBits, int codebookBits) throws IOException {
        CalibrationImages images =
                new CalibrationImages(List.of("chelsea", "astronaut"), List.of(image("chelsea"), image("astronaut")));
        return Quantizer.quantize(network(), TRANSFORM, images,
                new QuantizationOptions(activationBits, codebookBits, Calibration.MSE)).network();
    }

    private static IntTensor image(String name) throws IOException {
        return ImageReader.open(SharedFolder.path("images/" + name + "_227.png"), INPUT).image(0);
    }

    private static List<Double> expected(String name) throws IOException {
        return Files.readAllLines(SharedFolder.path("images/" + name + "_227.float-scores.txt")).stream().map(Double::valueOf).toList();
    }

    private static double decibels(IntegerNetwork network, String name) throws IOException {
        List<Double> expected = expected(name);
        IntTensor scores = new GoldenModel(network).infer(image(name));
        double step = network.output().format().step();
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < expected.size(); i++) {
            double difference = expected.get(i) - scores.values()[i] * step;
            signal += expected.get(i) * expected.get(i);
            noise += difference * difference;
        }
        return 10 * Math.log10(signal / noise);
    }

    private static int best(IntegerNetwork network, String name) throws IOException {
        int[] scores = new GoldenModel(network).infer(image(name)).values();
        return IntStream.range(0, scores.length).reduce((a, b) -> scores[b] > scores[a] ? b : a).orElseThrow();
    }
}
