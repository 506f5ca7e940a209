package winnow.retrain;

import java.util.Random;
import winnow.network.Shape;
import winnow.quantize.InputTransform;
import winnow.reader.LabelledImages;

/** Puts images into batches as the network was trained to see them, moved by a few pixels if that is wanted. */
final class Batches {
    private final LabelledImages images;
    private final Shape shape;
    /** What a pixel becomes, by channel of the network and grey level. */
    private final float[][] values;
    private final int[] channels;

    Batches(LabelledImages images, InputTransform transform) {
        this.images = images;
        this.shape = images.shape();
        values = new float[shape.channels()][256];
        channels = new int[shape.channels()];
        for (int channel = 0; channel < shape.channels(); channel++) {
            channels[channel] = transform.order().imageChannel(channel, shape.channels());
            for (int pixel = 0; pixel < 256; pixel++) {
                values[channel][pixel] = (float) ((pixel - transform.mean(channel)) * transform.scale());
            }
        }
    }

    /** Images in the given order, from a place in it. */
    float[] inputs(int[] order, int from, int count) {
        return moved(order, from, count, null, 0);
    }

    /**
     * Images, each moved by up to so many pixels in both directions; what moves in is black.
     *
     * @param random draws the distances; not used if shift is 0
     */
    float[] moved(int[] order, int from, int count, Random random, int shift) {
        float[] batch = new float[count * shape.size()];
        for (int i = 0; i < count; i++) {
            int rows = shift == 0 ? 0 : random.nextInt(2 * shift + 1) - shift;
            int columns = shift == 0 ? 0 : random.nextInt(2 * shift + 1) - shift;
            copy(order[from + i], batch, i * shape.size(), rows, columns);
        }
        return batch;
    }

    private void copy(int image, float[] batch, int start, int rows, int columns) {
        int next = start;
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int row = 0; row < shape.height(); row++) {
                for (int column = 0; column < shape.width(); column++) {
                    batch[next++] = values[channel][pixel(image, channels[channel], row - rows, column - columns)];
                }
            }
        }
    }

    private int pixel(int image, int channel, int row, int column) {
        boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
        return inside ? images.pixel(image, shape.index(channel, row, column)) : 0;
    }

    /** The right classes of images in the given order. */
    int[] labels(int[] order, int from, int count) {
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = images.label(order[from + i]);
        }
        return labels;
    }
}
