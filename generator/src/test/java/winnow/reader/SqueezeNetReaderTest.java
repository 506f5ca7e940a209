package winnow.reader;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.SharedFolder;
import winnow.network.Layer;
import winnow.network.Network;

/** The facts that come with the real network. */
class SqueezeNetReaderTest {
    @Test
    void agreesWithTheFactsThatComeWithTheModel() throws IOException {
        Path folder = SharedFolder.path("models/squeezenet-deep-compression");
        Path file = folder.resolve("compressed_SqueezeNet.net");
        Network network = CaffeReader.read(folder.resolve("SqueezeNet_deploy.prototxt"), file);
        List<Layer.Weighted> layers =
                network.layers().stream().filter(Layer.Weighted.class::isInstance).map(Layer.Weighted.class::cast).toList();
        assertEquals(26, layers.size());
        assertEquals(1_244_448, layers.stream().mapToInt(layer -> layer.weights().size()).sum());
        assertEquals(415_921, layers.stream().mapToInt(layer -> layer.weights().nonzeros()).sum());
        ByteBuffer counts = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(422_083, layers.stream().mapToInt(layer -> counts.getInt()).sum());
        assertEquals(443_223_545L, layers.stream().mapToLong(SqueezeNetReaderTest::multiplications).sum());
        assertEquals("96 x 111 x 111", layers.get(0).outputShape().toString());
        assertEquals("1000 x 15 x 15", layers.get(25).outputShape().toString());
        assertEquals("1000 x 1 x 1", network.layers().get(network.layers().size() - 1).outputShape().toString());
        assertEquals(List.of("data"), layers.get(0).inputs());
    }

    private static long multiplications(Layer.Weighted layer) {
        return (long) layer.weights().nonzeros() * layer.outputShape().height() * layer.outputShape().width();
    }
}
