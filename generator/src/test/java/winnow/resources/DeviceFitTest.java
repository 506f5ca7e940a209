package winnow.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
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
            Plan plan = fit(new Resources(5280, 5280, 30, dsps)).most(LEAST, lanes -> Planner.plan(NETWORK, lanes));
            int most = dsps;
            assertTrue(plan.usedLanes() <= most);
            assertEquals(Planner.plan(NETWORK, most).cycles(), plan.cycles(), dsps + " multipliers");
        }
    }

    @Test
    void stopsWhereMoreMultipliersAreOfNoUse() {
        Plan plan = fit(new Resources(1 << 30, 1 << 30, 1 << 30, 1 << 30)).most(LEAST, lanes -> Planner.plan(NETWORK, lanes));
        assertEquals(Planner.plan(NETWORK, 4096).cycles(), plan.cycles());
    }

    @Test
    void saysWhatIsMissingAndWhichDeviceHasIt() {
        DeviceFit fit = new DeviceFit(Device.of("lfe5u-25f"), plan -> new Resources(30_000, 10, 60, 1));
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> fit.most(LEAST, lanes -> Planner.plan(NETWORK, lanes)));
        assertEquals(List.of("tiny with " + LEAST.usedLanes() + " multipliers does not fit LFE5U-25F: it takes 30000 look-up tables,"
                + " 5712 more than its 24288; 60 block RAMs, 4 more than its 56. The smallest known device of the family that it fits"
                + " is LFE5U-45F"), refused.problems());
    }

    @Test
    void namesTheDevicesThatItKnows() {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> Device.of("UP6K"));
        assertTrue(refused.problems().get(0).startsWith("device 'UP6K' is unknown; devices are UP5K, "), refused.problems().get(0));
    }

    @Test
    void everyDeviceIsOfAFamilyThatIsKnown() {
        Device.all().forEach(device -> assertEquals(device.family(), Family.of(device.family()).name()));
    }

    private static DeviceFit fit(Resources has) {
        Function<Plan, Resources> estimate = plan -> new Resources(1, 1, 1, plan.usedLanes());
        return new DeviceFit(new Device("test", "ice40", has), estimate);
    }
}
