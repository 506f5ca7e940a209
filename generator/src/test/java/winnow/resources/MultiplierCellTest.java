package winnow.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Multipliers take as many blocks as Yosys makes of them: widths beyond a block's are cut, narrow ones are logic. */
class MultiplierCellTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/resources/multiplier_grid.csv", numLinesToSkip = 1)
    void countsBlocks(String family, int a, int b, int blocks) {
        assertEquals(blocks, Family.of(family).dsps(new Multiplier(a, b, a + b, 1)), family + " " + a + " x " + b);
    }
}
