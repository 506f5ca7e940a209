package winnow.resources;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Multipliers take as many blocks as Yosys makes of them: widths beyond a block's are cut, narrow ones are logic. */
class MultiplierCellTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/resources/multiplier_grid.csv", numLinesToSkip = 1)
    void countsBlocks(String family, int a, int b, double blocks) {
        assertEquals(blocks, Family.of(family).make(new Multiplier(a, b, a + b, 1)).of(Resource.DSP), family + " " + a + " x " + b);
    }
}
