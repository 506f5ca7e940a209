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

    /** Clocks per frame in steady state, none of the activations being zero. */
    long cycles();

    /**
     * Clocks per frame in steady state for one image.
     *
     * @param tensors the golden model's tensors for it, by name
     */
    default long cycles(Map<String, IntTensor> tensors) {
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

    /** Bits of memories that hold activations or accumulators. */
    long bufferBits();

    /** What is particular to this kind of engine, for the plan's JSON, in order. */
    Map<String, Object> details();

    /** The engine's plan as the value of a JSON object. */
    default Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("layer", operation().name());
        json.put("kind", operation().kind());
        json.put("reads", operation().inputs().stream().map(Tensor::name).toList());
        json.put("writes", operation().output().name());
        json.put("tile_rows", output().rows());
        json.put("tile_columns", output().columns());
        json.put("pixels_per_beat", output().pixels());
        json.put("lanes", lanes());
        json.put("cycles_per_frame", cycles());
        json.put("payload_bits", payloadBits());
        json.put("table_bits", tableBits());
        json.put("buffer_bits", bufferBits());
        json.putAll(details());
        return json;
    }
}
