package winnow.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.network.InvalidInputException;

/**
 * Makes images for a face network from {@code lfw_subset.npy} of scikit-image: 100 faces of "Labeled Faces in the Wild" (Huang
 * et al., technical report 07-49, University of Massachusetts, 2007), gray, 25 x 25, then 100 pieces of background, which are
 * left out.
 */
@Command(name = "faces", description = "Resizes the faces of scikit-image's lfw_subset.npy and writes them as idx3-ubyte files.")
public final class FaceImages implements Callable<Integer> {
    private static final int FACES = 100;
    /** Images to calibrate with and images to measure with are not the same. */
    private static final int CALIBRATION_FACES = 32;
    /** The head of a NumPy file of doubles: two numbers of its length after magic string and version, then the shape. */
    private static final Pattern HEAD =
            Pattern.compile("\\{'descr': '<f8', 'fortran_order': False, 'shape': \\((\\d+), (\\d+), (\\d+)\\), \\} *\n");
    private static final int HEAD_START = 10;

    @Parameters(paramLabel = "NPY", description = "lfw_subset.npy")
    private Path source;

    @Option(names = "--size", required = true, paramLabel = "PIXELS", description = "Rows and columns of the images to write.")
    private int size;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FOLDER",
            description = "Gets calibration-idx3-ubyte and test-idx3-ubyte.")
    private Path output;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(Bench.run(new FaceImages(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        double[][][] faces = faces(Files.readAllBytes(source));
        Files.createDirectories(output);
        write("calibration-idx3-ubyte", faces, 0, CALIBRATION_FACES);
        write("test-idx3-ubyte", faces, CALIBRATION_FACES, FACES);
        return 0;
    }

    /** Gray values 0..1 by face, row and column. */
    private double[][][] faces(byte[] content) {
        Matcher head = HEAD.matcher(new String(content, StandardCharsets.ISO_8859_1));
        if (!head.find() || head.start() != HEAD_START || Integer.parseInt(head.group(1)) < FACES) {
            throw new InvalidInputException(source + ": is no NumPy file of " + FACES
                    + " or more images of doubles; give lfw_subset.npy");
        }
        int rows = Integer.parseInt(head.group(2));
        int columns = Integer.parseInt(head.group(3));
        ByteBuffer values = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).position(head.end());
        if (values.remaining() < (long) FACES * rows * columns * Double.BYTES) {
            throw new InvalidInputException(source + ": ends before its " + FACES + "th face; fetch it again");
        }
        double[][][] faces = new double[FACES][rows][columns];
        for (double[][] face : faces) {
            for (double[] row : face) {
                for (int column = 0; column < columns; column++) {
                    row[column] = values.getDouble();
                }
            }
        }
        return faces;
    }

    private void write(String name, double[][][] faces, int from, int to) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(16 + (to - from) * size * size);
        content.put(new byte[] {0, 0, 8, 3}).putInt(to - from).putInt(size).putInt(size);
        for (int face = from; face < to; face++) {
            for (int row = 0; row < size; row++) {
                for (int column = 0; column < size; column++) {
                    content.put((byte) Math.round(255 * between(faces[face], row, column)));
                }
            }
        }
        Path file = output.resolve(name);
        Files.write(file, content.array());
        spec.commandLine().getOut().println(file + ": " + (to - from) + " faces of " + size + " x " + size);
    }

    /** Bilinear interpolation, pixels being squares whose values are those of their centres; the border goes on outside. */
    private double between(double[][] image, int row, int column) {
        double y = Math.max(0, Math.min(image.length - 1, (row + 0.5) * image.length / size - 0.5));
        double x = Math.max(0, Math.min(image[0].length - 1, (column + 0.5) * image[0].length / size - 0.5));
        int top = (int) y;
        int left = (int) x;
        int bottom = Math.min(top + 1, image.length - 1);
        int right = Math.min(left + 1, image[0].length - 1);
        double upper = image[top][left] + (x - left) * (image[top][right] - image[top][left]);
        double lower = image[bottom][left] + (x - left) * (image[bottom][right] - image[bottom][left]);
        return upper + (y - top) * (lower - upper);
    }
}
