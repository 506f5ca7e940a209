package winnow.compress;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import winnow.compress.Compression.Stage;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.network.Network;
import winnow.quantize.InputTransform;
import winnow.retrain.Retrainer;

/**
 * Compresses a network: structure (low rank, channel groups), pruning, sharing, integers; each stage within its part of the
 * budget of accuracy, each followed by training if that is possible.
 */
public final class Compressor {
    /** Shares of the budget that may be spent when a stage is over. */
    private static final double AFTER_PRUNING = 0.5;
    private static final double AFTER_SHARING = 0.75;

    /**
     * How to train again.
     *
     * @param retrainer runs it
     */
    public record Retraining(Retrainer retrainer, RetrainingOptions options) {}

    /** Is told what is being done. */
    public interface Watcher {
        void doing(String what);

        /** Another network is judged. */
        void trial();
    }

    private final CompressionOptions options;
    private final InputTransform transform;
    private final CompressionData data;
    private final Optional<Retraining> retraining;
    private final Watcher watcher;
    private final List<String> notes = new ArrayList<>();
    private final List<Stage> stages = new ArrayList<>();
    private Optional<Judge> judge = Optional.empty();

    public Compressor(CompressionOptions options, InputTransform transform, CompressionData data, Optional<Retraining> retraining,
            Watcher watcher) {
        this.options = options;
        this.transform = transform;
        this.data = data;
        this.retraining = retraining;
        this.watcher = watcher;
    }

    /**
     * Compresses a network.
     *
     * @throws InvalidInputException with all that does not fit between options, images and network
     * @throws IOException           if a checkpoint cannot be read or written
     */
    public Compression compress(Network given) throws IOException {
        Network source = ChannelGroups.split(LowRank.factorise(given, options.ranks()), options.groups());
        checkNames(source);
        judge = judge(given);
        noteMissing();
        double before = stage("float", given);
        StageContext context = new StageContext(options, retraining, judge, notes, watcher);
        PruningStage.Result pruned = new PruningStage(context).prune(source, least(before, AFTER_PRUNING));
        stage("pruned", pruned.network());
        SharingStage.Result shared = new SharingStage(context).share(pruned.network(), least(before, AFTER_SHARING));
        Network finished = CompressedLayers.finished(shared.network());
        stage("shared", finished);
        IntegerStage.Result integers = new IntegerStage(context, transform, data).quantize(finished, least(before, 1));
        boolean met = integerStage(integers.network(), before);
        return new Compression(source, pruned.network(), finished, integers.network(), stages, pruned.curves(), shared.curves(),
                integers.curves(), met, notes);
    }

    private void checkNames(Network source) {
        var layers = CompressedLayers.of(source).keySet();
        List<String> problems = new ArrayList<>();
        problems.addAll(options.density().problems("--density", layers));
        problems.addAll(options.codebook().problems("--codebook", layers));
        problems.addAll(options.form().problems("--weights", layers));
        CompressedLayers.of(source).forEach((name, layer) -> {
            boolean holes = layer.weights().parameters() < layer.weights().size();
            if (holes && options.form().of(name).orElse(WeightForm.SHARED) == WeightForm.BINARY) {
                problems.add("--weights: layer " + name + " has groups or dilation, whose holes are zeros, which binary weights do not"
                        + " have; give it another form with --weights " + name + "=ternary,...");
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private Optional<Judge> judge(Network given) {
        if (data.validation().isPresent()) {
            return data.validation().map(images -> Judge.of(images, transform));
        }
        IntFunction<IntTensor> images = data.unlabelled()::get;
        return data.unlabelled().isEmpty()
                ? Optional.empty()
                : Optional.of(Judge.of(given, images, data.unlabelled().size(), transform));
    }

    private void noteMissing() {
        if (judge.isEmpty()) {
            notes.add("no images: ranges come from noise, densities and codebooks from the weights alone, and no accuracy was"
                    + " measured; give --calibrate, or better --images and --labels");
        } else if (data.validation().isEmpty()) {
            notes.add("no labels: accuracy is the share of calibration images of which the network says what the float network"
                    + " says; give --images and --labels");
        }
        if (retraining.isEmpty()) {
            notes.add("no training: pruned and shared after training only, which keeps several times more weights than training"
                    + " again does; give --train-images and --train-labels");
        }
    }

    /** The accuracy to keep when a share of the budget may be spent. */
    private double least(double before, double share) {
        return before - share * options.budget();
    }

    private double stage(String name, Network network) {
        watcher.doing("measuring the " + name + " network");
        Optional<Double> validation = judge.map(by -> by.accuracy(network));
        Optional<Double> test = data.test().map(images -> Judge.of(images, transform).accuracy(network));
        stages.add(new Stage(name, validation, test));
        return validation.orElse(1.0);
    }

    private boolean integerStage(IntegerNetwork network, double before) {
        Optional<Double> validation = judge.map(by -> by.accuracy(network));
        Optional<Double> test = data.test().map(images -> Judge.of(images, transform).accuracy(network));
        stages.add(new Stage("integer", validation, test));
        // a rounding error is no image
        return validation.map(accuracy -> accuracy >= least(before, 1) - 1e-9).orElse(true);
    }
}
