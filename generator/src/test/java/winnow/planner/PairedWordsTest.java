package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedWordsTest {
    private record Weight(int row, int code) {}

    @Test
    void layoutOfAWord() {
        PairedWords.Writer writer = new PairedWords.Writer(3, 4);
        writer.weight(2, 0xa);
        writer.weight(6, 0xb);
        writer.weight(1, 0xc);
        writer.weight(7, 0xd);
        writer.endColumn();
        PairedWords words = writer.words();
        assertEquals(0b110_1011_010_1010, words.words().get(0), "two entries");
        assertEquals(0b111_0000_001_1100, words.words().get(1), "one entry, for the next gap is long");
        assertEquals(0b111_1101_111_0000, words.words().get(2), "a gap of 7 in {first code, second gap}");
        assertEquals(3, words.count(0));
        assertEquals("{1, 2}", words.single().toString());
    }

    @ParameterizedTest(name = "gaps of {0} bits, codes of {1}, density {2}")
    @CsvSource({"1, 4, 0.5", "2, 4, 0.1", "4, 1, 0.05", "5, 4, 0.09", "3, 8, 0.01", "9, 2, 0.3"})
    void whatIsWrittenIsRead(int gapBits, int codeBits, double density) {
        Random random = new Random(gapBits);
        int rows = 1 << Math.min(gapBits + codeBits, 10);
        List<List<Weight>> columns = new ArrayList<>();
        PairedWords.Writer writer = new PairedWords.Writer(gapBits, codeBits);
        for (int column = 0; column < 50; column++) {
            List<Weight> weights = new ArrayList<>();
            int next = 0;
            for (int row = 0; row < rows; row++) {
                if (column % 7 != 3 && random.nextDouble() < density) {
                    weights.add(new Weight(row, random.nextInt(1 << codeBits)));
                    writer.weight(row - next, weights.get(weights.size() - 1).code());
                    next = row + 1;
                }
            }
            columns.add(weights);
            writer.endColumn();
        }
        PairedWords words = writer.words();
        assertEquals(columns.size(), words.columns());
        for (int column = 0; column < columns.size(); column++) {
            List<Weight> read = new ArrayList<>();
            for (int i = words.columnStarts().get(column); i < words.columnStarts().get(column + 1); i++) {
                int before = read.size();
                read(words.words().get(i), gapBits, codeBits, read);
                assertEquals(words.single().get(i) ? 1 : 2, read.size() - before, "weights of word " + i);
            }
            assertEquals(columns.get(column), read);
        }
        assertTrue(columns.stream().anyMatch(weights -> !weights.isEmpty()));
    }

    /** As the decoder does it. */
    private static void read(long word, int gapBits, int codeBits, List<Weight> weights) {
        int ones = (1 << gapBits) - 1;
        int firstCode = (int) (word & (1 << codeBits) - 1);
        int firstGap = (int) (word >> codeBits & ones);
        int secondCode = (int) (word >> gapBits + codeBits & (1 << codeBits) - 1);
        int secondGap = (int) (word >> gapBits + 2 * codeBits & ones);
        if (firstGap == ones) {
            append(weights, firstCode << gapBits | secondGap, secondCode);
            return;
        }
        append(weights, firstGap, firstCode);
        if (secondGap != ones) {
            append(weights, secondGap, secondCode);
        }
    }

    private static void append(List<Weight> weights, int gap, int code) {
        int next = weights.isEmpty() ? 0 : weights.get(weights.size() - 1).row() + 1;
        weights.add(new Weight(next + gap, code));
    }
}
