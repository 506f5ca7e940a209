package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.network.Ints;
import winnow.network.SparseWeights;

class RowAssignmentTest {
    private static final int INPUTS = 20;

    /** A matrix whose rows have the given numbers of weights. */
    private static SparseWeights rows(int... counts) {
        int[] positions = IntStream.range(0, counts.length)
                .flatMap(row -> IntStream.range(0, counts[row]).map(column -> row * INPUTS + column)).toArray();
        return new SparseWeights(counts.length, INPUTS, 1, 1, Ints.of(positions), Ints.of(new int[positions.length]), 8);
    }

    @Test
    void heavyRowsAreSpreadAndLightOnesFillUp() {
        RowAssignment assignment = RowAssignment.balance(rows(1, 9, 2, 8, 3, 7), 2);
        int first = load(assignment.rows().get(0), 1, 9, 2, 8, 3, 7);
        assertTrue(first >= 14 && first <= 16, assignment::toString);
    }

    @Test
    void rowsWithoutWeightsAreSpreadToo() {
        assertEquals(2, RowAssignment.balance(rows(0, 0, 0, 0, 0, 0), 3).mostRows());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRowHasOnePlaceAndNoElementHasMuchMoreThanAnother(long seed) {
        Random random = new Random(seed);
        int[] counts = random.ints(random.nextInt(1, 40), 0, INPUTS + 1).toArray();
        int elements = random.nextInt(1, counts.length + 1);
        RowAssignment assignment = RowAssignment.balance(rows(counts), elements);
        assertEquals(elements, assignment.elements());
        int[] all = assignment.rows().stream().flatMapToInt(Ints::stream).sorted().toArray();
        assertArrayEquals(IntStream.range(0, counts.length).toArray(), all);
        int[] loads = assignment.rows().stream().mapToInt(rows -> load(rows, counts)).toArray();
        // the fullest element took its lightest row last, and took it because no other had less
        int fullest = IntStream.range(0, elements).boxed().max(Comparator.comparing(element -> loads[element])).orElseThrow();
        int lightest = assignment.rows().get(fullest).stream().map(row -> counts[row]).min().orElseThrow();
        assertTrue(loads[fullest] - Arrays.stream(loads).min().orElseThrow() <= lightest, Arrays.toString(loads));
        int[] places = assignment.places();
        for (int output = 0; output < counts.length; output++) {
            Ints rows = assignment.rows().get(places[output] / assignment.mostRows());
            assertEquals(output, rows.get(places[output] % assignment.mostRows()));
        }
    }

    private static int load(Ints rows, int... counts) {
        return rows.stream().map(row -> counts[row]).sum();
    }
}
