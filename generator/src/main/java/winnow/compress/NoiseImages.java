package winnow.compress;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import winnow.network.IntTensor;
import winnow.network.Shape;
import winnow.quantize.CalibrationImages;

/**
 * Images for want of real ones: seeded noise, coarse and fine, so that smooth areas and edges occur. Ranges found by them are
 * guesses.
 */
final class NoiseImages {
    private static final int COUNT = 16;
    private static final int[] CELLS = {2, 4, 8, 16};

    private NoiseImages() {}

    static CalibrationImages of(Shape shape) {
        Random random = new Random(shape.hashCode());
        List<IntTensor> images = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            images.add(image(shape, CELLS[i % CELLS.length], random));
            names.add("noise " + i);
        }
        return new CalibrationImages(names, images);
    }

    /** Squares of one value each, of so many to a side. */
    private static IntTensor image(Shape shape, int cells, Random random) {
        int[] values = new int[shape.size()];
        for (int channel = 0; channel < shape.channels(); channel++) {
            int[] greys = random.ints((long) cells * cells, 0, 256).toArray();
            for (int row = 0; row < shape.height(); row++) {
                for (int column = 0; column < shape.width(); column++) {
                    int cell = row * cells / shape.height() * cells + column * cells / shape.width();
                    values[shape.index(channel, row, column)] = greys[cell];
                }
            }
        }
        return new IntTensor(shape, values);
    }
}
