package winnow.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.io.IOUtils;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memories of many sizes go where Yosys puts them; {@code make check-blocks} asks Yosys again. */
class PlacementTest {
    @ParameterizedTest
    @MethodSource("families")
    void aMemoryGoesWhereYosysPutsIt(String name) throws IOException {
        Family family = Family.of(name);
        List<String> differences = new ArrayList<>();
        int rows = 0;
        for (String[] row : grid()) {
            if (row[0].equals(name)) {
                Memory memory = new Memory("memory", Integer.parseInt(row[2]), Integer.parseInt(row[3]), Memory.Kind.valueOf(row[1]));
                Placement placement = family.place(memory);
                Resources takes = placement.takes();
                String is = placement.cell().map(cell -> cell.kind().name()).orElse("LOGIC");
                if (!is.equals(row[4]) || takes.of(Resource.BRAM) + takes.of(Resource.SPRAM) != Double.parseDouble(row[5])) {
                    differences.add(String.join(",", row) + " but " + is + " " + takes);
                }
                rows++;
            }
        }
        assertEquals(List.of(), differences);
        assertEquals(132, rows);
    }

    static List<String> families() {
        return Family.NAMES;
    }

    private static List<String[]> grid() throws IOException {
        try (InputStream in = PlacementTest.class.getResourceAsStream("/resources/memory_grid.csv")) {
            return IOUtils.readLines(in, StandardCharsets.UTF_8).stream().skip(1).map(line -> line.split(",")).toList();
        }
    }
}
