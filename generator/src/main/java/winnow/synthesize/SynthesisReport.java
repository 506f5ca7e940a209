package winnow.synthesize;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import winnow.board.Board;
import winnow.output.Json;
import winnow.output.OutputFile;
import winnow.report.Table;
import winnow.resources.Resource;
import winnow.resources.Resources;

/** A result as Markdown, which reads well on a terminal, too. */
public final class SynthesisReport {
    private static final int MOST_STAGES = 8;
    private static final List<Resource> PREDICTED = List.of(Resource.LUT, Resource.FF, Resource.BRAM, Resource.SPRAM, Resource.DSP);

    private final SynthesisResult result;
    private final Board board;

    public SynthesisReport(SynthesisResult result) {
        this.result = result;
        this.board = result.task().board();
    }

    /** Writes {@code synthesis.md} and {@code synthesis.json} to the task's output folder. */
    public void write() throws IOException {
        OutputFile.write(result.task().output().resolve("synthesis.md"), markdown().getBytes(StandardCharsets.UTF_8));
        Json.write(result.task().output().resolve("synthesis.json"), result.toJson());
    }

    /** Title, area and speed. */
    public String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(result.task().accelerator()).append(" on ").append(board.title()).append("\n\n");
        text.append(board.part()).append(result.task().outOfContext() ? ", the accelerator alone" : "").append("; ")
                .append(String.join("; ", result.versions().values())).append("\n\n");
        text.append(layers()).append("\nSynthesised and, by the resource model, predicted:\n\n").append(prediction()).append('\n')
                .append(speed());
        result.timing().flatMap(Timing::criticalPath).ifPresent(path -> text.append('\n').append(path(path)));
        return text.toString();
    }

    private String layers() {
        List<Resource> columns = new ArrayList<>();
        for (Resource resource : Resource.values()) {
            if (board.has(resource) > 0 || result.total().of(resource) > 0) {
                columns.add(resource);
            }
        }
        List<String> heads = new ArrayList<>(List.of("layer"));
        columns.forEach(resource -> heads.add(resource.title()));
        Table table = new Table(heads.toArray(String[]::new));
        for (Map.Entry<String, Resources> layer : result.layers().entrySet()) {
            table.add(row(layer.getKey(), columns, resource -> Resources.text(layer.getValue().of(resource))));
        }
        table.add(row("all", columns, resource -> Resources.text(result.total().of(resource))));
        table.add(row("device", columns, resource -> !resource.isLimited() ? "" : Resources.text(board.has(resource))));
        table.add(row("used", columns, resource -> !resource.isLimited() || board.has(resource) == 0 ? ""
                : Figures.percent(result.total().of(resource), board.has(resource))));
        return table.markdown();
    }

    /** What the resource model says, beside what there is. */
    private String prediction() {
        List<Resource> columns = PREDICTED.stream().filter(resource -> board.has(resource) > 0).toList();
        List<String> heads = new ArrayList<>(List.of("layer"));
        columns.forEach(resource -> heads.addAll(List.of(resource.title(), "predicted")));
        Table table = new Table(heads.toArray(String[]::new));
        Resources others = result.task().predicted().total();
        for (String layer : result.task().layers()) {
            Resources predicted = result.task().predicted().engine(layer);
            others = others.plus(predicted.times(-1));
            table.add(pair(layer, columns, result.layers().get(layer), predicted));
        }
        table.add(pair(LayerNames.OTHER, columns, result.layers().get(LayerNames.OTHER), others));
        table.add(pair("all", columns, result.total(), result.task().predicted().total()));
        return table.markdown();
    }

    private static String[] pair(String head, List<Resource> columns, Resources found, Resources predicted) {
        List<String> row = new ArrayList<>(List.of(head));
        columns.forEach(resource -> row.addAll(
                List.of(Resources.text(found.of(resource)), Resources.text(predicted.of(resource)))));
        return row.toArray(String[]::new);
    }

    /** What a cell of a row says. */
    private interface Cell {
        String of(Resource resource);
    }

    private static String[] row(String head, List<Resource> columns, Cell cell) {
        List<String> row = new ArrayList<>(List.of(head));
        columns.forEach(resource -> row.add(cell.of(resource)));
        return row.toArray(String[]::new);
    }

    private String speed() {
        if (result.timing().isEmpty()) {
            return board.family().isRouted() ? "Not placed and routed.\n"
                    : board.family().title() + " is placed and routed by its maker's tools: no clock is known here.\n";
        }
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%.1f MHz, %s the target of %s MHz (seed %d)\n", result.megahertz(),
                result.reachesTarget() ? "reaches" : "MISSES", number(board.targetMegahertz()), result.seed()));
        text.append(String.format(Locale.ROOT, "%,.1f frames per second at that clock, %,.1f at the target (%,d clocks per frame)\n",
                result.framesPerSecond(), board.targetMegahertz() * 1e6 / result.task().cycles(), result.task().cycles()));
        result.bitstream().ifPresent(file -> text.append("bitstream ").append(file).append("; load it with: ")
                .append(board.program().replace("{bitstream}", file.toString())).append('\n'));
        return text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    /** The path by the stretches that take longest, in their order. */
    private String path(CriticalPath path) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
                "Critical path: %.1f ns, %.1f of it in wires, %d levels of logic, in %s\n\n", path.nanoseconds(), path.routing(),
                path.levels(), path.layers().isEmpty() ? "no layer" : String.join(", ", path.layers())));
        Table table = new Table("through", "ns");
        double least = path.stages().stream().mapToDouble(CriticalPath.Stage::nanoseconds).map(time -> -time).sorted()
                .skip(MOST_STAGES - 1).map(time -> -time).findFirst().orElse(0);
        for (int i = 0; i < path.stages().size(); i++) {
            CriticalPath.Stage stage = path.stages().get(i);
            if (stage.nanoseconds() >= least || i == 0 || i == path.stages().size() - 1) {
                table.add("`" + stage.name() + "`", String.format(Locale.ROOT, "%.2f", stage.nanoseconds()));
            }
        }
        return text + table.markdown();
    }
}
