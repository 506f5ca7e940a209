package winnow.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.InvalidInputException;
import winnow.network.Ints;

class NetFileTest {
    private static final float[] CODEBOOK = {0, 0.5f, -1};
    private static final WeightShape CONVOLUTION = new WeightShape("conv", 2, 3, 3, 3, 8, true);
    private static final WeightShape FULL = new WeightShape("full", 4, 10, 1, 1, 4, true);

    @TempDir
    private Path folder;

    private List<NetFile.LayerWeights> read(byte[] bytes, WeightShape... shapes) throws IOException {
        return NetFile.read(Files.write(folder.resolve("w.net"), bytes), List.of(shapes));
    }

    private String problem(byte[] bytes, WeightShape... shapes) {
        return assertThrows(InvalidInputException.class, () -> read(bytes, shapes)).getMessage().replace(folder + "/", "");
    }

    private static NetBytes convolution(int[] codes, int[] indices) {
        return new NetBytes().layer(8, CODEBOOK, new float[2], codes, indices);
    }

    @Test
    void readsCodesAndRelativePositionsWithoutThePadding() throws IOException {
        byte[] bytes = convolution(new int[] {1, 0, 2}, new int[] {3, 15, 1})
                .layer(4, CODEBOOK, new float[] {1, 2, 3, 4}, new int[] {2, 1}, new int[] {0, 9}).bytes();
        List<NetFile.LayerWeights> layers = read(bytes, CONVOLUTION, FULL);
        assertEquals(Ints.of(3, 21), layers.get(0).weights().positions());
        assertEquals(Ints.of(1, 2), layers.get(0).weights().codes());
        assertEquals(3, layers.get(0).entries());
        assertEquals(256, layers.get(0).codebook().length());
        assertEquals(Ints.of(0, 10), layers.get(1).weights().positions());
        assertEquals(4f, layers.get(1).bias().get(3));
        assertEquals(4, layers.get(1).weights().indexBits());
    }

    @Test
    void refusesEveryTruncationAndEveryExtraByte() {
        byte[] bytes = convolution(new int[] {1, 0, 2}, new int[] {3, 15, 1}).bytes();
        for (int length = 0; length < bytes.length; length++) {
            assertTrue(problem(Arrays.copyOf(bytes, length), CONVOLUTION).contains("truncated"), "length " + length);
        }
        assertEquals("w.net: the last layer ends at byte " + bytes.length + ", but the file has " + (bytes.length + 2)
                + ": 2 bytes too many; does the prototxt belong to this file?", problem(Arrays.copyOf(bytes, bytes.length + 2), CONVOLUTION));
    }

    @Test
    void saysWhichLayerAFileIsTooShortFor() {
        byte[] bytes = convolution(new int[] {1}, new int[] {0}).layer(4, CODEBOOK, new float[4], new int[] {1}, new int[] {0}).bytes();
        assertEquals("w.net: layer \"full\", byte 1042: 1 entries need the bytes up to 1124, but the file ends at 1123;"
                + " it is truncated, or the prototxt does not belong to it", problem(Arrays.copyOf(bytes, 1123), CONVOLUTION, FULL));
    }

    @Test
    void refusesEntryCountsThatTheTensorCannotHold() {
        byte[] bytes = convolution(new int[] {1}, new int[] {0}).bytes();
        Arrays.fill(bytes, 0, 4, (byte) 0xff);
        assertEquals("w.net: layer \"conv\", byte 0: 4294967295 entries are more than the layer's 54 weights;"
                + " does the prototxt belong to this file?", problem(bytes, CONVOLUTION));
        WeightShape huge = new WeightShape("huge", 1 << 14, 1 << 14, 1, 1, 8, false);
        bytes[3] = 0x0f;
        assertTrue(problem(bytes, huge).contains("layer \"huge\", byte 4: 268435455 entries need the bytes up to"));
    }

    @Test
    void refusesPositionsBeyondTheTensor() {
        assertEquals("w.net: layer \"conv\", byte 1041: entry 3 lies at position 63, beyond the layer's 54 weights",
                problem(convolution(new int[] {0, 0, 0, 1}, new int[] {15, 15, 15, 15}).bytes(), CONVOLUTION));
    }

    @Test
    void refusesWhatIsNotANumber() {
        byte[] codebook = new NetBytes().layer(8, new float[] {0, Float.NaN}, new float[2], new int[] {1}, new int[] {0}).bytes();
        assertEquals("w.net: layer \"conv\", byte 8: codebook entry 1 is NaN, not a finite number", problem(codebook, CONVOLUTION));
        byte[] bias = new NetBytes()
                .layer(8, CODEBOOK, new float[] {0, Float.POSITIVE_INFINITY}, new int[] {1}, new int[] {0}).bytes();
        assertEquals("w.net: layer \"conv\", byte 1032: bias 1 is Infinity, not a finite number", problem(bias, CONVOLUTION));
    }

    @Test
    void refusesUnusedNibblesThatAreNotZero() {
        byte[] bytes = convolution(new int[] {1}, new int[] {0}).bytes();
        bytes[bytes.length - 1] |= (byte) 0x70;
        assertEquals("w.net: layer \"conv\", byte 1037: the unused high nibble after the last of 1 indices is 7, not 0",
                problem(bytes, CONVOLUTION));
    }

    @Test
    void refusesPaddingThatIsNotZero() {
        byte[] bytes = new NetBytes().layer(8, new float[] {0.25f, 1}, new float[2], new int[] {0, 1}, new int[] {15, 0}).bytes();
        assertEquals("w.net: layer \"conv\", byte 4: codebook entry 0 is 0.25, but code 0 is used, which stands for a padding"
                + " zero; entry 0 must be 0.0", problem(bytes, CONVOLUTION));
    }

    @Test
    void refusesAMissingFile() {
        Path missing = folder.resolve("none.net");
        assertEquals(missing + ": no such file",
                assertThrows(InvalidInputException.class, () -> NetFile.read(missing, List.of())).getMessage());
    }
}
