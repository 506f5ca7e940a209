package winnow.bench;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.util.Map;
import winnow.network.Network;
import winnow.onnx.OnnxWriter;

/** A network's dense float form in ONNX Runtime, on as many threads as Java has processors. */
final class DenseInference implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;
    private final long[] shape;

    DenseInference(Network network) {
        this(OnnxWriter.bytes(network));
    }

    /** @param onnx a model with one input of floats, of known size but for the number of images */
    DenseInference(byte[] onnx) {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
            options.setInterOpNumThreads(1);
            session = environment.createSession(onnx, options);
            NodeInfo info = session.getInputInfo().values().iterator().next();
            input = info.getName();
            shape = ((TensorInfo) info.getInfo()).getShape();
            shape[0] = 1;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime refuses the network", e);
        }
    }

    static String version() {
        return OrtEnvironment.getEnvironment().getVersion();
    }

    /**
     * The network's scores.
     *
     * @param image as the network was trained to see it, in (channel, row, column) order
     */
    float[] infer(float[] image) {
        try (OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(image), shape);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            FloatBuffer scores = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] values = new float[scores.remaining()];
            scores.get(values);
            return values;
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime fails on the network", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not close its session", e);
        }
    }
}
