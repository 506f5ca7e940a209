package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import winnow.network.IntTensor;
import winnow.network.Network;
import winnow.network.Shape;
import winnow.quantize.FloatModel;
import winnow.quantize.InputTransform;

/** Holds what is read against ONNX Runtime on the same file. */
final class Reference {
    /** Of the greatest value: sums in floats, in another order. */
    private static final double TOLERANCE = 1e-5;

    private Reference() {}

    static Network read(Path folder, byte[] model) throws IOException {
        Path file = folder.resolve("model.onnx");
        Files.write(file, model);
        return OnnxReader.read(file);
    }

    /** Reads the model and compares its output on a random image; gives the network. */
    static Network agrees(Path folder, TestModel model) throws IOException {
        byte[] bytes = model.bytes();
        Network network = read(folder, bytes);
        agrees(network, folder.resolve("model.onnx"));
        return network;
    }

    /** @param file the same network as ONNX */
    static void agrees(Network network, Path file) {
        IntTensor image = image(network.inputShape());
        float[] expected = infer(file, network.input(), image);
        float[] got = new FloatModel(network, InputTransform.NONE).infer(image);
        assertEquals(expected.length, got.length, "number of outputs");
        double greatest = 1e-3;
        for (float value : expected) {
            greatest = Math.max(greatest, Math.abs(value));
        }
        for (int i = 0; i < got.length; i++) {
            assertEquals(expected[i], got[i], greatest * TOLERANCE, "output " + i);
        }
    }

    private static IntTensor image(Shape shape) {
        return new IntTensor(shape, new Random(7).ints(shape.size(), 0, 256).toArray());
    }

    private static float[] infer(Path file, String input, IntTensor image) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Shape shape = image.shape();
        FloatBuffer pixels = FloatBuffer.allocate(shape.size());
        for (int pixel : image.values()) {
            pixels.put(pixel);
        }
        try (OrtSession.SessionOptions options = options();
                OrtSession session = environment.createSession(file.toString(), options);
                OnnxTensor tensor = OnnxTensor.createTensor(environment, pixels.flip(),
                        new long[] {1, shape.channels(), shape.height(), shape.width()});
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] floats = new float[values.remaining()];
            values.get(floats);
            return floats;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime fails on " + file, e);
        }
    }

    /** Node by node as the file has them, on one thread. */
    private static OrtSession.SessionOptions options() throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
        options.setIntraOpNumThreads(1);
        options.setSessionLogLevel(ai.onnxruntime.OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
        return options;
    }
}
