package winnow.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.Longs;
import winnow.reader.ModelForm;

/** On the sample LeNet-5, whose words have one unit each; {@code WeightMemoryTest} has words of several. */
class LoadMapTest {
    private static final List<String> LAYERS = List.of("conv2", "ip1", "ip2");

    private static IntegerNetwork network;
    private static Plan plan;

    @BeforeAll
    static void plan() throws Exception {
        network = ModelForm.read(Path.of("models/lenet5"));
        plan = Planner.plan(network, PlanOptions.budget(4).withLoaded(LAYERS));
    }

    @Test
    void loadingCostsNoClockAndNoMultiplier() {
        Plan fixed = Planner.plan(network, 4);
        assertEquals(fixed.cycles(), plan.cycles());
        assertEquals(fixed.usedLanes(), plan.usedLanes());
    }

    @Test
    void regionsStartAtMultiplesOfTheirSizeAndFollowEachOther() {
        int next = 0;
        for (LoadMap.Region region : plan.loadMap().regions()) {
            assertEquals(next, region.first());
            assertEquals(0, region.first() % region.size());
            assertEquals(1, Integer.bitCount(region.size()));
            next += region.size();
        }
        assertEquals(next, plan.loadMap().size());
        assertEquals(LAYERS.size(), plan.loadMap().regions().size());
    }

    @Test
    void everyUnitOfEveryWordIsAtItsAddress() {
        Longs units = plan.loadMap().units();
        for (LoadMap.Region region : plan.loadMap().regions()) {
            Longs words = region.plan().weights().contents();
            for (int word = 0; word < words.length(); word++) {
                long value = 0;
                for (int unit = region.plan().weights().wordBits() / LoadMap.UNIT_BITS - 1; unit >= 0; unit--) {
                    value = value << LoadMap.UNIT_BITS | units.get(region.first() + (word << region.unitBits()) + unit);
                }
                assertEquals(words.get(word), value);
            }
        }
    }

    @Test
    void allLayersThatCannotBeLoadedAreNamedWithThoseThatCan() {
        PlanOptions options = PlanOptions.budget(4).withLoaded(List.of("pool1", "ip1", "fc9"));
        InvalidInputException problem = assertThrows(InvalidInputException.class, () -> Planner.plan(network, options));
        assertEquals(2, problem.problems().size());
        assertTrue(problem.problems().get(0).startsWith("weights of pool1 cannot be loaded"), problem::getMessage);
        assertTrue(problem.problems().get(1).contains("fc9") && problem.problems().get(1).endsWith("conv1, conv2, ip1, ip2"),
                problem::getMessage);
    }

    @Test
    void tooManyUnitsForTheAddressesAreAnError() {
        List<EnginePlan> many = Collections.nCopies(33, plan.loadMap().regions().get(0).plan());
        InvalidInputException problem = assertThrows(InvalidInputException.class, () -> LoadMap.of(many));
        assertTrue(problem.getMessage().contains("there are 65536"), problem::getMessage);
    }
}
