package winnow.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.TinyNetworks;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;

/** A device is filled with as many multipliers as fit, and what does not fit is refused with what is missing. */
class DeviceFitTest {
    private static final IntegerNetwork NETWORK = TinyNetworks.digits();
    private static final Plan LEAST = Planner.plan(NETWORK, PlanOptions.target(1L << 40));

    @Test
    void takesTheGreatestBudgetThatFits() {
        for (int dsps = LEAST.usedLanes(); dsps <= 12; dsps++) {
            Plan plan = fit(resources(5280, 5280, 30, dsps)).most(LEAST, lanes -> Planner.plan(NETWORK, lanes));
            int most = dsps;
            assertTrue(plan.usedLanes() <= most);
            assertEquals(Planner.plan(NETWORK, most).cycles(), plan.cycles(), dsps + " multipliers");
        }
    }

    @Test
    void stopsWhereMoreMultipliersAreOfNoUse() {
        Plan plan = fit(resources(1 << 30, 1 << 30, 1 << 30, 1 << 30)).most(LEAST, lanes -> Planner.plan(NETWORK, lanes));
        assertEquals(Planner.plan(NETWORK, 4096).cycles(), plan.cycles());
    }

    @Test
    void saysWhatIsMissingAndWhichDeviceHasIt() {
        Device small = new Device("small", "ecp5", resources(24_288, 24_288, 56, 28));
        Device large = new Device("large", "ecp5", resources(43_848, 43_848, 108, 72));
        Device stranger = new Device("stranger", "gowin", resources(43_848, 43_848, 108, 72));
        DeviceFit fit = new DeviceFit(small, List.of(stranger, small, large), plan -> resources(30_000, 10, 60.5, 1));
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> fit.most(LEAST, lanes -> Planner.plan(NETWORK, lanes)));
        assertEquals(List.of("tiny with " + LEAST.usedLanes() + " multipliers does not fit small: it takes 30,000 look-up tables,"
                + " 5,712 more than its 24,288; 60.5 block RAMs, 4.5 more than its 56. The smallest known device of the family that it"
                + " fits is large"), refused.problems());
    }

    private static Resources resources(double lut, double ff, double bram, double dsp) {
        return Resources.of(Resource.LUT, lut).with(Resource.FF, ff).with(Resource.BRAM, bram).with(Resource.DSP, dsp);
    }

    private static DeviceFit fit(Resources has) {
        return new DeviceFit(new Device("test", "ice40", has), List.of(), plan -> resources(1, 1, 1, plan.usedLanes()));
    }
}
