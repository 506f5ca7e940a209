package winnow.emit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import winnow.handoff.Kit;
import winnow.handoff.Origin;
import winnow.handoff.Sources;
import winnow.network.IntTensor;
import winnow.output.Json;
import winnow.output.OutputFolder;
import winnow.picture.PipelinePicture;
import winnow.planner.Plan;
import winnow.registers.RegisterMapReader;
import winnow.rtl.AxiShell;
import winnow.rtl.MemoryFile;
import winnow.rtl.OutputModule;
import winnow.rtl.Rtl;
import winnow.rtl.RtlBuilder;
import winnow.rtl.UartSettings;
import winnow.rtl.UartTop;

/** A plan's emitted files: Verilog, memory contents, file list, test bench wrapper, hand-off kit, the plan itself and its picture. */
public final class Design {
    /** Says what shell a design has; without one there is no such file. */
    public static final String SHELL = "shell.json";

    private static final String BOARD_CLOCK = "winnow_board_clock.v";

    private final Plan plan;
    private final String version;
    private final String modelDigest;
    private final List<IntTensor> samples;
    private final boolean axi;
    private final Optional<UartSettings> uart;
    private final double megahertz;

    /**
     * A design without a shell, whose own test bench sends random frames.
     *
     * @param version     of Winnow, for the header
     * @param modelDigest SHA-256 of the model, for the header
     */
    public Design(Plan plan, String version, String modelDigest) {
        this(plan, version, modelDigest, List.of(), false, Optional.empty(), Kit.MEGAHERTZ);
    }

    private Design(
            Plan plan, String version, String modelDigest, List<IntTensor> samples, boolean axi, Optional<UartSettings> uart,
            double megahertz) {
        this.plan = plan;
        this.version = version;
        this.modelDigest = modelDigest;
        this.samples = List.copyOf(samples);
        this.axi = axi;
        this.uart = uart;
        this.megahertz = megahertz;
    }

    /**
     * The same with images for the test bench.
     *
     * @param images frames that suit the network's input; if empty, random ones are made
     */
    public Design withSamples(List<IntTensor> images) {
        return new Design(plan, version, modelDigest, images, axi, uart, megahertz);
    }

    /** The same with a top for a board without a processor, which talks to a host over a serial line. */
    public Design withUart(UartSettings settings) {
        return new Design(plan, version, modelDigest, samples, axi, Optional.of(settings), megahertz);
    }

    /** The same with registers and a driver for a processor. */
    public Design withAxi() {
        return new Design(plan, version, modelDigest, samples, true, uart, megahertz);
    }

    /** The same with constraints in its kit for another clock, in MHz. */
    public Design withClock(double clock) {
        return new Design(plan, version, modelDigest, samples, axi, uart, clock);
    }

    /** Adds all files to a folder; nothing is written if a template complains. */
    public OutputFolder addTo(OutputFolder folder) {
        Rtl rtl = RtlBuilder.build(plan);
        VerilogEmitter emitter = new VerilogEmitter(header());
        Map<String, byte[]> generated = new LinkedHashMap<>();
        for (OutputModule module : rtl.modules()) {
            generated.put(module.name(), emitter.emit(module));
        }
        Map<String, byte[]> library = LibraryModules.usedBy(generated.values(), emitter);
        List<String> files = new ArrayList<>();
        library.forEach((name, text) -> addVerilog(folder, files, name, text));
        generated.forEach((name, text) -> addVerilog(folder, files, name, text));
        for (MemoryFile memory : rtl.memories()) {
            folder.add("rtl/" + memory.name(), memory.bytes());
        }
        addFileList(folder, rtl.name(), files);
        folder.add("sim/" + rtl.testbench().name() + ".v", emitter.emit(rtl.testbench()));
        addKit(folder, rtl, new Sources(rtl.name(), new String(generated.get(rtl.name()), StandardCharsets.US_ASCII), files,
                rtl.memories().stream().map(MemoryFile::name).toList()));
        uart.ifPresent(settings -> addUart(folder, rtl, settings, library.keySet(), files));
        if (axi) {
            addAxi(folder, rtl, library.keySet(), files);
        }
        folder.add("plan.json", Json.bytes(planJson(rtl)));
        folder.add("pipeline.svg", picture());
        return folder;
    }

    /** The board's top and a board's clock for simulation. */
    private void addUart(OutputFolder folder, Rtl rtl, UartSettings settings, Set<String> present, List<String> accelerator) {
        UartTop top = UartTop.of(plan, rtl.name(), settings, modelDigest);
        addShell(folder, List.of(top), present, accelerator);
        folder.add("sim/" + BOARD_CLOCK, resource("/sim/" + BOARD_CLOCK));
        folder.add(SHELL, Json.bytes(shellJson("uart", top.name(),
                Map.of("clock_khz", settings.clockKhz(), "baud", settings.baud()))));
    }

    private void addAxi(OutputFolder folder, Rtl rtl, Set<String> present, List<String> accelerator) {
        AxiShell shell = new AxiShell(plan, rtl.name(), version, modelDigest, RegisterMapReader.read());
        addShell(folder, shell.modules(), present, accelerator);
        new AxiSoftware(shell, version, modelDigest).addTo(folder);
        folder.add(SHELL, Json.bytes(shellJson("axi", shell.top(), Map.of())));
    }

    /** A shell's modules, the last of which is its top, with what they need besides the accelerator, and their file list. */
    private void addShell(OutputFolder folder, List<OutputModule> modules, Set<String> present, List<String> accelerator) {
        VerilogEmitter emitter = new VerilogEmitter(header());
        Map<String, byte[]> generated = new LinkedHashMap<>();
        modules.forEach(module -> generated.put(module.name(), emitter.emit(module)));
        List<String> files = new ArrayList<>(accelerator);
        LibraryModules.usedBy(generated.values(), emitter).forEach((name, module) -> {
            if (!present.contains(name)) {
                addVerilog(folder, files, name, module);
            }
        });
        generated.forEach((name, text) -> addVerilog(folder, files, name, text));
        addFileList(folder, modules.get(modules.size() - 1).name(), files);
    }

    private Map<String, Object> shellJson(String kind, String top, Map<String, Integer> more) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("shell", kind);
        json.put("top", top);
        json.put("model_sha256", modelDigest);
        json.putAll(new TreeMap<>(more));
        return json;
    }

    private static void addFileList(OutputFolder folder, String top, List<String> files) {
        folder.add("rtl/" + top + ".f", (String.join("\n", files) + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private Map<String, Object> planJson(Rtl rtl) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("top", rtl.name());
        json.putAll(plan.toJson());
        return json;
    }

    private byte[] picture() {
        String comment = "<!-- Generated by Winnow " + version + " from the model with SHA-256 " + modelDigest
                + ". DO NOT EDIT: generate again instead. -->\n";
        return (comment + Template.text(PipelinePicture.of(plan))).getBytes(StandardCharsets.US_ASCII);
    }

    private static void addVerilog(OutputFolder folder, List<String> files, String name, byte[] text) {
        folder.add("rtl/" + name + ".v", text);
        files.add(name + ".v");
    }

    private void addKit(OutputFolder folder, Rtl rtl, Sources sources) {
        Kit kit = Kit.of(plan, rtl, sources, new Origin(version, modelDigest), samples, megahertz);
        kit.texts().forEach(text -> folder.add(text.path(), VerilogEmitter.ascii(text.path(), Template.text(text.model()))));
        kit.data().forEach(folder::add);
        folder.withSums();
    }

    private static byte[] resource(String name) {
        try (InputStream in = Design.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + name, e);
        }
    }

    private String header() {
        return "// Generated by Winnow " + version + " from the model with SHA-256\n// " + modelDigest
                + ".\n// DO NOT EDIT: generate again instead.  SPDX-License-Identifier: Apache-2.0\n";
    }
}
