package winnow.retrain;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import winnow.network.Network;
import winnow.quantize.InputTransform;
import winnow.reader.LabelledImages;

/** Trains networks, one stage after the other; a stage that was interrupted goes on with its next epoch. */
public final class Retrainer {
    /** Sees what happens. */
    public interface Watcher {
        /** A stage begins or goes on. */
        void begin(String stage, long stepsLeft);

        void step();

        /** @param accuracy share of the validation images that are recognised, 0..1 */
        void epoch(Schedule schedule, int epoch, double accuracy);

        void end();
    }

    private final GradientEngine.Provider engines;
    private final InputTransform transform;
    private final LabelledImages images;
    private final LabelledImages validation;
    private final Checkpoints checkpoints;
    private final Watcher watcher;

    /** @param validation images that are looked at after every epoch and train nothing */
    public Retrainer(GradientEngine.Provider engines, InputTransform transform, LabelledImages images, LabelledImages validation,
            Checkpoints checkpoints, Watcher watcher) {
        this.engines = engines;
        this.transform = transform;
        this.images = images;
        this.validation = validation;
        this.checkpoints = checkpoints;
        this.watcher = watcher;
    }

    /** The engine on the class path, if there is one: the Maven profile {@code train} brings it. */
    public static Optional<GradientEngine.Provider> available() {
        return ServiceLoader.load(GradientEngine.Provider.class).findFirst();
    }

    /** Training of all weights. */
    public Network dense(Network network, Schedule schedule) throws IOException {
        return train(network, schedule, weights -> rules(weights, (layer, values) -> new FreeWeights(values.length)));
    }

    /** Training while the least important weights are pruned. */
    public Network pruned(Network network, Schedule schedule, PruningGoal goal) throws IOException {
        return train(network, schedule, weights -> new GradualPruning(weights, goal));
    }

    /**
     * Training of full-precision weights through a projection that layers have; the others train with the zeros they have.
     *
     * @param projections from full-precision weights to those that the network is to have; one per layer with weights
     */
    public Network projected(Network network, Schedule schedule, List<Optional<UnaryOperator<float[]>>> projections)
            throws IOException {
        return train(network, schedule, weights -> rules(weights, (layer, values) -> projections.get(layer)
                .<WeightRule>map(projection -> new LatentWeights(values, projection))
                .orElseGet(() -> new LatentWeights(values, new ZerosOf(values)))));
    }

    /** Training of codebooks: equal weights of a layer stay equal, and zeros stay zeros. */
    public Network shared(Network network, Schedule schedule) throws IOException {
        return train(network, schedule, weights -> rules(weights, (layer, values) -> SharedWeights.of(values)));
    }

    private interface Rules {
        WeightRule rule(int layer, float[] weights);
    }

    private static WeightUpdate rules(List<float[]> weights, Rules rules) {
        return new LayerRules(IntStream.range(0, weights.size()).mapToObj(layer -> rules.rule(layer, weights.get(layer))).toList());
    }

    private Network train(Network network, Schedule schedule, Function<List<float[]>, WeightUpdate> update) throws IOException {
        if (schedule.epochs() == 0) {
            return network;
        }
        Parameters parameters = Parameters.of(network);
        Training.State state = new Training.State(parameters, update.apply(parameters.weights()));
        checkpoints.restore(schedule.stage(), state.arrays()).ifPresent(state::resume);
        if (state.epochs() < schedule.epochs()) {
            run(network, schedule, state);
        }
        return parameters.in(network);
    }

    /** Keeps what was pruned pruned. */
    private static final class ZerosOf implements UnaryOperator<float[]> {
        private final boolean[] kept;

        ZerosOf(float[] weights) {
            kept = new boolean[weights.length];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = weights[i] != 0;
            }
        }

        @Override
        public float[] apply(float[] latent) {
            float[] weights = new float[latent.length];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = kept[i] ? latent[i] : 0;
            }
            return weights;
        }
    }

    private void run(Network network, Schedule schedule, Training.State state) throws IOException {
        try (GradientEngine engine = engines.engine(network)) {
            Training training = new Training(engine, images, transform);
            watcher.begin(schedule.stage(), training.steps(schedule) / schedule.epochs() * (schedule.epochs() - state.epochs()));
            while (state.epochs() < schedule.epochs()) {
                training.epoch(schedule, state, watcher::step);
                checkpoints.save(schedule.stage(), state.epochs(), state.arrays());
                watcher.epoch(schedule, state.epochs(), training.accuracy(validation, state.parameters()));
            }
        } finally {
            watcher.end();
        }
    }
}
