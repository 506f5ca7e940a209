package winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import winnow.output.Json;

/** The results so far, as JSON and as Markdown: written anew with every result, so that none is lost. */
final class BenchReport {
    private static final String AREA = "area.md";

    private final Path folder;
    private final String name;
    private final String title;
    private final Map<String, Object> json = new LinkedHashMap<>();
    private final Map<String, String> sections = new LinkedHashMap<>();
    private final List<Check> checks = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    /**
     * @param name  of the two files, without .json and .md
     * @param facts what was measured with what, for the JSON
     */
    BenchReport(Path folder, String name, String title, Map<String, Object> facts) throws IOException {
        this.folder = folder;
        this.name = name;
        this.title = title;
        json.putAll(facts);
        Files.createDirectories(folder);
    }

    /** Adds a section, or replaces that of the same heading. */
    void section(String heading, String markdown, String key, Object value) {
        sections.put(heading, markdown);
        json.put(key, value);
    }

    void check(List<Check> more) {
        checks.addAll(more);
    }

    /** Something that could not be measured. */
    void failure(String what, String why) {
        failures.add(what + ": " + why);
    }

    boolean passed() {
        return failures.isEmpty() && checks.stream().noneMatch(Check::missed);
    }

    /** All limits, and what failed. */
    String verdict() {
        StringBuilder text = new StringBuilder(Check.table(checks).markdown());
        failures.forEach(failure -> text.append("\nFAILED ").append(failure).append('\n'));
        return text.toString();
    }

    /** All of it as Markdown. */
    String text() {
        StringBuilder text = new StringBuilder("# " + title + "\n\n## Limits\n\n" + verdict());
        sections.forEach((heading, markdown) -> text.append("\n## ").append(heading).append("\n\n").append(markdown));
        return text.toString();
    }

    void write() throws IOException {
        json.put("checks", checks.stream().map(Check::toJson).toList());
        json.put("failures", failures);
        json.put("passed", passed());
        Json.write(folder.resolve(name + ".json"), json);
        StringBuilder text = new StringBuilder(text());
        if (Files.exists(folder.resolve(AREA))) {
            text.append("\n## Area\n\n").append(Files.readString(folder.resolve(AREA)));
        }
        Files.writeString(folder.resolve(name + ".md"), text);
    }
}
