package winnow.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import winnow.simulate.Tools;

/** A simulated board behind a pseudo-terminal: {@code sim/uart_bench.cpp} around a top. */
public final class UartBench implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 20;

    private final Process process;
    private final Writer commands;
    private final String port;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    private UartBench(Process process, BufferedReader lines) throws IOException {
        this.process = process;
        this.commands = process.outputWriter(StandardCharsets.US_ASCII);
        String first = lines.readLine();
        assertTrue(first != null && first.startsWith("port "), () -> "the bench begins with " + first);
        this.port = first.substring("port ".length());
        Thread reader = new Thread(() -> lines.lines().forEach(events::add));
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Builds the simulation.
     *
     * @param folder     where the sources are found and the simulation will run
     * @param build      a folder for the executable, which does not exist yet
     * @param parameters of the top, as NAME=VALUE
     */
    public static Path build(Path folder, Path build, String top, List<String> sources, List<String> parameters) throws IOException {
        List<String> command = new ArrayList<>(List.of(Tools.verilatorCommand(), "--cc", "--exe", "--build", "-j", "2", "-O3", "-fno-split",
                "--inline-mult", "1", "-Wno-fatal", "--x-initial", "unique", "--prefix", "Vuart_board", "--top-module", top,
                "--Mdir", build.toAbsolutePath().toString(), "-CFLAGS", "-O2", "-o", "uart_bench"));
        parameters.forEach(parameter -> command.add("-G" + parameter));
        command.addAll(sources);
        command.add(Path.of("sim/winnow_board_clock.v").toAbsolutePath().toString());
        command.add(Path.of("sim/uart_bench.cpp").toAbsolutePath().toString());
        Tools.Run run = Tools.run(folder, command);
        assertEquals(0, run.code(), run.text());
        return build.resolve("uart_bench").toAbsolutePath();
    }

    /** Starts a simulation that {@link #build} made; memory files are found in the folder. */
    public static UartBench start(Path executable, Path folder, int clocksPerBit) throws IOException {
        Process process = new ProcessBuilder(executable.toString(), Integer.toString(clocksPerBit)).directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new UartBench(process, process.inputReader(StandardCharsets.US_ASCII));
    }

    /** The serial port that leads to the board. */
    public String port() {
        return port;
    }

    /** The process identifier. */
    public long process() {
        return process.pid();
    }

    /** Gives a command, such as {@code break 30}. */
    public void command(String line) throws IOException {
        commands.write(line + "\n");
        commands.flush();
    }

    /** Requires that the next thing that the bench reports is an LED's change, or a fault. */
    public void expectEvent(String event) {
        try {
            assertEquals(event, events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Requires that nothing was reported that {@link #expectEvent} has not seen. */
    public void expectNoEvent() {
        assertEquals(List.of(), List.copyOf(events));
    }

    /** Forgets what was reported. */
    public void drain() {
        events.clear();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
            commands.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
