package winnow.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import winnow.cli.WinnowCommand;
import winnow.emit.Design;
import winnow.network.SparseWeights;
import winnow.output.OutputFolder;
import winnow.output.Sha256;
import winnow.simulate.SimulationOptions;
import winnow.simulate.SimulationResult;
import winnow.simulate.Simulator;
import winnow.simulate.Verilator;

/** Generates and simulates one layer after the other, all frames at full speed, each output held against the golden model. */
final class LayerSimulation {
    private final Verilator verilator;
    private final Path designs;

    /**
     * @param designs the folder that gets a folder for each design
     */
    LayerSimulation(Verilator verilator, Path designs) {
        this.verilator = verilator;
        this.designs = designs;
    }

    /** Writes the design {@code LAYER-ELEMENTS}. */
    Path generate(PlannedLayer planned) throws IOException {
        Path design = designs.resolve(planned.layer().size().name() + "-" + planned.plan().lanes());
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", WinnowCommand.VERSION);
        details.put(OutputFolder.KIND, "design");
        details.put("lanes", planned.plan().lanes());
        OutputFolder folder = new OutputFolder(design, true);
        new Design(planned.plan(), WinnowCommand.VERSION, digest(planned.layer().weights())).addTo(folder).write(details);
        return design;
    }

    /** There is no model file, so the sum is of what makes the layer: positions and codes. */
    private static String digest(SparseWeights weights) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES * weights.nonzeros());
        weights.positions().stream().forEach(bytes::putInt);
        weights.codes().stream().forEach(bytes::putInt);
        return Sha256.of(bytes.array());
    }

    SimulationResult run(PlannedLayer planned) throws IOException {
        RandomLayer layer = planned.layer();
        Simulator simulator = new Simulator(generate(planned), planned.plan());
        int frames = layer.frames().size();
        simulator.prepare(frames, layer.frames()::get, frames, done -> {});
        return simulator.run(verilator, SimulationOptions.fullSpeed(), frames, done -> {});
    }
}
