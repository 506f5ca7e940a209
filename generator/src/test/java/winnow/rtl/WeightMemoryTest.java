package winnow.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.simulate.Tools;

/** {@code winnow_weight_memory} in Icarus Verilog, with words of several units; no network at hand has such. */
class WeightMemoryTest {
    @TempDir
    private Path folder;

    @Test
    void everyUnitIsLoadedIntoItsWordAndNothingElse() throws IOException {
        Tools.require("iverilog", "-V");
        Tools.Run build = Tools.run(folder, List.of("iverilog", "-g2005", "-Wall", "-s", "weight_memory_bench", "-o", "bench.vvp",
                "-y", Path.of("rtl-templates/lib").toAbsolutePath().toString(),
                Path.of("sim/weight_memory_bench.v").toAbsolutePath().toString()));
        assertEquals(0, build.code(), build.text());
        assertEquals("PASS 5 words\n", Tools.run(folder, List.of("vvp", "-n", "bench.vvp")).text());
    }
}
