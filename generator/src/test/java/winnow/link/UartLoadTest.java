package winnow.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.simulate.Tools;

/** A shell that loads weights, with beats of 12 bits in and 17 bits out: {@code sim/uart_load_board.v}. */
class UartLoadTest {
    private static final int BEATS = 300;
    private static final int SCORE_BYTES = 3 * BEATS;
    private static final int BAUD = 1_000_000;

    @TempDir
    private static Path folder;

    private static Path executable;

    private final Random random = new Random(5);
    private final List<String> failures = new ArrayList<>();

    @BeforeAll
    static void build() throws IOException {
        Tools.verilator();
        executable = UartBench.build(Path.of("."), folder.resolve("build"), "uart_load_board",
                List.of("-y", "rtl-templates/lib", "sim/uart_load_board.v"), List.of());
    }

    @AfterAll
    static void forget() {
        executable = null;
    }

    @Test
    void weightsArriveAndResultsUseThem() throws IOException {
        withBoard((board, bench) -> {
            assertEquals(new BoardInfo(1, "0123456789abcdef", BEATS, BEATS, 8000, BEATS, 2, 3), board.info());
            for (int round = 0; round < 2; round++) {
                int[] words = random.ints(BEATS, 0, 1 << 16).toArray();
                board.load(words);
                assertSums(board, words);
            }
            assertEquals(List.of(), failures);
            bench.expectNoEvent();
        });
    }

    @Test
    void anImageWithoutWeightsIsRefused() throws IOException {
        withBoard((board, bench) -> {
            LinkException refused = assertThrows(LinkException.class, () -> board.run(new byte[2 * BEATS], SCORE_BYTES));
            assertTrue(refused.getMessage().contains("error 05 hex: weights are not loaded (tried 4 times)"), refused::getMessage);
            assertEquals(Board.RETRIES, failures.size());
            int[] words = random.ints(BEATS, 0, 1 << 16).toArray();
            board.load(words);
            assertSums(board, words);
        });
    }

    /** The first frame has 4 + 514 + 2 bytes, the second one ends the load. */
    @Test
    void aDamagedLoadIsSentAgainFromTheStart() throws IOException {
        for (int place : new int[] {5, 100, 519, 525, 600}) {
            withBoard((board, bench) -> {
                int[] words = random.ints(BEATS, 0, 1 << 16).toArray();
                bench.command("flip " + place);
                board.load(words);
                assertEquals(List.of("the board reports error 06 hex: a wrong checksum"), failures);
                assertSums(board, words);
                bench.expectEvent("led_error 1");
                bench.expectEvent("led_error 0");
            });
            failures.clear();
        }
    }

    @Test
    void aLoadThatDoesNotReachTheEndIsNoLoad() throws IOException {
        withBoard((board, bench) -> {
            board.load(new int[BEATS - 1]);
            LinkException refused = assertThrows(LinkException.class, () -> board.run(new byte[2 * BEATS], SCORE_BYTES));
            assertTrue(refused.getMessage().contains("error 05 hex"), refused::getMessage);
        });
    }

    private void assertSums(Board board, int[] words) throws IOException {
        byte[] image = new byte[2 * BEATS];
        random.nextBytes(image);
        byte[] scores = board.run(image, SCORE_BYTES).payload();
        for (int beat = 0; beat < BEATS; beat++) {
            int value = image[2 * beat] & 0xFF | (image[2 * beat + 1] & 0xF) << 8;
            int score = scores[3 * beat] & 0xFF | (scores[3 * beat + 1] & 0xFF) << 8 | (scores[3 * beat + 2] & 0xFF) << 16;
            assertEquals(words[beat] + value, score, "beat " + beat);
        }
    }

    /** What a test does with a board that has just been switched on. */
    private interface Scene {
        void play(Board board, UartBench bench) throws IOException;
    }

    private void withBoard(Scene scene) throws IOException {
        try (UartBench bench = UartBench.start(executable, Path.of("."), 8);
                Transport line = SerialTransport.open(bench.port(), BAUD)) {
            scene.play(new Board(line, BAUD, Duration.ofSeconds(20), failures::add), bench);
        }
    }
}
