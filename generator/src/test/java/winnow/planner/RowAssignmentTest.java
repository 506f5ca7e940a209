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

class RowAssignmentTest {
    private static final int MOST = 20;

    @Test
    void heavyRowsAreSpreadAndLightOnesFillUp() {
        RowAssignment assignment = RowAssignment.balance(new long[] {1, 9, 2, 8, 3, 7}, 2, 1);
        int first = load(assignment.rows().get(0), 1, 9, 2, 8, 3, 7);
        assertTrue(first >= 14 && first <= 16, assignment::toString);
    }

    @Test
    void rowsWithoutWeightsAreSpreadToo() {
        assertEquals(2, RowAssignment.balance(new long[6], 3, 1).mostRows());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRowHasOnePlaceAndNoElementHasMuchMoreThanAnother(long seed) {
        Random random = new Random(seed);
        int[] counts = random.ints(random.nextInt(1, 40), 0, MOST + 1).toArray();
        int elements = random.nextInt(1, counts.length + 1);
        RowAssignment assignment = RowAssignment.balance(IntStream.of(counts).asLongStream().toArray(), elements, 1);
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

    /** Elements 0..1 hold what stands first in a beat of two outputs, elements 2..3 what stands second. */
    @Test
    void placesOfABeatHaveElementsOfTheirOwn() {
        RowAssignment assignment = RowAssignment.balance(new long[] {5, 1, 4, 1, 9, 1, 1, 1}, 4, 2);
        for (int element = 0; element < 4; element++) {
            int place = element / 2;
            assertTrue(assignment.rows().get(element).stream().allMatch(row -> row % 2 == place), assignment::toString);
        }
        assertEquals(10, load(assignment.rows().get(0), 5, 1, 4, 1, 9, 1, 1, 1));
    }

    private static int load(Ints rows, int... counts) {
        return rows.stream().map(row -> counts[row]).sum();
    }
}
