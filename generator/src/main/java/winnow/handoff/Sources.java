package winnow.handoff;

import java.util.List;

/**
 * The emitted RTL that a kit is made for, all in {@code rtl/}.
 *
 * @param top      the module that users instantiate
 * @param topText  its Verilog
 * @param verilog  file names in the order of compilation
 * @param memories file names of memories' contents
 */
public record Sources(String top, String topText, List<String> verilog, List<String> memories) {
    public Sources {
        verilog = List.copyOf(verilog);
        memories = List.copyOf(memories);
    }
}
