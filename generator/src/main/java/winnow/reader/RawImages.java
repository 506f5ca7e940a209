package winnow.reader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.function.IntFunction;
import winnow.network.IntTensor;
import winnow.network.Shape;

/** Images that lie uncompressed one behind the other, each row by row with its channels side by side. */
final class RawImages implements Images {
    private final Path file;
    private final ByteSource source;
    private final int start;
    private final int count;
    private final Shape shape;
    private final String suffix;
    private final IntFunction<byte[]> header;

    /**
     * @param start  where the first image's pixels begin, in bytes
     * @param header the head of a file of the given number of images
     */
    RawImages(Path file, ByteSource source, int start, int count, Shape shape, String suffix, IntFunction<byte[]> header) {
        this.file = file;
        this.source = source;
        this.start = start;
        this.count = count;
        this.shape = shape;
        this.suffix = suffix;
        this.header = header;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public IntTensor image(int index) throws IOException {
        byte[] pixels = source.read(start + (long) index * shape.size(), shape.size());
        int[] values = new int[shape.size()];
        int next = 0;
        for (int position = 0; position < shape.height() * shape.width(); position++) {
            for (int channel = 0; channel < shape.channels(); channel++) {
                values[channel * shape.height() * shape.width() + position] = pixels[next++] & 0xff;
            }
        }
        return new IntTensor(shape, values);
    }

    @Override
    public String name(int index) {
        return count == 1 ? file.toString() : file + ", image " + index;
    }

    @Override
    public String suffix() {
        return suffix;
    }

    @Override
    public byte[] first(int images) throws IOException {
        int kept = Math.min(images, count);
        byte[] head = header.apply(kept);
        int length = Math.multiplyExact(kept, shape.size());
        return ByteBuffer.allocate(head.length + length).put(head).put(source.read(start, length)).array();
    }
}
