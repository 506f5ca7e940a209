package winnow.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.output.OutputFolder;
import winnow.planner.Planner;
import winnow.reader.ModelForm;

/** Constraints name ports that the emitted top has, and all of them. */
class ConstraintsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"clock.sdc", "clock.xdc"})
    void namesEveryPortOfTheTopAndNoOther(String file) throws IOException {
        Path design = folder.resolve("design");
        new Design(Planner.plan(ModelForm.read(Path.of("models/lenet5")), 50), "test", "digest")
                .addTo(new OutputFolder(design, false)).write(Map.of());
        Set<String> ports = matches("^ +(?:input|output) +wire (?:\\[.*\\] )?(\\w+)", design.resolve("rtl/lenet.v"));
        Set<String> named = new HashSet<>();
        for (String list : matches("get_ports (\\{[^}]*\\}|\\w+)", design.resolve("constraints").resolve(file))) {
            named.addAll(List.of(list.replaceAll("[{}]|\\[\\*]", "").split(" ")));
        }
        assertFalse(ports.isEmpty());
        assertEquals(ports, named);
    }

    private static Set<String> matches(String pattern, Path file) throws IOException {
        Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(Files.readString(file));
        Set<String> found = new HashSet<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
