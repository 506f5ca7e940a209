package winnow.reader;

import java.io.IOException;
import winnow.network.IntTensor;

/** The images of one file: pixels 0..255, channels in the order red, green, blue (or one gray), read one at a time. */
public interface Images {
    /** Number of images, at least 1. */
    int count();

    /** An image by its number from 0. */
    IntTensor image(int index) throws IOException;

    /** How messages name an image: the file, and the number if there are several. */
    String name(int index);

    /** What follows "images" in the name of a file of this form: {@code -idx3-ubyte}, {@code .npy}, {@code .png}. */
    String suffix();

    /** A file of the same form, uncompressed, with the first images only. */
    byte[] first(int images) throws IOException;
}
