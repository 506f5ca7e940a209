package winnow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import winnow.cli.WinnowCommand;
import winnow.network.IntTensor;
import winnow.network.IntegerNetwork;
import winnow.network.InvalidInputException;
import winnow.planner.Plan;
import winnow.planner.Planner;
import winnow.simulate.SimulationOptions;
import winnow.simulate.SimulationResult;
import winnow.simulate.Simulator;
import winnow.simulate.Verilator;

/** Generates and simulates a model for one budget after the other. */
final class BudgetRun {
    private final Path model;
    private final IntegerNetwork network;
    private final List<IntTensor> images;
    private final Verilator verilator;
    private final Path designs;

    /**
     * @param designs the folder that gets a folder for each design
     */
    BudgetRun(Path model, IntegerNetwork network, List<IntTensor> images, Verilator verilator, Path designs) {
        this.model = model;
        this.network = network;
        this.images = images;
        this.verilator = verilator;
        this.designs = designs;
    }

    /** @throws InvalidInputException if a step refuses the model or the budget */
    BudgetResult run(int lanes) throws IOException {
        Stopwatch planner = new Stopwatch();
        Plan plan = Planner.plan(network, lanes);
        double plannerSeconds = planner.seconds();
        Path design = designs.resolve("lanes-" + lanes);
        double generateSeconds = generate(lanes, design);
        Simulator simulator = new Simulator(design, plan);
        simulator.prepare(images.size(), images::get, images.size(), done -> {});
        Stopwatch simulation = new Stopwatch();
        SimulationResult result = simulator.run(verilator, SimulationOptions.fullSpeed(), images.size(), done -> {});
        return new BudgetResult(plan, result, plannerSeconds, generateSeconds, simulation.seconds() - result.seconds());
    }

    /** Runs the command as a user does, so that what it takes is what they wait for. */
    private double generate(int lanes, Path design) {
        StringWriter complaint = new StringWriter();
        Stopwatch watch = new Stopwatch();
        int code = WinnowCommand.run(new PrintWriter(new StringWriter()), new PrintWriter(complaint), "generate", model.toString(),
                "--lanes", Integer.toString(lanes), "-o", design.toString());
        if (code != 0) {
            throw new InvalidInputException(complaint.toString().lines().toList());
        }
        return watch.seconds();
    }
}
