package winnow.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import winnow.network.IntTensor;
import winnow.simulate.SimulationResult;

/**
 * What a layer takes on a number of processing elements. Clocks per frame are those of all frames but the first, whatever
 * they are of.
 *
 * @param elements      processing elements that all figures are for; a plan may use fewer
 * @param lanes         those that it uses
 * @param products      per frame, of which neither factor is zero
 * @param reference     clocks of {@link EieReference}, per frame
 * @param model         what Winnow's plan predicts
 * @param simulation    of Winnow's Verilog; empty where it was not asked for
 * @param weights       that are not zero
 * @param storedBits    codes, indices, pointers, output order
 * @param referenceBits the same in the format of {@link EieReference}
 */
record LayerFigures(
        LayerSize size,
        int elements,
        int lanes,
        List<Long> products,
        List<Long> reference,
        FrameEnds model,
        Optional<SimulationResult> simulation,
        long weights,
        long storedBits,
        long referenceBits) {
    static LayerFigures of(PlannedLayer planned, int elements, EieReference reference, Optional<SimulationResult> simulation) {
        RandomLayer layer = planned.layer();
        List<Long> clocks = layer.frames().stream().map(IntTensor::values)
                .map(frame -> reference.clocks(frame, EieReference.QUEUE_DEPTH)).toList();
        return new LayerFigures(layer.size(), elements, planned.lanes(), layer.products(), clocks, planned.predicted(), simulation,
                layer.weights().nonzeros(), planned.storedBits(), reference.storedBits());
    }

    private static double meanBehindFirst(List<Long> perFrame) {
        return perFrame.stream().skip(1).mapToLong(Long::longValue).average().orElseThrow();
    }

    private long bound(long products) {
        return (products + elements - 1) / elements;
    }

    /** Clocks per frame if every element had a product with two non-zero factors in every clock. */
    double bound() {
        return meanBehindFirst(products.stream().map(this::bound).toList());
    }

    /** Clocks per frame of the EIE-style reference. */
    double referenceClocks() {
        return meanBehindFirst(reference);
    }

    /** When the frames are done: in the simulation, if there is one. */
    FrameEnds ends() {
        return simulation.map(PlannedLayer::simulated).orElse(model);
    }

    /** The bound by the clocks per frame. */
    double boundShare() {
        return bound() / ends().interval();
    }

    /** The same as the model has it. */
    double modelBoundShare() {
        return bound() / model.interval();
    }

    double referenceBoundShare() {
        return bound() / referenceClocks();
    }

    /** The same share of a frame by itself, from its first input to its last output. */
    double aloneShare() {
        return (double) bound(products.get(0)) / ends().alone();
    }

    /** Useful products per multiplier of the budget and clock. */
    double peakShare() {
        return meanBehindFirst(products) / elements / ends().interval();
    }

    /** So many times fewer clocks than the reference. */
    double speedup() {
        return referenceClocks() / ends().interval();
    }

    double storedShare() {
        return (double) storedBits / referenceBits;
    }

    double bitsPerWeight() {
        return (double) storedBits / weights;
    }

    double referenceBitsPerWeight() {
        return (double) referenceBits / weights;
    }

    String subject() {
        return size.name() + ", " + elements + " elements";
    }

    /** That the Verilog computes what the golden model does, in the clocks that the plan's model says, frame by frame. */
    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        simulation.ifPresent(result -> {
            checks.add(exact(Figure.MISMATCHES, result.mismatches() + result.faults().size()));
            checks.add(exact(Figure.FRAME_ENDS, model.differing(PlannedLayer.simulated(result))));
        });
        return checks;
    }

    private Check exact(Figure figure, long measured) {
        return new Check(subject(), figure, OptionalDouble.of(0), OptionalDouble.of(0), measured);
    }

    /** What happened, in a line. */
    String summary() {
        String done = simulation.map(result -> String.format(Locale.ROOT, "RTL %,.1f, %d differences in %,d beats, %.1f s",
                PlannedLayer.simulated(result).interval(), result.mismatches() + result.faults().size(), result.beats(),
                result.seconds())).orElse("not simulated");
        return String.format(Locale.ROOT, "%s: clocks per frame: bound %,.1f, reference %,.1f, model %,.1f, %s; %.3f of the bound",
                subject(), bound(), referenceClocks(), model.interval(), done, boundShare());
    }

    /** Frames whose ends differ, with both clocks. */
    List<String> differences() {
        return simulation.map(PlannedLayer::simulated).stream().flatMap(rtl -> IntStream
                .range(0, Math.min(rtl.clocks().size(), model.clocks().size()))
                .filter(frame -> !rtl.clocks().get(frame).equals(model.clocks().get(frame)))
                .mapToObj(frame -> subject() + ": frame " + frame + " ends at clock " + rtl.clocks().get(frame) + ", the model says "
                        + model.clocks().get(frame))).toList();
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("layer", size.name());
        json.put("elements", elements);
        json.put("used_elements", lanes);
        json.put("weights", weights);
        json.put("products", products);
        json.put("bound_cycles", bound());
        json.put("reference_cycles", referenceClocks());
        json.put("model_cycles", model.interval());
        json.put("model_frame_ends", model.clocks());
        json.put("rtl_cycles", simulation.map(PlannedLayer::simulated).map(FrameEnds::interval).orElse(null));
        json.put("rtl_frame_ends", simulation.map(PlannedLayer::simulated).map(FrameEnds::clocks).orElse(null));
        json.put("bound_share", boundShare());
        json.put("reference_bound_share", referenceBoundShare());
        json.put("alone_bound_share", aloneShare());
        json.put("speedup_over_reference", speedup());
        json.put("stored_bits", storedBits);
        json.put("reference_stored_bits", referenceBits);
        json.put("stored_share", storedShare());
        json.put("simulation", simulation.map(SimulationResult::toJson).orElse(null));
        return json;
    }
}
