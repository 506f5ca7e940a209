package winnow.reader;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.network.InvalidInputException;
import winnow.network.Shape;

/** Files with random damage are read or refused; nothing else comes out of a reader. */
class MutatedInputsTest {
    private static final int RUNS = 3000;
    private static final String PROTOTXT = """
            name: "tiny" input: 'data' input_shape { dim: [1, 1, 6, 6] }
            layer { name: "c" type: "Convolution" bottom: "data" top: "c" param { lr_mult: 1 }
              convolution_param { num_output: 2 kernel_size: 3 stride: 1 pad: 1 weight_filler { std: 0.01 } } }
            layer { name: "r" type: "ReLU" bottom: "c" top: "c" }
            layer { name: "p" type: "Pooling" bottom: "c" top: "p" pooling_param { pool: AVE kernel_size: 2 stride: 2 } }
            layer { name: "j" type: "Concat" bottom: "p" bottom: "p" top: "j" }
            layer { name: "e" type: "Eltwise" bottom: "j" bottom: "j" top: "e" eltwise_param { operation: SUM coeff: [1, 1] } }
            layer { name: "f" type: "InnerProduct" bottom: "e" top: "f" inner_product_param { num_output: 3 } }
            """;
    private static final String[] WORDS = {"{", "}", "0", "-1", "99999999999", "1000000", "name: ", "'", "bottom: 'f'", "[", "group: 2 ", "\\"};

    @TempDir
    private Path folder;

    private final Random random = new Random(20);

    private interface Reading {
        void run() throws IOException;
    }

    /** Whether the reading was refused. */
    private static boolean refused(Reading reading) throws IOException {
        try {
            reading.run();
            return false;
        } catch (InvalidInputException e) {
            return true;
        }
    }

    private byte[] damaged(byte[] content) {
        byte[] damaged = content.clone();
        for (int i = 0; i <= random.nextInt(3); i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private String damaged(String text) {
        int from = random.nextInt(text.length());
        int to = Math.min(text.length(), from + random.nextInt(8));
        return text.substring(0, from) + WORDS[random.nextInt(WORDS.length)] + text.substring(to);
    }

    @Test
    void readsOrRefusesDamagedNetworks() throws IOException {
        byte[] net = new NetBytes()
                .layer(8, new float[] {0, 1}, new float[2], new int[] {1, 0, 1}, new int[] {1, 5, 2})
                .layer(4, new float[] {0, 1}, new float[3], new int[] {1, 0, 1}, new int[] {1, 5, 2}).bytes();
        Path text = folder.resolve("t");
        Path weights = folder.resolve("w");
        Files.writeString(text, PROTOTXT);
        Files.write(weights, net);
        CaffeReader.read(text, weights);
        int refusals = 0;
        for (int i = 0; i < RUNS; i++) {
            Files.write(text, i % 2 == 0 ? damaged(PROTOTXT).getBytes(StandardCharsets.UTF_8) : PROTOTXT.getBytes(StandardCharsets.UTF_8));
            Files.write(weights, i % 2 == 1 ? damaged(net) : net);
            refusals += refused(() -> CaffeReader.read(text, weights)) ? 1 : 0;
        }
        assertTrue(refusals > RUNS / 10 && refusals < RUNS, refusals + " refusals");
    }

    @Test
    void readsOrRefusesDamagedImages() throws IOException {
        Path file = folder.resolve("i");
        byte[] npy = new byte[NpyHeader.write(java.util.List.of(2, 3)).length + 6];
        System.arraycopy(NpyHeader.write(java.util.List.of(2, 3)), 0, npy, 0, npy.length - 6);
        byte[] idx = new byte[16 + 6];
        System.arraycopy(new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3}, 0, idx, 0, 16);
        for (int i = 0; i < RUNS; i++) {
            Files.write(file, damaged(i % 2 == 0 ? npy : idx));
            refused(() -> ImageReader.open(file, new Shape(1, 2, 3)).image(0));
            refused(() -> LabelReader.read(file));
        }
    }
}
