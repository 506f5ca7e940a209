package winnow.handoff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import winnow.network.IntTensor;
import winnow.planner.Plan;
import winnow.rtl.Rtl;

/**
 * The files of a hand-off kit.
 *
 * @param texts to be rendered
 * @param data  contents by path, to be written as they are
 */
public record Kit(List<Text> texts, SortedMap<String, byte[]> data) {
    /** How many frames the test bench sends. */
    public static final int FRAMES = 3;

    /** The clock of its constraints, in MHz, unless another is asked for. */
    public static final double MEGAHERTZ = 200;

    /**
     * A file that a template makes.
     *
     * @param path  within the design's folder
     * @param model the record that the template of its name renders
     */
    public record Text(String path, Record model) {}

    public Kit {
        texts = Collections.unmodifiableList(new ArrayList<>(texts));
        data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
    }

    /**
     * The kit of a design. The golden model computes what the test bench expects.
     *
     * @param rtl     the output model of the plan
     * @param sources the emitted files; their top is the accelerator, or a shell around it
     * @param samples frames for the test bench; if empty, random ones are made, always the same
     * @param megahertz the clock of the out-of-context constraints
     */
    public static Kit of(
            Plan plan, Rtl rtl, Sources sources, Origin origin, List<IntTensor> samples, double megahertz) {
        return new KitBuilder(plan, rtl, sources, origin, samples, megahertz).build();
    }
}
