package winnow.rtl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LegalNamesTest {
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "conv1, conv1", "Conv/1x1, conv_1x1", "../../etc/passwd, etc_passwd", "3x3, layer3x3", "___, layer", "ä ö, layer",
        "a__b--c_, a_b_c", "u_conv, layer_u_conv", "unused_conv, layer_unused_conv", "use, use", "\"; endmodule //, endmodule", "\u212Aelvin, kelvin"
    })
    void makesAName(String name, String legal) {
        assertEquals(legal, new LegalNames().of(name));
    }

    @Test
    void givesNoNameTwice() {
        LegalNames names = new LegalNames().reserve("input");
        Set<String> given = new HashSet<>();
        for (String name : List.of("input", "a", "a", "A", "a_2", "a 2", "input_2", "x".repeat(1000), "x".repeat(2000), "", "")) {
            String legal = names.of(name);
            assertTrue(given.add(legal), legal);
            assertTrue(legal.matches("[a-z][a-z0-9_]*") && legal.length() <= 44, legal);
        }
        assertTrue(given.containsAll(List.of("input_2", "a", "a_2", "a_3", "layer", "layer_2")), given::toString);
    }

    @ParameterizedTest
    @CsvSource({"lenet, lenet", "module, net_module", "Logic, net_logic", "winnow, net_winnow", "winnow_rom, net_winnow_rom",
        "winnower, winnower", "unique, net_unique"})
    void aNetworkIsNeitherAKeywordNorALibraryModule(String name, String legal) {
        assertEquals(legal, LegalNames.ofNetwork(name));
    }

    @Test
    void commentsStayInTheirLine() {
        assertEquals("a?b?c?d?e?f", LegalNames.comment("a\nb\rc\\d\u2028e\u0000f"));
        assertEquals(60, LegalNames.comment("x".repeat(1000)).length());
        assertEquals("?", LegalNames.comment("\ud83d\ude00"));
    }
}
