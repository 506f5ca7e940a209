package winnow.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The choices of a fully-connected layer: processing elements, in one or more groups that share the columns, or the engine of
 * convolutions with one lane, which sees the layer as a kernel as large as the map. The first can be many and skip zero
 * activations, the second has packed weights, no pointers and nothing that fills up words.
 *
 * @param kinds the choices of each kind of engine
 */
record FullyConnectedChoices(List<EngineChoices> kinds) implements EngineChoices {
    static final int MOST_GROUPS = 16;

    /** More processing elements than any layer that fits a device keeps busy. */
    private static final int MOST_ELEMENTS = 1024;

    /** Below so many beats of outputs a wider stream is not worth its width. */
    private static final int LEAST_WIDE_BEATS = 64;

    static FullyConnectedChoices of(Operation operation, int budget, BeatOrder input, OptionalInt outputPixels) {
        List<EngineChoices> kinds = new ArrayList<>();
        int outputs = operation.output().shape().channels();
        int elements = Math.min(budget, MOST_ELEMENTS);
        long narrowBeats = Long.MAX_VALUE;
        for (int pixels : outputPixels.isPresent() ? new int[] {outputPixels.getAsInt()} : widths(outputs)) {
            for (int groups = 1; groups <= Math.min(MOST_GROUPS, elements); groups *= 2) {
                kinds.add(new ElementChoices(operation, groups, pixels, narrowBeats, Math.min(elements / groups, outputs), input));
            }
            narrowBeats = (outputs + pixels - 1) / pixels;
        }
        operation.asConvolution().ifPresent(convolution -> kinds.add(TileChoices.ofConvolution(convolution, budget)));
        return new FullyConnectedChoices(List.copyOf(kinds));
    }

    private static int[] widths(int outputs) {
        return IntStream.of(1, 4, MAXIMUM_PIXELS).filter(pixels -> pixels == 1 || outputs >= LEAST_WIDE_BEATS * pixels).toArray();
    }

    @Override
    public List<Candidate> within(Pace pace) {
        return kinds.stream().flatMap(kind -> kind.within(pace).stream()).sorted(Candidate.CHEAPEST).toList();
    }

    @Override
    public boolean keepsUp(Candidate candidate, BeatOrder input, Pace pace) {
        return candidate.choices().keepsUp(candidate, input, pace);
    }

    @Override
    public EnginePlan engine(Candidate candidate, StreamOrder input) {
        return candidate.choices().engine(candidate, input);
    }
}
