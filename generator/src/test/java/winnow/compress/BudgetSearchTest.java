package winnow.compress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BudgetSearchTest {
    private static final List<Integer> LADDER = List.of(8, 4, 2, 1);

    /** Accuracy lost by a part at each choice; losses of parts add up. */
    private static double accuracy(Map<String, Integer> choices, Map<String, double[]> losses) {
        double accuracy = 0.99;
        for (Map.Entry<String, Integer> choice : choices.entrySet()) {
            accuracy -= losses.get(choice.getKey())[LADDER.indexOf(choice.getValue())];
        }
        return accuracy;
    }

    private static BudgetSearch.Result<Integer> search(Map<String, double[]> losses, double least) {
        Map<String, List<Integer>> ladders = new LinkedHashMap<>();
        losses.keySet().forEach(part -> ladders.put(part, LADDER));
        return BudgetSearch.search(ladders, choices -> accuracy(choices, losses), choices -> accuracy(choices, losses), least);
    }

    @Test
    void insensitivePartsGoFurtherThanSensitiveOnes() {
        Map<String, double[]> losses = new LinkedHashMap<>();
        losses.put("sensitive", new double[] {0, 0.02, 0.1, 0.5});
        losses.put("robust", new double[] {0, 0, 0.001, 0.01});
        BudgetSearch.Result<Integer> result = search(losses, 0.975);
        assertEquals(Map.of("sensitive", 8, "robust", 1), result.choices());
        assertEquals(0.98, result.accuracy(), 1e-9);
    }

    @Test
    void theScanStopsWhereALayerIsLost() {
        BudgetSearch.Result<Integer> result = search(Map.of("a", new double[] {0, 0.9, 0.95, 0.98}), 0.9);
        assertEquals(2, result.curves().get("a").size());
        assertEquals(8, result.choices().get("a"));
    }

    @Test
    void anImpossibleBudgetLeavesTheMildestChoices() {
        BudgetSearch.Result<Integer> result = search(Map.of("a", new double[] {0.1, 0.2, 0.3, 0.4}), 0.95);
        assertEquals(Map.of("a", 8), result.choices());
        assertEquals(0.89, result.accuracy(), 1e-9);
    }

    @Test
    void theBudgetIsKeptAndNoPartCouldGoARungFurther() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            Map<String, double[]> losses = new LinkedHashMap<>();
            for (int part = 0; part < 1 + random.nextInt(5); part++) {
                double[] loss = new double[LADDER.size()];
                for (int i = 1; i < loss.length; i++) {
                    loss[i] = loss[i - 1] + random.nextInt(8) / 256.0;
                }
                losses.put("part" + part, loss);
            }
            double least = 0.99 - random.nextInt(32) / 256.0;
            BudgetSearch.Result<Integer> result = search(losses, least);
            assertTrue(result.accuracy() >= least, "seed " + seed);
            assertEquals(accuracy(result.choices(), losses), result.accuracy());
            for (String part : losses.keySet()) {
                int rung = LADDER.indexOf(result.choices().get(part));
                if (rung + 1 < LADDER.size()) {
                    Map<String, Integer> further = new LinkedHashMap<>(result.choices());
                    further.put(part, LADDER.get(rung + 1));
                    assertTrue(accuracy(further, losses) < least, "seed " + seed + ", " + part);
                }
            }
        }
    }
}
