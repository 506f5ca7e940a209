package winnow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import winnow.golden.GoldenModel;
import winnow.link.Frame;
import winnow.link.ImageFormat;
import winnow.link.SerialTransport;
import winnow.link.UartBench;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.planner.Plan;
import winnow.planner.Planner;
import winnow.planner.StreamOrder;
import winnow.reader.ImageReader;
import winnow.reader.Images;
import winnow.reader.ModelForm;
import winnow.simulate.Tools;

/** {@code winnow run} talks to LeNet-5 in Verilator over a pseudo-terminal and a line of bits: what it says, and what goes wrong. */
class RunCommandTest {
    private static final Path MODEL = Path.of("models/lenet5");
    private static final int LANES = 8;
    private static final int CLOCKS_PER_BIT = 8;
    private static final int BAUD = 1_000_000;
    private static final int IMAGES = 4;
    private static final int IDX_HEAD = 16;
    private static final int PIXELS = 28 * 28;
    /** A time-out on the line of 2^15 to 2^16 clocks: 400 to 800 bytes. */
    private static final String TIMEOUT = "TIMEOUT_WIDTH=15";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path folder;

    private static Path design;
    private static Path images;
    private static Path labels;
    private static UartBench bench;
    private static IntegerNetwork network;
    private static ImageFormat format;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void startTheBoard() throws IOException {
        Tools.verilator();
        design = folder.resolve("design");
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        assertEquals(0, WinnowCommand.run(nowhere, nowhere, "generate", MODEL.toString(), "--lanes", Integer.toString(LANES),
                "--shell", "uart", "--clock-mhz", "8", "--baud", Integer.toString(BAUD), "--load-weights", "ip2", "-o", design.toString()));
        Path rtl = design.resolve("rtl");
        Path executable = UartBench.build(rtl, folder.resolve("build"), "lenet_uart", Files.readAllLines(rtl.resolve("lenet_uart.f")),
                List.of(TIMEOUT));
        bench = UartBench.start(executable, rtl, CLOCKS_PER_BIT);
        network = ModelForm.read(MODEL);
        Plan plan = Planner.plan(network, LANES);
        StreamOrder output = plan.engines().get(plan.engines().size() - 1).output();
        int beatBytes = (int) Math.ceil((double) plan.worstCycles() / PIXELS / (10 * CLOCKS_PER_BIT));
        assertEquals(2, beatBytes, "bytes of a beat: the accelerator is slower than the line");
        format = new ImageFormat(network.input(), network.output(), plan.input(), output, beatBytes);
        images = folder.resolve("images");
        labels = folder.resolve("labels");
        Files.write(images, first("samples-images-idx3-ubyte", IDX_HEAD, PIXELS));
        Files.write(labels, first("samples-labels-idx1-ubyte", IDX_HEAD / 2, 1));
        // loads the weights, without which no image is taken
        StringWriter problems = new StringWriter();
        assertEquals(0, WinnowCommand.run(nowhere, new PrintWriter(problems), "run", design.toString(), "--port", bench.port(),
                "--images", images.toString(), "--timeout", "30"), problems::toString);
    }

    @AfterAll
    static void switchOff() {
        if (bench != null) {
            bench.close();
        }
    }

    /** The first items of an idx file. */
    private static byte[] first(String file, int head, int item) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        byte[] whole = Files.readAllBytes(MODEL.resolve(file));
        data.write(whole, 0, Integer.BYTES);
        data.writeInt(IMAGES);
        data.write(whole, 2 * Integer.BYTES, head - 2 * Integer.BYTES + IMAGES * item);
        return bytes.toByteArray();
    }

    private int run(String... more) {
        String[] arguments = {"run", design.toString(), "--port", bench.port(), "--images", images.toString(), "--timeout", "30"};
        return command(Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new));
    }

    private int command(String... arguments) {
        return WinnowCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }

    @Test
    void runsRealImagesBitExact() throws IOException {
        Path json = folder.resolve("result.json");
        assertEquals(0, run("--labels", labels.toString(), "--json", json.toString()), err::toString);
        assertTrue(out.toString().contains("image 0: class 7 (right), bit-exact, "), out::toString);
        assertTrue(out.toString().contains("top-1: 4 of 4 images\nPASSED: the scores of 4 images are bit-exact\n"), out::toString);
        assertEquals("", err.toString());
        JsonNode result = new ObjectMapper().readTree(json.toFile());
        assertEquals(IMAGES, result.path("bit_exact").asInt());
        assertEquals(8000, result.path("clock_khz").asInt());
        double line = PIXELS * format.beatBytes() * 10.0 * CLOCKS_PER_BIT;
        double clocks = result.path("clocks_per_frame").asDouble();
        assertTrue(clocks > line && clocks < 1.25 * line, () -> clocks + " clocks, of which the line takes " + line);
        bench.expectNoEvent();
    }

    @Test
    void aFlippedBitIsReportedAndTheImageSentAgain() throws IOException {
        bench.command("flip 300");   // in the first image: INFO has 6 bytes
        assertEquals(0, run(), err::toString);
        assertEquals("winnow: the board reports error 06 hex: a wrong checksum; sending it again\n", err.toString());
        assertTrue(out.toString().contains("1 request had to be sent again\n"), out::toString);
        assertTrue(out.toString().contains("PASSED: the scores of 4 images"), out::toString);
        bench.expectEvent("led_error 1");
        bench.expectEvent("led_error 0");
        bench.expectNoEvent();
    }

    @Test
    void anotherDesignInTheBoardIsRefused() {
        Path other = folder.resolve("other");
        assertEquals(0, command("generate", "models/lenet300", "--lanes", "3", "--shell", "uart", "--clock-mhz", "8", "-o", other.toString()));
        assertEquals(1, command("run", other.toString(), "--port", bench.port(), "--timeout", "30"));
        assertTrue(err.toString().contains("another design is in the board"), err::toString);
        assertTrue(err.toString().contains("the model's digest: 2dd58d0f34ef6cb4 in the board, da22345f1c4a42d6 in the folder"),
                err::toString);
    }

    @Test
    void aPortThatIsNotThereIsNamed() {
        assertEquals(1, command("run", design.toString(), "--port", "/dev/ttyNONE7"));
        assertTrue(err.toString().startsWith("winnow: error: --port: there is no port /dev/ttyNONE7; "), err::toString);
    }

    @Test
    void aBoardThatDoesNotAnswerIsReported() throws IOException {
        assertEquals(0, Tools.run(folder, List.of("kill", "-STOP", Long.toString(bench.process()))).code());
        try {
            assertEquals(1, command("run", design.toString(), "--port", bench.port(), "--timeout", "0.2"));
        } finally {
            assertEquals(0, Tools.run(folder, List.of("kill", "-CONT", Long.toString(bench.process()))).code());
        }
        assertTrue(err.toString().contains("winnow: error: no answer in 0.2 s; is this the board's port"), err::toString);
        assertTrue(err.toString().contains("(tried 4 times)"), err::toString);
        // what was sent four times is answered four times, or counts as surplus: let it pass
        try (SerialTransport line = SerialTransport.open(bench.port(), BAUD)) {
            while (line.receive(new byte[100], Duration.ofSeconds(2)) > 0) {
                // until the line is quiet
            }
        }
        assertEquals(0, run(), err::toString);
        bench.drain();
    }

    @Test
    void wrongUsageIsRefused() {
        assertEquals(2, run("--baud", "0"));
        assertEquals(2, run("--timeout", "0"));
        assertEquals(2, command("run", design.toString()));
        assertEquals(1, command("run", folder.toString(), "--port", bench.port()));
        assertEquals(2, command("generate", MODEL.toString(), "--lanes", "8", "--baud", "9600", "-o", folder.resolve("x").toString()));
        assertEquals(1, command("generate", MODEL.toString(), "--lanes", "8", "--shell", "uart", "--clock-mhz", "7", "-o",
                folder.resolve("x").toString()));
        assertTrue(err.toString().contains("--baud: 1000000 is more than an eighth of the clock of 7000 kHz"), err::toString);
    }

    /** What is sent, the code that the board must answer with, and a command for the line. */
    static Stream<Arguments> faults() throws IOException {
        byte[] good = imageFrame(3);
        byte[] flipped = good.clone();
        flipped[500] ^= 0x10;
        byte[] checksum = good.clone();
        checksum[good.length - 1] ^= 1;
        byte[] info = new Frame(Frame.INFO, new byte[0]).encoded();
        return Stream.of(
                Arguments.of("a flipped bit in the payload", flipped, 0x06, ""),
                Arguments.of("a flipped bit in the checksum", checksum, 0x06, ""),
                Arguments.of("an image that ends in the payload", Arrays.copyOf(good, 700), 0x14, ""),
                Arguments.of("an image that ends before its first beat", Arrays.copyOf(good, 5), 0x14, ""),
                Arguments.of("an image without its last byte", Arrays.copyOf(good, good.length - 1), 0x16, ""),
                Arguments.of("a frame that ends in its length", Arrays.copyOf(good, 3), 0x13, ""),
                Arguments.of("surplus bytes", Arrays.copyOf(good, good.length + 3), 0x30, ""),
                Arguments.of("garbage in front", join(new byte[] {'h', 'e', 'l', 'l', 'o'}, good), 0x00, ""),
                Arguments.of("one byte of garbage", new byte[] {0}, 0x00, ""),
                Arguments.of("a break", new byte[0], 0x20, "break 30"),
                Arguments.of("a payload that is too short", new Frame(Frame.IMAGE, new byte[100]).encoded(), 0x03, ""),
                Arguments.of("an INFO with a payload", new Frame(Frame.INFO, new byte[1]).encoded(), 0x03, ""),
                Arguments.of("an unknown type", new Frame(0x21, new byte[4]).encoded(), 0x01, ""),
                Arguments.of("a reply as request", new Frame(Frame.ERROR, new byte[1]).encoded(), 0x01, ""),
                Arguments.of("a checksum of ones", join(Arrays.copyOf(info, 4), new byte[] {-1, -1}), 0x06, ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void everyFaultIsReportedAndTheNextFrameIsRight(String name, byte[] sent, int code, String command) throws IOException {
        try (SerialTransport line = SerialTransport.open(bench.port(), BAUD)) {
            if (!command.isEmpty()) {
                bench.command(command);
            }
            line.send(sent);
            assertArrayEquals(new Frame(Frame.ERROR, new byte[] {(byte) code}).encoded(), receive(line, 7));
            bench.expectEvent("led_error 1");
            assertScores(line, 1);
            bench.expectEvent("led_error 0");
            assertScores(line, 2);
            bench.expectNoEvent();
        }
    }

    /** A glitch that is shorter than half a bit is nothing. */
    @Test
    void aGlitchIsIgnored() throws IOException {
        try (SerialTransport line = SerialTransport.open(bench.port(), BAUD)) {
            bench.command("glitch 3");
            assertScores(line, 0);
            bench.expectNoEvent();
        }
    }

    private static void assertScores(SerialTransport line, int image) throws IOException {
        line.send(imageFrame(image));
        byte[] reply = receive(line, Frame.HEAD + format.scoreBytes() + Integer.BYTES + Frame.TAIL);
        IntTensor scores = format.scores(Arrays.copyOfRange(reply, Frame.HEAD, Frame.HEAD + format.scoreBytes()));
        assertEquals(new GoldenModel(network).infer(image(image)), scores);
        byte[] payload = Arrays.copyOfRange(reply, Frame.HEAD, reply.length - Frame.TAIL);
        assertArrayEquals(new Frame(Frame.IMAGE | Frame.REPLY, payload).encoded(), reply);
    }

    private static IntTensor image(int number) throws IOException {
        Images digits = ImageReader.open(MODEL.resolve("samples-images-idx3-ubyte"), network.input().shape());
        return digits.image(number);
    }

    private static byte[] imageFrame(int number) throws IOException {
        return new Frame(Frame.IMAGE, format.payload(image(number))).encoded();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** So many bytes, which all must come. */
    private static byte[] receive(SerialTransport line, int count) throws IOException {
        byte[] all = new byte[count];
        byte[] piece = new byte[count];
        for (int have = 0; have < count; ) {
            int more = line.receive(piece, PATIENCE);
            assertTrue(more > 0 && have + more <= count, have + " and " + more + " bytes instead of " + count);
            System.arraycopy(piece, 0, all, have, more);
            have += more;
        }
        return all;
    }
}
