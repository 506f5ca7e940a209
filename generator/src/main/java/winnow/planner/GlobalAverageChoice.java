package winnow.planner;

import java.util.List;
import winnow.network.Shape;

/** The one engine of a global average: as fast as its input. */
record GlobalAverageChoice(Operation operation) implements EngineChoices {
    @Override
    public List<Candidate> within(Pace pace) {
        return List.of(new Candidate(this, 1, 1, 1, 0, 0));
    }

    @Override
    public boolean keepsUp(Candidate candidate, BeatOrder input, Pace pace) {
        Shape shape = operation.input().shape();
        return input.followsRows(shape) && input.stream(shape).beats() <= pace.cycles();
    }

    @Override
    public EnginePlan engine(Candidate candidate, StreamOrder input) {
        return new GlobalAveragePlan(operation, (StreamOrder.Tiled) input, new StreamOrder.Tiled(operation.output().shape(), 1, 1, 1));
    }
}
