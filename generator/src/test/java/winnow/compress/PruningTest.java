package winnow.compress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PruningTest {
    @Test
    void keepsWhatASortByMagnitudeAndPositionPutsFirst() {
        for (long seed = 0; seed < 50; seed++) {
            RandomFloatNetworks random = new RandomFloatNetworks(seed);
            int size = random.within(1, 60);
            float[] weights = seed % 2 == 0 ? random.gaussian(size) : random.coarse(size);
            for (int count = 0; count <= size; count++) {
                assertArrayEquals(sortedAndCut(weights, count), Pruning.keepLargest(weights, count), "seed " + seed);
            }
        }
    }

    private static float[] sortedAndCut(float[] weights, int count) {
        float[] kept = new float[weights.length];
        IntStream.range(0, weights.length).boxed()
                .sorted(Comparator.comparing((Integer i) -> Math.abs(weights[i])).reversed().thenComparing(i -> i))
                .limit(count).forEach(i -> kept[i] = weights[i]);
        return kept;
    }

    @Test
    void ofEqualMagnitudesTheFirstSurvive() {
        assertArrayEquals(new float[] {-2, 1, 0, -1, 0}, Pruning.keepLargest(new float[] {-2, 1, 0.5f, -1, 1}, 3));
    }

    @Test
    void tellsMagnitudesApartThatDifferInTheirLastBit() {
        float one = 1;
        float more = Math.nextUp(one);
        assertArrayEquals(new float[] {0, -more, 0}, Pruning.keepLargest(new float[] {one, -more, one}, 1));
        assertArrayEquals(new float[] {0, Float.MIN_VALUE}, Pruning.keepLargest(new float[] {0, Float.MIN_VALUE}, 1));
    }

    @Test
    void leavesItsArgumentAsItIs() {
        float[] weights = {3, 1, 2};
        Pruning.keepLargest(weights, 1);
        assertArrayEquals(new float[] {3, 1, 2}, weights);
    }

    @Test
    void negativeZeroRanksWithZero() {
        assertArrayEquals(new float[] {0, -1, 0}, Pruning.keepLargest(new float[] {0, -1, -0f}, 2));
    }

    @Test
    void refusesCountsThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> Pruning.keepLargest(new float[3], 4));
        assertThrows(IllegalArgumentException.class, () -> Pruning.keepLargest(new float[3], -1));
        assertThrows(IllegalArgumentException.class, () -> Pruning.keepLargest(new float[] {Float.NaN}, 1));
        assertEquals(0, Pruning.keepLargest(new float[0], 0).length);
    }

    @Test
    void oneThresholdHoldsForAllLayersInUnitsOfTheirRootMeanSquare() {
        for (long seed = 0; seed < 50; seed++) {
            RandomFloatNetworks random = new RandomFloatNetworks(seed);
            Map<String, float[]> layers = new LinkedHashMap<>();
            for (int i = 0; i < 3; i++) {
                layers.put("layer" + i, random.gaussian(random.within(50, 200)));
            }
            int total = layers.values().stream().mapToInt(values -> values.length).sum();
            int kept = random.within(20, total);
            assertEquals(sortedAndCounted(layers, kept), Pruning.globalCounts(layers, kept / (double) total), "seed " + seed);
        }
    }

    private static Map<String, Integer> sortedAndCounted(Map<String, float[]> layers, int kept) {
        record Weight(String layer, double magnitude) {}
        List<Weight> all = new ArrayList<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        layers.forEach((layer, values) -> {
            counts.put(layer, 0);
            double squares = IntStream.range(0, values.length).mapToDouble(i -> (double) values[i] * values[i])
                    .average().orElseThrow();
            for (float value : values) {
                all.add(new Weight(layer, Math.abs(value) / Math.sqrt(squares)));
            }
        });
        all.sort(Comparator.comparing(Weight::magnitude).reversed());
        all.subList(0, kept).forEach(weight -> counts.merge(weight.layer(), 1, Integer::sum));
        return counts;
    }

    @Test
    void aLayersScaleDoesNotCount() {
        RandomFloatNetworks random = new RandomFloatNetworks(7);
        float[] first = random.gaussian(300);
        float[] second = random.gaussian(100);
        float[] small = new float[second.length];
        for (int i = 0; i < small.length; i++) {
            small[i] = second[i] * 0x1p-10f;
        }
        Map<String, Integer> counts = Pruning.globalCounts(ordered("first", first, "second", second), 0.1);
        assertEquals(counts, Pruning.globalCounts(ordered("first", first, "second", small), 0.1));
        assertEquals(40, counts.get("first") + counts.get("second"));
    }

    @Test
    void noLayerLosesAllItsWeights() {
        float[] even = {1, -1, 1, 1};
        float[] peaks = new float[100];
        peaks[0] = 5;
        peaks[1] = -4;
        assertEquals(Map.of("even", 1, "peaks", 2, "zeros", 1),
                Pruning.globalCounts(Map.of("even", even, "peaks", peaks, "zeros", new float[3]), 2 / 107.0));
    }

    @Test
    void theThresholdsTiesAreKeptLayerByLayer() {
        assertEquals(Map.of("first", 3, "second", 1),
                Pruning.globalCounts(ordered("first", new float[] {1, 1, 1}, "second", new float[] {2, 2, -2, 2, 2}), 0.5));
    }

    @Test
    void aDensityOfOneKeepsEverythingEvenZeros() {
        assertEquals(Map.of("zeros", 4, "one", 1),
                Pruning.globalCounts(Map.of("zeros", new float[4], "one", new float[] {9}), 1));
        assertEquals(Map.of("none", 0), Pruning.globalCounts(Map.of("none", new float[0]), 0.5));
        assertEquals(Map.of(), Pruning.globalCounts(Map.of(), 0.5));
    }

    @Test
    void refusesDensitiesThatCannotBe() {
        for (double density : new double[] {0, -1, 1.001, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> Pruning.globalCounts(Map.of("a", new float[2]), density));
        }
    }

    private static Map<String, float[]> ordered(String name, float[] weights, String other, float[] others) {
        Map<String, float[]> layers = new LinkedHashMap<>();
        layers.put(name, weights);
        layers.put(other, others);
        return layers;
    }
}
