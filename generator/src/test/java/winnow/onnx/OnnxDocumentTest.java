package winnow.onnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table in {@code docs/onnx.md} is the reader's. */
class OnnxDocumentTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([A-Z]\\w+) \\|(.*?)\\|(.*?)\\|");
    private static final Pattern ATTRIBUTE = Pattern.compile("`(\\w+)`");

    private static Map<String, MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(Path.of("docs/onnx.md"))).results()
                .collect(Collectors.toMap(row -> row.group(1), row -> row, (first, second) -> first, TreeMap::new));
    }

    @Test
    void everyOperatorHasARow() throws IOException {
        assertEquals(Operators.ALL.keySet(), rows().keySet());
    }

    @Test
    void everyAttributeStandsInItsRow() throws IOException {
        rows().forEach((name, row) -> {
            Map<String, ?> known = Operators.ALL.get(name).attributes();
            String both = row.group(2) + row.group(3);
            assertEquals(new TreeSet<>(known.keySet()),
                    ATTRIBUTE.matcher(both).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new)),
                    name);
        });
    }

    @Test
    void attributesOfCertainValuesStandInTheColumnOfValues() throws IOException {
        rows().forEach((name, row) -> Operators.ALL.get(name).attributes().forEach((attribute, values) -> assertTrue(
                row.group(values.isEmpty() ? 2 : 3).contains("`" + attribute + "`"), name + " " + attribute)));
    }
}
