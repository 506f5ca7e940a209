package winnow.planner;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.network.IntTensor;
import winnow.network.Tensor;

/** One layer's engine. */
public sealed interface EnginePlan permits WindowPlan, GlobalAveragePlan, FullyConnectedPlan, JoinPlan {
    /** What it computes. */
    Operation operation();

    /** The streams that the engine reads, in the order of the operation's inputs. */
    List<StreamOrder> inputs();

    /** The stream that the engine writes. */
    StreamOrder.Tiled output();

    /** Multipliers. */
    int lanes();

    /** Multipliers of these lanes. */
    default int multipliers() {
        return lanes();
    }

    /**
     * Clocks per frame in steady state. Where they depend on the activations, as many of these are zero as calibration found;
     * none, if there was no calibration.
     */
    long cycles();

    /** Clocks per frame in steady state if no activation is zero. */
    default long worstCycles() {
        return cycles();
    }

    /** Whether its clocks depend on the activations. */
    default boolean dependsOnData() {
        return false;
    }

    /**
     * Mean clocks per frame for some images one after the other, rounded up.
     *
     * @param frames the golden model's tensors for each, by name, at least those that engines read whose clocks depend on data;
     *               at least 2, the first of which only fills the engine
     */
    default long cycles(List<Map<String, IntTensor>> frames) {
        return cycles();
    }

    /** Bits of codes and indices or masks. */
    default long payloadBits() {
        return 0;
    }

    /** Bits of all memories whose contents the generator gives: payload, counts or pointers, codebook, biases, taps. */
    default long tableBits() {
        return 0;
    }

    /** Non-zero weights; 0 without weights. */
    default long nonzeros() {
        return operation().weighted().stream().mapToLong(layer -> layer.weights().nonzeros()).sum();
    }

    /** Stored weights, padding included. */
    default long entries() {
        return nonzeros();
    }

    /** Bits of codes and indices for each non-zero weight; 0 without weights. */
    default double bitsPerWeight() {
        return nonzeros() == 0 ? 0 : payloadBits() / (double) nonzeros();
    }

    /**
     * Products that a frame takes: of all non-zero weights, and where zero activations are skipped, of as many activations as
     * calibration found not to be zero.
     */
    default long products() {
        return operation().nonzeroMacs();
    }

    /** Useful work per multiplier and clock if a frame takes so many clocks: 0 without multipliers. */
    default double utilization(long cycles) {
        return lanes() == 0 ? 0 : products() / ((double) lanes() * cycles);
    }

    /** How the weights are stored, in a few words; empty without weights. */
    default String encoding() {
        return "";
    }

    /** Bits of memories that hold activations or accumulators. */
    long bufferBits();

    /** Bits of all memories. */
    default long memoryBits() {
        return tableBits() + bufferBits();
    }

    /** What is particular to this kind of engine, for the plan's JSON, in order. */
    Map<String, Object> details();

    /**
     * The engine's plan as the value of a JSON object.
     *
     * @param interval clocks per frame of the whole plan
     */
    default Map<String, Object> toJson(long interval) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("layer", operation().name());
        json.put("kind", operation().kind());
        json.put("reads", operation().inputs().stream().map(Tensor::name).toList());
        json.put("writes", operation().output().name());
        json.put("tile_rows", output().rows());
        json.put("tile_columns", output().columns());
        json.put("pixels_per_beat", output().pixels());
        json.put("lanes", lanes());
        json.put("multipliers", multipliers());
        json.put("cycles_per_frame", cycles());
        json.put("worst_cycles_per_frame", worstCycles());
        json.put("utilization", utilization(interval));
        json.put("limits", cycles() == interval);
        json.put("payload_bits", payloadBits());
        json.put("entries", entries());
        json.put("bits_per_weight", bitsPerWeight());
        json.put("table_bits", tableBits());
        json.put("buffer_bits", bufferBits());
        json.putAll(details());
        return json;
    }
}
