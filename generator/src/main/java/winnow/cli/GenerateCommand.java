package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine;
import winnow.board.Board;
import winnow.board.Boards;
import winnow.board.Devices;
import winnow.emit.Design;
import winnow.handoff.Kit;
import winnow.network.IntegerNetwork;
import winnow.output.Json;
import winnow.output.OutputFolder;
import winnow.output.Sha256;
import winnow.planner.LoadMap;
import winnow.planner.Plan;
import winnow.planner.PlanOptions;
import winnow.planner.Planner;
import winnow.reader.ModelForm;
import winnow.resources.Device;
import winnow.resources.DeviceFit;
import winnow.resources.Estimate;
import winnow.resources.Family;
import winnow.resources.Resource;
import winnow.rtl.RtlBuilder;
import winnow.rtl.Shell;
import winnow.rtl.UartSettings;

/** {@code winnow generate}: from a model and a budget of multipliers to Verilog. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Plans a model's accelerator for a budget of multipliers and writes its Verilog.")
public final class GenerateCommand implements Callable<Integer> {
    /** Clocks that every plan keeps. */
    private static final long ANY_CYCLES = 1L << 40;
    private static final double DEFAULT_CLOCK_MHZ = 12;
    private static final double MOST_CLOCK_MHZ = 1000;
    private static final int DEFAULT_BAUD = 1_000_000;

    @Parameters(paramLabel = "MODEL", description = "A model folder, or its model.json.")
    private Path model;

    /** What the plan aims at: one of these. */
    private static final class Aim {
        @Option(names = "--lanes", paramLabel = "N",
                description = "The budget: how many multipliers the accelerator may have.")
        private Integer lanes;

        @Option(names = "--target-cycles", paramLabel = "C",
                description = "Clocks per frame that suffice: as few multipliers as keep them.")
        private Long targetCycles;

        @Option(names = "--device", paramLabel = "NAME",
                description = "The device to fill: as many multipliers as fit it, such as UP5K, LFE5U-85F, GW2AR-18, XC7A100T.")
        private String device;
    }

    @ArgGroup
    private Aim aim = new Aim();

    @Option(names = "--board", paramLabel = "NAME",
            description = "The board that the design is for, a folder in constraints/ or the path of one of your own: decides shell and"
                    + " clock, as many multipliers as fit its device unless --lanes or --target-cycles says otherwise, and which"
                    + " weights are loaded at start into the memories that some devices have for that.")
    private String boardName;

    @Option(names = "--no-merge", description = "An engine for every convolution, even for siblings whose outputs are joined.")
    private boolean separate;

    @Option(names = "--input-pixels", paramLabel = "P", defaultValue = "1",
            description = "Pixels in a beat of the input, 1..64 (default: ${DEFAULT-VALUE}). More than one is for networks that"
                    + " begin with a fully-connected layer.")
    private int inputPixels;

    @Option(names = "--output-pixels", paramLabel = "P", defaultValue = "1",
            description = "Values in a beat of the output, 1..64 (default: ${DEFAULT-VALUE}). More than one is for networks that"
                    + " end in a fully-connected layer.")
    private int outputPixels;

    @Option(names = "--pack",
            description = "Two lanes share a multiplier of 27 x 18 bits, as Xilinx UltraScale+ has them, where pixels are unsigned and"
                    + " two of them with a weight take no more than 26 bits; --lanes then counts lanes, not multipliers.")
    private boolean pack;

    @Option(names = "--load-weights", split = ",", paramLabel = "LAYER",
            description = "Layers whose weights are loaded at start, over a port of the accelerator, into single-port memories"
                    + " without contents: a device may have large ones of that kind (iCE40 UltraPlus), or weights may change"
                    + " without another synthesis.")
    private List<String> loaded;

    @Option(names = "--device-family", paramLabel = "FAMILY",
            description = "Predict what the design takes of this family of devices: ice40, ecp5, gowin, xilinx7 or xilinxup.")
    private String family;

    @Option(names = "--shell", paramLabel = "SHELL",
            description = "What surrounds the accelerator: none; uart, a serial line to 'winnow run'; or axi, registers by"
                    + " AXI4-Lite and a driver, for boards with a processor (default: the board's, or none).")
    private Shell shell;

    @Option(names = "--clock-mhz", paramLabel = "F", description = "The clock: of the line with --shell uart, and of the kit's timing"
            + " constraints, above 0 and up to 1000 (default: the board's; else 12 with --shell uart, 200 without).")
    private Double clockMhz;

    @Option(names = "--baud", paramLabel = "N",
            description = "Bits per second of the line, for --shell uart, at most an eighth of the clock (default: 1000000).")
    private Integer baud;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "The folder to write.")
    private Path output;

    @Option(names = "--force", description = "Replace emitted files in DIR even if they were edited since.")
    private boolean force;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the plan to this file, too.")
    private Path json;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        requirePositive("--lanes", aim.lanes);
        requirePositive("--target-cycles", aim.targetCycles);
        if (clockMhz != null && !(clockMhz > 0 && clockMhz <= MOST_CLOCK_MHZ)) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--clock-mhz: " + clockMhz + " is not above 0 and up to "
                    + (int) MOST_CLOCK_MHZ);
        }
        requireWidth("--input-pixels", inputPixels);
        requireWidth("--output-pixels", outputPixels);
        if (aim.device != null && boardName != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--device and --board: a board has its device; give one of them");
        }
        Optional<Board> board = boardName == null ? Optional.empty() : Optional.of(Boards.find(boardName));
        Shell around = shell != null ? shell : board.map(Board::shell).orElse(Shell.NONE);
        Optional<UartSettings> uart = uart(around, board);
        if (around == Shell.AXI && loaded != null) {
            throw new CommandLine.ParameterException(spec.commandLine(),
                    "--load-weights: --shell axi has no way to load weights; take --shell uart or none");
        }
        Optional<Device> device = aim.device != null ? Optional.of(Devices.of(aim.device)) : board.map(Board::device);
        if (aim.lanes == null && aim.targetCycles == null && device.isEmpty()) {
            throw new CommandLine.ParameterException(spec.commandLine(), "give --lanes, --target-cycles, --device or --board");
        }
        IntegerNetwork network = ModelForm.read(model);
        Optional<Board> loader = around == Shell.AXI || loaded != null ? Optional.empty() : board;
        Function<PlanOptions, Plan> planner = target -> plan(network, options(target), loader);
        Plan plan = aim.targetCycles != null ? planner.apply(PlanOptions.target(aim.targetCycles))
                : aim.lanes != null ? planner.apply(PlanOptions.budget(aim.lanes))
                : fill(device.orElseThrow(), around, planner);
        Optional<Estimate> estimate = device.map(Device::family).or(() -> Optional.ofNullable(family)).map(Family::of)
                .map(of -> Estimate.of(RtlBuilder.build(plan), of, around));
        Path folder = Files.isDirectory(model) ? model : model.toAbsolutePath().getParent();
        String digest = Sha256.of(Files.readAllBytes(folder.resolve(ModelForm.MODEL)));
        OutputFolder files = new OutputFolder(output, force);
        Design design = new Design(plan, WinnowCommand.VERSION, digest)
                .withSamples(SampleOptions.frames(folder, network.input(), Kit.FRAMES))
                .withClock(clock(board, around == Shell.UART ? DEFAULT_CLOCK_MHZ : Kit.MEGAHERTZ));
        (around == Shell.AXI ? design.withAxi() : uart.map(design::withUart).orElse(design)).addTo(files);
        ModelForm.add(files, DesignFolder.MODEL + "/", network);
        // so that the design can be simulated by itself
        SampleOptions.copy(folder, files, DesignFolder.MODEL + "/");
        estimate.ifPresent(of -> files.add("resources.json", Json.bytes(of.toJson())));
        files.write(details(digest, plan));
        if (json != null) {
            Json.write(json, plan.toJson());
        }
        PrintWriter out = spec.commandLine().getOut();
        PlanTable.print(out, plan);
        estimate.ifPresent(of -> ResourceTable.print(out, of, device));
        if (device.isPresent()) {
            List<String> excess = device.get().excess(estimate.orElseThrow().occupied());
            if (!excess.isEmpty()) {
                out.println("does NOT fit " + device.get().name() + ": " + String.join("; ", excess)
                        + "; without --lanes and --target-cycles the most multipliers that fit are taken");
            }
        }
        out.println("written to " + output);
        return 0;
    }

    /** The plan with the most multipliers that fits with its shell. */
    private Plan fill(Device device, Shell around, Function<PlanOptions, Plan> planner) throws IOException {
        Family family = Family.of(device.family());
        DeviceFit fit = new DeviceFit(device, Devices.all(), plan -> Estimate.of(RtlBuilder.build(plan), family, around).occupied());
        try (Steps steps = new Steps(spec.commandLine().getErr())) {
            steps.begin("fewest multipliers");
            return fit.most(planner.apply(PlanOptions.target(ANY_CYCLES)), lanes -> {
                steps.begin("a budget of " + lanes + " multipliers");
                return planner.apply(PlanOptions.budget(lanes));
            });
        }
    }

    private PlanOptions options(PlanOptions target) {
        PlanOptions options = target.withInputPixels(inputPixels).withOutputPixels(outputPixels)
                .withLoaded(loaded == null ? List.of() : loaded);
        PlanOptions packed = pack ? options.withPairs() : options;
        return separate ? packed.unmerged() : packed;
    }

    /** The plan, with as many weights loaded at start as the board has memories for. */
    private static Plan plan(IntegerNetwork network, PlanOptions options, Optional<Board> board) {
        Plan plan = Planner.plan(network, options);
        List<String> chosen = board.filter(of -> of.has(Resource.SPRAM) > 0)
                .map(of -> LoadMap.choose(plan, (int) of.has(Resource.SPRAM), of.family().spramWords()))
                .orElse(List.of());
        return chosen.isEmpty() ? plan : plan.withLoadedWeights(chosen);
    }

    private Optional<UartSettings> uart(Shell around, Optional<Board> board) {
        if (around == Shell.UART) {
            return Optional.of(new UartSettings((int) Math.round(1000 * clock(board, DEFAULT_CLOCK_MHZ)),
                    baud == null ? DEFAULT_BAUD : baud));
        }
        if (baud != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--baud is for --shell uart");
        }
        return Optional.empty();
    }

    private double clock(Optional<Board> board, double otherwise) {
        return clockMhz != null ? clockMhz : board.map(Board::targetMegahertz).orElse(otherwise);
    }

    private void requirePositive(String option, Number value) {
        if (value != null && value.longValue() < 1) {
            throw new CommandLine.ParameterException(spec.commandLine(), option + ": " + value + " is not at least 1");
        }
    }

    private void requireWidth(String option, int pixels) {
        if (!PlanOptions.isWidth(pixels)) {
            throw new CommandLine.ParameterException(spec.commandLine(),
                    option + ": " + pixels + " is not in 1.." + PlanOptions.MOST_PIXELS);
        }
    }

    private Map<String, Object> details(String digest, Plan plan) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("version", WinnowCommand.VERSION);
        details.put(OutputFolder.KIND, "design");
        details.put("model_sha256", digest);
        details.put("lanes", plan.lanes());
        return details;
    }
}
