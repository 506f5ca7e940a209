package winnow.reader;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.network.InvalidInputException;
import winnow.network.Shape;

/**
 * Reads images of unsigned 8-bit pixels, told apart by their first bytes, not by their names: PNG; idx3-ubyte, plain or
 * gzipped; NumPy arrays of uint8 and shape HxW, HxWxC, NxHxW or NxHxWxC.
 */
public final class ImageReader {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final byte[] IDX = {0, 0, 8};

    private ImageReader() {}

    /**
     * Opens a file of images.
     *
     * @param expected the shape of the network's input, which the images must have
     * @throws InvalidInputException if the file is missing, damaged, or of another size, channel count or bit depth
     */
    public static Images open(Path file, Shape expected) throws IOException {
        ByteSource source = ByteSource.open(file);
        byte[] start = source.read(0, (int) Math.min(PNG.length, source.length()));
        if (startsWith(start, PNG)) {
            return new PngImage(file, source, expected);
        } else if (startsWith(start, NPY)) {
            return numpy(file, source, expected);
        } else if (startsWith(start, IDX)) {
            return idx(file, source, expected);
        }
        throw new InvalidInputException(file + ": is neither PNG, idx3-ubyte (plain or .gz) nor .npy; convert it to one of them");
    }

    static void checkShape(Path file, int channels, long height, long width, Shape expected) {
        if (channels != expected.channels() || height != expected.height() || width != expected.width()) {
            throw new InvalidInputException(file + ": " + width + " x " + height + " pixels of " + channels(channels)
                    + "; the network takes " + expected.width() + " x " + expected.height() + " pixels of "
                    + channels(expected.channels()));
        }
    }

    private static String channels(int channels) {
        return channels + (channels == 1 ? " channel" : " channels");
    }

    private static Images idx(Path file, ByteSource source, Shape expected) throws IOException {
        IdxHeader header = IdxHeader.read(file, source, 3);
        List<Integer> sizes = header.sizes();
        checkShape(file, 1, sizes.get(1), sizes.get(2), expected);
        return new RawImages(file, source, header.bytes(), sizes.get(0), expected, "-idx3-ubyte", header::withItems);
    }

    private static Images numpy(Path file, ByteSource source, Shape expected) throws IOException {
        NpyHeader header = NpyHeader.read(file, source);
        List<Integer> shape = header.shape();
        List<Integer> one = List.of(expected.height(), expected.width(), expected.channels());
        boolean several = shape.size() == 4 || shape.size() == 3 && expected.channels() == 1 && !shape.equals(one);
        List<Integer> image = new ArrayList<>(several ? shape.subList(1, shape.size()) : shape);
        if (image.size() == 2) {
            image.add(1);
        }
        if (image.size() != 3) {
            throw new InvalidInputException(file + ": an array of shape " + shape
                    + "; Winnow reads HxW, HxWxC, NxHxW and NxHxWxC (channels last)");
        }
        checkShape(file, image.get(2), image.get(0), image.get(1), expected);
        int count = several ? shape.get(0) : 1;
        if (count < 1) {
            throw new InvalidInputException(file + ": holds no image");
        }
        List<Integer> rest = several ? shape.subList(1, shape.size()) : shape;
        return new RawImages(file, source, header.bytes(), count, expected, ".npy",
                images -> NpyHeader.write(several ? joined(images, rest) : rest));
    }

    private static List<Integer> joined(int first, List<Integer> rest) {
        List<Integer> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private static boolean startsWith(byte[] content, byte[] magic) {
        return content.length >= magic.length && Arrays.equals(content, 0, magic.length, magic, 0, magic.length);
    }
}
