package winnow.handoff;

import java.util.List;

/**
 * The test bench's Makefile.
 *
 * @param bench   its module
 * @param rtl     folder of the accelerator's files, seen from the Makefile, with its slash
 * @param sources Verilog files in that folder
 */
public record BenchMakefile(Origin origin, String bench, String rtl, List<String> sources) {
    public BenchMakefile {
        sources = List.copyOf(sources);
    }
}
