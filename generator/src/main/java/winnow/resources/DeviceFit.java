package winnow.resources;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import winnow.network.InvalidInputException;
import winnow.planner.Plan;

/**
 * Finds the plan with the most multipliers that fits a device.
 *
 * @param others   devices to name where this one is too small, of each family the smaller ones first
 * @param estimate what a plan takes
 */
public record DeviceFit(Device device, List<Device> others, Function<Plan, Resources> estimate) {
    /**
     * Doubles the budget until a plan does not fit or uses no more, then bisects. A budget beyond one that fits may fit again;
     * it is not looked for.
     *
     * @param least the plan with the fewest multipliers
     * @param plans the plan for a budget of multipliers
     * @throws InvalidInputException if the least plan does not fit
     */
    public Plan most(Plan least, IntFunction<Plan> plans) {
        require(least);
        int fits = least.usedLanes();
        Plan best = plans.apply(fits);
        if (!fits(best)) {
            return least;
        }
        int exceeds = 2 * fits;
        for (Plan plan = plans.apply(exceeds); fits(plan); plan = plans.apply(exceeds)) {
            if (plan.usedLanes() <= best.usedLanes()) {
                return plan;
            }
            fits = exceeds;
            best = plan;
            exceeds *= 2;
        }
        while (exceeds - fits > 1) {
            int middle = (fits + exceeds) >>> 1;
            Plan plan = plans.apply(middle);
            if (fits(plan)) {
                fits = middle;
                best = plan;
            } else {
                exceeds = middle;
            }
        }
        return best;
    }

    private boolean fits(Plan plan) {
        return device.fits(estimate.apply(plan));
    }

    /**
     * Refuses a plan that does not fit.
     *
     * @throws InvalidInputException if it does not, with what it needs more and the smallest device of the family that has it
     */
    public void require(Plan plan) {
        Resources needed = estimate.apply(plan);
        if (!device.fits(needed)) {
            throw new InvalidInputException(plan.network().name() + " with " + plan.usedLanes() + " multipliers does not fit "
                    + device.name() + ": it takes " + String.join("; ", device.excess(needed)) + ". "
                    + others.stream().filter(other -> other.family().equals(device.family()) && other.fits(needed)).findFirst()
                            .map(fit -> "The smallest known device of the family that it fits is " + fit.name())
                            .orElse("No known device of the family has that much"));
        }
    }
}
