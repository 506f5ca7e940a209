package winnow.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import winnow.network.Tensor;

/**
 * When each engine works on each of its row groups: a group begins when the engine is free, the rows that it reads have
 * come, and every reader of its output has room for its rows. From that follow the interval between frames and whether the
 * engines wait for each other for ever, so how many rows a line buffer needs is computed, not guessed: a row is taken away
 * as long as the interval stays what it was. (Events in a max-plus system: Baccelli et al., Synchronization and Linearity,
 * 1992. More rows never make anything later, so line buffers can be trimmed one after the other.)
 */
final class RowSchedule {
    /** Frames after which it is first looked whether the schedule has become periodic; then after twice as many, and so on. */
    private static final int FEWEST_FRAMES = 6;

    /** Frames after which a schedule that is not periodic in single frames is taken as it is. */
    private static final int MOST_FRAMES = 96;

    private final List<RowActor> actors = new ArrayList<>();

    /**
     * @param engines in topological order
     */
    RowSchedule(StreamOrder.Camera camera, Tensor input, List<EnginePlan> engines) {
        Map<String, RowActor> writers = new HashMap<>();
        RowActor source = RowActor.ofCamera(camera);
        actors.add(source);
        writers.put(input.name(), source);
        Map<String, WindowPlan> buffers = new HashMap<>();
        for (EnginePlan engine : engines) {
            Operation operation = engine.operation();
            if (operation.isRowBuffer()) {
                buffers.put(operation.output().name(), (WindowPlan) engine);
                continue;
            }
            RowActor actor = actor(engine, buffers);
            for (int i = 0; i < operation.inputs().size(); i++) {
                String tensor = operation.inputs().get(i).name();
                String read = buffers.containsKey(tensor) ? buffers.get(tensor).operation().input().name() : tensor;
                actor.read(i, writers.get(read));
            }
            actors.add(actor);
            writers.put(operation.output().name(), actor);
        }
    }

    private static RowActor actor(EnginePlan engine, Map<String, WindowPlan> buffers) {
        if (engine instanceof WindowPlan window) {
            return RowActor.ofWindow(window);
        }
        if (engine instanceof JoinPlan join) {
            return RowActor.ofJoin(join,
                    join.operation().inputs().stream().map(input -> buffers.get(input.name())).toList());
        }
        return RowActor.ofFrames(engine);
    }

    /** Clocks between frames in steady state; empty if the engines wait for each other for ever. */
    OptionalLong interval() {
        for (int frames = FEWEST_FRAMES; ; frames *= 2) {
            if (!work(frames)) {
                return OptionalLong.empty();
            }
            long last = actors.get(0).interval(1);
            boolean periodic = actors.stream().allMatch(actor -> actor.interval(1) == last && actor.interval(2) == last);
            if (periodic || frames >= MOST_FRAMES) {
                int measured = periodic ? 1 : frames / 2;
                return OptionalLong.of(actors.stream().mapToLong(actor -> actor.interval(measured)).max().orElseThrow());
            }
        }
    }

    /** Goes on until so many frames are done; false if that never happens. */
    private boolean work(int frames) {
        actors.forEach(actor -> actor.makeRoom(frames));
        boolean moved = true;
        while (moved) {
            moved = false;
            for (RowActor actor : actors) {
                moved |= actor.advance();
            }
        }
        return actors.stream().allMatch(RowActor::isDone);
    }

    /**
     * Engines whose line buffers have no more rows than they need.
     *
     * @param interval clocks between frames, with all that the engines wait for each other
     */
    record Trimmed(List<EnginePlan> engines, long interval) {
        /** Bits of all memories. */
        long memoryBits() {
            return engines.stream().mapToLong(EnginePlan::memoryBits).sum();
        }
    }

    /** The same engines with line buffers of no more rows than they need to keep the interval that ample ones have. */
    static Trimmed trimmed(StreamOrder.Camera camera, Tensor input, List<EnginePlan> engines) {
        List<EnginePlan> trimmed = new ArrayList<>(engines);
        trimmed.replaceAll(engine -> withAmpleRows(engine, engines.size()));
        long interval = new RowSchedule(camera, input, trimmed).interval().orElseThrow();
        IntStream.range(0, engines.size()).boxed()
                .filter(i -> engines.get(i) instanceof WindowPlan)
                .sorted(Comparator.comparingLong(i -> -trimmed.get(i).bufferBits()))
                .forEach(i -> trim(trimmed, i, tried -> keeps(camera, input, tried, interval)));
        return new Trimmed(trimmed, interval);
    }

    /** What a row buffer may have to keep is a frame for each engine of a longer branch, and two that come and go. */
    private static EnginePlan withAmpleRows(EnginePlan engine, int engines) {
        return engine.operation().isRowBuffer() && engine instanceof WindowPlan window
                ? window.withSuperrows((engines + 2) * window.geometry().frameSuperrows()) : engine;
    }

    private static boolean keeps(StreamOrder.Camera camera, Tensor input, List<EnginePlan> engines, long interval) {
        OptionalLong tried = new RowSchedule(camera, input, engines).interval();
        return tried.isPresent() && tried.getAsLong() <= interval;
    }

    /** Gives one engine the fewest superrows that pass. */
    private static void trim(List<EnginePlan> engines, int place, Predicate<List<EnginePlan>> passes) {
        WindowPlan ample = (WindowPlan) engines.get(place);
        long fewest = Bisection.least(1, ample.geometry().superrows(), superrows -> {
            engines.set(place, ample.withSuperrows((int) superrows));
            return passes.test(engines);
        });
        engines.set(place, ample.withSuperrows((int) fewest));
    }
}
