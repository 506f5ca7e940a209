package winnow.synthesize;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import winnow.board.Board;
import winnow.network.InvalidInputException;

/**
 * The files that a synthesis reads, gathered in one folder where it runs: then every name is a plain one, whatever the path
 * of the design, and tools in a sandbox see them.
 */
final class Sources {
    private static final String RESET = "winnow_power_on_reset.v";
    private static final String CLOCK = "clock.v";

    private final SynthesisTask task;
    private final Path folder;
    private final List<String> files = new ArrayList<>();

    private Sources(SynthesisTask task, Path folder) {
        this.task = task;
        this.folder = folder;
    }

    /**
     * Refuses a design that has not what connects it to the board, before results of an earlier run are removed.
     *
     * @throws InvalidInputException if it has no such top
     */
    static void check(SynthesisTask task) {
        String top = "rtl/" + task.top() + ".v";
        if (!task.outOfContext() && !Files.exists(task.design().resolve(top))) {
            throw new InvalidInputException(task.design() + ": has no " + top + ", which connects it to a board with a shell '"
                    + task.board().shell().key() + "'; generate it again, or give --out-of-context for the accelerator alone");
        }
    }

    /** Copies the design, and what the board adds to it. */
    static Sources gather(SynthesisTask task, Path folder) throws IOException {
        Sources sources = new Sources(task, folder);
        sources.copyDesign();
        sources.addTop();
        sources.addBoard();
        return sources;
    }

    private void copyDesign() throws IOException {
        Path rtl = task.design().resolve("rtl");
        try (Stream<Path> all = Files.list(rtl)) {
            for (Path file : all.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".v") || name.endsWith(".mem")) {
                    Files.copy(file, folder.resolve(name));
                }
            }
        }
        files.addAll(Files.readAllLines(rtl.resolve((task.outOfContext() ? task.accelerator() : task.top()) + ".f")));
    }

    private void addTop() throws IOException {
        String top = task.top() + ".v";
        if (task.outOfContext()) {
            copyResource("/constraints/out-of-context/harness.v", top);
        }
        add(top);
    }

    private void addBoard() throws IOException {
        Board board = task.board();
        Files.writeString(folder.resolve(CLOCK), board.clock());
        add(CLOCK);
        if (!Files.exists(folder.resolve(RESET))) {
            copyResource("/rtl-templates/lib/" + RESET, RESET);
        }
        add(RESET);
        Files.writeString(folder.resolve(board.pinFile()), board.pins());
    }

    private void copyResource(String resource, String name) throws IOException {
        try (InputStream in = Sources.class.getResourceAsStream(resource)) {
            Files.copy(in, folder.resolve(name));
        }
    }

    private void add(String file) {
        if (!files.contains(file)) {
            files.add(file);
        }
    }

    /** Commands for Yosys that read the design, with what the board says of the top's parameters, of those that it has. */
    String commands() throws IOException {
        StringBuilder script = new StringBuilder("read_verilog ").append(String.join(" ", files)).append('\n');
        if (task.outOfContext()) {
            script.append("rename ").append(task.accelerator()).append(" winnow_accelerator\n");
        }
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("LED_ACTIVE_LOW", task.board().ledActiveLow() ? 1L : 0L);
        values.put("IN_WIDTH", (long) task.inputWidth());
        values.put("OUT_WIDTH", (long) task.outputWidth());
        String top = Files.readString(folder.resolve(task.top() + ".v"));
        values.forEach((name, value) -> {
            if (Pattern.compile("\\bparameter\\b[^;,)]*\\b" + name + "\\b").matcher(top).find()) {
                script.append("chparam -set ").append(name).append(' ').append(value).append(' ').append(task.top()).append('\n');
            }
        });
        return script.toString();
    }
}
