package winnow.reader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.InvalidInputException;
import winnow.network.Ints;
import winnow.network.Shape;

class ImageReaderTest {
    private static final Shape RGB = new Shape(3, 2, 3);
    private static final Shape GRAY = new Shape(1, 2, 3);

    @TempDir
    private Path folder;

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("f"), content);
    }

    private String problem(byte[] content, Shape expected) throws IOException {
        Path file = file(content);
        return assertThrows(InvalidInputException.class, () -> ImageReader.open(file, expected)).getMessage()
                .replace(folder + "/", "");
    }

    private static byte[] png(int type, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, type);
        for (int i = 0; i < width * height; i++) {
            if (type == BufferedImage.TYPE_BYTE_GRAY) {
                image.getRaster().setSample(i % width, i / width, 0, 10 * i + 1);
            } else {
                image.setRGB(i % width, i / width, 0xff000000 | (10 * i + 1) << 16 | (10 * i + 2) << 8 | 10 * i + 3);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] idx(int magic, int... sizes) {
        int values = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + values).putInt(magic);
        Arrays.stream(sizes).forEach(bytes::putInt);
        for (int i = 0; i < values; i++) {
            bytes.put((byte) (i + 250));
        }
        return bytes.array();
    }

    private static byte[] npy(String type, String order, String shape, int values) {
        byte[] head = ("{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': " + shape + ", }\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.allocate(12 + head.length + values).put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 2, 0});
        bytes.order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(head.length).put(head);
        for (int i = 0; i < values; i++) {
            bytes.put((byte) i);
        }
        return bytes.array();
    }

    private static byte[] gzipped(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private int[] pixels(byte[] content, Shape expected, int index) throws IOException {
        return ImageReader.open(file(content), expected).image(index).values();
    }

    @Test
    void readsAColourPictureAsPlanesOfRedGreenBlue() throws IOException {
        int[] expected = {1, 11, 21, 31, 41, 51, 2, 12, 22, 32, 42, 52, 3, 13, 23, 33, 43, 53};
        assertArrayEquals(expected, pixels(png(BufferedImage.TYPE_INT_RGB, 3, 2), RGB, 0));
    }

    @Test
    void readsGrayWithoutChangingItsTones() throws IOException {
        assertArrayEquals(new int[] {1, 11, 21, 31, 41, 51}, pixels(png(BufferedImage.TYPE_BYTE_GRAY, 3, 2), GRAY, 0));
    }

    @Test
    void readsAPalette() throws IOException {
        assertEquals(18, pixels(png(BufferedImage.TYPE_BYTE_INDEXED, 3, 2), RGB, 0).length);
    }

    @Test
    void refusesPicturesOfAnotherForm() throws IOException {
        assertEquals("f: 4 x 2 pixels of 3 channels; the network takes 3 x 2 pixels of 3 channels",
                problem(png(BufferedImage.TYPE_INT_RGB, 4, 2), RGB));
        assertEquals("f: 3 x 2 pixels of 1 channel; the network takes 3 x 2 pixels of 3 channels",
                problem(png(BufferedImage.TYPE_BYTE_GRAY, 3, 2), RGB));
        assertEquals("f: 3 x 2 pixels of 3 channels; the network takes 3 x 2 pixels of 1 channel",
                problem(png(BufferedImage.TYPE_INT_RGB, 3, 2), GRAY));
        assertEquals("f: has an alpha channel; save it without transparency", problem(png(BufferedImage.TYPE_INT_ARGB, 3, 2), RGB));
        assertEquals("f: has 16 bits per channel; save it with 8", problem(png(BufferedImage.TYPE_USHORT_GRAY, 3, 2), GRAY));
        byte[] damaged = png(BufferedImage.TYPE_INT_RGB, 3, 2);
        assertTrue(problem(Arrays.copyOf(damaged, damaged.length - 30), RGB).startsWith("f: is a damaged PNG file"));
        assertEquals("f: is neither PNG, idx3-ubyte (plain or .gz) nor .npy; convert it to one of them", problem(new byte[3], RGB));
    }

    @Test
    void readsIdxPlainAndGzipped() throws IOException {
        byte[] idx = idx(0x803, 2, 2, 3);
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, pixels(idx, GRAY, 1));
        assertArrayEquals(new int[] {250, 251, 252, 253, 254, 255}, pixels(gzipped(idx), GRAY, 0));
        assertEquals(2, ImageReader.open(file(gzipped(idx)), GRAY).count());
    }

    @Test
    void refusesIdxHeadsThatPromiseAnotherLength() throws IOException {
        byte[] idx = idx(0x803, 2, 2, 3);
        assertEquals("f: its head [2, 2, 3] promises 28 bytes, the file has 27", problem(Arrays.copyOf(idx, 27), GRAY));
        assertEquals("f: its head [2, 2, 3] promises 28 bytes, the file has 29", problem(Arrays.copyOf(idx, 29), GRAY));
        byte[] huge = ByteBuffer.allocate(16).putInt(0x803).putInt(0x7fffffff).putInt(0x7fffffff).putInt(0x7fffffff).array();
        assertTrue(problem(huge, GRAY).contains("bytes, the file has 16"));
        assertEquals("f: begins with 00000801, an idx3-ubyte file with 00000803", problem(idx(0x801, 20), GRAY));
        assertEquals("f: 2 x 3 pixels of 1 channel; the network takes 3 x 2 pixels of 1 channel", problem(idx(0x803, 1, 3, 2), GRAY));
        byte[] gzip = gzipped(idx);
        assertTrue(problem(Arrays.copyOf(gzip, gzip.length / 2), GRAY).contains("is a damaged gzip file"));
    }

    @Test
    void readsNumpyArraysOfAllFourForms() throws IOException {
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, pixels(npy("|u1", "False", "(2, 3)", 6), GRAY, 0));
        assertArrayEquals(new int[] {6, 7, 8, 9, 10, 11}, pixels(npy("|u1", "False", "(4, 2, 3)", 24), GRAY, 1));
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, pixels(npy("|u1", "False", "(2, 3, 1)", 6), GRAY, 0));
        assertEquals(3, pixels(npy("|u1", "False", "(2, 3, 3)", 18), RGB, 0)[1]);
        assertEquals(18 + 1, pixels(npy("|u1", "False", "(2, 2, 3, 3)", 36), RGB, 1)[6]);
    }

    @Test
    void refusesNumpyArraysOfAnotherForm() throws IOException {
        assertEquals("f: has values of type <f4; Winnow reads uint8 (astype(numpy.uint8))", problem(npy("<f4", "False", "(2, 3)", 24), GRAY));
        assertEquals("f: is in Fortran order; save numpy.ascontiguousarray of it", problem(npy("|u1", "True", "(2, 3)", 6), GRAY));
        assertTrue(problem(npy("|u1", "False", "(2, 3)", 5), GRAY).contains("its head [2, 3] promises"));
        assertTrue(problem(npy("|u1", "False", "(6,)", 6), GRAY).contains("an array of shape [6]"));
        assertTrue(problem(npy("|u1", "False", "(2, x)", 6), GRAY).contains("is not as NumPy writes it"));
        assertEquals("f: 3 x 2 pixels of 3 channels; the network takes 3 x 2 pixels of 1 channel",
                problem(npy("|u1", "False", "(4, 2, 3, 3)", 72), GRAY));
        byte[] version = npy("|u1", "False", "(2, 3)", 6);
        version[6] = 3;
        assertEquals("f: is a NumPy file of version 3; Winnow reads 1.0 and 2.0", problem(version, GRAY));
        assertTrue(problem(Arrays.copyOf(version, 7), GRAY).contains("version 0"));
    }

    @Test
    void keepsTheFirstImagesInTheirForm() throws IOException {
        Images idx = ImageReader.open(file(gzipped(idx(0x803, 3, 2, 3))), GRAY);
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5}, pixels(idx.first(2), GRAY, 1));
        assertEquals(2, ImageReader.open(file(idx.first(2)), GRAY).count());
        assertEquals("-idx3-ubyte", idx.suffix());
        Images npy = ImageReader.open(file(npy("|u1", "False", "(4, 2, 3)", 24)), GRAY);
        byte[] kept = npy.first(3);
        assertEquals(3, ImageReader.open(file(kept), GRAY).count());
        assertArrayEquals(new int[] {12, 13, 14, 15, 16, 17}, pixels(kept, GRAY, 2));
    }

    @Test
    void readsLabels() throws IOException {
        assertEquals(Ints.of(250, 251, 252), LabelReader.read(file(gzipped(idx(0x801, 3)))));
        Path file = file(idx(0x801, 3));
        assertArrayEquals(idx(0x801, 2), LabelReader.first(file, 2));
        assertTrue(assertThrows(InvalidInputException.class, () -> LabelReader.first(file, 4)).getMessage().contains("3 labels for 4 images"));
        Path images = file(idx(0x803, 1, 1, 1));
        assertTrue(assertThrows(InvalidInputException.class, () -> LabelReader.read(images)).getMessage()
                .contains("an idx1-ubyte file with 00000801"));
    }

    @Test
    void refusesAMissingFileAndAFolder() {
        Path missing = folder.resolve("none.png");
        assertEquals(missing + ": no such file", assertThrows(InvalidInputException.class, () -> ImageReader.open(missing, RGB)).getMessage());
        assertEquals(folder + ": is a folder, not a file",
                assertThrows(InvalidInputException.class, () -> ImageReader.open(folder, RGB)).getMessage());
    }
}
