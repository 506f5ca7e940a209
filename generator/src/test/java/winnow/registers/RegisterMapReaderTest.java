package winnow.registers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegisterMapReaderTest {
    private static final String MAP = "{'version':1,'address_bits':4,'registers':["
            + "{'name':'A','offset':'0x0','access':'rw','description':'d','fields':["
            + "{'name':'LOW','bits':'3:0','reset':'5','description':'d'},{'name':'HIGH','bits':'31','description':'d'}]},"
            + "{'name':'B','offset':'0x8','access':'ro','read_pulse':true,'description':'d','fields':["
            + "{'name':'VALUE','bits':'31:0','constant':'figure','description':'d'}]}]}";

    private static RegisterMap read(String text) {
        try {
            return RegisterMapReader.of(new ObjectMapper().readTree(text.replace('\'', '"')));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void readsOffsetsFieldsAndValues() {
        RegisterMap map = read(MAP);
        Register a = map.registers().get(0);
        assertEquals(0x8000000fL, a.writableMask());
        assertEquals("a_high", a.signal(a.fields().get(1)));
        assertEquals(5, a.fields().get(0).reset());
        Register b = map.registers().get(1);
        assertEquals(8, b.offset());
        assertTrue(b.readPulse());
        assertEquals("b", b.signal(b.fields().get(0)));
        assertEquals(77, new DesignValues(Map.of("figure", 77L)).of(b.fields().get(0)));
    }

    @ParameterizedTest(name = "{1} for {0}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "'bits':'31'|'bits':'3'|register A: field HIGH shares bits with another",
        "'bits':'31'|'bits':'32'|field HIGH: bits 32:32 are not high:low in 31:0",
        "'bits':'3:0'|'bits':'0:3'|field LOW: bits 0:3 are not high:low in 31:0",
        "'bits':'3:0'|'bits':'x:0'|register A, field LOW: 'x' is not a number",
        "'reset':'5'|'reset':'16'|field LOW: reset value 16 needs more than 4 bits",
        "'reset':'5'|'constant':'5'|register A: field LOW has a value that a register of access RW cannot have",
        "'reset':'5'|'rest':'5'|register A, field LOW: unknown key 'rest'",
        "'access':'rw'|'access':'wo'|register A: access 'wo' is none of ro, rw, w1c, pulse",
        "'offset':'0x8'|'offset':'0x6'|register B: offset 6 is not a multiple of 4",
        "'offset':'0x8'|'offset':'0x0'|register B: offset 0 is not between the one before it and the end of 4 address bits",
        "'offset':'0x8'|'offset':'0x10'|register B: offset 16 is not between the one before it and the end of 4 address bits",
        "'name':'B'|'name':'A'|register A: another one has this name",
        "'name':'B'|'name':'A_HIGH'|register A_HIGH: another field is called a_high",
        "'name':'B'|'name':'b'|'b' is not a name of upper-case letters, digits and single underscores",
        "'HIGH'|'VALUE'|register A: the field VALUE must be the only one",
        "'version':1|'version':256|version 256 of the register map is not in 1..255",
        "'address_bits':4|'address_bits':2|address_bits 2 is not in 3..16"})
    void aMapThatIsWrongIsRefused(String right, String wrong, String message) {
        String text = MAP.replace(right, wrong);
        assertTrue(!text.equals(MAP), "the map has no " + right);
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage());
    }

    @Test
    void aFigureThatIsUnknownOrTooGreatIsRefused() {
        RegisterField field = new RegisterField("VALUE", 7, 0, 0, java.util.Optional.of("figure"), "d");
        assertEquals("'figure' is no figure of a design; there are [other]", assertThrows(IllegalArgumentException.class,
                () -> new DesignValues(Map.of("other", 1L)).of(field)).getMessage());
        assertEquals("figure is 256, which needs more than the 8 bits of its field", assertThrows(IllegalArgumentException.class,
                () -> new DesignValues(Map.of("figure", 256L)).of(field)).getMessage());
    }

    /** What the driver cannot do without, under the names that it uses. */
    @Test
    void theMapOfDesignsIsWhole() {
        Map<String, Access> access = RegisterMapReader.read().registers().stream()
                .collect(Collectors.toMap(Register::name, Register::access));
        assertEquals(Access.RO, access.get("ID"));
        assertEquals(Access.PULSE, access.get("CONTROL"));
        assertEquals(Access.W1C, access.get("ERRORS"));
        assertEquals(Access.RW, access.get("FRAMES"));
    }
}
