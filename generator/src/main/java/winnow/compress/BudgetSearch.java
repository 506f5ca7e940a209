package winnow.compress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Spends a budget of accuracy on several parts of a network at once. Each part has a ladder of choices, the mildest first. A
 * scan takes one part after the other down its ladder, all others at their mildest (Han et al., NIPS 2015, section 4.1, call
 * it sensitivity). Then each part takes the strongest choice that costs it no more than a tolerance, the same for all, and
 * the tolerance is bisected until all choices together cost no more than the budget. What is left of the budget then goes to
 * one part after the other, a rung at a time.
 *
 * @param <C> a choice
 */
public final class BudgetSearch<C> {
    /** Below this part of the mildest choices' accuracy a part's ladder is not followed further. */
    private static final double CUT_OFF = 0.5;

    /** Accuracy, 0..1, of choices for all parts. */
    public interface Trial<C> {
        double accuracy(Map<String, C> choices);
    }

    /** A choice for one part, and the accuracy with all others at their mildest. */
    public record Point<C>(C choice, double accuracy) {}

    /**
     * What was found.
     *
     * @param choices  for each part
     * @param accuracy that they reach together
     * @param curves   for each part what the scan saw, the mildest first
     */
    public record Result<C>(Map<String, C> choices, double accuracy, Map<String, List<Point<C>>> curves) {}

    private final Map<String, List<C>> ladders;
    private final Trial<C> quick;
    private final Trial<C> full;

    private BudgetSearch(Map<String, List<C>> ladders, Trial<C> quick, Trial<C> full) {
        this.ladders = ladders;
        this.quick = quick;
        this.full = full;
    }

    /**
     * Searches.
     *
     * @param ladders at least one choice each
     * @param quick   for the scan
     * @param full    for choices of all parts together
     * @param least   the accuracy to keep; if even the mildest choices do not, they are the result
     */
    public static <C> Result<C> search(Map<String, List<C>> ladders, Trial<C> quick, Trial<C> full, double least) {
        return new BudgetSearch<>(ladders, quick, full).search(least);
    }

    private Result<C> search(double least) {
        Map<String, C> mildest = new LinkedHashMap<>();
        ladders.forEach((part, ladder) -> mildest.put(part, ladder.get(0)));
        double before = quick.accuracy(mildest);
        Map<String, List<Point<C>>> curves = new LinkedHashMap<>();
        ladders.forEach((part, ladder) -> curves.put(part, curve(part, ladder, mildest, before)));
        List<Double> tolerances = tolerances(curves, before);
        Result<C> best = new Result<>(mildest, full.accuracy(mildest), curves);
        int low = 0;
        int high = tolerances.size() - 1;
        while (low <= high) {
            int middle = (low + high) / 2;
            Map<String, C> choices = strongest(curves, before - tolerances.get(middle));
            double accuracy = full.accuracy(choices);
            if (accuracy >= least) {
                best = new Result<>(choices, accuracy, curves);
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return best.accuracy() >= least ? furtherDown(best, least) : best;
    }

    private Result<C> furtherDown(Result<C> found, double least) {
        Result<C> best = found;
        Set<String> open = new LinkedHashSet<>(found.curves().keySet());
        while (!open.isEmpty()) {
            for (String part : List.copyOf(open)) {
                Optional<Result<C>> next = aRungDown(best, part).filter(result -> result.accuracy() >= least);
                best = next.orElse(best);
                if (next.isEmpty()) {
                    open.remove(part);
                }
            }
        }
        return best;
    }

    /** With the next choice for one part that the scan saw; empty if there is none. */
    private Optional<Result<C>> aRungDown(Result<C> from, String part) {
        List<Point<C>> curve = from.curves().get(part);
        int next = 1;
        while (!curve.get(next - 1).choice().equals(from.choices().get(part))) {
            next++;
        }
        if (next == curve.size()) {
            return Optional.empty();
        }
        Map<String, C> choices = new LinkedHashMap<>(from.choices());
        choices.put(part, curve.get(next).choice());
        return Optional.of(new Result<>(choices, full.accuracy(choices), from.curves()));
    }

    private List<Point<C>> curve(String part, List<C> ladder, Map<String, C> mildest, double before) {
        List<Point<C>> points = new ArrayList<>(List.of(new Point<>(ladder.get(0), before)));
        for (C choice : ladder.subList(1, ladder.size())) {
            Map<String, C> choices = new LinkedHashMap<>(mildest);
            choices.put(part, choice);
            double accuracy = quick.accuracy(choices);
            points.add(new Point<>(choice, accuracy));
            if (accuracy < before * CUT_OFF) {
                break;
            }
        }
        return points;
    }

    /** All tolerances that make a difference, ascending. */
    private static <C> List<Double> tolerances(Map<String, List<Point<C>>> curves, double before) {
        TreeSet<Double> tolerances = new TreeSet<>();
        curves.values().forEach(curve -> curve.forEach(point -> tolerances.add(Math.max(0, before - point.accuracy()))));
        return List.copyOf(tolerances);
    }

    private static <C> Map<String, C> strongest(Map<String, List<Point<C>>> curves, double accuracy) {
        Map<String, C> choices = new LinkedHashMap<>();
        curves.forEach((part, curve) -> {
            C chosen = curve.get(0).choice();
            for (Point<C> point : curve) {
                chosen = point.accuracy() >= accuracy ? point.choice() : chosen;
            }
            choices.put(part, chosen);
        });
        return choices;
    }
}
