package winnow.planner;

import java.util.ArrayList;
import java.util.List;

/**
 * The choices of a fully-connected layer: processing elements, or the engine of convolutions with one lane, which sees the
 * layer as a kernel as large as the map. The first can be many and skip zero activations, the second has packed weights,
 * no pointers and no padding entries.
 *
 * @param kinds the choices of each kind of engine
 */
record FullyConnectedChoices(List<EngineChoices> kinds) implements EngineChoices {
    static FullyConnectedChoices of(Operation operation, int budget, BeatOrder input) {
        List<EngineChoices> kinds = new ArrayList<>();
        kinds.add(new ElementChoices(operation, Math.min(budget, operation.output().shape().channels()), input));
        operation.asConvolution().ifPresent(convolution -> kinds.add(TileChoices.ofConvolution(convolution, budget)));
        return new FullyConnectedChoices(List.copyOf(kinds));
    }

    @Override
    public List<Candidate> within(long interval) {
        return kinds.stream().flatMap(kind -> kind.within(interval).stream()).sorted(Candidate.CHEAPEST).toList();
    }

    @Override
    public boolean keepsUp(Candidate candidate, BeatOrder input, long interval) {
        return candidate.choices().keepsUp(candidate, input, interval);
    }

    @Override
    public EnginePlan engine(Candidate candidate, StreamOrder input) {
        return candidate.choices().engine(candidate, input);
    }
}
