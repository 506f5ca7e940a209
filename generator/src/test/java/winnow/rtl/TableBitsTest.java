package winnow.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.network.IntegerLayer;
import winnow.network.IntegerNetwork;
import winnow.network.RandomNetworks;
import winnow.planner.EnginePlan;
import winnow.planner.Plan;
import winnow.planner.Planner;
import winnow.reader.ModelForm;

/** What a plan says that its tables take is what the emitted memories hold. */
class TableBitsTest {
    @ParameterizedTest
    @ValueSource(ints = {4, 50, 200})
    void thePlanCountsWhatIsEmittedForLeNet(int lanes) throws IOException {
        Plan plan = Planner.plan(ModelForm.read(Path.of("models/lenet5")), lanes);
        assertEquals(emitted(plan), planned(plan));
    }

    /** A memory has at least one word, and taps of an input whose channels differ in padding carry it: both only add. */
    @Test
    void thePlanNeverCountsMoreThanIsEmitted() {
        int equal = 0;
        for (long seed = 0; seed < 60; seed++) {
            IntegerNetwork network = RandomNetworks.of(seed);
            if (network.layers().stream().noneMatch(layer -> layer instanceof IntegerLayer.Concatenation)) {
                Plan plan = Planner.plan(network, 12);
                assertTrue(planned(plan) <= emitted(plan), "seed " + seed);
                equal += planned(plan) == emitted(plan) ? 1 : 0;
            }
        }
        assertTrue(equal > 10, equal + " plans agree");
    }

    /** With one lane for each layer, and with so many that most layers have processing elements. */
    @ParameterizedTest
    @ValueSource(ints = {3, 30})
    void thePlanCountsWhatIsEmittedForFullyConnectedLayers(int lanes) {
        int equal = 0;
        for (long seed = 0; seed < 40; seed++) {
            IntegerNetwork network = RandomNetworks.flattened(seed);
            if (network.layers().stream().filter(layer -> layer.weighted().isPresent()).count() <= lanes) {
                Plan plan = Planner.plan(network, lanes);
                assertTrue(planned(plan) <= emitted(plan), "seed " + seed);
                equal += planned(plan) == emitted(plan) ? 1 : 0;
            }
        }
        assertTrue(equal > 20, equal + " plans agree");
    }

    private static long planned(Plan plan) {
        return plan.engines().stream().mapToLong(EnginePlan::tableBits).sum();
    }

    /** The codebook of a fully-connected layer is one file, but every element has it. */
    private static long emitted(Plan plan) {
        Rtl rtl = RtlBuilder.build(plan);
        long bits = rtl.memories().stream().mapToLong(memory -> (long) memory.width() * memory.words().length()).sum();
        for (OutputModule module : rtl.modules()) {
            if (module instanceof FullyConnectedEngine full) {
                bits += (full.elements() - 1L) * full.codes() * full.weightWidth();
            }
        }
        return bits;
    }
}
