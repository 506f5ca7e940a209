package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.network.Shape;

class ColumnGroupsTest {
    private static final int INPUTS = 101;

    private static ColumnGroups groups(int pixels, int groups) {
        return ColumnGroups.of(StreamOrder.vector(Shape.vector(INPUTS), pixels), groups);
    }

    @ParameterizedTest(name = "{0} values a beat, {1} groups: {2} gathered, {3} values a group")
    @CsvSource({"1, 1, 1, 1", "1, 4, 4, 1", "4, 4, 1, 1", "16, 4, 1, 4", "3, 4, 4, 3", "6, 4, 2, 3", "2, 16, 8, 1"})
    void wideBeatsAreAsNarrowAsCanBe(int pixels, int groups, int gathered, int values) {
        ColumnGroups columns = groups(pixels, groups);
        assertEquals(gathered, columns.gathered());
        assertEquals(values, columns.groupValues());
    }

    @ParameterizedTest(name = "{0} values a beat, {1} groups")
    @CsvSource({"1, 1", "1, 4", "16, 4", "3, 4", "6, 4", "5, 2", "7, 16"})
    void everyValueHasAColumnOfItsOwnAndTheGroupsAreEquallyLarge(int pixels, int groups) {
        ColumnGroups columns = groups(pixels, groups);
        Set<Integer> seen = new HashSet<>();
        int[] sizes = new int[groups];
        for (int place = 0; place < INPUTS; place++) {
            assertTrue(columns.column(place) < columns.columns());
            assertTrue(seen.add(columns.group(place) * columns.columns() + columns.column(place)), "place " + place);
            sizes[columns.group(place)]++;
        }
        int most = IntStream.of(sizes).max().orElseThrow();
        assertTrue(most - IntStream.of(sizes).min().orElseThrow() <= columns.groupValues(), IntStream.of(sizes).boxed().toList()::toString);
    }

    /** 101 values by 16 a beat: the last beat has five, four of them the first group's. */
    @Test
    void theLastBeatIsShort() {
        ColumnGroups columns = groups(16, 4);
        int[] positions = StreamOrder.vector(Shape.vector(INPUTS), 16).positions();
        assertArrayEquals(new boolean[] {true, true, true, true}, columns.lastPresent(0, positions));
        assertArrayEquals(new boolean[] {true, false, false, false}, columns.lastPresent(1, positions));
        assertArrayEquals(new boolean[4], columns.lastPresent(3, positions));
    }
}
