package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static winnow.onnx.TestModel.is;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.InvalidInputException;
import winnow.network.Layer;

/** Weights come in many forms; each test's are 1, -2, 0 and 0.5, which all of them hold exactly. */
class ConstantsTest {
    private static final float[] WEIGHTS = {1, -2, 0, 0.5f};
    private static final short[] HALVES = {0x3c00, (short) 0xc000, (short) 0x8000, 0x3800};
    private static final short[] BRAINS = {0x3f80, (short) 0xc000, 0, 0x3f00};

    @TempDir
    private Path folder;

    private float[] weights(TensorProto.Builder tensor) throws IOException {
        return weights(model(tensor));
    }

    private float[] weights(TestModel model) throws IOException {
        return ((Layer.Weighted) Reference.read(folder, model.bytes()).layers().get(0)).denseWeights();
    }

    private static TestModel model(TensorProto.Builder tensor) {
        TestModel model = new TestModel(13).input(1, 4, 4).node("Conv", "y", "x w").output("y");
        model.graph.addInitializer(tensor);
        return model;
    }

    private static TensorProto.Builder tensor(DataType type) {
        return TestModel.tensor("w", type, 1, 1, 2, 2);
    }

    private static ByteString shorts(short... values) {
        ByteBuffer raw = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asShortBuffer().put(values);
        return ByteString.copyFrom(raw);
    }

    private static byte[] floats() {
        ByteBuffer raw = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(WEIGHTS);
        return raw.array();
    }

    @Test
    void floatsDoublesAndHalvesAreReadAsBytesAndAsLists() throws IOException {
        assertArrayEquals(WEIGHTS, weights(tensor(DataType.FLOAT).setRawData(ByteString.copyFrom(floats()))));
        assertArrayEquals(WEIGHTS, weights(tensor(DataType.FLOAT).addAllFloatData(List.of(1f, -2f, 0f, 0.5f))));
        assertArrayEquals(WEIGHTS, weights(tensor(DataType.DOUBLE).addAllDoubleData(List.of(1.0, -2.0, 0.0, 0.5))));
        ByteBuffer doubles = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        doubles.putDouble(1).putDouble(-2).putDouble(0).putDouble(0.5).flip();
        assertArrayEquals(WEIGHTS, weights(tensor(DataType.DOUBLE).setRawData(ByteString.copyFrom(doubles))));
        assertArrayEquals(WEIGHTS, weights(tensor(DataType.FLOAT16).setRawData(shorts(HALVES))));
        assertArrayEquals(WEIGHTS, weights(tensor(DataType.FLOAT16).addAllInt32Data(List.of(0x3c00, 0xc000, 0x8000, 0x3800))));
        assertArrayEquals(WEIGHTS, weights(tensor(DataType.BFLOAT16).setRawData(shorts(BRAINS))));
    }

    @Test
    void everyHalfIsWhatTheStandardSays() {
        assertEquals(0x1p-24f, TensorValues.half((short) 1), "the least");
        assertEquals(0x3ffp-24f, TensorValues.half((short) 0x3ff), "the greatest without an exponent");
        assertEquals(0x1p-14f, TensorValues.half((short) 0x400));
        assertEquals(-65504f, TensorValues.half((short) 0xfbff));
        assertEquals(Float.NEGATIVE_INFINITY, TensorValues.half((short) 0xfc00));
        assertTrue(Float.isNaN(TensorValues.half((short) 0x7e00)));
        assertEquals(Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(TensorValues.half((short) 0x8000)));
    }

    @Test
    void constantsMayBeNodesOrListedAmongTheInputs() throws IOException {
        TestModel listed = model(tensor(DataType.FLOAT).setRawData(ByteString.copyFrom(floats())));
        listed.graph.addInput(TestModel.info("w", 1, 1, 2, 2));
        assertArrayEquals(WEIGHTS, weights(listed));
        assertArrayEquals(WEIGHTS, weights(new TestModel(13).input(1, 4, 4)
                .node("Constant", "w", "", is("value", tensor(DataType.FLOAT).setRawData(ByteString.copyFrom(floats()))))
                .node("Conv", "y", "x w").output("y")));
        AttributeProto values = AttributeProto.newBuilder().setName("value_floats").setType(AttributeType.FLOATS)
                .addAllFloats(List.of(1f, -2f, 0f, 0.5f)).build();
        assertArrayEquals(WEIGHTS, weights(new TestModel(13).input(1, 4, 4).node("Constant", "v", "", values)
                .node("Constant", "s", "", TestModel.are("value_ints", 1, 1, 2, -1)).node("Reshape", "w", "v s")
                .node("Conv", "y", "x w").output("y")));
        assertArrayEquals(new float[] {3}, weights(new TestModel(13).input(1, 4, 4).node("Constant", "f", "", is("value_float",
                3f))
                .node("Mul", "y", "f x").output("y")));
    }

    private static TensorProto.Builder external(String location, String offset, String length) {
        TensorProto.Builder tensor = tensor(DataType.FLOAT).setDataLocation(DataLocation.EXTERNAL);
        for (String[] entry : new String[][] {{"location", location}, {"offset", offset}, {"length", length}}) {
            tensor.addExternalData(StringStringEntryProto.newBuilder().setKey(entry[0]).setValue(entry[1]));
        }
        return tensor;
    }

    @Test
    void externalDataAreReadBesideTheModel() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.write(folder.resolve("data/weights.bin"), ByteBuffer.allocate(24).put(5, floats()).array());
        assertArrayEquals(WEIGHTS, weights(external("data/weights.bin", "5", "16")));
        TensorProto.Builder whole = tensor(DataType.FLOAT).setDataLocation(DataLocation.EXTERNAL)
                .addExternalData(StringStringEntryProto.newBuilder().setKey("location").setValue("whole"));
        Files.write(folder.resolve("whole"), floats());
        assertArrayEquals(WEIGHTS, weights(whole));
    }

    private void refused(TensorProto.Builder tensor, String problem) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> weights(tensor));
        assertTrue(refused.getMessage().contains("node Conv \"n_y\": constant \"w\": " + problem), refused.getMessage());
    }

    @Test
    void refusesExternalDataOutsideTheFolder(@TempDir Path outside) throws IOException {
        Files.write(outside.resolve("secret"), floats());
        refused(external(outside.resolve("secret").toString(), "0", "16"), "its external data \"" + outside);
        refused(external("../" + outside.getFileName() + "/secret", "0", "16"), "its external data \"../");
        Files.createSymbolicLink(folder.resolve("link"), outside.resolve("secret"));
        refused(external("link", "0", "16"), "its external data \"link\" is a link that leaves the model's folder");
    }

    @Test
    void refusesExternalDataThatAreNotWhole() throws IOException {
        Files.write(folder.resolve("short"), new byte[15]);
        refused(external("missing", "0", "16"), "its external data \"missing\" is missing");
        refused(external("", "0", "16"), "its external data \"\" lies outside");
        refused(external("a\0b", "0", "16"), "its external data \"a\\u0000b\" is no path");
        refused(external("short", "0", "16"), "its external data \"short\" ends after 15 bytes");
        refused(external("short", "9223372036854775807", "16"), "its external data \"short\" ends after 15 bytes");
        refused(external("short", "0", "12"), "its external data has 12 bytes, but its shape and type take 16");
        refused(external("short", "-1", "16"), "the offset \"-1\" of its external data is no number of bytes");
    }

    @Test
    void refusesOtherTypesAndSizes() {
        refused(tensor(DataType.INT8).setRawData(ByteString.copyFrom(new byte[4])), "its values are of type INT8");
        refused(tensor(DataType.FLOAT).setRawData(ByteString.copyFrom(new byte[15])),
                "it has 15 bytes, but its shape and type take 16");
        refused(tensor(DataType.FLOAT).addFloatData(1), "it has 1 values, but its shape takes 4");
        refused(tensor(DataType.DOUBLE).addAllDoubleData(List.of(1e300, 1.0, 1.0, 1.0)),
                "1 of its 4 values are not numbers or infinite");
    }
}
