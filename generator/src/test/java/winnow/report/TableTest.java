package winnow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void numbersStandToTheRightAndWordsToTheLeft() {
        Table table = new Table("layer", "weights");
        table.add("a|b", "1,000");
        table.add("c", "7");
        assertEquals("""
                | layer | weights |
                |-------|--------:|
                | a\\|b  |   1,000 |
                | c     |       7 |
                """, table.markdown());
    }

    @Test
    void refusesARowOfAnotherLength() {
        assertThrows(IllegalArgumentException.class, () -> new Table("a", "b").add("1"));
    }

    @Test
    void escapesMarkupAndStaysOnItsLine() {
        assertEquals("a\\\\b \\<b\\>x\\</b\\> \\[l\\](u) \\*\\_\\`\\\\u000a", MarkdownText.of("a\\b <b>x</b> [l](u) *_`\n"));
    }
}
