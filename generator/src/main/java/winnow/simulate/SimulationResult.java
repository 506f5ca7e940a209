package winnow.simulate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a simulation found.
 *
 * @param frames          frames driven through the hardware
 * @param streams         streams compared, all of the network's
 * @param beats           beats compared
 * @param mismatches      beats that differ
 * @param first           the first difference of each stream that has one, in the order in which they occurred
 * @param faults          breaches of the stream law, missing or surplus beats, deadlock
 * @param cyclesPerFrame  mean clocks between the ends of the later half of the frames on the stream of the slowest engine, where no other
 *                        engine's data-dependent latency blurs them
 * @param predicted       the same as the plan and the golden model's activations predict it
 * @param outputInterval  the same on the accelerator's output
 * @param latency         clocks from the first frame's first beat in to its last beat out
 * @param frameEnds       per frame the clocks from the first frame's first beat in to the frame's last beat out
 * @param lanes           the budget of multipliers
 * @param usedLanes       multipliers that the design has
 * @param nonzeroMacs     per frame
 * @param top1            best class of each image, from the hardware's own output; of equal scores the lower class
 * @param cycles          clocks of the whole simulation
 * @param seconds         that the harness ran
 */
public record SimulationResult(
        int frames,
        int streams,
        long beats,
        long mismatches,
        List<Mismatch> first,
        List<String> faults,
        long cyclesPerFrame,
        long predicted,
        long outputInterval,
        long latency,
        List<Long> frameEnds,
        int lanes,
        int usedLanes,
        long nonzeroMacs,
        List<Integer> top1,
        long cycles,
        double seconds) {

    public boolean passed() {
        return mismatches == 0 && faults.isEmpty();
    }

    /** Useful work per multiplier of the budget and clock. */
    public double utilization() {
        return cyclesPerFrame == 0 ? 0 : nonzeroMacs / ((double) lanes * cyclesPerFrame);
    }

    /** What the simulation gets through: all multipliers, every clock, whether the design fills, works or waits. */
    public double laneMacsPerSecond() {
        return (double) usedLanes * cycles / seconds;
    }

    /** Products of non-zero weights that the frames needed, by the time of the whole simulation. */
    public double usefulMacsPerSecond() {
        return (double) nonzeroMacs * frames / seconds;
    }

    /** The result as a JSON object. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("frames", frames);
        json.put("streams_compared", streams);
        json.put("beats_compared", beats);
        json.put("mismatches", mismatches);
        json.put("first_mismatches", first);
        json.put("faults", faults);
        json.put("cycles_per_frame", cyclesPerFrame);
        json.put("predicted_cycles_per_frame", predicted);
        json.put("output_interval_cycles", outputInterval);
        json.put("latency_cycles", latency);
        json.put("frame_end_cycles", frameEnds);
        json.put("lanes", lanes);
        json.put("used_lanes", usedLanes);
        json.put("nonzero_macs_per_frame", nonzeroMacs);
        json.put("utilization", utilization());
        json.put("top1", top1);
        json.put("simulated_cycles", cycles);
        json.put("simulation_seconds", seconds);
        json.put("lane_macs_per_second", laneMacsPerSecond());
        json.put("useful_macs_per_second", usefulMacsPerSecond());
        return json;
    }
}
