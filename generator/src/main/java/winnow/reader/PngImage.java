package winnow.reader;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import winnow.network.IntTensor;
import winnow.network.InvalidInputException;
import winnow.network.Shape;

/** One PNG picture (ISO/IEC 15948) of 8 bits per channel: gray, RGB, or a palette. */
final class PngImage implements Images {
    private static final int HEAD_BYTES = 26;
    private static final int MAXIMUM_BYTES = 1 << 28;
    private static final int GRAY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;

    private final Path file;
    private final byte[] content;
    private final IntTensor image;

    /**
     * Reads the picture; its head is checked against the expected shape before the pixels are unpacked.
     */
    PngImage(Path file, ByteSource source, Shape expected) throws IOException {
        this.file = file;
        if (source.length() < HEAD_BYTES || source.length() > MAXIMUM_BYTES) {
            throw new InvalidInputException(file + ": " + source.length() + " bytes; a PNG has " + HEAD_BYTES + ".." + MAXIMUM_BYTES);
        }
        content = source.read(0, (int) source.length());
        checkHead(ByteBuffer.wrap(content), expected);
        image = decode(expected);
    }

    private void checkHead(ByteBuffer head, Shape expected) {
        long width = Integer.toUnsignedLong(head.getInt(16));
        long height = Integer.toUnsignedLong(head.getInt(20));
        int depth = head.get(24);
        int color = head.get(25);
        if (color == 4 || color == 6) {
            throw new InvalidInputException(file + ": has an alpha channel; save it without transparency");
        }
        if (color != GRAY && color != RGB && color != PALETTE) {
            throw new InvalidInputException(file + ": colour type " + color + " is not one of PNG's");
        }
        if (depth != 8 && (color != PALETTE || depth > 8)) {
            throw new InvalidInputException(file + ": has " + depth + " bits per channel; save it with 8");
        }
        ImageReader.checkShape(file, color == GRAY ? 1 : 3, height, width, expected);
    }

    private IntTensor decode(Shape expected) throws IOException {
        BufferedImage picture;
        try {
            picture = ImageIO.read(new ByteArrayInputStream(content));
        } catch (IOException | RuntimeException e) {
            throw new InvalidInputException(file + ": is a damaged PNG file (" + e.getMessage() + ")");
        }
        if (picture == null) {
            throw new InvalidInputException(file + ": is no readable PNG file");
        }
        if (picture.getColorModel().hasAlpha()) {
            throw new InvalidInputException(file + ": has transparent pixels; save it without transparency");
        }
        int[] values = new int[expected.size()];
        for (int row = 0; row < expected.height(); row++) {
            for (int column = 0; column < expected.width(); column++) {
                // The raster, not getRGB, for gray: Java would convert it from linear light
                int pixel = expected.channels() == 1
                        ? picture.getRaster().getSample(column, row, 0)
                        : picture.getRGB(column, row);
                for (int channel = 0; channel < expected.channels(); channel++) {
                    values[expected.index(channel, row, column)] = pixel >> 8 * (expected.channels() - 1 - channel) & 0xff;
                }
            }
        }
        return new IntTensor(expected, values);
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public IntTensor image(int index) {
        return image;
    }

    @Override
    public String name(int index) {
        return file.toString();
    }

    @Override
    public String suffix() {
        return ".png";
    }

    @Override
    public byte[] first(int images) {
        return content.clone();
    }
}
