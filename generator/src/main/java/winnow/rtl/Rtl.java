package winnow.rtl;

import java.util.List;

/**
 * All that is emitted for a plan.
 *
 * @param name      legal Verilog name of the network, prefix of all that is emitted
 * @param modules   engines in the order of the stream, then the top
 * @param memories  contents of their memories
 * @param testbench the wrapper for simulation
 * @param streams   per engine the legal name of its stream
 */
public record Rtl(
        String name, List<OutputModule> modules, List<MemoryFile> memories, Testbench testbench, List<String> streams) {
    public Rtl {
        modules = List.copyOf(modules);
        memories = List.copyOf(memories);
        streams = List.copyOf(streams);
    }
}
