package winnow.compress;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import winnow.compress.BudgetSearch.Point;
import winnow.network.IntegerNetwork;
import winnow.network.Network;

/**
 * What a compression did.
 *
 * @param source    the float network, cut up into factors or groups if that was asked for
 * @param pruned    the same with fewer weights
 * @param shared    the same with few different weights
 * @param integers  what the hardware runs
 * @param stages    how good the network was after each stage, in order
 * @param densities how good the network was with one layer pruned to a density, by layer; empty if that was not looked at
 * @param codebooks the same with one layer shared
 * @param bits      the same with one tensor narrowed
 * @param met       whether the budget was kept; true if it could not be measured
 * @param notes     what could not be done or should be known, a line each
 */
public record Compression(
        Network source,
        Network pruned,
        Network shared,
        IntegerNetwork integers,
        List<Stage> stages,
        Map<String, List<Point<Double>>> densities,
        Map<String, List<Point<Integer>>> codebooks,
        Map<String, List<Point<Integer>>> bits,
        boolean met,
        List<String> notes) {
    /**
     * How good a network was.
     *
     * @param validation accuracy on what chooses, 0..1; empty without images
     * @param test       accuracy on the test images, 0..1
     */
    public record Stage(String name, Optional<Double> validation, Optional<Double> test) {}

    public Compression {
        stages = List.copyOf(stages);
        notes = List.copyOf(notes);
    }
}
